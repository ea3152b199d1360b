"""People as Slack knows them, kept for good: when Slack cannot say, what is stored serves."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import Row, bindparam, select
from sqlalchemy.orm import Session

from bot.calendar import known_zone
from bot.team import Person
from storage import clock
from storage.database import insert
from storage.tables import PersonRow

PEOPLE = PersonRow.__table__
_THERE = PEOPLE.c.workspace_id == bindparam("workspace")
KNOWN = select(PEOPLE).where(_THERE, PEOPLE.c.id.in_(bindparam("ids", expanding=True)))
NAMES = (
    select(PEOPLE.c.name)
    .where(_THERE, PEOPLE.c.outsider.is_(False), PEOPLE.c.name != "")
    .order_by(PEOPLE.c.id)
)
ADMINS = (
    select(PEOPLE.c.id)
    .where(_THERE, PEOPLE.c.admin.is_(True))
    .where(PEOPLE.c.deactivated.is_(False), PEOPLE.c.outsider.is_(False))
    .order_by(PEOPLE.c.id)
)


def remember(session: Session, workspace: str, people: Iterable[Person], *, at: datetime) -> None:
    """Keep them as they are now; in one order, so that two copies do not block each other.

    Where that may change who is asked, the open cases look again.
    """
    people = sorted(people, key=lambda person: person.id)
    before = known(session, workspace, [person.id for person in people])
    if any(_matters(before.get(person.id), person) for person in people):
        clock.touch(session, workspace, at=at)
    rows = [
        {
            "workspace_id": workspace,
            "id": person.id,
            "name": person.name,
            "zone": person.zone,
            "admin": person.admin,
            "deactivated": person.deactivated,
            "outsider": person.outsider,
            "guest": person.guest,
            "fetched_at": at,
        }
        for person in people
    ]
    if rows:
        query = insert(session, PersonRow).values(rows)
        newest = {
            name: query.excluded[name] for name in rows[0] if name not in ("workspace_id", "id")
        }
        session.execute(
            query.on_conflict_do_update(index_elements=["workspace_id", "id"], set_=newest)
        )


def gone(session: Session, workspace: str, person: str, *, at: datetime) -> None:
    """Slack no longer knows the account; the name that the bot knew stays."""
    before = known(session, workspace, [person]).get(person, Person(person, ""))
    remember(session, workspace, [replace(before, deactivated=True)], at=at)


def back(session: Session, workspace: str, person: str, *, at: datetime) -> None:
    """The account acts, so it is not closed, whatever was last heard of it."""
    before = known(session, workspace, [person]).get(person)
    if before is not None and before.deactivated:
        remember(session, workspace, [replace(before, deactivated=False)], at=at)


def _matters(old: Person | None, new: Person) -> bool:
    """Whether it may change who is asked, or when."""
    if old is None:
        return new.deactivated or new.outsider
    now, was = ((p.zone, p.deactivated, p.outsider) for p in (new, old))
    return now != was


def known(session: Session, workspace: str, ids: Iterable[str]) -> dict[str, Person]:
    return {row.id: _person(row) for row in _rows(session, workspace, ids)}


def may_work(session: Session, workspace: str, person: str) -> bool:
    """Whether nothing is known against their being a colleague with an account."""
    found = known(session, workspace, [person]).get(person)
    return found is None or found.may_work


def stored(
    session: Session, workspace: str, ids: Iterable[str]
) -> dict[str, tuple[Person, datetime]]:
    """Who is known, and when each was last asked for."""
    return {row.id: (_person(row), row.fetched_at) for row in _rows(session, workspace, ids)}


def names(session: Session, workspace: str) -> list[str]:
    """Of every colleague whom the bot has met there, also of those who have left."""
    return list(session.scalars(NAMES, {"workspace": workspace}))


def met(session: Session, workspace: str) -> list[Person]:
    """Every colleague whose name the bot has met there, also those who have left."""
    query = select(PersonRow).where(
        PersonRow.workspace_id == workspace, PersonRow.outsider.is_(False), PersonRow.name != ""
    )
    return [_person(row) for row in session.scalars(query.order_by(PersonRow.id))]


def admins(session: Session, workspace: str) -> tuple[str, ...]:
    """The workspace's admins whom the bot has met."""
    return tuple(session.scalars(ADMINS, {"workspace": workspace}))


def _rows(session: Session, workspace: str, ids: Iterable[str]) -> Sequence[Row[Any]]:
    return session.execute(KNOWN, {"workspace": workspace, "ids": list(ids)}).all()


def _person(row: Row[Any] | PersonRow) -> Person:
    standing = (row.admin, row.deactivated, row.outsider, row.guest)
    return Person(row.id, row.name, known_zone(row.zone), *standing)
