"""How many calls Slack takes in how many seconds."""

import math
import time
from collections import deque
from dataclasses import dataclass, field
from typing import Any

from sandbox.checks import methods

MINUTE = 60.0
PER_MINUTE = {2: 20, 3: 50, 4: 100}
"""By Slack's tiers; a method of a special tier has no number but this one:"""
POST = "chat.postMessage"  # one a second and channel


@dataclass
class Limit:
    """One method's, or without a method each one's own as Slack documents it.

    Counted over the seconds before each call, so that nothing waits for a full minute to begin.
    """

    method: str | None = None
    calls: int | None = None
    seconds: float = MINUTE
    _taken: dict[tuple[str, str | None], deque[float]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if self.method not in (None, *methods()):
            raise ValueError(f"there is no method {self.method}")

    @property
    def told(self) -> dict[str, Any]:
        counted = {"calls": self.calls, "seconds": self.seconds}
        return {"kind": "limit", "method": self.method, **counted}

    def seconds_left(self, method: str, channel: str | None) -> int | None:
        """Until one call more is allowed, in whole seconds; None when it is allowed now."""
        calls, seconds = self._allowed(method)
        if calls is None:
            return None
        now, taken = time.monotonic(), self._calls(method, channel)
        while taken and taken[0] <= now - seconds:
            taken.popleft()
        if len(taken) < calls:
            return None
        return max(1, math.ceil(taken[0] + seconds - now))

    def count(self, method: str, channel: str | None) -> None:
        if self._allowed(method)[0] is not None:
            self._calls(method, channel).append(time.monotonic())

    def _allowed(self, method: str) -> tuple[int | None, float]:
        """Calls within seconds; None: any number."""
        if self.method not in (None, method):
            return None, 0.0
        if self.calls is not None:
            return self.calls, self.seconds
        if method == POST:
            return 1, 1.0
        return PER_MINUTE.get(methods().get(method, {}).get("tier", 0)), MINUTE

    def _calls(self, method: str, channel: str | None) -> deque[float]:
        place = channel if method == POST else None
        return self._taken.setdefault((method, place), deque())
