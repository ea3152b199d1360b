"""What falls due next, and whether everything that was due has been said."""

from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from storage import outbox
from storage.tables import CaseRow, TeamRow


def next_due(session: Session) -> datetime | None:
    """When the first case or digest falls due."""
    dues = [
        session.scalars(select(func.min(CaseRow.next_due))).one(),
        session.scalars(select(func.min(TeamRow.digest_due))).one(),
    ]
    return min((due for due in dues if due is not None), default=None)


def settled(session: Session, at: datetime) -> tuple[bool, datetime | None]:
    """Whether nothing is due by `at` and no letter waits; and what falls due next."""
    due = next_due(session)
    return (due is None or due > at) and not outbox.waiting(session), due
