"""How far behind the bot is, and which letters stick: for whoever runs it."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import and_, func, or_, select, update
from sqlalchemy.orm import Session

from storage.clock import next_due
from storage.database import now
from storage.outbox import AFRESH, in_state
from storage.tables import CaseRow, LetterRow


@dataclass(frozen=True, slots=True)
class Backlog:
    oldest_letter: dict[bool, timedelta]
    """Age of the oldest letter that waits, by whether it is urgent; nothing when none does."""
    oldest_clock: timedelta
    """How long ago the first clock fell due; nothing when none has."""
    aside: int
    """Letters that Slack refuses, or that cannot be drawn."""
    given_up: int


def backlog(session: Session, *, at: datetime) -> Backlog:
    """`at` is product time, by which clocks fall due; letters go by the database's."""
    waiting = in_state("waiting")
    written = select(LetterRow.urgent, func.min(LetterRow.written_at)).where(waiting)
    oldest = dict(session.execute(written.group_by(LetterRow.urgent)).all())
    letters = select(func.count()).select_from(LetterRow)
    return Backlog(
        oldest_letter={
            urgent: now(session) - oldest[urgent] if urgent in oldest else timedelta()
            for urgent in (False, True)
        },
        oldest_clock=max(timedelta(), at - (next_due(session) or at)),
        aside=session.scalar(letters.where(waiting, LetterRow.refused_since.is_not(None))) or 0,
        given_up=session.scalar(letters.where(in_state("given_up"))) or 0,
    )


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
    refused = and_(in_state("waiting"), LetterRow.refused_since.is_not(None))
    query = (
        select(LetterRow, CaseRow.number)
        .outerjoin(CaseRow, CaseRow.id == LetterRow.case_id)
        .where(or_(in_state("given_up"), refused))
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
