"""What becomes of a letter whose try did not go well: it rests, is set aside, or is given up."""

from datetime import timedelta

from sqlalchemy import and_, or_, select, update
from sqlalchemy.orm import Session

from storage import outbox
from storage.database import now
from storage.outbox import Letter
from storage.tables import LetterRow, TeamRow

SHARED = "channel_shared"
"""Why nothing is said in a channel that people of another company read."""
UNKNOWN_AT_MOST = {True: timedelta(minutes=1), False: timedelta(minutes=15)}
"""The longest pause after an unknown end, for urgent letters and for others."""
ASIDE_AT_MOST = timedelta(hours=12)
LATE = timedelta(minutes=5)
"""After which somebody who relies on an urgent letter hears that it has not gone out yet."""


def wait(session: Session, letter: Letter, *, seconds: float) -> None:
    """Slack asks to wait: that was no try."""
    row = session.get_one(LetterRow, letter.id)
    row.attempts -= 1
    row.leased_until, row.not_before = None, now(session) + timedelta(seconds=seconds)


def all_wait(session: Session, letter: Letter, *, seconds: float, reason: str) -> None:
    """Slack refuses the app: every letter of the workspace waits, and nothing was a try.

    What rests longer, and what was refused by itself, goes on doing so.
    """
    wait(session, letter, seconds=seconds)
    until = now(session) + timedelta(seconds=seconds)
    sooner = or_(LetterRow.not_before.is_(None), LetterRow.not_before <= until)
    session.execute(
        update(LetterRow)
        .where(LetterRow.state == "waiting", LetterRow.workspace_id == letter.workspace)
        .where(LetterRow.refused_since.is_(None), sooner)
        .values(not_before=until, reason=reason)
    )


def look_later(session: Session, letter: Letter, *, reason: str) -> None:
    """Nobody knows whether it arrived: the pause grows from 15 s, and then it is looked for."""
    row = session.get_one(LetterRow, letter.id)
    pause = min(outbox.LOOK_AFTER * 2 ** min(row.attempts - 1, 10), UNKNOWN_AT_MOST[row.urgent])
    row.uncertain, row.reason = True, reason
    row.leased_until, row.not_before = None, now(session) + pause


def set_aside(session: Session, letter: Letter, *, reason: str, first: timedelta) -> None:
    """Slack refuses this letter, or it cannot be drawn: again after `first`, then twice as long.

    Its lane goes on without it.
    """
    row = session.get_one(LetterRow, letter.id)
    at = now(session)
    row.refused_since = row.refused_since or at
    row.reason = reason
    row.leased_until = None
    row.not_before = at + min(first * 2 ** min(row.attempts - 1, 12), ASIDE_AT_MOST)


def give_up(session: Session, letter: Letter, *, reason: str) -> None:
    """It will never arrive, and what was to follow it is not said."""
    row = session.get_one(LetterRow, letter.id)
    row.state, row.reason, row.leased_until = "given_up", reason, None
    if letter.card_id is None:  # in a card's place comes another
        outbox.never(session, letter.case_id, letter.says)


def end_pauses(session: Session) -> None:
    """Slack answers again: what nobody knew the end of, or what all waited with, goes on now."""
    not_refused = and_(LetterRow.state == "waiting", LetterRow.refused_since.is_(None))
    session.execute(update(LetterRow).where(not_refused).values(not_before=None))


def place_is_back(session: Session, workspace: str, channel: str) -> None:
    """Something has changed in a team's channel: what was refused there is tried again now."""
    here = select(TeamRow.id).where(TeamRow.workspace_id == workspace, TeamRow.channel == channel)
    session.execute(
        update(LetterRow)
        .where(LetterRow.state == "waiting", LetterRow.team_id.in_(here))
        .where(LetterRow.refused_since.is_not(None))
        .values(not_before=None)
    )


def late(session: Session) -> list[LetterRow]:
    """Urgent letters that have not gone out for five minutes, each once."""
    at = now(session)
    query = select(LetterRow).where(
        LetterRow.state == "waiting",
        LetterRow.urgent.is_(True),
        LetterRow.late_told.is_(False),
        LetterRow.written_at <= at - LATE,
    )
    return list(session.scalars(query.with_for_update(skip_locked=True)))
