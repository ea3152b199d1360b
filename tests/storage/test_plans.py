"""Whatever runs on a tick or a click reads what it needs, however many cases there have been."""

import pytest

from storage.database import Database
from tests.storage.everything import BY_HAND, everything
from tests.storage.grown import grow
from tests.storage.watched import asking, too_much, watched

MANY = 12_000
"""Cases, of which nearly all are closed."""


@pytest.mark.thorough
async def test_no_statement_reads_a_table_that_grows(database: Database) -> None:
    with watched(database) as seen:
        await everything(database)
    on_sqlite = database.engine.dialect.name == "sqlite"
    only_elsewhere = {"locks.alone"} if on_sqlite else set()
    assert asking() - seen.callers - BY_HAND - only_elsewhere == set(), "never called here"
    if not on_sqlite:
        grow(database.engine, MANY)
    with database.engine.connect() as connection:
        if not on_sqlite:
            connection.exec_driver_sql("SET enable_seqscan = off")
        plans = {each: too_much(connection, each, told) for each, told in seen.statements.items()}
    assert {each: plan for each, plan in plans.items() if plan} == {}
