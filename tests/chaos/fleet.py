"""The copies of the bot that are at work, and whoever starts them again when they die."""

import asyncio
import os
import signal
from asyncio.subprocess import Process
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

from tests.processes.pair import forking

RESTARTS_AFTER = 0.2
"""Seconds."""


@dataclass
class Fleet:
    """Copies by name; one that ends is started again for as long as it is wanted."""

    process: Process
    database: str
    words: str
    wanted: dict[str, str] = field(default_factory=dict)
    """Name -> the words it is started with."""
    alive: dict[str, int] = field(default_factory=dict)
    codes: list[int] = field(default_factory=list)
    """How copies have ended."""
    _changed: asyncio.Condition = field(default_factory=asyncio.Condition)

    def start(self, name: str, words: str | None = None) -> None:
        self.wanted[name] = self.words if words is None else words
        self._tell(name)

    def _tell(self, name: str) -> None:
        assert self.process.stdin is not None
        self.process.stdin.write(f"{name} {self.database} {self.wanted[name]}\n".encode())

    def signals(self, number: int, *names: str) -> list[int]:
        """Send it to those copies, else to all; the processes that were there."""
        processes = [self.alive[name] for name in (names or list(self.alive)) if name in self.alive]
        for process in processes:
            with suppress(ProcessLookupError):
                os.kill(process, number)
        return processes

    async def ended(self, processes: list[int]) -> None:
        async with self._changed:
            await self._changed.wait_for(lambda: not set(processes) & set(self.alive.values()))

    async def stop(self) -> None:
        """All of them, as a supervisor does."""
        self.wanted.clear()
        await asyncio.sleep(RESTARTS_AFTER * 2)  # for whoever was about to be started
        processes = self.signals(signal.SIGTERM)
        try:
            async with asyncio.timeout(15):
                await self.ended(processes)
        except TimeoutError:
            self.signals(signal.SIGKILL)
            await self.ended(processes)

    async def hear(self) -> None:
        """What the forking process says, until it ends."""
        assert self.process.stdout is not None
        async for line in self.process.stdout:
            what, *told = line.decode().split()
            if what not in ("began", "ended"):
                continue
            name, number = told[0], int(told[1])
            async with self._changed:
                if what == "began":
                    self.alive[name] = number
                else:
                    self.alive.pop(name, None)
                    self.codes.append(number)
                    asyncio.get_running_loop().call_later(RESTARTS_AFTER, self._again, name)
                self._changed.notify_all()

    def _again(self, name: str) -> None:
        if name in self.wanted and name not in self.alive:
            self._tell(name)


@asynccontextmanager
async def fleet(url: str, database: str, words: str, log: Path) -> AsyncIterator[Fleet]:
    with log.open("a") as errors:
        process = await forking(Path(__file__).parent / "copies.py", url, errors.fileno())
    found = Fleet(process, database, words)
    assert process.stdin is not None
    async with asyncio.TaskGroup() as group:
        group.create_task(found.hear())
        try:
            yield found
        finally:
            found.wanted.clear()
            process.stdin.close()
            await process.wait()
