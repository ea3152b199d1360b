"""What falls due next, and whether a letter waits."""

from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from storage import outbox
from storage.tables import CaseRow, TeamRow, WeeklyListRow


def next_due(session: Session) -> datetime | None:
    """When the first case, list or digest falls due."""
    dues = [
        session.scalars(select(func.min(CaseRow.next_due))).one(),
        session.scalars(select(func.min(TeamRow.digest_due))).one(),
        session.scalars(select(func.min(WeeklyListRow.due))).one(),
    ]
    return min((due for due in dues if due is not None), default=None)


def standing(session: Session) -> tuple[datetime | None, bool]:
    """When the first case, list or digest falls due, and whether a letter waits."""
    return next_due(session), outbox.waiting(session)
