"""A database with as many closed cases as are asked for, and a thousand open ones."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from sqlalchemy import Connection, text, update
from sqlalchemy.orm import Session

from bot.claim.steps import MarkHelped
from bot.dishes.steps import AddDish
from bot.flag.care import Acknowledge
from bot.flag.case import Type
from bot.flag.closing import Close
from bot.flag.tracks import How, MessageRef
from bot.steps import Step
from bot.team import Person, TeamSettings
from storage import cases, people, together
from storage.database import Database, connect
from storage.migrating import migrate
from storage.tables import LetterRow, NudgeRow, Table, TeamRow
from tests.storage.office import AT, a_claim, a_flag, opened

AGENTS = [f"UAGENT{n}" for n in range(20)]
OPEN = 1000
FAR = 10_000_000
"""Ids and numbers of copies begin here, beyond those of the real ones."""
NUMBERS = {
    "sqlite": "WITH RECURSIVE numbers(n) AS (SELECT :first UNION ALL SELECT n + 2 FROM numbers "
    "WHERE n + 2 < :closed)",
    "postgresql": "WITH numbers AS (SELECT * FROM generate_series(:first, :closed - 1, 2) AS n)",
}
OLDER = {
    "sqlite": "strftime('%Y-%m-%d %H:%M:%f000', changed_at, '-' || (n / 30) || ' days')",
    "postgresql": "changed_at - (n / 30) * interval '1 day'",
}
COPIED: Mapping[str, Mapping[str, str]] = {
    "cases": {
        "id": f"{FAR} + n",
        "number": f"{FAR} + n",
        "person": "'UAGENT' || (n % 20)",
        "customer_key": "'gone' || n",
    },
    "texts": {"case_id": f"{FAR} + n"},
    "history": {"case_id": f"{FAR} + n"},
    "nudges": {"case_id": f"{FAR} + n"},
    "outbox": {"case_id": f"{FAR} + n", "key": "key || ':' || n", "card_id": "NULL"},
    "cards": {"case_id": f"{FAR} + n", "ts": "'1.' || n"},
}
"""What is different in each copy of a closed case; ids that are counted are left out."""


async def filled(url: str, closed: int) -> Database:
    """Half of the closed cases are claims and half are flags, the newest of today."""
    database = connect(url)
    migrate(database)
    team = await opened(database)
    known = [Person(each, each.title(), "Europe/Copenhagen") for each in AGENTS]
    await database.write(people.remember, "T1", known, at=AT)
    claim, flag = await database.write(_closed, team.id)
    for n in range(OPEN):
        form, by = a_claim(team, f"N-{n}"), AGENTS[n % len(AGENTS)]
        case = await database.write(together.claim, form, workspace="T1", by=by, at=AT)
        if n % 10 == 0:
            steps: tuple[Step[Any], ...] = (MarkHelped(), AddDish(by, date(2026, 3, 9)))
            for step in steps:
                await database.write(cases.record, case.id, step, by=by, at=AT)
    with database.engine.begin() as connection:
        connection.execute(update(LetterRow).values(state="sent"))
        connection.execute(update(TeamRow).values(digest_due=AT + timedelta(days=7)))
        for nth, template in enumerate((claim, flag)):
            _copied(connection, template, nth, closed)
    if database.engine.dialect.name == "postgresql":
        with database.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as c:
            c.execute(text("VACUUM ANALYZE"))
    return database


def _closed(session: Session, team: int) -> tuple[int, int]:
    """The ids of a claim and a flag that are over."""
    form = a_claim(replace(_TEAM, id=team), "N-first")
    claim = together.claim(session, form, workspace="T1", by="UIDA", at=AT)
    cases.record(session, claim.id, MarkHelped(), by="UIDA", at=AT)
    rude = replace(a_flag(replace(_TEAM, id=team), Type.RUDE), reference="K-first")
    flag = together.flag(session, rude, workspace="T1", by="UKARIN", at=AT).case
    answer = Acknowledge(How.REPLY, MessageRef("G1", "1.0"))
    cases.record(session, flag.id, answer, by="UHANS", at=AT)
    cases.record(session, flag.id, Close(), by="UKARIN", at=AT)
    session.add(NudgeRow(case_id=flag.id, clock="close", run=1, mark="nudge", at=AT))
    return claim.id, flag.id


_TEAM = TeamSettings(0, "T1", "C1", "support", ("UHANS",))


def _copied(connection: Connection, template: int, nth: int, closed: int) -> None:
    """Half of the copies; every day has thirty of them."""
    kind = connection.dialect.name
    for name, changes in COPIED.items():
        table = Table.metadata.tables[name]
        kept = [c.name for c in table.columns if c.name != "id" or "id" in changes]
        values = [changes.get(each, _quoted(each)) for each in kept]
        if name == "cases":
            values[kept.index("changed_at")] = OLDER[kind]
        known = "id" if name == "cases" else "case_id"
        connection.execute(
            text(
                f"INSERT INTO {name} ({', '.join(map(_quoted, kept))}) {NUMBERS[kind]} "
                f"SELECT {', '.join(values)} FROM {name}, numbers WHERE {known} = :template"
            ),
            {"template": template, "first": nth, "closed": closed},
        )


def _quoted(column: str) -> str:
    return f'"{column}"'
