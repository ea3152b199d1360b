"""Slack's client: it waits as long as Slack asks for, and retries nothing by itself."""

import time
from typing import Any

from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.web.async_slack_response import AsyncSlackResponse

from bot.settings import Settings
from handlers.sending.failures import TryLater, sorted_out

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


def web_client(settings: Settings) -> Client:
    """Without the client's own retries: they sleep inside the call and repeat posts."""
    return Client(
        token=settings.bot_token,
        base_url=settings.api_url,
        timeout=10,
        retry_handlers=[],
        trust_env_in_session=not settings.api_url.startswith("http://127.0.0.1"),
    )
