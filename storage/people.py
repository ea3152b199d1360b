"""People as Slack knows them, kept a while."""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.people import Person
from storage.tables import PersonRow


def remember(session: Session, workspace: str, person: Person, *, at: datetime) -> None:
    session.merge(
        PersonRow(
            workspace_id=workspace,
            id=person.id,
            name=person.name,
            zone=person.zone,
            admin=person.admin,
            deactivated=person.deactivated,
            outsider=person.outsider,
            fetched_at=at,
        )
    )


def known(session: Session, workspace: str, ids: Iterable[str]) -> dict[str, Person]:
    return {row.id: _person(row) for row in _rows(session, workspace, ids)}


def fetched(session: Session, workspace: str, ids: Iterable[str]) -> dict[str, datetime]:
    """When each was last asked for."""
    return {row.id: row.fetched_at for row in _rows(session, workspace, ids)}


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
