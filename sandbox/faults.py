"""Slack's bad days, on demand."""

import asyncio
from collections.abc import Callable
from dataclasses import asdict, dataclass, field, fields
from typing import Any

from sandbox.checks import methods
from sandbox.limits import Limit

Json = dict[str, Any]
CALLS = ("rate_limited", "error", "error_500", "drop_before", "drop_after", "hold")
ENVELOPES = ("duplicate", "late", "lost")
EVENTS = ("retry", "overtaken", "kept_back")
"""What may go wrong with deliveries, and with those of events alone."""
KINDS = ("latency", "refuses_block", "silent", *CALLS, *ENVELOPES, *EVENTS)
HOOK = "response_url"
"""What stands for a method where the app uses a response_url."""


@dataclass
class Fault:
    """What is to go wrong; which fields matter depends on the kind."""

    kind: str
    method: str | None = None
    channel: str | None = None
    """Only calls about that conversation, by its id."""
    envelope: str | None = None
    times: int | None = 1
    """None: until it is told to stop."""
    after: int = 0
    """How many fitting calls go well before it."""
    retry_after: int = 1
    seconds: float = 0.0
    error: str | None = None
    """Slack's code."""
    more: Json = field(default_factory=dict)
    """What else stands in the answer beside the code."""
    took_effect: bool = False
    """The call does its work before the error is said."""
    status: int = 500
    body: str | None = None
    """Of an error_500, where it is no JSON."""
    block: str | None = None
    twice: bool = False
    """Late, overtaken or kept back, and then twice."""

    @property
    def doubles(self) -> bool:
        return self.twice or self.kind == "duplicate"

    def __post_init__(self) -> None:
        if self.kind not in KINDS:
            raise ValueError(f"nothing goes wrong as {self.kind!r}: {sorted((*KINDS, 'limit'))}")
        if self.method not in (None, HOOK, *methods()):
            raise ValueError(f"there is no method {self.method}")
        if (self.kind == "error") != (self.error is not None):
            raise ValueError("an error needs its code, as `error`")
        if (self.kind == "refuses_block") != (self.block is not None):
            raise ValueError("refuses_block needs the type of the block, as `block`")


class Faults:
    """What is to go wrong next; each serves `times` times."""

    def __init__(self) -> None:
        self._waiting: list[Fault] = []
        self._limits: list[Limit] = []
        self._held = asyncio.Event()

    def add(self, told: Json) -> None:
        """Raises ValueError, or TypeError for a field that there is not."""
        if told.get("kind") == "limit":
            self._limits.append(Limit(**{k: v for k, v in told.items() if k != "kind"}))
            return
        until_told = {"times": None} if told.get("kind") == "refuses_block" else {}
        self._waiting.append(Fault(**{**until_told, **told}))
        self._held.clear()

    def clear(self, **only: str) -> None:
        """No more faults, or none of that kind, method and so on; held answers go out."""
        names = {each.name for each in fields(Fault)}
        if set(only) - names:
            raise ValueError(f"a fault has no {sorted(set(only) - names)[0]}")
        self._waiting = [fault for fault in self._waiting if not _is(asdict(fault), only)]
        self._limits = [limit for limit in self._limits if not _is(limit.told, only)]
        if only.get("kind", "hold") == "hold":
            self._held.set()

    def listed(self) -> list[Json]:
        return [*map(asdict, self._waiting), *(limit.told for limit in self._limits)]

    def latency(self, method: str, channel: str | None) -> Fault | None:
        return self._take(lambda f: f.kind == "latency" and _about(f, method, channel))

    def for_call(self, method: str, channel: str | None) -> Fault | None:
        return self._take(lambda f: f.kind in CALLS and _about(f, method, channel))

    def over_limit(self, method: str, channel: str | None) -> int | None:
        """Seconds to wait where one call more is one too many; otherwise it has been counted."""
        waits = [each.seconds_left(method, channel) for each in self._limits]
        if any(waits):
            return max(wait or 1 for wait in waits)
        for each in self._limits:
            each.count(method, channel)
        return None

    def refuses(self, block: str) -> bool:
        return self._take(lambda f: f.kind == "refuses_block" and f.block == block) is not None

    def for_envelope(self, kind: str) -> Fault | None:
        kinds = (*ENVELOPES, *EVENTS) if kind == "events_api" else ENVELOPES
        return self._take(lambda f: f.kind in kinds and f.envelope in (None, kind))

    def silences(self) -> bool:
        """Whether the connection that opens now is a silent one."""
        return self._take(lambda f: f.kind == "silent") is not None

    async def held(self) -> None:
        await self._held.wait()

    def _take(self, fits: Callable[[Fault], bool]) -> Fault | None:
        for fault in self._waiting:
            if fits(fault) and fault.after > 0:
                fault.after -= 1
            elif fits(fault):
                if fault.times is not None:
                    fault.times -= 1
                if fault.times == 0:
                    self._waiting.remove(fault)
                return fault
        return None


def _about(fault: Fault, method: str, channel: str | None) -> bool:
    return fault.method in (None, method) and fault.channel in (None, channel)


def _is(told: Json, wanted: Json) -> bool:
    return all(str(told.get(name)) == value for name, value in wanted.items())
