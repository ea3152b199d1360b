"""The statements of everything that runs on a tick or a click, and how a database runs them."""

import ast
import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, event

from storage.database import Database
from storage.tables import Table

STORAGE = Path(__file__).parent.parent.parent / "storage"
OF_PEOPLE = {
    "workspaces",
    "people",
    "teams",
    "team_history",
    "consents",
    "weekly_lists",
    "absences",
}
"""As many rows as there are people, teams, or days off."""
OF_OPEN_CASES = {"awaited", "dishes"}
GROWING = {table.name for table in Table.metadata.sorted_tables} - OF_PEOPLE - OF_OPEN_CASES
COARSE = {"workspace_id", "team_id", "kind", "state", "open", "closed", "urgent", "lane"}
"""Of one value in each of these there may be nearly all of the rows."""
OF_SOME = {
    index.name
    for table in Table.metadata.sorted_tables
    for index in table.indexes
    if index.dialect_options["sqlite"]["where"] is not None
}
"""Indexes of what is open or waits, and of nothing else."""
FEW = 600
"""Rows that one statement may read of a table with thousands; housekeeping deletes 500 at once."""
STEP = re.compile(r"(SCAN|SEARCH) (\w+)(?: USING .*?(?:INDEX|KEY)(?: (\w+))?)?(?: \((.*)\))?$")
RUNNERS = {"writing._outcome", "writing._done", "writing._serve", "database._call", "database.look"}
"""They run whatever they are given, tests' own statements too."""
QUERIES = {"execute", "scalars", "scalar", "get", "get_one"}


@dataclass
class Watched:
    """Each statement once, with the values of one of its runs."""

    statements: dict[str, Any] = field(default_factory=dict)
    callers: set[str] = field(default_factory=set)
    """The functions of storage/ that have run any."""

    def saw(self, _c: Any, _cursor: Any, statement: str, values: Any, _x: Any, many: bool) -> None:
        callers = set(_callers())
        self.callers |= callers
        if callers - RUNNERS and statement.startswith(("SELECT", "UPDATE", "DELETE", "INSERT")):
            self.statements[statement] = values[0] if many else values


def _callers() -> Iterator[str]:
    frame = sys._getframe().f_back
    while frame is not None:
        file = Path(frame.f_code.co_filename)
        if file.parent == STORAGE:
            yield f"{file.stem}.{frame.f_code.co_name}"
        frame = frame.f_back


@contextmanager
def watched(database: Database) -> Iterator[Watched]:
    found = Watched()
    engines = (database._writing, database._reading)
    for engine in engines:
        event.listen(engine, "before_cursor_execute", found.saw)
    yield found
    for engine in engines:
        event.remove(engine, "before_cursor_execute", found.saw)


def asking() -> set[str]:
    """Every function of storage/ in whose text a session is asked for something."""
    return {
        f"{file.stem}.{node.name}"
        for file in STORAGE.glob("*.py")
        for node in ast.walk(ast.parse(file.read_text()))
        if isinstance(node, ast.FunctionDef) and any(_asks(each) for each in ast.walk(node))
    }


def _asks(node: ast.AST) -> bool:
    if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Attribute):
        return False
    whom = node.func.value
    return isinstance(whom, ast.Name) and whom.id == "session" and node.func.attr in QUERIES


def too_much(connection: Connection, statement: str, values: Any) -> list[str]:
    """What the database would read of a growing table without need; empty when all is well."""
    if statement.startswith("INSERT") and "SELECT" not in statement:
        return []
    if connection.dialect.name == "sqlite":
        plan = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", values)
        return list(_of_sqlite(statement, [row.detail for row in plan]))
    explain = f"EXPLAIN (ANALYZE, FORMAT JSON) {statement}"
    plan = connection.exec_driver_sql(explain, values).scalar_one()
    return list(_of_postgres(plan[0]["Plan"]))


def _of_sqlite(statement: str, steps: list[str]) -> Iterator[str]:
    for step in steps:
        if (match := STEP.match(step)) is None:
            if step == "USE TEMP B-TREE FOR ORDER BY" and "LIMIT" in statement:
                yield step
            continue
        how, table, index, by = match.groups()
        columns = set(re.findall(r"(\w+)[=<>]", by or ""))
        grows = re.sub(r"_\d+$", "", table) in GROWING and index not in OF_SOME
        if grows and (how == "SCAN" or columns <= COARSE):
            yield step


def _of_postgres(node: dict[str, Any]) -> Iterator[str]:
    rows = node.get("Actual Rows", 0) + node.get("Rows Removed by Filter", 0)
    rows = max(rows, node.get("Rows Removed by Index Recheck", 0)) * node.get("Actual Loops", 1)
    if node.get("Relation Name") in GROWING:
        if node["Node Type"] == "Seq Scan":
            yield f"Seq Scan of {node['Relation Name']}"
        elif rows > FEW:
            by = node.get("Index Cond")
            yield f"{rows} rows of {node['Relation Name']} by {node.get('Index Name')} {by}"
    for child in node.get("Plans", ()):
        yield from _of_postgres(child)
