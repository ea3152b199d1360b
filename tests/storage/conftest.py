"""An open database of either kind."""

import asyncio
from collections.abc import AsyncIterator

import pytest

from storage.database import Database, connect
from tests.conftest import administer


@pytest.fixture
async def database(database_url: str) -> AsyncIterator[Database]:
    found = connect(database_url)
    yield found
    await found.close()


@pytest.fixture
async def copies(postgres_server: str, database_url: str) -> AsyncIterator[tuple[Database, ...]]:
    """Three copies of the bot on one PostgreSQL database, whose disk need not be waited for."""
    name = database_url.partition("?")[0].rsplit("/", 1)[1]
    administer(postgres_server, f"ALTER DATABASE {name} SET synchronous_commit TO off")
    found = tuple(connect(database_url) for _ in range(3))
    yield found
    await asyncio.gather(*(copy.close() for copy in found))
