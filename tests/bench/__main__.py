"""`make bench`: how fast the bot is, each figure beside its yardstick from the same run.

It prints a table for docs/reliability.md. Nothing is asserted: machines are noisy, people read it.
"""

import argparse
import asyncio
import os
import platform
import tempfile
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from uuid import uuid4

from sqlalchemy import create_engine, func, select

from sandbox.process import started
from sandbox.world import APP_TOKEN, BOT_TOKEN
from storage.database import connect
from storage.migrating import migrate
from storage.tables import CaseRow, LetterRow
from tests.bench import growth
from tests.bench.crowd import Crowd, Taken, crowd
from tests.conftest import ROOT, administer, named, running_postgres
from tests.stories.world import START

ALONE, MANY, FLOOD = 400, 200, 1000
FORM, COMMAND, EVENT = "interactive", "slash_commands", "events_api"


@dataclass
class Figures:
    """Of one subject."""

    alone: Taken
    many: Taken
    flood: Taken
    opens: Taken
    events: Taken
    beside: float
    """Letters a second, while the clicks come one after the other."""
    letters: float = 0.0
    """A second, while nobody clicks."""
    start: float = 0.0
    """Seconds."""
    memory: tuple[float, float] = (0.0, 0.0)
    """MiB at rest, and after all the events."""
    committed: int = 0


async def measured(table: Crowd, events: int, database: str = "") -> Figures:
    """Warm up, then one thing after the other, each when the one before has gone quiet."""
    await table.one_by_one(FORM, table.claim, 40)
    await quiet(table, database)
    before, began = messages(table), time.monotonic()
    alone = await table.one_by_one(FORM, table.claim, ALONE)
    beside = (messages(table) - before) / (time.monotonic() - began)
    await quiet(table, database)
    opens = await table.one_by_one(COMMAND, table.command, 100)
    heard = await table.one_by_one(EVENT, table.message, events)
    many = await table.at_once(FORM, table.claim, MANY)
    await quiet(table, database)
    flood = await table.at_once(FORM, table.claim, FLOOD)
    return Figures(alone, many, flood, opens, heard, beside)


async def quiet(table: Crowd, database: str = "") -> None:
    """Until no letter waits, and nothing has been posted for two seconds."""
    before = -1
    while before != messages(table) or (database and counted(database, LetterRow)):
        before = messages(table)
        await asyncio.sleep(2)


def messages(table: Crowd) -> int:
    return sum(len(each.messages) for each in table.slack.world.conversations.values())


@asynccontextmanager
async def bare(table: Crowd, how: str) -> AsyncIterator[None]:
    command = ["-m", "tests.bench.bare", how]
    async with started(command, "bare: at work", _environment(table, "")):
        yield


def _environment(table: Crowd, database: str) -> dict[str, str]:

    return {
        "DATABASE_URL": database,
        "SLACK_BOT_TOKEN": BOT_TOKEN,
        "SLACK_APP_TOKEN": APP_TOKEN,
        "SLACK_API_URL": f"{table.slack.url}/api/",
        "OPPVASK_LOG_LEVEL": "ERROR",
    }


@asynccontextmanager
async def oppvask(table: Crowd, database: str) -> AsyncIterator[tuple[float, int]]:
    """The bot at work; the seconds of its start, and its process."""
    before = time.monotonic()
    command = [str(ROOT / "app.py"), "run", "--sandbox", table.slack.url]
    more = {"DATABASE_URL": database, "OPPVASK_LOG_LEVEL": "ERROR"}
    async with started(command, "oppvask: at work", more):
        yield time.monotonic() - before, _newest_child()


def _newest_child() -> int:
    children = Path(f"/proc/{os.getpid()}/task/{os.getpid()}/children").read_text().split()
    return max(int(each) for each in children)


def mib(process: int) -> float:
    lines = Path(f"/proc/{process}/status").read_text().splitlines()
    found = next(line for line in lines if line.startswith("VmRSS"))
    return int(found.split()[1]) / 1024


async def of_oppvask(table: Crowd, database: str, events: int) -> Figures:
    migrate(connect(database))
    await table.world.post("/control/reset", {"now": START})
    async with oppvask(table, database) as (start, process):
        await table.ready()
        rest = mib(process)
        found = await measured(table, events, database)
        found.letters = await letters_a_second(database)
        found.memory, found.start = (rest, mib(process)), start
        found.committed = counted(database, CaseRow)
    return found


async def letters_a_second(database: str) -> float:
    """While those of the flood go out, for ten seconds at most."""
    before, began = counted(database, LetterRow), time.monotonic()
    while counted(database, LetterRow) > before - 2000 and time.monotonic() < began + 10:
        if counted(database, LetterRow) == 0:
            break
        await asyncio.sleep(0.25)
    return (before - counted(database, LetterRow)) / (time.monotonic() - began)


def counted(database: str, table: type[CaseRow] | type[LetterRow]) -> int:
    """Cases; letters that wait."""
    engine = create_engine(database.replace("postgresql://", "postgresql+psycopg://"))
    query = select(func.count()).select_from(table)
    if table is LetterRow:
        query = query.where(LetterRow.state == "waiting")
    with engine.connect() as connection:
        found = connection.execute(query).scalar_one()
    engine.dispose()
    return found


async def run(server: str, events: int, kinds: list[str]) -> dict[str, Figures]:
    found = {}
    with tempfile.TemporaryDirectory() as folder:
        name = f"bench_{uuid4().hex[:8]}"
        administer(server, f"CREATE DATABASE {name}")
        where = {"SQLite": f"sqlite:///{folder}/bench.db", "PostgreSQL": named(server, name)}
        async with crowd() as table:
            for kind in kinds:
                found[kind] = await of_oppvask(table, where[kind], events)
            for how in ("documented", "ours"):
                async with bare(table, how):
                    found[how] = await measured(table, events)
        administer(server, f"DROP DATABASE {name} WITH (FORCE)")
    return found


def table_of(found: dict[str, Figures]) -> str:
    """Markdown: a line for each figure, a column for each subject."""
    bare_p50 = found["documented"].alone.p50
    rows = [("", *found), ("---", *("---" for _ in found))]
    lines: list[tuple[str, Callable[[Figures], str]]] = [
        ("claim alone, p50, ms", lambda f: f"{f.alone.p50:.1f}"),
        ("… of documented Bolt", lambda f: f"{f.alone.p50 / bare_p50:.2f} ×"),
        ("claim alone, p99, ms", lambda f: f"{f.alone.p99:.1f}"),
        (
            "… of documented Bolt's p99",
            lambda f: f"{f.alone.p99 / found['documented'].alone.p99:.2f} ×",
        ),
        ("200 at once: seconds, refused, lost", lambda f: _crowd(f.many)),
        ("1,000 at once: seconds, refused, lost", lambda f: _crowd(f.flood)),
        (
            "… done; the last refusal, s",
            lambda f: f"{len(f.flood.ms)}; {max(f.flood.refused, default=0) / 1000:.2f}",
        ),
        ("`/escalate` to its ack (views.open within), p50, ms", lambda f: f"{f.opens.p50:.1f}"),
        ("event of no case, p50, ms", lambda f: f"{f.events.p50:.2f}"),
        ("… of bare Bolt as ours", lambda f: f"{f.events.p50 / found['ours'].events.p50:.2f} ×"),
        ("letters a second beside those clicks", lambda f: f"{f.beside:.0f}"),
        ("letters a second", lambda f: f"{f.letters:.0f}" if f.letters else ""),
        ("start, s", lambda f: f"{f.start:.2f}" if f.start else ""),
        (
            "memory at rest, after events, MiB",
            lambda f: f"{f.memory[0]:.0f}, {f.memory[1]:.0f}" if f.start else "",
        ),
    ]
    rows += [(name, *(told(each) for each in found.values())) for name, told in lines]
    return "\n".join(f"| {' | '.join(row)} |" for row in rows)


def _crowd(taken: Taken) -> str:
    return f"{taken.seconds:.2f}, {len(taken.refused)}, {taken.lost}"


def main() -> None:
    parser = argparse.ArgumentParser(prog="bench", description=__doc__)
    parser.add_argument("--events", type=int, default=100_000)
    parser.add_argument("--only", choices=("SQLite", "PostgreSQL", "growth"))
    told = parser.parse_args()
    kinds = [told.only] if told.only else ["SQLite", "PostgreSQL"]
    print(f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}\n")
    with running_postgres() as server:
        if told.only != "growth":
            print(table_of(asyncio.run(run(server, told.events, kinds))))
        if told.only in (None, "growth"):
            print(f"\n{growth.table(server)}")


if __name__ == "__main__":
    main()
