"""What Slack delivered, and what was answered: so that nothing is done twice."""

from datetime import timedelta
from typing import Any

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from storage import bites
from storage.database import built, now
from storage.tables import ReceivedRow

KEPT = timedelta(days=1)
RECEIVED = ReceivedRow.__table__


def begin(session: Session, key: str) -> dict[str, Any] | None:
    """The ack that was given before; None for a new delivery, which is now this one's to answer.

    The same delivery on another connection waits here until this transaction has ended.
    """
    row = {"key": key, "answer": {}, "at": now(session)}
    if session.execute(_begun(session), row).first():
        return None
    return session.scalars(select(ReceivedRow.answer).where(ReceivedRow.key == key)).one()


def keep(session: Session, key: str, answer: dict[str, Any]) -> None:
    """What the delivery was answered with."""
    if answer:
        session.execute(update(ReceivedRow).where(ReceivedRow.key == key).values(answer=answer))


@built
def _begun(insert: Any) -> Any:
    return insert(RECEIVED).on_conflict_do_nothing().returning(RECEIVED.c.key)


def forget(session: Session) -> bool:
    """Slack delivers again within minutes: a day is plenty."""
    return bites.delete_some(session, ReceivedRow, ReceivedRow.at < now(session) - KEPT)
