"""What falls due next, and how open cases are made to look at their clocks again."""

from datetime import datetime, timedelta

from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from storage.locks import held
from storage.tables import CaseRow, TeamRow, WeeklyListRow

STUCK_FOR = timedelta(hours=1)
"""How long a case is set aside whose clocks cannot run; the others' clocks go on."""


def next_due(session: Session) -> datetime | None:
    """When the first case, list or digest falls due."""
    columns = (CaseRow.next_due, TeamRow.digest_due, WeeklyListRow.due)
    dues = [session.scalar(select(func.min(due)).where(due.is_not(None))) for due in columns]
    return min((due for due in dues if due is not None), default=None)


def touch(session: Session, workspace: str, *, at: datetime, team: int | None = None) -> None:
    """An account, an absence or a team changes, and with it perhaps who is asked.

    It locks those cases: so it is called before anything of that is written.
    """
    query = select(CaseRow.id).where(CaseRow.workspace_id == workspace, CaseRow.closed.is_(False))
    if team is not None:
        query = query.where(CaseRow.team_id == team)
    ids = session.scalars(held(query.order_by(CaseRow.id))).all()
    session.execute(update(CaseRow).where(CaseRow.id.in_(ids)).values(next_due=at))


def set_aside(session: Session, case_id: int, *, at: datetime) -> None:
    """Look at a case again in a while whose clocks could not run."""
    session.execute(update(CaseRow).where(CaseRow.id == case_id).values(next_due=at + STUCK_FOR))
