"""What went wrong at Slack, sorted once."""

from aiohttp import ClientError
from slack_sdk.errors import SlackApiError, SlackClientError, SlackRequestError

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
