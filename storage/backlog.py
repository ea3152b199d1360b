"""How far behind the bot is: for whoever watches over it."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from storage.clock import next_due
from storage.database import now
from storage.tables import LetterRow


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
    waiting = LetterRow.state == "waiting"
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
        given_up=session.scalar(letters.where(LetterRow.state == "given_up")) or 0,
    )
