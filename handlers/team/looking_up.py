"""Look-ups of people at Slack: paced, each person once at a time, those who wait for it first."""

import asyncio
import time
from collections.abc import Callable, Coroutine
from dataclasses import dataclass, field

from bot.team import PersonId

MOST = 50.0
"""Look-ups that may follow at once, after a quiet time."""
EACH = 2.0
"""Seconds for one more; with those at once, 80 in a minute of Slack's 100."""
KEPT_FREE = 20.0
"""Of those, how many only somebody who waits may use."""
FEW = 5
"""People whom one caller waits for; the others are asked for later."""
PATIENCE = 1.5
"""Seconds that a caller waits: somebody sits before a form that has three to open."""
AGAIN_AFTER = 15.0
"""Seconds after which a person is asked for once more where Slack could not say."""


@dataclass
class Pace:
    """A bucket that holds MOST look-ups, and fills by one every EACH seconds."""

    monotonic: Callable[[], float]
    left: float = MOST
    filled_at: float = field(init=False)

    def __post_init__(self) -> None:
        self.filled_at = self.monotonic()

    def take(self, keep: float = 0.0) -> bool:
        self._fill()
        if self.left < keep + 1:
            return False
        self.left -= 1
        return True

    def seconds_until(self, keep: float) -> float:
        self._fill()
        return max(0.0, (keep + 1 - self.left) * EACH)

    def _fill(self) -> None:
        now = self.monotonic()
        self.left = min(MOST, self.left + (now - self.filled_at) / EACH)
        self.filled_at = now


class LookUps:
    """`ask` looks one person up and keeps the answer: whether Slack could say. It never raises."""

    def __init__(
        self,
        ask: Callable[[PersonId], Coroutine[None, None, bool]],
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        self._ask = ask
        self._monotonic = monotonic
        self._pace = Pace(monotonic)
        self._under_way: dict[PersonId, asyncio.Task[bool]] = {}
        self._later: dict[PersonId, None] = {}
        self._worker: asyncio.Task[None] | None = None
        self._failed_at: dict[PersonId, float] = {}

    async def wait_for(self, *people: PersonId) -> set[PersonId]:
        """Ask, and wait a moment: of whom Slack has told. Who has to wait is asked for later."""
        begun = {task: person for person in people[:FEW] if (task := self._begin(person))}
        self.later(*(person for person in people if person not in self._under_way))
        if not begun:
            return set()
        done, _still_under_way = await asyncio.wait(begun, timeout=PATIENCE)
        return {begun[task] for task in done if not task.cancelled() and task.result()}

    def later(self, *people: PersonId) -> None:
        """Ask when there is time, and let nobody wait for it."""
        self._later |= dict.fromkeys(p for p in people if p not in self._under_way)
        if self._later and (self._worker is None or self._worker.done()):
            self._worker = asyncio.create_task(self._work(), name="oppvask-look-ups")

    def worth_asking(self, person: PersonId) -> bool:
        """Not when Slack has just failed to say."""
        return self._monotonic() - self._failed_at.get(person, -AGAIN_AFTER) >= AGAIN_AFTER

    async def settled(self) -> None:
        """Wait for the look-ups that need no pause first."""
        while True:
            if self._under_way:
                await asyncio.wait(self._under_way.values())
            elif self._later and not self._pace.seconds_until(KEPT_FREE):
                await asyncio.sleep(0)  # the worker begins the next one
            else:
                return

    async def stop(self) -> None:
        tasks = [*self._under_way.values(), *([self._worker] if self._worker else [])]
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    def _begin(self, person: PersonId, *, keep: float = 0.0) -> asyncio.Task[bool] | None:
        """The look-up of that person, perhaps one that is under way; None when it is too soon."""
        known = self._under_way.get(person)
        if known is not None or not self._pace.take(keep):
            return known
        self._later.pop(person, None)
        task = asyncio.create_task(self._ask(person), name="oppvask-look-up")
        self._under_way[person] = task
        task.add_done_callback(lambda done: self._ended(person, done))
        return task

    def _ended(self, person: PersonId, task: asyncio.Task[bool]) -> None:
        del self._under_way[person]
        self._failed_at.pop(person, None)
        if task.cancelled() or not task.result():
            self._failed_at[person] = self._monotonic()

    async def _work(self) -> None:
        """One after the other; when Slack cannot say, the others are asked for when needed."""
        while self._later:
            person = next(iter(self._later))
            task = self._begin(person, keep=KEPT_FREE)
            if task is None:
                await asyncio.sleep(self._pace.seconds_until(KEPT_FREE))
            elif not await task:
                self._later.clear()
