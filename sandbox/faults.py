"""Slack's bad days, on demand."""

import asyncio
from dataclasses import asdict, dataclass
from typing import Any

CALLS = ("rate_limited", "error_500", "drop_before", "drop_after", "latency", "hold")
ENVELOPES = ("duplicate", "late", "lost", "retry")


@dataclass
class Fault:
    kind: str
    method: str | None = None
    envelope: str | None = None
    times: int = 1
    after: int = 0
    """How many fitting calls go well before it."""
    retry_after: int = 1
    seconds: float = 0.0


class Faults:
    """What is to go wrong next; each serves `times` times."""

    def __init__(self) -> None:
        self._waiting: list[Fault] = []
        self._held = asyncio.Event()

    def add(self, told: dict[str, Any]) -> None:
        self._held.clear()
        self._waiting.append(Fault(**told))

    def clear(self) -> None:
        """No more faults; answers that were held go out."""
        self._waiting.clear()
        self._held.set()

    def listed(self) -> list[dict[str, Any]]:
        return [asdict(fault) for fault in self._waiting]

    def for_call(self, method: str) -> Fault | None:
        return self._take(lambda f: f.kind in CALLS and f.method in (None, method))

    def for_envelope(self, kind: str) -> Fault | None:
        return self._take(lambda f: f.kind in ENVELOPES and f.envelope in (None, kind))

    async def held(self) -> None:
        await self._held.wait()

    def _take(self, fits: Any) -> Fault | None:
        for fault in self._waiting:
            if fits(fault) and fault.after > 0:
                fault.after -= 1
            elif fits(fault):
                fault.times -= 1
                if fault.times <= 0:
                    self._waiting.remove(fault)
                return fault
        return None
