"""What runs on a tick or a click, at a thousand closed cases and at a million; 1,000 are open."""

import argparse
import asyncio
import statistics
import tempfile
import time
from collections.abc import Callable
from datetime import timedelta
from functools import partial
from typing import Any
from uuid import uuid4

from sqlalchemy import update
from sqlalchemy.orm import Session

from bot.claim.steps import OfferHelp
from storage import (
    awaited,
    backlog,
    cases,
    claims,
    clock,
    digests,
    dishes,
    due,
    finding,
    heard,
    losses,
    received,
    teams,
    together,
    underway,
    weekly,
)
from storage.database import Database
from storage.tables import CaseRow
from tests.bench.filled import AGENTS, filled
from tests.conftest import administer, named, running_postgres
from tests.storage.office import AT, a_claim, a_flag

SIZES = (1_000, 100_000, 1_000_000)
TIMES = 25
WEEK = timedelta(days=7)
Work = Callable[[Session], object]


def works(team: Any) -> dict[str, Work]:
    """Each tick and click, by what people would call it."""
    told: Any = {"workspace": "T1", "by": AGENTS[3], "at": AT}
    return {
        "clocks, none due": partial(due.fall_due, at=AT - WEEK),
        "clocks, one due": one_due,
        "what falls due next": clock.next_due,
        "letters, none waits": partial(
            underway.lease, lasting=timedelta(seconds=45), most=5, urgent=False
        ),
        "letters that are late": partial(losses.tell_of_late, at=AT),
        "weekly lists, none due": partial(weekly.fall_due, at=AT - WEEK),
        "the digest of a week": partial(digests.fall_due, at=AT + 2 * WEEK),
        "a claim": lambda session: together.claim(session, a_claim(team, "N-new"), **told),
        "a flag": lambda session: together.flag(session, a_flag(team), **told),
        "a step": lambda session: cases.record(
            session, _open(session), OfferHelp(), by="UKARIN", at=AT
        ),
        "`/escalate mine`": partial(awaited.mine, workspace="T1", person=AGENTS[3], at=AT),
        "`/escalate dishes`": partial(dishes.dishes_of, workspace="T1", person=AGENTS[10]),
        "cases without an owner": partial(claims.unowned, team_id=team.id),
        "owners of open claims": partial(claims.open_of, workspace="T1"),
        "everybody looks again": partial(clock.touch, workspace="T1", at=AT),
        "the last wish": partial(finding.wished_before, workspace="T1", agent=AGENTS[3]),
        "`/metrics`": partial(backlog.backlog, at=AT),
        "housekeeping": housekeeping,
    }


def housekeeping(session: Session) -> None:
    received.forget(session)
    heard.forget(session)


def one_due(session: Session) -> None:
    session.execute(update(CaseRow).where(CaseRow.id == _open(session)).values(next_due=AT))
    assert due.fall_due(session, at=AT)


def _open(session: Session) -> int:
    """The id of an open claim, found as a button names it."""
    return 10


async def measured(database: Database) -> dict[str, float]:
    """Median milliseconds of each; everything is rolled back."""
    team = await database.read(lambda session: teams.of_channel(session, "T1", "C1"))
    return {name: _median(database, work) for name, work in works(team).items()}


def _median(database: Database, work: Work) -> float:
    taken = []
    for _ in range(TIMES):
        with Session(database.engine) as session:
            began = time.perf_counter()
            work(session)
            session.flush()
            taken.append((time.perf_counter() - began) * 1000)
            session.rollback()
    return statistics.median(taken)


async def run(sizes: list[int], only: str | None) -> dict[tuple[str, int], dict[str, float]]:
    found = {}
    with running_postgres() as server, tempfile.TemporaryDirectory() as folder:
        for size in sizes:
            name = f"growth_{uuid4().hex[:8]}"
            administer(server, f"CREATE DATABASE {name}")
            where = {"SQLite": f"sqlite:///{folder}/{size}.db", "PostgreSQL": named(server, name)}
            for kind, url in where.items():
                if only in (None, kind):
                    database = await filled(url, size)
                    found[kind, size] = await measured(database)
                    await database.close()
            administer(server, f"DROP DATABASE {name} WITH (FORCE)")
    return found


def table_of(found: dict[tuple[str, int], dict[str, float]]) -> str:
    """Markdown: a line for each tick and click, milliseconds in each database at each size."""
    kinds = list(dict.fromkeys(kind for kind, _size in found))
    sizes = list(dict.fromkeys(size for _kind, size in found))
    heads = [f"{kind}, {size:,}" for kind in kinds for size in sizes]
    rows = [["ms", *heads], ["---"] * (len(heads) + 1)]
    for name in next(iter(found.values())):
        ms = [found[kind, size][name] for kind in kinds for size in sizes]
        rows.append([name, *(f"{each:.2f}" for each in ms)])
    return "\n".join(f"| {' | '.join(row)} |" for row in rows)


def main() -> None:
    parser = argparse.ArgumentParser(prog="growth", description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="+", default=SIZES)
    parser.add_argument("--only", choices=("SQLite", "PostgreSQL"))
    told = parser.parse_args()
    print(table_of(asyncio.run(run(told.sizes, told.only))))


if __name__ == "__main__":
    main()
