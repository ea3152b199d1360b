"""The travelling clock: product time, which everybody who follows it shares."""

import asyncio
import time
from datetime import UTC, datetime, timedelta


class TravellingClock:
    """Runs with real time from where it was set, or stands; each setting is a new version."""

    def __init__(self) -> None:
        self.version = 1
        self.running = True
        self._base = datetime.now(UTC)  # noqa: TID251  it begins with real time
        self._since = time.monotonic()
        self.reported = 0
        self.next_due: datetime | None = None
        self.followers = 0
        self.busy = False
        """An app has heard of a setting and not yet said that it has settled."""
        self._changed = asyncio.Condition()

    def now(self) -> datetime:
        passed = time.monotonic() - self._since if self.running else 0.0
        return self._base + timedelta(seconds=passed)

    async def set(self, at: datetime, *, running: bool | None = None) -> int:
        """Another time; the new version."""
        async with self._changed:
            self._base, self._since = at.astimezone(UTC), time.monotonic()
            self.running = self.running if running is None else running
            self.version += 1
            self._changed.notify_all()
            return self.version

    async def touch(self) -> int:
        """The same time as a new version: those who follow report again."""
        return await self.set(self.now())

    async def follow(self, after: int, seconds: float) -> dict[str, object]:
        """What the clock says once its version is beyond `after`, or when the time is up."""
        async with self._changed:
            self.followers += 1
            self._changed.notify_all()
        try:
            async with asyncio.timeout(seconds), self._changed:
                await self._changed.wait_for(lambda: self.version > after)
        except TimeoutError:
            pass
        finally:
            self.followers -= 1
        self.busy = self.version > after
        return self.told()

    async def report(self, version: int, next_due: datetime | None) -> None:
        async with self._changed:
            if version >= self.reported:
                self.reported, self.next_due = version, next_due
            self.busy = False
            self._changed.notify_all()

    async def until_followed(self, seconds: float) -> bool:
        """Whether an app follows within that time; between two looks it still does."""
        if self.reported == self.version:
            return True
        try:
            async with asyncio.timeout(seconds), self._changed:
                await self._changed.wait_for(lambda: self.followers > 0 or self.busy)
        except TimeoutError:
            return False
        return True

    async def until_reported(self, version: int, seconds: float) -> bool:
        try:
            async with asyncio.timeout(seconds), self._changed:
                await self._changed.wait_for(lambda: self.reported >= version)
        except TimeoutError:
            return False
        return True

    def told(self) -> dict[str, object]:
        return {"version": self.version, "now": self.now().isoformat(), "running": self.running}
