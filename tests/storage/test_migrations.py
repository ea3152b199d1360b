"""The tables come from the migrations alone, whoever starts first."""

import asyncio
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import text

from storage import cases
from storage.database import Database, connect
from storage.migrating import migrate
from storage.tables import Table
from storage.unusable import Unreachable
from tests.storage.office import AT, a_flag, opened


async def test_the_migrations_make_just_the_tables(database: Database) -> None:
    with database.engine.connect() as connection:
        context = MigrationContext.configure(connection)
        assert compare_metadata(context, Table.metadata) == []


async def test_four_copies_may_start_at_once(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/new.db"
    copies = [connect(url) for _ in range(4)]
    await asyncio.gather(*(asyncio.to_thread(migrate, copy) for copy in copies))
    await opened(copies[0])
    for copy in copies:
        await copy.close()


async def test_migrating_a_filled_database_again_keeps_every_row(database: Database) -> None:
    team = await opened(database)
    case = await database.write(cases.new_flag, a_flag(team), workspace="T1", by="UKARIN", at=AT)
    await asyncio.to_thread(migrate, database)
    assert await database.read(cases.look, case.id) == case


@pytest.mark.parametrize(
    "url",
    [
        "sqlite:////nowhere/at/all.db",
        "nonsense",
        "mysql://root@127.0.0.1/oppvask",
        "postgresql://nobody@127.0.0.1:port/oppvask",
    ],
)
def test_a_database_out_of_reach_is_said_in_words(url: str) -> None:
    with pytest.raises(Unreachable, match="DATABASE_URL"):
        connect(url)


async def test_a_database_of_a_newer_version_is_left_alone(database: Database) -> None:
    with database.engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(Unreachable, match="newer version"):
        migrate(database)
