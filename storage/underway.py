"""Letters on their way: leased, sent, set aside or given up, and a list of those that stick."""

import time
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, and_, delete, or_, select
from sqlalchemy.orm import Session, aliased

from bot.notices import Says
from bot.steps import Case
from storage import cards, cases, outbox
from storage.cards import Card
from storage.database import now
from storage.outbox import in_state, never_so, release
from storage.tables import CardRow, LetterRow, NudgeRow

SHARED = "channel_shared"
"""Why nothing is said in a channel that people of another company read."""
LOOK_AFTER = timedelta(seconds=15)
"""How long after a lease that ran out the letter is looked for at Slack."""
GIVE_UP_AFTER = timedelta(hours=72)
"""Of refusals that concern the letter, its place or its person."""
UNKNOWN_AT_MOST = {True: timedelta(minutes=1), False: timedelta(minutes=15)}
"""The longest pause after an unknown end, for urgent letters and for others."""
ASIDE_AT_MOST = timedelta(hours=12)
LATE = timedelta(minutes=5)
"""After which somebody who relies on an urgent letter hears that it has not gone out yet."""


@dataclass(frozen=True, slots=True)
class Letter:
    """One message on its way."""

    id: int
    workspace: str
    says: Says
    to: str
    """A user id, the name of a Place, or CARD."""
    case_id: int | None
    team_id: int | None
    card_id: int | None
    facts: dict[str, Any]
    opaque: str
    """What Slack keeps with the message, so that it can be found again."""
    urgent: bool
    wanted: int
    attempts: int
    first_try_at: datetime
    uncertain: bool
    old: bool
    """Refused for so long that this try is the last."""
    channel: str | None
    ts: str | None
    yours_until: float
    """Monotonic seconds: from then on another copy of the bot may have it."""


def lease(session: Session, *, lasting: timedelta, most: int, urgent: bool) -> list[Letter]:
    """The next letters, each of another lane, leased to the caller; urgent ones first.

    With `urgent`, only those. One whose lease ran out is uncertain. A kind that only a newer copy
    of the bot knows is left for that copy.
    """
    yours_until = time.monotonic() + lasting.total_seconds()
    at = now(session)
    rows: list[LetterRow] = []
    for first in (True,) if urgent else (True, False):
        query = select(LetterRow).where(_may_go(at), LetterRow.urgent.is_(first))
        query = query.order_by(LetterRow.id).limit(most - len(rows))
        rows += session.scalars(query.with_for_update(skip_locked=True))
    letters = []
    for row in rows:
        if not Says.knows(row.says):
            row.not_before = at + LOOK_AFTER
            continue
        row.uncertain = row.uncertain or row.leased_until is not None
        row.attempts += 1
        row.first_try_at = row.first_try_at or at
        row.leased_until = at + lasting
        letters.append(_letter(row, at, yours_until))
    session.flush()
    return letters


def about(session: Session, letter: Letter) -> tuple[Case | None, Card | None]:
    """The case and the card that the letter concerns, as they stand."""
    case = cases.look(session, letter.case_id) if letter.case_id else None
    card = cards.get(session, letter.card_id) if letter.card_id else None
    return case, card


def ready(session: Session) -> bool:
    """Whether a letter could go now, or is on its way."""
    at = now(session)
    leased = and_(in_state("waiting"), LetterRow.leased_until > at)
    query = select(LetterRow.id).where(or_(_may_go(at), leased)).limit(1)
    return session.scalars(query).first() is not None


def sent(session: Session, letter: Letter, *, channel: str, ts: str, stands: bool = True) -> None:
    """It is there: whoever was to hear only then is told now.

    A card that became stale meanwhile goes on waiting; `stands` is False for one that only says
    that the case has moved.
    """
    row = session.get_one(LetterRow, letter.id, with_for_update=True)
    row.channel, row.ts = channel, ts
    row.state = "sent" if row.wanted == letter.wanted else "waiting"
    row.leased_until = row.not_before = row.first_try_at = row.refused_since = None
    row.uncertain, row.attempts, row.reason = False, 0, None
    if letter.card_id is not None:
        card = session.get_one(CardRow, letter.card_id)
        card.channel, card.ts, card.by_letter = channel, ts, False
    if stands:
        release(session, letter.case_id, letter.says)


def drop(session: Session, letter: Letter) -> None:
    """No longer wanted: then its nudge does not count as sent."""
    session.get_one(LetterRow, letter.id).state = "dropped"
    nudge = letter.facts.get("nudge")
    if nudge and letter.case_id is not None:
        clock, run, mark = nudge
        session.execute(
            delete(NudgeRow).where(
                NudgeRow.case_id == letter.case_id,
                NudgeRow.clock == clock,
                NudgeRow.run == run,
                NudgeRow.mark == mark,
            )
        )
    release(session, letter.case_id, letter.says)


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
    others = and_(
        in_state("waiting"),
        LetterRow.workspace_id == letter.workspace,
        LetterRow.refused_since.is_(None),
        sooner,
    )
    outbox.change(session, others, not_before=until, reason=reason)


def look_later(session: Session, letter: Letter, *, reason: str) -> None:
    """Nobody knows whether it arrived: the pause grows from 15 s, and then it is looked for.

    Whoever has it by now does not lose it by this.
    """
    row = session.get_one(LetterRow, letter.id)
    if row.attempts != letter.attempts:
        return
    pause = min(LOOK_AFTER * 2 ** min(row.attempts - 1, 10), UNKNOWN_AT_MOST[row.urgent])
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
        never_so(session, letter.case_id, letter.says)


def end_pauses(session: Session) -> None:
    """Slack answers again: what nobody knew the end of, or what all waited with, goes on now."""
    not_refused = and_(in_state("waiting"), LetterRow.refused_since.is_(None))
    outbox.change(session, not_refused, not_before=None)


def late(session: Session) -> list[LetterRow]:
    """Urgent letters that have not gone out for five minutes, each once."""
    at = now(session)
    query = select(LetterRow).where(
        in_state("waiting"),
        LetterRow.urgent.is_(True),
        LetterRow.late_told.is_(False),
        LetterRow.written_at <= at - LATE,
    )
    return list(session.scalars(query.with_for_update(skip_locked=True)))


def learn(session: Session, letter: Letter, facts: dict[str, Any]) -> None:
    """Keep what the letter had to look up, for when it is drawn again."""
    row = session.get_one(LetterRow, letter.id)
    row.facts = {**row.facts, **facts}


def _may_go(at: datetime) -> ColumnElement[bool]:
    """Waiting, not resting, not in somebody's hands, and the first of its lane.

    A letter that was set aside holds up nobody.
    """
    earlier = aliased(LetterRow)
    blocked = (
        select(earlier.id)
        .where(earlier.lane == LetterRow.lane, in_state("waiting", earlier))
        .where(earlier.id < LetterRow.id, earlier.refused_since.is_(None))
        .exists()
    )
    return and_(
        in_state("waiting"),
        ~blocked,
        or_(LetterRow.not_before.is_(None), LetterRow.not_before <= at),
        or_(LetterRow.leased_until.is_(None), LetterRow.leased_until <= at - LOOK_AFTER),
    )


def _letter(row: LetterRow, at: datetime, yours_until: float) -> Letter:
    return Letter(
        id=row.id,
        workspace=row.workspace_id,
        says=Says.of(row.says),
        to=row.to,
        case_id=row.case_id,
        team_id=row.team_id,
        card_id=row.card_id,
        facts=row.facts,
        opaque=row.opaque,
        urgent=row.urgent,
        wanted=row.wanted,
        attempts=row.attempts,
        first_try_at=row.first_try_at or at,
        uncertain=row.uncertain,
        old=row.refused_since is not None and at - row.refused_since > GIVE_UP_AFTER,
        channel=row.channel,
        ts=row.ts,
        yours_until=yours_until,
    )
