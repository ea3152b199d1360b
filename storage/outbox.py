"""Letters: written with the change that caused them, sent once, in order within a lane."""

import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import delete, or_, select, update
from sqlalchemy.orm import Session, aliased

from bot.due import Key
from bot.notices import Fact, Notice, Place, Says
from bot.steps import Case
from bot.text import Typed
from storage import people
from storage.database import insert, now
from storage.tables import CardRow, LetterRow, NudgeRow

CARD = "card"
"""Where a card goes: to the conversation that its row names."""
LOOK_AFTER = timedelta(seconds=15)
"""How long after a try that ended unknown the letter is looked for at Slack."""
MOST_ATTEMPTS = 12
SHARED = "channel_shared"
"""Why a letter fails whose channel others can read: then the admins are told."""


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
    wanted: int
    attempts: int
    first_try_at: datetime
    uncertain: bool
    channel: str | None
    ts: str | None


def put(session: Session, told: Iterable[tuple[Notice, Key | None]], case: Case) -> None:
    """Write the letters of one change; with a key, dropping the letter uncounts that nudge."""
    for notice, nudge in told:
        facts = {name: _as_json(fact) for name, fact in notice.facts.items()}
        post(
            session,
            notice.says,
            notice.to,
            workspace=case.workspace,
            key=f"{notice.says.id}:{case.id}:{secrets.token_hex(8)}",
            facts=facts if nudge is None else {**facts, "nudge": list(nudge)},
            case_id=case.id,
            team_id=case.team,
        )


def post(
    session: Session,
    says: Says,
    to: str,
    *,
    workspace: str,
    key: str,
    facts: dict[str, Any],
    **about: int | None,
) -> None:
    """One letter to a person or a place; none when a letter of that key has been written before.

    `about` is any of case_id, team_id and card_id.
    """
    row = insert(session, LetterRow).values(
        workspace_id=workspace,
        key=key,
        lane=_lane(to, **about),
        says=says.id,
        to=str(to),
        facts=facts,
        opaque=secrets.token_hex(12),
        state="waiting",
        **about,
    )
    session.execute(row.on_conflict_do_nothing(index_elements=["key"]))


def put_card(session: Session, card: CardRow, case: Case) -> None:
    """The card is stale: however often, it is drawn once, from the newest state."""
    key = f"card:{card.id}"
    again = (
        update(LetterRow)
        .where(LetterRow.key == key)
        .values(state="waiting", wanted=LetterRow.wanted + 1)
        .returning(LetterRow.id)
    )
    if session.execute(again).first() is None:
        about = {"case_id": case.id, "team_id": case.team, "card_id": card.id}
        post(session, Says.CARD, CARD, workspace=case.workspace, key=key, facts={}, **about)


def _tell_admins_of_sharing(session: Session, letter: Letter, *, at: datetime) -> None:
    """What was for the team's channel is told nobody; the admins hear why, once a week."""
    for admin in people.admins(session, letter.workspace):
        key = f"shared:{letter.team_id}:{at:%G-W%V}:{admin}"
        post(
            session,
            Says.CHANNEL_SHARED,
            admin,
            workspace=letter.workspace,
            key=key,
            facts={},
            team_id=letter.team_id,
        )


def lease(session: Session, *, lasting: timedelta) -> Letter | None:
    """The next letter, leased to the caller; one whose lease ran out is uncertain."""
    at = now(session)
    earlier = aliased(LetterRow)
    blocked = (
        select(earlier.id)
        .where(earlier.lane == LetterRow.lane, earlier.state == "waiting")
        .where(earlier.id < LetterRow.id)
        .exists()
    )
    query = (
        select(LetterRow)
        .where(LetterRow.state == "waiting", ~blocked)
        .where(or_(LetterRow.not_before.is_(None), LetterRow.not_before <= at))
        .where(or_(LetterRow.leased_until.is_(None), LetterRow.leased_until <= at - LOOK_AFTER))
        .order_by(LetterRow.id)
        .limit(1)
        .with_for_update(skip_locked=True)
    )
    row = session.scalars(query).one_or_none()
    if row is None:
        return None
    row.uncertain = row.uncertain or row.leased_until is not None
    row.attempts += 1
    row.first_try_at = row.first_try_at or at
    row.leased_until = at + lasting
    session.flush()
    return _letter(row)


def sent(session: Session, letter: Letter, *, channel: str, ts: str) -> None:
    """It is there; a card that became stale meanwhile goes on waiting."""
    row = session.get_one(LetterRow, letter.id, with_for_update=True)
    row.channel, row.ts = channel, ts
    row.state = "sent" if row.wanted == letter.wanted else "waiting"
    row.leased_until = row.not_before = row.first_try_at = None
    row.uncertain, row.attempts = False, 0
    if letter.card_id is not None:
        card = session.get_one(CardRow, letter.card_id)
        card.channel, card.ts = channel, ts


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


def later(session: Session, letter: Letter, *, after: timedelta, uncertain: bool) -> None:
    """Try again `after` a while; uncertain when it may have arrived all the same."""
    row = session.get_one(LetterRow, letter.id)
    if row.attempts >= MOST_ATTEMPTS:
        fail(session, letter, reason="tried_too_often", at=now(session))
        return
    row.uncertain = row.uncertain or uncertain
    row.leased_until = None
    row.not_before = now(session) + after


def fail(session: Session, letter: Letter, *, reason: str, at: datetime) -> None:
    """Slack will never take it."""
    row = session.get_one(LetterRow, letter.id)
    row.state, row.reason = "failed", reason
    if reason == SHARED:
        _tell_admins_of_sharing(session, letter, at=at)


def learn(session: Session, letter: Letter, facts: dict[str, Any]) -> None:
    """Keep what the letter had to look up, for when it is drawn again."""
    row = session.get_one(LetterRow, letter.id)
    row.facts = {**row.facts, **facts}


def waiting(session: Session) -> bool:
    query = select(LetterRow.id).where(LetterRow.state == "waiting").limit(1)
    return session.scalars(query).first() is not None


def _lane(
    to: str, case_id: int | None = None, team_id: int | None = None, card_id: int | None = None
) -> str:
    """In which letters keep their order: a person's, a case's or a team's."""
    if to not in (*Place, CARD):
        return f"person:{to}"
    return f"team:{team_id}" if case_id is None else f"case:{case_id}"


def _as_json(fact: Fact) -> Any:
    if isinstance(fact, Typed):
        return fact.id
    return fact.isoformat() if isinstance(fact, datetime) else fact


def _letter(row: LetterRow) -> Letter:
    assert row.first_try_at is not None  # noqa: S101  set when it was claimed
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
        wanted=row.wanted,
        attempts=row.attempts,
        first_try_at=row.first_try_at,
        uncertain=row.uncertain,
        channel=row.channel,
        ts=row.ts,
    )
