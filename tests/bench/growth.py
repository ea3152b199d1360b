"""What a tick or a click asks of the database, at a thousand cases and at a million.

A thousand cases are open in each, made by the bot's own functions; the others are closed long ago.
Each figure is the fastest of thirty runs, without the commit: what else the machine does,
and how long its disk takes, does not grow with the cases.
"""

import asyncio
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from functools import partial
from itertools import count
from typing import Any
from uuid import uuid4

import pytest
from sqlalchemy import text
from sqlalchemy.orm import Session

from bot.claim.steps import MarkHelped, OfferHelp
from bot.claim.unowned import LetGo
from bot.dishes.steps import AddDish
from bot.refusals import Refused
from bot.team import Absence, Person, TeamSettings
from storage import (
    absences,
    awaited,
    cases,
    claims,
    clock,
    digests,
    dishes,
    due,
    losses,
    people,
    together,
    underway,
    weekly,
)
from storage.database import Database, connect
from storage.migrating import migrate
from tests.conftest import administer, named
from tests.storage.grown import grow
from tests.storage.office import AT, LEASE, a_claim, a_flag, opened

SIZES = (1_000, 100_000, 1_000_000)
OPEN = 1_000
ROUNDS = 30
Work = Callable[[Session], object]
AGENTS = [f"UAGENT{number}" for number in range(20)]
DAY = AT.date() + timedelta(days=10)


async def filled(database: Database) -> TeamSettings:
    """Claims with and without an owner, flags, dishes; 200 letters wait, all others are sent."""
    team = await opened(database)
    known = [Person(each, each.title(), "Europe/Copenhagen") for each in AGENTS]
    await database.write(people.remember, "T1", known, at=AT)
    await database.write(_open_cases, team)
    return team


def _open_cases(session: Session, team: TeamSettings) -> None:
    for number in range(OPEN):
        by = AGENTS[number % len(AGENTS)]
        if number % 4 == 0:
            hostile = replace(a_flag(team), reference=f"K-{number}")
            cases.new_flag(session, hostile, workspace="T1", by=by, at=AT)
            continue
        form = a_claim(team, f"N-{number}")
        case = cases.new_claim(session, form, workspace="T1", by=by, at=AT)
        if number % 10 == 1:
            cases.record(session, case.id, LetGo(), by=by, at=AT)
        elif number % 10 == 3:
            cases.record(session, case.id, MarkHelped(), by=by, at=AT)
            cases.record(session, case.id, AddDish(by, DAY), by=by, at=AT)
    session.execute(
        text("UPDATE outbox SET state = 'sent' WHERE id <= (SELECT max(id) - 200 FROM outbox)")
    )


def asked(team: TeamSettings) -> dict[str, Work]:
    """All that is timed, by its name in the table."""
    soon, late = AT + timedelta(days=8), AT + timedelta(days=21)
    agent, fresh = AGENTS[3], count(1)
    by = partial(dict[str, Any], workspace="T1", by=agent, at=AT)

    def claim(session: Session) -> object:
        return together.claim(session, a_claim(team, f"N-NEW-{next(fresh)}"), **by())

    def claimed_already(session: Session) -> None:
        with pytest.raises(Refused):
            together.claim(session, a_claim(team, "N-2"), **by())

    def flag(session: Session) -> object:
        form = replace(a_flag(team), reference=f"K-NEW-{next(fresh)}")
        return together.flag(session, form, **by())

    def lease(session: Session) -> object:
        return underway.lease(session, lasting=LEASE, most=8, urgent=False)

    return {
        "clock scan, nothing due": lambda session: due.fall_due(session, at=AT),
        "clock scan, one due": lambda session: due.fall_due(session, at=soon),
        "what falls due next": clock.next_due,
        "outbox: 8 letters leased": lease,
        "outbox: urgent letters that are late": lambda session: losses.tell_of_late(session, at=AT),
        "claim": claim,
        "claim of a customer whom somebody has": claimed_already,
        "flag": flag,
        "a step": lambda session: cases.record(session, 3, OfferHelp(), by=AGENTS[7], at=AT),
        "a flag is read": lambda session: cases.read(session, 5, by="UHANS", at=AT),
        "*mine*, 50 rows": lambda session: awaited.mine(session, "T1", agent, at=AT),
        "*dishes*, 50 rows": lambda session: dishes.dishes_of(session, "T1", agent),
        "claims without an owner, 100 rows": lambda session: claims.unowned(session, team.id),
        "open claims by owner": lambda session: claims.open_of(session, "T1"),
        "away: 1,000 cases look again": lambda session: absences.keep(
            session, "T1", agent, Absence(DAY, DAY), at=AT
        ),
        "weekly list, 50 dishes": lambda session: weekly.fall_due(session, at=late),
        "digest of 1,000 cases": lambda session: digests.counted(session, at=soon),
    }


def took(database: Database, work: Work) -> float:
    """Milliseconds; nothing of it is kept."""
    with Session(database.engine) as session:
        session.connection()
        before = time.perf_counter()
        work(session)
        session.flush()
        taken = time.perf_counter() - before
        session.rollback()
    return taken * 1000


def rounds(database: Database, team: TeamSettings) -> dict[str, float]:
    """The fastest of each, one after the other and again: a busy minute meets all alike."""
    works = asked(team)
    taken = [{name: took(database, work) for name, work in works.items()} for _ in range(ROUNDS)]
    return {name: min(each[name] for each in taken) for name in works}


async def measured(url: str, sizes: tuple[int, ...]) -> list[dict[str, float]]:
    """Milliseconds by what is asked, for each size."""
    database = connect(url)
    await asyncio.to_thread(migrate, database)
    team = await filled(database)
    found = []
    for size in sizes:
        await asyncio.to_thread(grow, database.engine, size)
        found.append(await asyncio.to_thread(rounds, database, team))
    await database.close()
    return found


def table(server: str, sizes: tuple[int, ...] = SIZES) -> str:
    """Markdown; both databases."""
    with tempfile.TemporaryDirectory() as folder:
        name = f"growth_{uuid4().hex[:8]}"
        administer(server, f"CREATE DATABASE {name}")
        on_sqlite = asyncio.run(measured(f"sqlite:///{folder}/growth.db", sizes))
        on_postgres = asyncio.run(measured(named(server, name), sizes))
        administer(server, f"DROP DATABASE {name} WITH (FORCE)")
    heads = [f"{kind} {size:,}" for kind in ("SQLite", "PostgreSQL") for size in sizes]
    rows = [["ms", *heads], ["---"] * (len(heads) + 1)]
    rows += [[name, *_cells(name, on_sqlite), *_cells(name, on_postgres)] for name in on_sqlite[0]]
    return "\n".join(f"| {' | '.join(row)} |" for row in rows)


def _cells(name: str, taken: list[dict[str, float]]) -> list[str]:
    """The last one with how often the first it is."""
    *cells, last = (f"{each[name]:.1f}" for each in taken)
    return [*cells, f"{last} ({taken[-1][name] / taken[0][name]:.2f} ×)"]
