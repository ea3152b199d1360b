"""The only door through which a case changes."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any, TypeVar

from sqlalchemy import delete, insert, select, update
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
from bot.text import Typed
from storage import cards, dishes, locks, outbox, states, teams, texts
from storage.finding import wished_before
from storage.locks import Alone, held
from storage.tables import CaseRow, HistoryRow, NudgeRow, TextRow, Workspace

K = TypeVar("K", Flag, Claim)


def new_flag(session: Session, form: FlagForm, *, workspace: str, by: str, at: datetime) -> Flag:
    """A new flag, and letters to the agent and whoever is asked; raises Refused."""
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
    case, told = open_flag(case, team)
    return _create(session, case, told, team, by=by, at=at)


def new_claim(session: Session, form: ClaimForm, *, workspace: str, by: str, at: datetime) -> Claim:
    """A new claim; raises Refused, also when somebody has an open one of that customer."""
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
    case, told = open_claim(case)
    return _create(session, case, told, team, by=by, at=at)


def record(session: Session, case_id: int, step: Step[Any], *, by: PersonId, at: datetime) -> Case:
    """Do one step; raises Refused.

    1. Lock the case and load it, with everybody whom it or the step names.
    2. Let the rule judge the newest state.
    3. Save the case and when it is due next; remember the step; write the letters.
    """
    case = get(session, case_id)
    team = team_of(session, case, (by, *step.concerned), at=at)
    changed, told = advance(case, step, Now(by, at, team))
    if changed.holds_customer and not case.holds_customer:
        _hold_customer(session, changed)
    save(session, changed, team, at=at)
    remember(session, changed, step, by=by, at=at)
    cards.stale(session, changed, team)
    outbox.put(session, [(notice, None) for notice in told], changed)
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
    """Do a step with words in it: what was typed is kept apart, and goes to `step` as Typed."""
    case = get(session, case_id)
    names = team_of(session, case, (by,), at=at).names(*filter(None, (case.person, by)))
    texts_ = {
        field: texts.keep(session, case.workspace, body, by=by, at=at, case=case_id, names=names)
        if body
        else None
        for field, body in typed.items()
    }
    return record(session, case_id, step(**texts_), by=by, at=at)


def correct_text(session: Session, case_id: int, body: str, *, by: PersonId, at: datetime) -> Case:
    """The agent's own words, corrected; the old ones are gone."""
    old = get(session, case_id).text
    changed = record_typed(session, case_id, CorrectText, {"text": body}, by=by, at=at)
    if old is not None:
        session.execute(delete(TextRow).where(TextRow.id == old.id))
    return changed


def read(
    session: Session, case_id: int, *, by: PersonId, at: datetime
) -> tuple[Flag, dict[int, str]]:
    """A flag with all that was typed, by text id, for those who may; opening it is *seen*."""
    case = only(Flag, look(session, case_id))
    require(case.may_read(by, team_of(session, case, at=at)))
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
    """Which nudges have been sent, and when."""
    rows = session.scalars(select(NudgeRow).where(NudgeRow.case_id == case_id))
    return {Key(row.clock, row.run, row.mark): row.at for row in rows}


def save(session: Session, case: Case, team: Team, *, at: datetime) -> None:
    """Write the case down, and when it is due next."""
    due = next_due(case, team, sent(session, case.id))
    values = {**_columns(case), "next_due": due, "changed_at": at}
    session.execute(update(CaseRow).where(CaseRow.id == case.id).values(**values))
    dishes.noted(session, case, team, at=at)


def remember(session: Session, case: Case, step: object, *, by: PersonId, at: datetime) -> None:
    """Append to the history: the step by its stable id, and all its fields: none holds words."""
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
    session.add(HistoryRow(case_id=case.id, at=at, by=by, step=name, facts=facts))


def _create(
    session: Session, case: K, told: list[Notice], team: Team, *, by: PersonId, at: datetime
) -> K:
    """Insert the case, write its first letters, and number it; raises Refused when it is a race."""
    if case.holds_customer:
        _hold_customer(session, case)
    values = {**_columns(case), "changed_at": at}
    case_id = session.execute(insert(CaseRow).values(**values).returning(CaseRow.id)).scalar_one()
    case = replace(case, id=case_id)
    _own_text(session, case.text, case_id)
    _append(session, case, case.kind.name, {}, by=by, at=at)
    save(session, case, team, at=at)
    cards.stale(session, case, team)
    outbox.put(session, [(notice, None) for notice in told], case)
    return _numbered(session, case)


def _own_text(session: Session, text: Typed | None, case_id: int) -> None:
    """The first words were kept before there was a case."""
    if text is not None:
        session.execute(update(TextRow).where(TextRow.id == text.id).values(case_id=case_id))


def _numbered(session: Session, case: K) -> K:
    """Last: until the commit every other new case of the workspace waits for its number."""
    number = session.execute(
        update(Workspace)
        .where(Workspace.id == case.workspace)
        .values(last_number=Workspace.last_number + 1)
        .returning(Workspace.last_number)
    ).scalar_one()
    session.execute(update(CaseRow).where(CaseRow.id == case.id).values(number=number))
    return replace(case, number=number)


def _hold_customer(session: Session, case: Case) -> None:
    """From now on nobody else can claim that customer; raises Refused when somebody has."""
    if case.customer_key is None:
        return
    locks.alone(session, Alone.HOLD_CUSTOMER, case.workspace, case.customer_key)
    other_claim = select(CaseRow).where(
        CaseRow.workspace_id == case.workspace,
        CaseRow.customer_key == case.customer_key,
        CaseRow.open.is_(True),
        CaseRow.id != case.id,
    )
    row = session.scalars(other_claim).one_or_none()
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
