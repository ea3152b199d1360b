"""While Slack cannot be reached: tried on with growing pauses, and said twice in the log."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import TypeVar

from handlers.sending.failures import TROUBLE, Means, sorted_out

T = TypeVar("T")
log = logging.getLogger("oppvask.slack")


@dataclass(frozen=True, slots=True)
class Pace:
    """All in seconds of real time."""

    ping: float = 10.0
    """Between two pings; a connection without a frame for two of them is dead."""
    first_pause: float = 1.0
    """After the first try to connect that failed; doubled after each one more."""
    longest_pause: float = 30.0


PACE = Pace()


class Outage:
    """Logged once when it begins, and once when it is over."""

    def __init__(self, pace: Pace) -> None:
        self.pace = pace
        self._pause = pace.first_pause
        self._lasts = False

    async def outlast(self, ask: Callable[[], Awaitable[T]], *, refusals_end: bool = False) -> T:
        """What `ask` gives in the end; with `refusals_end`, raises SlackApiError for a refusal.

        Whoever asks says when it is over: an open connection alone is no sign of that.
        """
        while True:
            try:
                return await ask()
            except TROUBLE as error:
                failure = sorted_out(error)
                if refusals_end and failure.means not in (Means.WAIT, Means.UNKNOWN):
                    raise
                await self.wait(failure.code, at_least=failure.seconds)

    async def wait(self, reason: str, *, at_least: float = 0.0) -> None:
        if not self._lasts:
            hint = "trying on; check the network, SLACK_API_URL and the tokens"
            log.warning("slack_away reason=%s (%s)", reason, hint)
        self._lasts = True
        await asyncio.sleep(max(self._pause, at_least))
        self._pause = min(2 * self._pause, self.pace.longest_pause)

    def over(self) -> None:
        if self._lasts:
            log.warning("slack_back")
        self._lasts, self._pause = False, self.pace.first_pause
