"""For an app that lives by a sandbox's clock: connect to it, and go with its time."""

import asyncio
import logging
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from aiohttp import ClientError, ClientSession, ClientTimeout

log = logging.getLogger("sandbox.following")
Settled = Callable[[], Awaitable[datetime | None]]
"""Waits until the app has done all that is due; when something falls due next, None for never."""


@dataclass
class FollowingClock:
    """The sandbox's time as last heard of: it runs from there with real time, or stands."""

    set_to: datetime = field(default_factory=lambda: datetime.fromtimestamp(0, UTC))
    set_at: float = 0.0
    running: bool = False

    def now(self) -> datetime:
        passed = time.monotonic() - self.set_at if self.running else 0.0
        return self.set_to + timedelta(seconds=passed)

    def set(self, at: datetime, *, running: bool) -> None:
        self.set_to, self.set_at, self.running = at.astimezone(UTC), time.monotonic(), running


async def connect(sandbox: str) -> dict[str, Any]:
    """The tokens and the address of a running sandbox."""
    async with ClientSession() as session, session.get(f"{sandbox}/control/connect") as answer:
        found: dict[str, Any] = await answer.json()
        return found


async def begin(sandbox: str) -> FollowingClock:
    """A clock that stands as the sandbox's does now."""
    clock = FollowingClock()
    async with ClientSession() as session, session.get(f"{sandbox}/control/clock") as answer:
        _set(clock, await answer.json())
    return clock


@asynccontextmanager
async def following(sandbox: str, clock: FollowingClock, settled: Settled) -> AsyncIterator[None]:
    """While the block lasts `clock` moves as the sandbox's does."""
    task = asyncio.create_task(_follow(sandbox, clock, settled))
    try:
        yield
    finally:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)


async def _follow(sandbox: str, clock: FollowingClock, settled: Settled) -> None:
    """Move `clock` as the sandbox's moves, and report each time what falls due next."""
    version = 0
    async with ClientSession(timeout=ClientTimeout(total=60)) as session:
        while True:
            try:
                params = {"after": str(version)}
                async with session.get(f"{sandbox}/control/clock/follow", params=params) as answer:
                    told = await answer.json()
                if told["version"] > version:
                    _set(clock, told)
                    version = int(told["version"])
                    await _report(session, sandbox, version, await settled())
            except (ClientError, TimeoutError, OSError):
                log.warning("sandbox_away")
                await asyncio.sleep(0.5)


async def _report(session: ClientSession, sandbox: str, version: int, due: datetime | None) -> None:
    report = {"version": version, "next_due": due.isoformat() if due else None}
    async with session.post(f"{sandbox}/control/clock/settled", json=report):
        pass


def _set(clock: FollowingClock, told: dict[str, Any]) -> None:
    clock.set(datetime.fromisoformat(told["now"]), running=bool(told["running"]))
