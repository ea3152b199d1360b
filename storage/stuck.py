"""Letters that do not get through: for whoever runs the bot."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import and_, or_, select, update
from sqlalchemy.orm import Session

from storage.outbox import AFRESH
from storage.tables import CaseRow, LetterRow


@dataclass(frozen=True, slots=True)
class Stuck:
    """One letter that was given up, or that Slack refuses; without anybody's words."""

    id: int
    written_at: datetime
    says: str
    to: str
    case: int | None
    """The case's number."""
    given_up: bool
    reason: str


def listed(session: Session) -> list[Stuck]:
    """What was given up or is refused, the oldest first."""
    refused = and_(LetterRow.state == "waiting", LetterRow.refused_since.is_not(None))
    query = (
        select(LetterRow, CaseRow.number)
        .outerjoin(CaseRow, CaseRow.id == LetterRow.case_id)
        .where(or_(LetterRow.state == "given_up", refused))
        .order_by(LetterRow.id)
    )
    return [
        Stuck(
            id=row.id,
            written_at=row.written_at,
            says=row.says,
            to=row.to,
            case=number,
            given_up=row.state == "given_up",
            reason=row.reason or "",
        )
        for row, number in session.execute(query)
    ]


def send_again(session: Session, letter_id: int) -> bool:
    """Whether there was such a letter to begin anew; what is no longer wanted is dropped then."""
    again = update(LetterRow).where(
        LetterRow.id == letter_id, LetterRow.state.in_(("given_up", "waiting"))
    )
    return session.execute(again.values(**AFRESH).returning(LetterRow.id)).first() is not None
