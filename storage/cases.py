"""The only door through which a case changes."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any, cast

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from bot import cases as kinds
from bot.cases import Case, people_in
from bot.claim import steps as claim_steps
from bot.claim.case import Claim, ClaimForm, Promise
from bot.due import Key
from bot.flag import care as flag_care
from bot.flag import steps as flag_steps
from bot.flag.case import OPEN, Flag, FlagForm, may_read
from bot.flag.closing import CorrectText
from bot.flag.tracks import Care
from bot.refusals import Code, Refused
from bot.team import Team, require
from storage import cards, dishes, outbox, teams
from storage.database import insert
from storage.finding import wished_before
from storage.states import case_of, kind_of, to_state
from storage.tables import CaseRow, HistoryRow, NudgeRow, TextRow, Workspace
from storage.texts import keep_text

Step = flag_steps.Step | claim_steps.Step


def flag(session: Session, form: FlagForm, *, workspace: str, by: str, at: datetime) -> Flag:
    """A new flag, and letters to the agent and whoever is asked; raises Refused."""
    text = keep_text(session, workspace, form.said, by=by, at=at) if form.said else None
    care = Care(run=1, since=at, asked=())
    case = Flag(
        id=0,
        workspace=workspace,
        team=form.team,
        agent=form.agent or by,
        types=form.types,
        wish=form.wish,
        customer=form.customer,
        text=text,
        flagged_at=at,
        care=care,
        contact=form.contact,
        reported_by=by if form.agent else None,
        linked=() if form.linked is None else (form.linked,),
    )
    before = wished_before(session, workspace, case.agent)
    case = replace(case, through=replace(case.through, wished_before=before))
    named = (by, form.agent, form.contact)
    office = teams.office(session, teams.get(session, form.team), also=named, at=at)
    case, told = flag_steps.flag(case, office)
    return cast("Flag", _create(session, case, told, office, at=at))


def claim(session: Session, form: ClaimForm, *, workspace: str, by: str, at: datetime) -> Claim:
    """A new claim; raises Refused, also when somebody has an open one of that customer."""
    text = keep_text(session, workspace, form.wrong, by=by, at=at)
    promises = (Promise(form.due, at),)
    case = Claim(0, workspace, form.team, by, form.customer, text, form.origin, at, promises)
    case = replace(case, linked=() if form.linked is None else (form.linked,))
    office = teams.office(session, teams.get(session, form.team), also=(by,), at=at)
    case, told = claim_steps.claim(case, office)
    return cast("Claim", _create(session, case, told, office, at=at))


def record(
    session: Session,
    case_id: int,
    step: Step,
    *,
    by: str,
    at: datetime,
    also: Iterable[str] = (),
) -> Case:
    """Do one step: lock, judge the newest case, save, remember, and write the letters.

    `also` are people whom the rule has to know beside the case's own.
    """
    case = get(session, case_id)
    named = (by, getattr(step, "to", None), getattr(step, "person", None))
    office = office_of(session, case, at=at, also=(*named, *also))
    advance: Any = claim_steps.advance if isinstance(case, Claim) else flag_steps.advance
    changed, told = advance(case, step, by=by, at=at, office=office)
    save(session, changed, office, at=at)
    remember(session, case_id, step, by=by, at=at)
    cards.stale(session, changed, office)
    outbox.put(session, [(notice, None) for notice in told], changed)
    return cast("Case", changed)


def record_typed(
    session: Session,
    case_id: int,
    step: Callable[..., Step],
    typed: Mapping[str, str | None],
    *,
    by: str,
    at: datetime,
) -> Case:
    """Do a step with words in it: what was typed is kept apart, and goes to `step` by id."""
    workspace = get(session, case_id).workspace
    texts = {
        field: keep_text(session, workspace, body, by=by, at=at, case_id=case_id) if body else None
        for field, body in typed.items()
    }
    return record(session, case_id, step(**texts), by=by, at=at)


def correct_text(session: Session, case_id: int, body: str, *, by: str, at: datetime) -> Case:
    """The agent's own words, corrected; the old ones are gone."""
    case = get(session, case_id)
    changed = record_typed(session, case_id, CorrectText, {"text": body}, by=by, at=at)
    if isinstance(case, Flag):
        session.execute(delete(TextRow).where(TextRow.id == case.text))
    return changed


def read(session: Session, case_id: int, *, by: str, at: datetime) -> tuple[Flag, dict[int, str]]:
    """A flag with all that was typed, by text id, for those who may; opening it is *seen*."""
    case = look(session, case_id)
    if not isinstance(case, Flag):
        raise Refused(Code.CASE_UNKNOWN)
    require(may_read(case, by))
    if by in case.asked and by not in case.care.seen_by and case.headline in OPEN:
        record(session, case_id, flag_care.See(), by=by, at=at)
    rows = session.scalars(select(TextRow).where(TextRow.case_id == case_id))
    return case, {row.id: row.body for row in rows}


def get(session: Session, case_id: int) -> Case:
    """The newest case, locked until the commit; raises Refused."""
    row = session.execute(
        select(CaseRow).where(CaseRow.id == case_id).with_for_update()
    ).scalar_one_or_none()
    if row is None:
        raise Refused(Code.CASE_UNKNOWN)
    return case_of(row)


def look(session: Session, case_id: int) -> Case:
    """The case as it stands, not locked; raises Refused."""
    row = session.get(CaseRow, case_id)
    if row is None:
        raise Refused(Code.CASE_UNKNOWN)
    return case_of(row)


def sent(session: Session, case_id: int) -> dict[Key, datetime]:
    """Which nudges have been sent, and when."""
    rows = session.scalars(select(NudgeRow).where(NudgeRow.case_id == case_id))
    return {Key(row.clock, row.run, row.mark): row.at for row in rows}


def save(session: Session, case: Case, office: Team, *, at: datetime) -> None:
    """Write the case down, and when it is due next."""
    due = kinds.next_due(case, office, sent(session, case.id))
    values = {**_columns(case), "next_due": due, "changed_at": at}
    _refuse_second_claim(session, case)
    session.execute(update(CaseRow).where(CaseRow.id == case.id).values(**values))
    dishes.noted(session, case, office, at=at)


def remember(session: Session, case_id: int, step: Step, *, by: str, at: datetime) -> None:
    """Append to the history: ids, enums and times, never what was typed."""
    facts = {name: value for name, value in to_state(step).items() if name != "said"}
    session.add(HistoryRow(case_id=case_id, at=at, by=by, step=type(step).__name__, facts=facts))


def _create(session: Session, case: Any, told: Any, office: Team, *, at: datetime) -> Case:
    values = {**_columns(case), "team_id": case.team, "changed_at": at}
    query = insert(session, CaseRow).values(**values).on_conflict_do_nothing().returning(CaseRow.id)
    case_id = session.execute(query).scalar_one_or_none()
    if case_id is None:
        raise _claimed_already(session, case, field="customer")
    case = replace(case, id=case_id)
    text = case.wrong if isinstance(case, Claim) else case.text
    session.execute(update(TextRow).where(TextRow.id == text).values(case_id=case_id))
    by = getattr(case, "reported_by", None) or _columns(case)["person"]
    session.add(HistoryRow(case_id=case_id, at=at, by=by, step=kind_of(case), facts={}))
    case = replace(case, number=_next_number(session, case.workspace))
    save(session, case, office, at=at)
    cards.stale(session, case, office)
    outbox.put(session, [(notice, None) for notice in told], case)
    return cast("Case", case)


def _next_number(session: Session, workspace: str) -> int:
    return session.execute(
        update(Workspace)
        .where(Workspace.id == workspace)
        .values(last_number=Workspace.last_number + 1)
        .returning(Workspace.last_number)
    ).scalar_one()


def _refuse_second_claim(session: Session, case: Case) -> None:
    """Re-opening: the index has the last word, this has the name."""
    if isinstance(case, Claim) and case.open and case.customer_key:
        query = _other_claim(case).where(CaseRow.id != case.id)
        if session.execute(query).first():
            raise _claimed_already(session, case, field=None)


def _claimed_already(session: Session, case: Claim, *, field: str | None) -> Refused:
    row = session.execute(_other_claim(case).where(CaseRow.id != case.id)).scalar_one()
    return Refused(
        Code.ALREADY_CLAIMED, field=field, owner=row.person, case=row.id, number=row.number
    )


def _other_claim(case: Claim) -> Any:
    return select(CaseRow).where(
        CaseRow.workspace_id == case.workspace,
        CaseRow.customer_key == case.customer_key,
        CaseRow.open.is_(True),
    )


def _columns(case: Case) -> dict[str, Any]:
    return {
        "workspace_id": case.workspace,
        "team_id": case.team,
        "kind": kind_of(case),
        "number": case.number or None,
        "person": (case.owner or "") if isinstance(case, Claim) else case.agent,
        "customer_key": case.customer_key,
        "open": case.open if isinstance(case, Claim) else False,
        "closed": case.over if isinstance(case, Flag) else case.closed_at is not None,
        "state": to_state(case),
    }


def office_of(
    session: Session, case: Case, *, at: datetime, also: Iterable[str | None] = ()
) -> Team:
    """The case's team, with everybody named in the case."""
    people = (*people_in(case), *also)
    return teams.office(session, teams.get(session, case.team), also=people, at=at)
