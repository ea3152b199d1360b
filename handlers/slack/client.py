"""Slack's client: every failure is a Failure, and nothing is asked before Slack's wait is over."""

import time
from typing import Any

from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.web.async_slack_response import AsyncSlackResponse

from bot.settings import Settings
from handlers.sending.failures import TROUBLE, Failure, Means, sorted_out

CONNECTING = frozenset({"auth.test", "apps.connections.open"})
"""Whoever connects waits in a way of their own, and reads slack_sdk's own errors."""


class Client(AsyncWebClient):
    """Raises Failure; after a 429 it does so at once until the time that Slack gave has passed."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self.monotonic = time.monotonic
        self._until: dict[tuple[str, str], float] = {}

    async def api_call(self, api_method: str, **options: Any) -> AsyncSlackResponse:
        if api_method in CONNECTING:
            return await super().api_call(api_method, **options)
        channel = (options.get("json") or {}).get("channel", "")
        key = (api_method, channel if api_method == "chat.postMessage" else "")
        left = self._until.get(key, 0.0) - self.monotonic()
        if left > 0:
            raise Failure(Means.WAIT, "ratelimited", left)
        try:
            return await super().api_call(api_method, **options)
        except TROUBLE as error:
            failure = sorted_out(error)
            if failure.means is Means.WAIT:
                self._until[key] = self.monotonic() + failure.seconds
            raise failure from error


def web_client(settings: Settings) -> Client:
    """Without the client's own retries: they sleep inside the call and repeat posts."""
    return Client(
        token=settings.bot_token,
        base_url=settings.api_url,
        timeout=10,
        retry_handlers=[],
        trust_env_in_session=not settings.api_url.startswith("http://127.0.0.1"),
    )
