"""What goes wrong at random moments: at Slack, in the world, and with the bot's own process."""

import asyncio
import signal
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import timedelta
from random import Random

from sandbox.client import Json, Refused
from tests.chaos.fleet import Fleet
from tests.chaos.office import TEAMS, Office
from tests.stories.trouble import TROUBLES

METHODS = (
    *["chat.postMessage"] * 5,
    "chat.update",
    "conversations.open",
    "conversations.history",
    "users.info",
    "views.open",
    "chat.postEphemeral",
)
UNTRUE = ("the place", "the message")
"""Said of a card that is there, another is posted: here they happen truly or not at all."""
UNKNOWN = ("dropped after", "internal_error after the effect")
"""Slack has taken the call, and the bot does not hear so."""
SLOW: Json = {"kind": "latency", "seconds": 2.5}
"""Longer than the bot waits, see copies.py: nobody knows how such a call ended."""
CONNECTION: tuple[Json, ...] = (
    {"kind": "torn"},
    {"kind": "disconnect"},
    {"kind": "silent"},
    {"kind": "duplicate", "times": 5},
    {"kind": "late", "times": 3, "seconds": 0.5},
    {"kind": "retry", "times": 3},
)
KILLS_EVERY = (0.6, 1.6)
"""Seconds."""
LASTS = (0.3, 2.5)
"""Seconds that a trouble at Slack lasts."""


@dataclass
class Weather:
    office: Office
    fleet: Fleet
    dice: Random
    faults: int = 0
    kills: int = 0
    hits: int = 0
    """Clicks that were in work when their copy was killed."""
    changes: int = 0
    unruly: list[str] = field(default_factory=list)
    """Copies that did not stop as they were told to."""
    _shut: list[str] = field(default_factory=list)
    """Keys of people whose accounts are closed."""

    async def at_slack(self) -> None:
        while not self.office.over:
            await asyncio.sleep(self.dice.uniform(0.1, 0.8))
            for fault in self._faults():
                await self.office.world.fault(**fault)
                self.faults += 1
            await asyncio.sleep(self.dice.uniform(*LASTS))
            await self.office.world.mend()
            self.over()

    def _faults(self) -> list[Json]:
        """What begins now: something at one method, or with the connection, or both."""
        found = []
        if self.dice.random() < 0.8:
            method, times = self.dice.choice(METHODS), self.dice.choice((1, 2, 5, None))
            often = [("slow", SLOW), *((name, TROUBLES[name]) for name in UNKNOWN)]
            name, trouble = self.dice.choice([*TROUBLES.items(), *often, *often])
            if trouble["kind"] == "rate_limited":
                trouble = {**trouble, "retry_after": 1}
            if name not in UNTRUE:
                found.append({"method": method, "times": times, **trouble})
        if self.dice.random() < 0.4:
            found.append(self.dice.choice(CONNECTION))
        return found

    async def in_the_world(self) -> None:
        """The clock goes on, accounts close and open, channels too, and cards are deleted."""
        deeds = (self._time_passes, self._time_passes, self._account, self._channel, self._card)
        while not self.office.over:
            await asyncio.sleep(self.dice.uniform(0.5, 3.0))
            with suppress(Refused, TimeoutError):
                await self.dice.choice(deeds)()
                self.changes += 1

    async def _time_passes(self) -> None:
        clock = self.office.slack.clock
        await clock.set(clock.now() + timedelta(minutes=self.dice.randint(5, 120)))

    async def _account(self) -> None:
        """At most two are closed at once; the admin's stays open."""
        if len(self._shut) == 2:
            back = self._shut.pop(0)
            await self.office.world.person(back).does("become", deleted=False)
            return
        person = self.dice.choice([p for p in self.office.people if not p.deleted])
        if person.key != "sigrid":
            self._shut.append(person.key)
            self.office.watch.were_gone.add(person.id)
            await self.office.world.person(person.key).does("become", deleted=True)

    async def _channel(self) -> None:
        name = self.dice.choice(TEAMS)
        await self.office.world.changes(name, "archive", by="sigrid")
        await asyncio.sleep(self.dice.uniform(0.2, 2.0))
        await self.office.world.changes(name, "unarchive", by="sigrid")

    async def _card(self) -> None:
        """The admin deletes what stands in a channel."""
        cards = [
            (place, message)
            for place in self.office.slack.world.conversations.values()
            if place.name in TEAMS and not place.archived
            for message in place.messages
            if message.by_bot and message.metadata and not message.deleted
        ]
        if cards:
            place, message = self.dice.choice(cards)
            self.office.watch.removed.add((message.metadata or {})["event_payload"]["id"])
            await self.office.world.sigrid.does("delete", channel=place.id, ts=message.ts)

    async def kill(self, times: int) -> None:
        """Most while somebody waits for an ack; now and then every copy at once."""
        while self.kills < times:
            await asyncio.sleep(self.dice.uniform(*KILLS_EVERY))
            if self.dice.random() < 0.7:
                await self._somebody_waits()
                await asyncio.sleep(self.dice.uniform(0, 0.03))
            every = sorted(self.fleet.alive)
            if not every:
                continue
            names = every if self.dice.random() < 0.3 else [self.dice.choice(every)]
            before = self.office.watch.unanswered
            processes = self.fleet.signals(signal.SIGKILL, *names)
            self.kills += len(processes)
            await self.fleet.ended(processes)
            await asyncio.sleep(0.05)
            self.hits += self.office.watch.unanswered - before
            self.over()

    async def _somebody_waits(self) -> None:
        with suppress(TimeoutError):
            async with asyncio.timeout(3):
                while not self.office.watch.waiting:
                    await asyncio.sleep(0.001)

    def over(self) -> None:
        self.office.watch.troubles.append(float(self.office.slack.world.new_ts()))
