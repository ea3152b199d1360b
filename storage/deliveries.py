"""What Slack delivered, and what was answered: so that nothing is done twice."""

from datetime import timedelta
from typing import Any

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from storage.database import insert, now
from storage.tables import DeliveryRow

KEPT = timedelta(days=1)


def begin(session: Session, key: str) -> dict[str, Any] | None:
    """The ack that was given before; None for a new delivery, which is now this one's to answer.

    The same delivery on another connection waits here until this transaction has ended.
    """
    row = insert(session, DeliveryRow).values(key=key, answer={}, at=now(session))
    if session.execute(row.on_conflict_do_nothing().returning(DeliveryRow.key)).first():
        return None
    return session.scalars(select(DeliveryRow.answer).where(DeliveryRow.key == key)).one()


def keep(session: Session, key: str, answer: dict[str, Any]) -> None:
    """What the delivery was answered with."""
    session.execute(update(DeliveryRow).where(DeliveryRow.key == key).values(answer=answer))


def forget(session: Session) -> None:
    """Slack delivers again within minutes: a day is plenty."""
    session.execute(delete(DeliveryRow).where(DeliveryRow.at < now(session) - KEPT))
