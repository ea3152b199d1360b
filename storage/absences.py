"""When people are away, and nothing of why."""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import bindparam, delete, select
from sqlalchemy.orm import Session

from bot.team import Absence
from storage import cards, clock
from storage.locks import Alone, alone
from storage.tables import AbsenceRow

ABSENCES = AbsenceRow.__table__
KNOWN = (
    select(ABSENCES)
    .where(ABSENCES.c.workspace_id == bindparam("workspace"))
    .where(ABSENCES.c.person.in_(bindparam("people", expanding=True)))
    .order_by(ABSENCES.c.first)
)


def keep(session: Session, workspace: str, person: str, absence: Absence, *, at: datetime) -> None:
    """It takes the place of those it overlaps. The open cases look again."""
    _hold(session, workspace, person, at=at)
    _clear(session, workspace, person, absence)
    days = {"first": absence.first, "last": absence.last}
    session.add(AbsenceRow(workspace_id=workspace, person=person, **days))
    cards.redraw_flags_of(session, workspace, person)


def end(session: Session, workspace: str, person: str, absence: Absence, *, at: datetime) -> None:
    """The person is back, or not away after all."""
    _hold(session, workspace, person, at=at)
    _clear(session, workspace, person, absence)
    cards.redraw_flags_of(session, workspace, person)


def _clear(session: Session, workspace: str, person: str, absence: Absence) -> None:
    session.execute(
        delete(AbsenceRow)
        .where(AbsenceRow.workspace_id == workspace, AbsenceRow.person == person)
        .where(AbsenceRow.first <= absence.last, AbsenceRow.last >= absence.first)
    )


def _hold(session: Session, workspace: str, person: str, *, at: datetime) -> None:
    """The open cases look again; and what is said twice at once comes one after the other."""
    clock.touch(session, workspace, at=at)
    alone(session, Alone.BE_AWAY, workspace, person)


def of(session: Session, workspace: str, person: str) -> tuple[Absence, ...]:
    return known(session, workspace, [person]).get(person, ())


def known(
    session: Session, workspace: str, people: Iterable[str]
) -> dict[str, tuple[Absence, ...]]:
    """Each person's absences, the first one first."""
    found: dict[str, tuple[Absence, ...]] = {}
    for row in session.execute(KNOWN, {"workspace": workspace, "people": list(people)}):
        found[row.person] = (*found.get(row.person, ()), Absence(row.first, row.last))
    return found
