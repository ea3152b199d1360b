"""The only door through which a case changes."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any, TypeVar

from sqlalchemy import bindparam, delete, insert, select, update
from sqlalchemy.orm import Session

from bot.cases import next_due
from bot.claim.case import Claim, ClaimForm, Promise
from bot.claim.steps import open_claim
from bot.due import Key
from bot.flag.care import See
from bot.flag.case import OPEN, Flag, FlagForm
from bot.flag.closing import CorrectText
from bot.flag.steps import open_flag
from bot.flag.tracks import Care
from bot.notices import Notice
from bot.refusals import Code, Refused
from bot.steps import Case, Step, advance, require
from bot.team import Now, PersonId, Team
from storage import awaited, cards, dishes, locks, outbox, states, teams, texts
from storage.finding import wished_before
from storage.locks import Alone, held
from storage.tables import CaseRow, HistoryRow, NudgeRow, TextRow, Workspace

K = TypeVar("K", Flag, Claim)
# what every click runs is built once: building a statement takes longer than running it
CASES, TEXTS, NUMBERS, SENT = (table.__table__ for table in (CaseRow, TextRow, Workspace, NudgeRow))
CREATE = insert(CASES).returning(CASES.c.id)
SAVE = update(CASES).where(CASES.c.id == bindparam("case"))
APPEND = insert(HistoryRow.__table__)
OWN_TEXT = update(TEXTS).where(TEXTS.c.id == bindparam("text")).values(case_id=bindparam("case"))
NUDGES = select(SENT).where(SENT.c.case_id == bindparam("case"))
NUMBER = (
    update(NUMBERS)
    .where(NUMBERS.c.id == bindparam("workspace"))
    .values(last_number=NUMBERS.c.last_number + 1)
    .returning(NUMBERS.c.last_number)
)
OTHER_CLAIM = select(CASES.c.id, CASES.c.number, CASES.c.person).where(
    CASES.c.workspace_id == bindparam("workspace"),
    CASES.c.customer_key == bindparam("customer"),
    CASES.c.open.is_(True),
    CASES.c.id != bindparam("case"),
)


def new_flag(session: Session, form: FlagForm, *, workspace: str, by: str, at: datetime) -> Flag:
    """A new flag, with its letters; raises Refused.

    `by` is the agent, or whoever flags for the agent that the form names.
    """
    text = texts.keep(session, workspace, form.said, by=by, at=at) if form.said else None
    case = Flag(
        id=0,
        workspace=workspace,
        team=form.team,
        agent=form.agent or by,
        types=form.types,
        wish=form.wish,
        reference=form.reference,
        text=text,
        flagged_at=at,
        care=Care(run=1, since=at, asked=()),
        contact=form.contact,
        reported_by=by if form.agent else None,
        linked=() if form.linked is None else (form.linked,),
    )
    before = wished_before(session, workspace, case.agent)
    case = replace(case, customer=replace(case.customer, wished_before=before))
    team = teams.at_work(session, form.team, (by, form.agent, form.contact), at=at)
    case, notices = open_flag(case, team)
    return _create(session, case, notices, team, by=by, at=at)


def new_claim(session: Session, form: ClaimForm, *, workspace: str, by: str, at: datetime) -> Claim:
    """A new claim of `by`; raises Refused, also when that customer has an open one."""
    case = Claim(
        id=0,
        workspace=workspace,
        team=form.team,
        owner=by,
        reference=form.reference,
        text=texts.keep(session, workspace, form.wrong, by=by, at=at),
        origin=form.origin,
        claimed_at=at,
        promises=(Promise(form.due, at),),
        linked=() if form.linked is None else (form.linked,),
    )
    team = teams.at_work(session, form.team, (by,), at=at)
    case, notices = open_claim(case)
    return _create(session, case, notices, team, by=by, at=at)


def record(session: Session, case_id: int, step: Step[Any], *, by: PersonId, at: datetime) -> Case:
    """Do one step; raises Refused.

    1. Lock the case, and load it with everybody whom it or the step names.
    2. Let the rule judge this newest state.
    3. Save the case, and when it is due next.
    4. Append the step to the history, mark the card as stale, write the letters.
    """
    case = get(session, case_id)
    team = team_of(session, case, (by, *step.concerned), at=at)
    changed, notices = advance(case, step, Now(by, at, team))
    if changed.holds_customer and not case.holds_customer:
        _hold_customer(session, changed)
    save(session, changed, team, at=at)
    remember(session, changed, step, by=by, at=at)
    cards.stale(session, changed, team)
    outbox.put(session, [(notice, None) for notice in notices], changed)
    return changed


def record_typed(
    session: Session,
    case_id: int,
    step: Callable[..., Step[Any]],
    typed: Mapping[str, str | None],
    *,
    by: PersonId,
    at: datetime,
) -> Case:
    """Do a step with words in it: each is kept as a row in `texts`, and `step` gets it as Typed.

    `typed` is by the step's field; None where nothing was typed.
    """
    case = get(session, case_id)
    names = team_of(session, case, (by,), at=at).names(*filter(None, (case.person, by)))
    fields = {
        field: texts.keep(session, case.workspace, body, by=by, at=at, case=case_id, names=names)
        if body
        else None
        for field, body in typed.items()
    }
    return record(session, case_id, step(**fields), by=by, at=at)


def correct_text(session: Session, case_id: int, body: str, *, by: PersonId, at: datetime) -> Case:
    """Replace the agent's own words; the old ones are deleted."""
    old = get(session, case_id).text
    changed = record_typed(session, case_id, CorrectText, {"text": body}, by=by, at=at)
    if old is not None:
        session.execute(delete(TextRow).where(TextRow.id == old.id))
    return changed


def read(
    session: Session, case_id: int, *, by: PersonId, at: datetime
) -> tuple[Flag, dict[int, str]]:
    """A flag, and all that was typed about it by text id; raises Refused for who may not read it.

    Opening it counts as *seen* for whoever is asked.
    """
    case = only(Flag, look(session, case_id))
    require(case.may_read(by, team_of(session, case, (by,), at=at)))
    if by in case.asked and by not in case.care.seen_by and case.headline in OPEN:
        record(session, case_id, See(), by=by, at=at)
    rows = session.scalars(select(TextRow).where(TextRow.case_id == case_id))
    return case, {row.id: row.body for row in rows}


def get(session: Session, case_id: int) -> Case:
    """The newest case, locked until the commit; raises Refused."""
    row = session.scalars(held(select(CaseRow).where(CaseRow.id == case_id))).one_or_none()
    if row is None:
        raise Refused(Code.CASE_UNKNOWN)
    return states.case_of(row)


def look(session: Session, case_id: int) -> Case:
    """The case as it stands, not locked; raises Refused."""
    row = session.get(CaseRow, case_id)
    if row is None:
        raise Refused(Code.CASE_UNKNOWN)
    return states.case_of(row)


def look_as(session: Session, kind: type[K], case_id: int) -> K:
    """A case of that kind as it stands, not locked; raises Refused."""
    return only(kind, look(session, case_id))


def only(kind: type[K], case: Case) -> K:
    """The case, when it is of that kind; raises Refused."""
    if not isinstance(case, kind):
        raise Refused(Code.CASE_UNKNOWN)
    return case


def sent(session: Session, case_id: int) -> dict[Key, datetime]:
    """When each nudge of the case was sent."""
    rows = session.execute(NUDGES, {"case": case_id})
    return {Key(row.clock, row.run, row.mark): row.at for row in rows}


def save(session: Session, case: Case, team: Team, *, at: datetime) -> None:
    """Write the case, and when it is due next; raises Refused for a second claim of a customer."""
    due = next_due(case, team, sent(session, case.id))
    values = {**_columns(case), "next_due": due, "changed_at": at}
    session.execute(SAVE, {"case": case.id, **values})
    dishes.noted(session, case, team, at=at)
    awaited.noted(session, case, team)


def remember(session: Session, case: Case, step: object, *, by: PersonId, at: datetime) -> None:
    """Append to the history: the step's stable id, and its fields, none of which can hold words."""
    name = case.kind.rules[type(step)].id
    _append(session, case, name, states.facts_of(step), by=by, at=at)


def team_of(
    session: Session, case: Case, also: tuple[PersonId | None, ...] = (), *, at: datetime
) -> Team:
    """The case's team, with everybody named in the case and those of `also`."""
    return teams.at_work(session, case.team, (*case.people, *also), at=at)


def _append(
    session: Session, case: Case, name: str, facts: dict[str, Any], *, by: PersonId, at: datetime
) -> None:
    row = {"case_id": case.id, "at": at, "by": by, "step": name, "facts": facts}
    session.execute(APPEND, row)


def _create(
    session: Session, case: K, notices: list[Notice], team: Team, *, by: PersonId, at: datetime
) -> K:
    """Insert the case with its first letters; raises Refused when somebody was first.

    1. Refuse it when the customer has an open claim.
    2. Take the next number: until the commit every other new case of the workspace waits for its.
    3. Insert it, give it the text that was kept before it had an id, and begin its history.
    4. Mark the card as stale, write the letters.
    """
    if case.holds_customer:
        _hold_customer(session, case)
    number = session.execute(NUMBER, {"workspace": case.workspace}).scalar_one()
    case = replace(case, number=number)
    values = {**_columns(case), "next_due": next_due(case, team, {}), "changed_at": at}
    case = replace(case, id=session.execute(CREATE, values).scalar_one())
    if case.text is not None:
        session.execute(OWN_TEXT, {"text": case.text.id, "case": case.id})
    _append(session, case, case.kind.name, {}, by=by, at=at)
    awaited.noted(session, case, team)
    cards.stale(session, case, team)
    outbox.put(session, [(notice, None) for notice in notices], case)
    return case


def _hold_customer(session: Session, case: Case) -> None:
    """From now on nobody else can claim that customer; raises Refused when somebody has."""
    if case.customer_key is None:
        return
    locks.alone(session, Alone.HOLD_CUSTOMER, case.workspace, case.customer_key)
    this = {"workspace": case.workspace, "customer": case.customer_key, "case": case.id}
    row = session.execute(OTHER_CLAIM, this).one_or_none()
    if row is not None:
        raise Refused(Code.ALREADY_CLAIMED, owner=row.person, case=row.id, number=row.number)


def _columns(case: Case) -> dict[str, Any]:
    return {
        "workspace_id": case.workspace,
        "team_id": case.team,
        "kind": case.kind.name,
        "number": case.number or None,
        "person": case.person or "",
        "customer_key": case.customer_key,
        "open": case.holds_customer,
        "closed": case.over,
        "state": states.state_of(case),
    }
