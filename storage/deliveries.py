"""What Slack delivered, and what was answered: so that nothing is done twice."""

from datetime import timedelta
from typing import Any

from sqlalchemy import delete
from sqlalchemy.orm import Session

from storage.database import now
from storage.tables import DeliveryRow

KEPT = timedelta(days=1)


def answered(session: Session, key: str) -> dict[str, Any] | None:
    """The ack that was given before; None for a new delivery."""
    row = session.get(DeliveryRow, key)
    return row.answer if row else None


def keep(session: Session, key: str, answer: dict[str, Any]) -> None:
    session.add(DeliveryRow(key=key, answer=answer, at=now(session)))
    session.flush()


def forget(session: Session) -> None:
    """Slack delivers again within minutes: a day is plenty."""
    session.execute(delete(DeliveryRow).where(DeliveryRow.at < now(session) - KEPT))
