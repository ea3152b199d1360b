"""Letters: written with the change that caused them, sent once, in order within a lane."""

import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, and_, delete, or_, select, update
from sqlalchemy.orm import Session, aliased

from bot.due import Key
from bot.notices import Fact, Notice, Place, Says
from bot.steps import Case
from bot.text import Typed
from storage.database import insert, now
from storage.tables import CardRow, LetterRow, NudgeRow

CARD = "card"
"""Where a card goes: to the conversation that its row names."""
LOOK_AFTER = timedelta(seconds=15)
"""How long after a lease that ran out the letter is looked for at Slack."""
GIVE_UP_AFTER = timedelta(hours=72)
"""Of refusals that concern the letter, its place or its person."""


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


def put(session: Session, told: Iterable[tuple[Notice, Key | None]], case: Case) -> None:
    """Write the letters of one change; with a key, dropping the letter uncounts that nudge."""
    for notice, nudge in told:
        if notice.says is Says.MOVED and _receipt_is_held(session, case):
            continue  # the receipt will name whoever has it by then
        facts = {name: _as_json(fact) for name, fact in notice.facts.items()}
        post(
            session,
            notice.says,
            notice.to,
            workspace=case.workspace,
            key=f"{notice.says.id}:{case.id}:{secrets.token_hex(8)}",
            facts=facts if nudge is None else {**facts, "nudge": list(nudge)},
            urgent=case.urgent,
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
    urgent: bool = False,
    **about: int | None,
) -> None:
    """One letter to a person or a place; none when a letter of that key has been written before.

    `about` is any of case_id, team_id and card_id. A message that may be told only when another
    has arrived is held until then.
    """
    lane = _lane(to, **about)
    row = insert(session, LetterRow).values(
        workspace_id=workspace,
        key=key,
        lane=f"urgent:{lane}" if urgent else lane,
        urgent=urgent,
        says=says.id,
        to=str(to),
        facts=facts,
        opaque=secrets.token_hex(12),
        state="held" if says.after else "waiting",
        after=says.after,
        written_at=now(session),
        **about,
    )
    session.execute(row.on_conflict_do_nothing(index_elements=["key"]))


def put_card(session: Session, card: CardRow, case: Case) -> None:
    """The card is stale: however often, it is drawn once, from the newest state."""
    key = f"card:{card.id}"
    again = (
        update(LetterRow)
        .where(LetterRow.key == key)
        .values(wanted=LetterRow.wanted + 1, **AFRESH)
        .returning(LetterRow.id)
    )
    if session.execute(again).first() is None:
        about = {"case_id": case.id, "team_id": case.team, "card_id": card.id}
        post(
            session,
            Says.CARD,
            CARD,
            workspace=case.workspace,
            key=key,
            facts={},
            urgent=case.urgent,
            **about,
        )


AFRESH: dict[str, Any] = {
    "state": "waiting",
    "attempts": 0,
    "not_before": None,
    "refused_since": None,
    "reason": None,
}
"""A letter that is wanted again begins anew; a lease that somebody holds stays theirs."""


def lease(session: Session, *, lasting: timedelta, most: int, urgent: bool) -> list[Letter]:
    """The next letters, each of another lane, leased to the caller; urgent ones first.

    With `urgent`, only those. One whose lease ran out is uncertain. A kind that only a newer copy
    of the bot knows is left for that copy.
    """
    at = now(session)
    query = (
        select(LetterRow)
        .where(_may_go(at))
        .order_by(LetterRow.urgent.desc(), LetterRow.id)
        .limit(most)
        .with_for_update(skip_locked=True)
    )
    if urgent:
        query = query.where(LetterRow.urgent.is_(True))
    letters = []
    for row in session.scalars(query).all():
        if not Says.knows(row.says):
            row.not_before = at + LOOK_AFTER
            continue
        row.uncertain = row.uncertain or row.leased_until is not None
        row.attempts += 1
        row.first_try_at = row.first_try_at or at
        row.leased_until = at + lasting
        letters.append(_letter(row, at))
    session.flush()
    return letters


def ready(session: Session) -> bool:
    """Whether a letter could go now, or is on its way."""
    at = now(session)
    leased = and_(LetterRow.state == "waiting", LetterRow.leased_until > at)
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
        card.channel, card.ts = channel, ts
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


def release(session: Session, case_id: int | None, says: Says) -> None:
    """A message of that kind has arrived: whatever was to be told only then may go."""
    session.execute(update(LetterRow).where(_held_by(case_id, says)).values(state="waiting"))


def never(session: Session, case_id: int | None, says: Says) -> None:
    """A message of that kind will not arrive: whatever was to be told only then is not said."""
    held = update(LetterRow).where(_held_by(case_id, says))
    session.execute(held.values(state="dropped", reason="never_so"))


def hold_for(session: Session, case_id: int, says: Says, instead: Says) -> None:
    """Another message comes in place of that one: whoever was to hear then waits for it."""
    session.execute(update(LetterRow).where(_held_by(case_id, says)).values(after=instead.id))


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
        .where(earlier.lane == LetterRow.lane, earlier.state == "waiting")
        .where(earlier.id < LetterRow.id, earlier.refused_since.is_(None))
        .exists()
    )
    return and_(
        LetterRow.state == "waiting",
        ~blocked,
        or_(LetterRow.not_before.is_(None), LetterRow.not_before <= at),
        or_(LetterRow.leased_until.is_(None), LetterRow.leased_until <= at - LOOK_AFTER),
    )


def _held_by(case_id: int | None, says: Says) -> ColumnElement[bool]:
    """What waits for a letter of that kind about the same case; nothing without a case."""
    return and_(LetterRow.case_id == case_id, LetterRow.state == "held", LetterRow.after == says.id)


def _receipt_is_held(session: Session, case: Case) -> bool:
    """Whether the agent has not been told yet that the flag has arrived."""
    held = and_(LetterRow.case_id == case.id, LetterRow.state == "held")
    query = select(LetterRow.id).where(held, LetterRow.says == Says.FLAG_SAVED.id)
    return session.scalars(query.limit(1)).first() is not None


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


def _letter(row: LetterRow, at: datetime) -> Letter:
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
    )
