"""One day of chaos: people at work, trouble, and the settling after which the judge looks."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from random import Random

from sqlalchemy.exc import DBAPIError

from sandbox.client import Refused
from storage.database import Database, connect
from storage.migrating import migrate
from tests.chaos.evidence import gathered
from tests.chaos.fleet import Fleet, fleet
from tests.chaos.judge import Findings, judged
from tests.chaos.office import TEAMS, Office, office
from tests.chaos.troubles import TROUBLES
from tests.chaos.weather import Weather
from tests.chaos.workload import Colleague

AHEAD = (31, 3700, 14 * 3600)
"""Seconds of real time that the bot is told have passed, once all is well: all pauses are over."""


@dataclass(frozen=True)
class Day:
    """How it is to be."""

    name: str
    database: str
    copies: int
    kills: int
    seed: int
    log: Path
    without: str = ""
    trouble: str = ""
    """In place of the kills."""


@dataclass(frozen=True)
class Outcome:
    day: Day
    deeds: int
    clicks: int
    letters: int
    kills: int
    hits: int
    faults: int
    changes: int
    unruly: list[str]
    findings: Findings


async def lived(day: Day) -> Outcome:
    memory = connect(day.database)
    migrate(memory)
    words = " ".join(["hurried", *([f"without={day.without}"] if day.without else [])])
    async with office() as place, fleet(place.slack.url, day.database, words, day.log) as bots:
        bots.start("c1")
        await _connected(place, 1)
        await place.ready()
        for n in range(1, day.copies):
            bots.start(f"c{n + 1}")
        await _connected(place, day.copies)
        weather = Weather(place, bots, Random(f"{day.seed} weather"))
        await _happens(day, place, weather, memory)
        silent = await _settled(place, bots, memory)
        evidence = await memory.read(gathered, place.watch, silent)
    await memory.close()
    return Outcome(
        day,
        place.done,
        len(evidence.clicks),
        len(evidence.letters),
        weather.kills,
        weather.hits,
        weather.faults,
        weather.changes,
        weather.unruly,
        judged(evidence),
    )


async def _connected(place: Office, copies: int) -> None:
    async with asyncio.timeout(30):
        while place.slack.sockets.connected < copies:
            await asyncio.sleep(0.02)


async def _happens(day: Day, place: Office, weather: Weather, memory: Database) -> None:
    people = [Colleague(place, person, day.seed) for person in place.people]
    async with asyncio.TaskGroup() as group:
        for each in people:
            group.create_task(each.works())
        group.create_task(weather.at_slack())
        group.create_task(weather.in_the_world())
        looking = group.create_task(_looks(place, memory))
        await (TROUBLES[day.trouble](weather) if day.trouble else weather.kill(day.kills))
        place.over = True
        looking.cancel()


async def _looks(place: Office, memory: Database) -> None:
    """Which letters are set aside, for as long as it goes on."""
    while True:
        with suppress(DBAPIError):  # it may be starting again
            await memory.read(place.watch.look)
        await asyncio.sleep(0.2)


async def _settled(place: Office, bots: Fleet, memory: Database) -> list[str]:
    """All is well again, and every pause is over; who is not answered then."""
    await place.world.mend()
    for name in TEAMS:
        await place.world.changes(name, "unarchive", by="sigrid")
    for seconds in AHEAD:
        async with _alone(place, bots, seconds):
            await memory.read(place.watch.look)
            if seconds == AHEAD[-1]:
                clock = place.slack.clock
                await clock.set(clock.now() + timedelta(hours=25))
                await asyncio.sleep(2)  # the daily look comes every second there
                await _quiet(place)
                silent = await _not_answered(place)
    return silent


@asynccontextmanager
async def _alone(place: Office, bots: Fleet, ahead: int) -> AsyncIterator[None]:
    """One copy, for which so much time has passed, and which has nothing more to do."""
    await bots.stop()
    bots.start("last", f"{bots.words} ahead={ahead}")
    await _connected(place, 1)
    await _quiet(place)
    yield
    await _quiet(place)


async def _quiet(place: Office) -> None:
    for _ in range(3):
        try:
            await place.world.settle()
            return
        except Refused:  # not within the sandbox's patience: there is much to say
            continue


async def _not_answered(place: Office) -> list[str]:
    silent = []
    for person in place.people:
        channels = place.channels_of(person)
        if not person.deleted and channels:
            words = await place.world.person(person.key).types("/escalate help", channels[0])
            if "/escalate" not in words:
                silent.append(person.key)
    return silent
