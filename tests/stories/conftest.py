"""Each story is played on both databases, by the real bot, against the sandbox over the wire.

The team is set up once for each kind of database, by the bot; each story begins with a copy.
"""

import asyncio
import json
import logging
import shutil
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from datetime import timedelta
from pathlib import Path
from uuid import uuid4

import pytest
from sqlalchemy import select

import app
from bot.settings import Settings
from sandbox.client import Json
from storage import database
from storage.database import connect
from storage.tables import Table
from tests.conftest import administer, named
from tests.stories.world import CULPRITS, START, World

HEART = {"test_flags", "test_claims"}
"""The stories that `make check` plays; the others wait for `make test`, and PostgreSQL for CI."""
MANY = {"test_shapes", "test_commands", "test_characters", "test_looking_up"}
"""Stories of one kind in many variants: CI plays them, and rules tests hold what they are about."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if item.path.parent == Path(__file__).parent and item.path.stem not in HEART:
            waits = "postgres" in item.name or item.path.stem in MANY
            item.add_marker(pytest.mark.slow if waits else pytest.mark.thorough)


@pytest.fixture(scope="session")
def sqlite_template(sqlite_template: Path, sandbox: str) -> Path:
    file = shutil.copy(sqlite_template, sqlite_template.with_name("team.db"))
    asyncio.run(_set_up(sandbox, f"sqlite:///{file}"))
    return Path(file)


@pytest.fixture(scope="session")
def postgres_template(postgres_template: str, postgres_server: str, sandbox: str) -> str:
    name = f"team_{uuid4().hex[:8]}"
    administer(postgres_server, f"CREATE DATABASE {name} TEMPLATE {postgres_template}")
    asyncio.run(_set_up(sandbox, named(postgres_server, name)))
    return name


@pytest.fixture
async def world(
    sandbox: str, database_url: str, caplog: pytest.LogCaptureFixture
) -> AsyncIterator[World]:
    """After each story: whoever made the mess stands in no message and in no line of the log."""
    caplog.set_level(logging.DEBUG, "oppvask")
    async with at_work(sandbox, database_url) as workspace:
        before = (await workspace.get("/control/record?after=999999999"))["next"]
        yield workspace
        left = await workspace.record(after=before)
        assert culprits(left) == []
        lines = [r.getMessage() for when in ("setup", "call") for r in caplog.get_records(when)]
        assert not [line for line in lines for name in CULPRITS if name in line]


@pytest.fixture
async def kept(
    world: World, database_url: str, caplog: pytest.LogCaptureFixture
) -> Callable[[str], Awaitable[str]]:
    """All that the bot writes into its tables and its log, and says to Slack; that is among it."""
    caplog.set_level(logging.INFO)
    begun = len(await world.record())

    async def everything(reference: str) -> str:
        await world.settle()
        beside = connect(database_url)
        with beside.engine.connect() as connection:
            tables = Table.metadata.sorted_tables
            rows = [str(tuple(row)) for each in tables for row in connection.execute(select(each))]
        beside.engine.dispose()
        told = [line.get("request") or line.get("answer") for line in await world.record(begun)]
        said = [json.dumps(each, ensure_ascii=False) for each in told]
        assert reference in "".join(rows)
        assert any("block_id" in each for each in said)
        return "\n".join([*rows, caplog.text, *said])

    return everything


def culprits(record: list[Json]) -> list[Json]:
    """The messages and answers that hold the name; a form is for the one who opened it."""
    calls = [line for line in record if str(line.get("method", "")).startswith("chat.")]
    acks = [line for line in record if line["kind"] == "ack" and "text" in (line["answer"] or {})]
    return [line for line in (*calls, *acks) for name in CULPRITS if name in str(line)]


async def _set_up(sandbox: str, database_url: str) -> None:
    async with at_work(sandbox, database_url) as workspace:
        await workspace.begins()
        await workspace.settle()


@asynccontextmanager
async def at_work(sandbox: str, database_url: str) -> AsyncIterator[World]:
    """A fresh workspace, and the bot in it."""
    workspace = World(sandbox)
    await workspace.post("/control/reset", {"now": START, "running": False})
    told = await workspace.get("/control/connect")
    settings = Settings(told["bot_token"], told["app_token"], told["api_url"], database_url)
    async with app.running_beside(sandbox, settings) as bot:
        workspace.bot = bot
        yield workspace
    database.AHEAD = timedelta()
    await workspace.close()


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """How many combinations of a scene, a method and a trouble were played."""
    passed = terminalreporter.getreports("passed") + terminalreporter.getreports("failed")
    played = [dict(report.user_properties).get("combinations", 0) for report in passed]
    if sum(played):
        terminalreporter.write_line(f"{sum(played)} combinations of Slack's trouble were played")
