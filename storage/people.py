"""People as Slack knows them, kept a while."""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.team import Person
from storage import clock
from storage.database import insert
from storage.tables import PersonRow


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


def _matters(old: Person | None, new: Person) -> bool:
    """Whether it may change who is asked, or when."""
    if old is None:
        return new.deactivated
    now, was = ((p.zone, p.deactivated, p.outsider) for p in (new, old))
    return now != was


def known(session: Session, workspace: str, ids: Iterable[str]) -> dict[str, Person]:
    return {row.id: _person(row) for row in _rows(session, workspace, ids)}


def fetched(session: Session, workspace: str, ids: Iterable[str]) -> dict[str, datetime]:
    """When each was last asked for."""
    return {row.id: row.fetched_at for row in _rows(session, workspace, ids)}


def met(session: Session, workspace: str) -> list[Person]:
    """Every colleague whom the bot has met there, also those who have left."""
    query = select(PersonRow).where(
        PersonRow.workspace_id == workspace, PersonRow.outsider.is_(False)
    )
    return [_person(row) for row in session.scalars(query.order_by(PersonRow.id))]


def admins(session: Session, workspace: str) -> tuple[str, ...]:
    """The workspace's admins whom the bot has met."""
    query = select(PersonRow.id).where(
        PersonRow.workspace_id == workspace,
        PersonRow.admin.is_(True),
        PersonRow.deactivated.is_(False),
    )
    return tuple(session.scalars(query.order_by(PersonRow.id)))


def _rows(session: Session, workspace: str, ids: Iterable[str]) -> list[PersonRow]:
    query = select(PersonRow).where(PersonRow.workspace_id == workspace)
    return list(session.scalars(query.where(PersonRow.id.in_(list(ids)))))


def _person(row: PersonRow) -> Person:
    return Person(row.id, row.name, row.zone, row.admin, row.deactivated, row.outsider)
