"""Slack's client, and what went wrong at Slack, sorted once: try again, look first, or never."""

import time
from typing import Any

from aiohttp import ClientError
from slack_sdk.errors import SlackApiError, SlackClientError, SlackRequestError
from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.web.async_slack_response import AsyncSlackResponse

TEMPORARY = frozenset(
    {"internal_error", "fatal_error", "service_unavailable", "request_timeout", "team_added_to_org"}
)


class TryLater(Exception):
    """Slack did not take it; it may be asked again after so many seconds."""

    def __init__(self, seconds: float) -> None:
        super().__init__(f"in {seconds:.1f} s")
        self.seconds = seconds


class Unknown(Exception):
    """Nobody knows whether it arrived."""


class Never(Exception):
    """Slack will not take it, however often it is tried."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


CONNECTING = frozenset({"auth.test", "apps.connections.open"})
"""Whoever connects waits in a way of their own: the start ends, the socket's client sleeps."""


class Client(AsyncWebClient):
    """Does not ask for a method again before the time that Slack gave; raises TryLater."""

    def __init__(self, **told: Any) -> None:
        super().__init__(**told)
        self._until: dict[tuple[str, str], float] = {}

    async def api_call(self, api_method: str, **told: Any) -> AsyncSlackResponse:
        if api_method in CONNECTING:
            return await super().api_call(api_method, **told)
        channel = (told.get("json") or {}).get("channel", "")
        key = (api_method, channel if api_method == "chat.postMessage" else "")
        left = self._until.get(key, 0.0) - time.monotonic()
        if left > 0:
            raise TryLater(left)
        try:
            return await super().api_call(api_method, **told)
        except SlackApiError as error:
            wait = sorted_out(error)
            if not isinstance(wait, TryLater):
                raise
            self._until[key] = time.monotonic() + wait.seconds
            raise wait from error


TROUBLE = (SlackClientError, SlackRequestError, ClientError, TimeoutError, OSError)


def sorted_out(error: Exception) -> Exception:
    """The error as one of ours."""
    if not isinstance(error, SlackApiError):
        return Unknown(type(error).__name__)
    response = error.response
    if response.status_code == 429:
        return TryLater(float(response.headers.get("Retry-After", "1")))
    code = response.get("error") if isinstance(response.data, dict) else None
    if response.status_code >= 500 or code is None or code in TEMPORARY:
        return Unknown(code or str(response.status_code))
    return TryLater(30) if code == "ratelimited" else Never(str(code))
