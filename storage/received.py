"""What Slack delivered, and what was answered: so that nothing is done twice."""

from datetime import timedelta
from typing import Any

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from storage.database import insert, now
from storage.locks import held
from storage.tables import ReceivedRow

KEPT = timedelta(days=1)


def begin(session: Session, key: str) -> dict[str, Any] | None:
    """The ack that was given before; None for a new delivery, which is now this one's to answer.

    The same delivery on another connection waits here until this transaction has ended.
    """
    row = insert(session, ReceivedRow).values(key=key, answer={}, at=now(session))
    if session.execute(row.on_conflict_do_nothing().returning(ReceivedRow.key)).first():
        return None
    return session.scalars(select(ReceivedRow.answer).where(ReceivedRow.key == key)).one()


def keep(session: Session, key: str, answer: dict[str, Any]) -> None:
    """What the delivery was answered with."""
    session.execute(update(ReceivedRow).where(ReceivedRow.key == key).values(answer=answer))


def forget(session: Session) -> None:
    """Slack delivers again within minutes: a day is plenty."""
    old = select(ReceivedRow.key).where(ReceivedRow.at < now(session) - KEPT)
    session.execute(delete(ReceivedRow).where(ReceivedRow.key.in_(held(old, free=True))))
