"""What a story asks of the database is found by an index, however many cases there are."""

import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType
from typing import Any

from sqlalchemy import Engine, event

TESTS = str(Path(__file__).parent.parent)
GROWING = frozenset("cases texts history nudges cards outbox received heard".split())
"""Tables with rows of all that ever was; what is awaited and open dishes are as few as people."""
SCANNED = re.compile(r"(?:SCAN|Seq Scan on) (\w+)")
_known: set[str] = set()
"""Statements whose plan this process has looked at."""


@contextmanager
def by_index(engine: Engine) -> Iterator[None]:
    """Look at the plan of each new statement of the bot; fails where one reads a whole table."""
    asked: dict[str, Any] = {}

    def note(_c: Any, _cur: Any, statement: str, parameters: Any, _ctx: Any, many: bool) -> None:
        kind = statement.startswith(("SELECT", "UPDATE", "DELETE")) and not many
        new = kind and statement not in _known and statement not in asked
        if new and not of_a_test(sys._getframe()):
            asked[statement] = parameters

    event.listen(Engine, "before_cursor_execute", note)
    try:
        yield
    finally:
        event.remove(Engine, "before_cursor_execute", note)
    _known.update(asked)
    found = [each for each, parameters in asked.items() if scanned(engine, each, parameters)]
    assert not found, "\n\n".join(found)


def of_a_test(frame: FrameType | None) -> bool:
    """Whether a test itself reads or changes rows, in a thread of the bot or in its own."""
    while frame is not None:
        path = frame.f_code.co_filename
        if path.startswith(TESTS) and path != __file__:
            return True
        frame = frame.f_back
    return False


def scanned(engine: Engine, statement: str, parameters: Any) -> set[str]:
    """The growing tables that it reads from beginning to end."""
    lite = engine.dialect.name == "sqlite"
    with engine.connect() as connection:
        if not lite:
            connection.exec_driver_sql("SET LOCAL enable_seqscan = off")
        explain = "EXPLAIN QUERY PLAN " if lite else "EXPLAIN "
        plan = connection.exec_driver_sql(explain + statement, parameters).all()
        connection.rollback()
    tables = {match for row in plan for match in SCANNED.findall(str(row[-1]))}
    return {re.sub(r"_\d+$", "", each) for each in tables} & GROWING
