"""Letters: written with the change that caused them, in order within a lane."""

import secrets
from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, and_, exists, literal_column, or_, select, update
from sqlalchemy.orm import Session

from bot.due import Key
from bot.notices import Fact, Notice, Place, Says
from bot.steps import Case
from bot.text import Typed
from storage import bites
from storage.database import built, now
from storage.locks import held
from storage.tables import CaseRow, LetterRow, TeamRow

OUTBOX = LetterRow.__table__
KEPT = timedelta(days=60)
CARD = "card"
"""Where a card goes: to the conversation that its row names."""


def put(session: Session, told: Iterable[tuple[Notice, Key | None]], case: Case) -> None:
    """Write the letters of one change; with a key, dropping the letter uncounts that nudge."""
    rows = []
    for notice, nudge in told:
        if notice.says is Says.MOVED and _receipt_is_held(session, case):
            continue  # the receipt will name whoever has it by then
        facts = {name: _as_json(fact) for name, fact in notice.facts.items()}
        row = _letter(
            notice.says,
            notice.to,
            workspace=case.workspace,
            key=f"{notice.says.id}:{case.id}:{secrets.token_hex(8)}",
            facts=facts if nudge is None else {**facts, "nudge": list(nudge)},
            urgent=case.urgent,
            case_id=case.id,
            team_id=case.team,
            at=now(session),
        )
        rows.append(row)
    if rows:
        session.execute(_once(session), rows)


def post(session: Session, says: Says, to: str, **told: Any) -> None:
    """One letter to a person or a place; none when a letter of that key has been written before.

    `told` is what `_letter` takes, without the time.
    """
    session.execute(_once(session), _letter(says, to, at=now(session), **told))


def put_card(session: Session, card_id: int, case: Case) -> None:
    """The card is stale: however often, it is drawn once, from the newest state."""
    row = _letter(
        Says.CARD,
        CARD,
        workspace=case.workspace,
        key=f"card:{card_id}",
        facts={},
        urgent=case.urgent,
        case_id=case.id,
        team_id=case.team,
        card_id=card_id,
        at=now(session),
    )
    session.execute(_or_again(session), row)


def _letter(
    says: Says,
    to: str,
    *,
    workspace: str,
    key: str,
    facts: dict[str, Any],
    at: datetime,
    urgent: bool = False,
    **about: int | None,
) -> dict[str, Any]:
    """Its row, `about` any of case_id, team_id and card_id.

    One that may be told only when another has arrived is held until then.
    """
    lane = _lane(to, **about)
    return {
        "workspace_id": workspace,
        "key": key,
        "lane": f"urgent:{lane}" if urgent else lane,
        "urgent": urgent,
        "says": says.id,
        "to": str(to),
        "facts": facts,
        "opaque": secrets.token_hex(12),
        "state": "held" if says.after else "waiting",
        "after": says.after,
        "written_at": at,
        "case_id": None,
        "team_id": None,
        "card_id": None,
        **about,
    }


AFRESH: dict[str, Any] = {
    "state": "waiting",
    "attempts": 0,
    "not_before": None,
    "refused_since": None,
    "reason": None,
}
"""A letter that is wanted again begins anew; a lease that somebody holds stays theirs."""


@built
def _once(insert: Any) -> Any:
    return insert(OUTBOX).on_conflict_do_nothing(index_elements=["key"])


@built
def _or_again(insert: Any) -> Any:
    again = {"wanted": OUTBOX.c.wanted + 1, **AFRESH}
    return insert(OUTBOX).on_conflict_do_update(index_elements=["key"], set_=again)


def forget(session: Session) -> bool:
    """Letters of long ago that are sent or dropped, and of no open case.

    Digests stay: the newest are drawn again when somebody takes their yes back.
    """
    is_open = exists().where(CaseRow.id == LetterRow.case_id, CaseRow.closed.is_(False))
    over = or_(in_state("sent"), in_state("dropped")), LetterRow.says != Says.DIGEST.id
    long_ago = LetterRow.written_at < now(session) - KEPT
    return bites.delete_some(session, LetterRow, *over, long_ago, ~is_open)


def in_state(state: str, letter: type[LetterRow] = LetterRow) -> ColumnElement[bool]:
    """Said as the indexes say it: a value that is bound later finds none of them."""
    return letter.state == literal_column(f"'{state}'")


def place_is_back(session: Session, workspace: str, channel: str) -> None:
    """Something has changed in a team's channel: what was refused there is tried again now."""
    here = select(TeamRow.id).where(TeamRow.workspace_id == workspace, TeamRow.channel == channel)
    refused = and_(
        in_state("waiting"),
        LetterRow.team_id.in_(here),
        LetterRow.refused_since.is_not(None),
    )
    change(session, refused, not_before=None)


def change(session: Session, which: ColumnElement[bool], **values: Any) -> None:
    """Many letters at once; one that is in hand stays, so that nobody waits for it."""
    query = select(LetterRow.id).where(which)
    ids = session.scalars(held(query, free=True)).all()
    session.execute(update(LetterRow).where(LetterRow.id.in_(ids)).values(**values))


def release(session: Session, case_id: int | None, says: Says) -> None:
    """A message of that kind has arrived: whatever was to be told only then may go."""
    session.execute(update(LetterRow).where(_held_by(case_id, says)).values(state="waiting"))


def never_so(session: Session, case_id: int | None, says: Says) -> None:
    """A message of that kind will never arrive: what was to follow it is not said."""
    held = update(LetterRow).where(_held_by(case_id, says))
    session.execute(held.values(state="dropped", reason="never_so"))


def hold_for(session: Session, case_id: int, says: Says, instead: Says) -> None:
    """Another message comes in place of that one: whoever was to hear then waits for it."""
    session.execute(update(LetterRow).where(_held_by(case_id, says)).values(after=instead.id))


def _held_by(case_id: int | None, says: Says) -> ColumnElement[bool]:
    """What waits for a letter of that kind about the same case; nothing without a case."""
    return and_(LetterRow.case_id == case_id, in_state("held"), LetterRow.after == says.id)


def _receipt_is_held(session: Session, case: Case) -> bool:
    """Whether the agent has not been told yet that the flag has arrived."""
    query = select(LetterRow.id).where(
        LetterRow.case_id == case.id,
        in_state("held"),
        LetterRow.says == Says.FLAG_SAVED.id,
    )
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
