"""Each story is played on both databases, by the real bot, against the sandbox over the wire.

The team is set up once for each kind of database, by the bot; each story begins with a copy.
"""

import asyncio
import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from uuid import uuid4

import pytest

import app
from bot.settings import Settings
from tests.conftest import administer, named
from tests.stories.world import START, World


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
async def world(sandbox: str, database_url: str) -> AsyncIterator[World]:
    async with at_work(sandbox, database_url) as workspace:
        yield workspace


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
    async with app.running(settings, sandbox):
        yield workspace
    await workspace.close()
