"""When people are away, and nothing of why."""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from bot.people import Absence
from storage import cards
from storage.database import insert
from storage.tables import AbsenceRow, CaseRow


def keep(
    session: Session, workspace: str, person: str, absence: Absence | None, *, at: datetime
) -> None:
    """One absence a person, the newest; None: they are back. The open cases look again."""
    if absence is None:
        session.execute(
            delete(AbsenceRow).where(
                AbsenceRow.workspace_id == workspace, AbsenceRow.person == person
            )
        )
    else:
        days = {"first": absence.first, "last": absence.last}
        row = insert(session, AbsenceRow).values(workspace_id=workspace, person=person, **days)
        session.execute(
            row.on_conflict_do_update(index_elements=["workspace_id", "person"], set_=days)
        )
    wake(session, workspace, at=at)
    cards.redraw_flags_of(session, workspace, person)


def of(session: Session, workspace: str, person: str) -> Absence | None:
    return known(session, workspace, [person]).get(person)


def known(session: Session, workspace: str, people: Iterable[str]) -> dict[str, Absence]:
    query = select(AbsenceRow).where(
        AbsenceRow.workspace_id == workspace, AbsenceRow.person.in_(list(people))
    )
    return {row.person: Absence(row.first, row.last) for row in session.scalars(query)}


def wake(session: Session, workspace: str, *, at: datetime) -> None:
    """Somebody's account or absence has changed: the open cases look at their clocks again."""
    session.execute(
        update(CaseRow)
        .where(CaseRow.workspace_id == workspace, CaseRow.closed.is_(False))
        .values(next_due=at)
    )
