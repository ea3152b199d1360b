"""A database with as many closed cases as are asked for, copied from a few real ones."""

from contextlib import closing
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Engine,
    func,
    insert,
    literal,
    null,
    select,
    update,
)

from storage.tables import (
    CardRow,
    CaseRow,
    HistoryRow,
    LetterRow,
    NudgeRow,
    TextRow,
    UtcTime,
    Workspace,
)

LONG_AGO = datetime(2025, 12, 1, tzinfo=UTC)
CASES = CaseRow.__table__
OF_A_CASE = tuple(row.__table__ for row in (TextRow, HistoryRow, NudgeRow, CardRow, LetterRow))


def grow(engine: Engine, wanted: int) -> None:
    """Copy what is there, with everything that belongs to it, until there are so many cases."""
    while (missing := wanted - _count(engine)) > 0:
        with engine.begin() as connection:
            _copy(connection, missing)
            newest = select(func.max(CASES.c.number)).scalar_subquery()
            connection.execute(update(Workspace).values(last_number=newest))
    _rest(engine)


def _rest(engine: Engine) -> None:
    """As after a quiet night: the log of what was written is put away, the tables are known."""
    if engine.dialect.name == "sqlite":
        with closing(engine.raw_connection()) as raw:
            raw.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)")
        return
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        for table in (CASES, *OF_A_CASE):
            if "id" in table.c:
                next_id = f"pg_get_serial_sequence('{table.name}', 'id')"
                connection.exec_driver_sql(f"SELECT setval({next_id}, max(id)) FROM {table.name}")
        connection.exec_driver_sql("VACUUM ANALYZE")


def _count(engine: Engine) -> int:
    with engine.connect() as connection:
        return connection.execute(select(func.count()).select_from(CASES)).scalar_one()


def _copy(connection: Connection, most: int) -> None:
    """The first cases, so many at most: closed long ago, of other customers, all letters sent."""
    last = select(CASES.c.id).order_by(CASES.c.id).offset(most - 1).limit(1)
    until = connection.execute(last).scalar() or connection.execute(_max(CASES)).scalar_one()
    further = {
        table.name: connection.execute(_max(table)).scalar_one()
        for table in (CASES, *OF_A_CASE)
        if "id" in table.c
    }
    case = further["cases"]
    over = {
        "number": CASES.c.number + case,
        "customer_key": CASES.c.customer_key + f"-{case}",
        "open": literal(False),
        "closed": literal(True),
        "next_due": null(),
        "changed_at": literal(LONG_AGO, UtcTime()),
    }
    _add(connection, CASES, CASES.c.id <= until, {"id": CASES.c.id + case, **over})
    for table in OF_A_CASE:
        new: dict[str, Any] = {"case_id": table.c.case_id + case}
        if "id" in table.c:
            new["id"] = table.c.id + further[table.name]
        if table is LetterRow.__table__:
            new |= {
                "key": table.c.key + f"-{case}",
                "state": literal("sent"),
                "card_id": table.c.card_id + further["cards"],
            }
        if table is CardRow.__table__:
            new |= {"ts": func.coalesce(table.c.ts, "1.") + f"-{case}"}
        _add(connection, table, table.c.case_id <= until, new)


def _max(table: Any) -> Any:
    return select(func.coalesce(func.max(table.c.id), 0))


def _add(
    connection: Connection, table: Any, which: ColumnElement[bool], new: dict[str, Any]
) -> None:
    names = [column.name for column in table.c]
    values = [new.get(name, table.c[name]) for name in names]
    connection.execute(insert(table).from_select(names, select(*values).where(which)))
