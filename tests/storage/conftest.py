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
async def copies(
    postgres_server: str, database_url: str
) -> AsyncIterator[tuple[Database, Database]]:
    """Two copies of the bot on one database, whose disk need not be waited for."""
    name = database_url.partition("?")[0].rsplit("/", 1)[1]
    administer(postgres_server, f"ALTER DATABASE {name} SET synchronous_commit TO off")
    one, other = connect(database_url), connect(database_url)
    yield one, other
    await asyncio.gather(one.close(), other.close())
