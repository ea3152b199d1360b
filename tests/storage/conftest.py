"""An open database of either kind."""

from collections.abc import AsyncIterator

import pytest

from storage.database import Database, connect


@pytest.fixture
async def database(database_url: str) -> AsyncIterator[Database]:
    found = connect(database_url)
    yield found
    await found.close()
