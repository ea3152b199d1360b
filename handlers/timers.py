"""What the clock can start: APScheduler is the metronome, our loops do the work."""

import asyncio
import logging
import math
import time
from collections.abc import Awaitable, Callable, Iterable
from datetime import timedelta

from apscheduler.schedulers.asyncio import AsyncIOScheduler

log = logging.getLogger("oppvask.timers")
EVERY = {"nudge": 5, "deliver": 1, "urgent": 1, "late": 15, "digest": 15, "housekeeping": 3600}
"""Seconds between two ticks of each loop; a commit wakes them too."""
STUCK_AFTER = 60.0
"""Seconds after which a piece of work that has not ended is not expected to."""


class Loop:
    """Does one small piece of work a step, and goes on while there is more."""

    def __init__(self, name: str, step: Callable[[], Awaitable[bool]]) -> None:
        self.name = name
        self._step = step
        self._bell = asyncio.Event()
        self._idle = asyncio.Event()
        self._stopping = False
        self._began = math.inf
        self._failed = False
        self._task = asyncio.create_task(self._run(), name=f"oppvask-{name}")

    def ring(self) -> None:
        self._idle.clear()
        self._bell.set()

    @property
    def turns(self) -> bool:
        """Whether the last piece of work went well, and the one in hand has not been for long."""
        return not self._failed and time.monotonic() - self._began < STUCK_AFTER

    async def idle(self) -> None:
        """Wait until there is nothing more to do."""
        await self._idle.wait()

    async def stop(self, seconds: float) -> None:
        """Let the piece in hand finish, for so long at most, and end."""
        self._stopping = True
        self._bell.set()
        await asyncio.wait({self._task}, timeout=seconds)
        self._task.cancel()
        await asyncio.gather(self._task, return_exceptions=True)

    async def _run(self) -> None:
        while not self._stopping:
            await self._bell.wait()
            self._bell.clear()
            await self._work()
            if not self._bell.is_set():
                self._idle.set()

    async def _work(self) -> None:
        try:
            while not self._stopping and await self._piece():
                pass
        except Exception:
            self._failed = True
            log.exception("loop_failed loop=%s", self.name)

    async def _piece(self) -> bool:
        self._began = time.monotonic()
        try:
            more = await self._step()
        finally:
            self._began = math.inf
        self._failed = False
        return more


def metronome(loops: Iterable[Loop]) -> AsyncIOScheduler:
    """A fixed job for each loop; none for a case."""
    scheduler = AsyncIOScheduler(timezone="UTC")
    for loop in loops:
        seconds = timedelta(seconds=EVERY[loop.name]).total_seconds()
        scheduler.add_job(
            loop.ring,
            "interval",
            seconds=seconds,
            coalesce=True,
            misfire_grace_time=None,
            max_instances=1,
        )
    scheduler.start()
    return scheduler
