"""Work across cases: flags of the same event, and a claim that turns hostile."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from bot.cases import Case, Claim, Hostile
from bot.cases.behalf_steps import Confirm
from bot.cases.claim import OWNED
from bot.cases.forms import ClaimForm, FlagForm
from bot.cases.hostile import OPEN
from bot.cases.link_steps import Link, Merge, TakeIn, may_merge, offered, same_day
from bot.cases.turned_steps import TurnHostile
from bot.people import CLOCK, Office, may_read
from bot.refusals import Code, Refused
from bot.text import customer_key
from storage import cases, outbox, teams, texts
from storage.states import case_of
from storage.tables import CaseRow, TeamRow, TextRow


@dataclass(frozen=True, slots=True)
class Flagged:
    """The case that a form became; `again` when it was there already."""

    case: Hostile
    again: bool = False


def flag(session: Session, form: FlagForm, *, workspace: str, by: str, at: datetime) -> Flagged:
    """A new flag, and afterwards the question whether it is the same event; raises Refused.

    The same flag sent twice by one person on one day is one case. A team's flags come one by one,
    so that of two at once the second knows of the first.
    """
    session.execute(select(TeamRow.id).where(TeamRow.id == form.team).with_for_update())
    office = teams.office(session, teams.get(session, form.team), at=at)
    for known in _open_flags(session, workspace, form.customer):
        if _repeats(session, form, known, by) and _on(known, at, office):
            return Flagged(known, again=True)
    turned = _own_claim(session, form.linked, by)
    form = replace(form, linked=turned.id if turned else None)
    case = cases.flag(session, form, workspace=workspace, by=by, at=at)
    if turned:
        to = case.asked[0] if case.track.urgent and case.asked else None
        cases.record(session, turned.id, TurnHostile(case.id, to), by=by, at=at)
    _offer(session, case, office)
    return Flagged(case)


def claim(session: Session, form: ClaimForm, *, workspace: str, by: str, at: datetime) -> Claim:
    """A new claim, linked with the flag behind which the mess was found; raises Refused."""
    behind = _readable_flag(session, form.linked, by)
    form = replace(form, linked=behind.id if behind else None)
    case = cases.claim(session, form, workspace=workspace, by=by, at=at)
    if behind:
        cases.record(session, behind.id, Link((case.id,)), by=CLOCK, at=at)
    return case


def numbers(session: Session, case: Case, *, by: str) -> list[int]:
    """The numbers of the cases linked with it that the person may see too."""
    found = [cases.look(session, each) for each in case.linked]
    return [each.number for each in found if isinstance(each, Claim) or may_read(each, by)]


def decided(session: Session, case: Hostile, *, by: str) -> Hostile | None:
    """The case whose decision a form may begin with: itself, or a linked one of the same person."""
    if case.decision is not None:
        return case
    found = [cases.look(session, each) for each in case.linked]
    flags = [each for each in found if isinstance(each, Hostile) and by in each.asked]
    return next((each for each in flags if each.decision is not None), None)


def _own_claim(session: Session, case_id: int | None, by: str) -> Claim | None:
    """The claim that turned hostile, while the person still owns it: a flag waits for nothing."""
    case = _known(session, case_id)
    mine = isinstance(case, Claim) and case.owner == by and case.standing in OWNED
    return case if isinstance(case, Claim) and mine else None


def _known(session: Session, case_id: int | None) -> Case | None:
    """Locked, so that it is still so when this is done."""
    query = select(CaseRow).where(CaseRow.id == case_id).with_for_update()
    row = session.scalars(query).one_or_none() if case_id is not None else None
    return case_of(row) if row else None


def _readable_flag(session: Session, case_id: int | None, by: str) -> Hostile | None:
    case = _known(session, case_id)
    open_ = isinstance(case, Hostile) and may_read(case, by) and case.headline in OPEN
    return case if isinstance(case, Hostile) and open_ else None


def confirm(
    session: Session,
    case_id: int,
    step: Confirm,
    *,
    by: str,
    at: datetime,
    also: Iterable[str] = (),
) -> None:
    """The colleague's yes; from now on it is a flag as any, and may be of the same event."""
    case = _hostile(cases.record(session, case_id, step, by=by, at=at, also=also))
    _offer(session, case, teams.office(session, teams.get(session, case.team), at=at))


def same_event(session: Session, case_id: int, other_id: int, *, by: str, at: datetime) -> None:
    """The agent: both are the same event. Raises Refused."""
    for each in sorted((case_id, other_id)):  # always locked in one order
        cases.get(session, each)
    case, other = (_hostile(cases.look(session, each)) for each in (case_id, other_id))
    office = teams.office(session, teams.get(session, case.team), at=at)
    if other.over or not same_day(case, other, office):
        raise Refused(Code.NOT_LINKED)  # what became of a colleague's flag is nobody's business
    if may_merge(case, other):
        _merge(session, case, other, by=by, at=at)
    else:
        _link(session, case, other, office, by=by, at=at)


def _link(
    session: Session, case: Hostile, other: Hostile, office: Office, *, by: str, at: datetime
) -> None:
    """The other half is the bot's to write: the two agents do not know each other."""
    around = [cases.look(session, each) for each in other.linked]
    others = [other]
    others += [
        each
        for each in around
        if isinstance(each, Hostile) and not each.over and same_day(case, each, office)
    ]
    cases.record(session, case.id, Link(tuple(each.id for each in others)), by=by, at=at)
    for each in others:
        cases.record(session, each.id, Link((case.id,)), by=CLOCK, at=at)


def _merge(session: Session, case: Hostile, into: Hostile, *, by: str, at: datetime) -> None:
    texts = tuple(each for each in (case.text, *case.more_text) if each is not None)
    cases.record(session, case.id, Merge(into.id, into.number), by=by, at=at)
    step = TakeIn(case.id, case.types, case.wish, texts)
    cases.record(session, into.id, step, by=by, at=at)
    session.execute(update(TextRow).where(TextRow.id.in_(texts)).values(case_id=into.id))


def _offer(session: Session, case: Hostile, office: Office) -> None:
    others = _open_flags(session, case.workspace, case.customer)
    told = offered(case, others, office)
    outbox.put(session, [(notice, None) for notice in told], case)


def _open_flags(session: Session, workspace: str, customer: str) -> list[Hostile]:
    """The open flags of that customer, newest first; of an unknown one, none."""
    key = customer_key(customer)
    if key is None:
        return []
    query = (
        select(CaseRow.id)
        .where(CaseRow.workspace_id == workspace, CaseRow.customer_key == key)
        .where(CaseRow.kind == "hostile", CaseRow.closed.is_(False))
        .order_by(CaseRow.id.desc())
    )
    return [_hostile(cases.look(session, each)) for each in session.scalars(query).all()]


def _repeats(session: Session, form: FlagForm, known: Hostile, by: str) -> bool:
    """Whether the form says what that case says, sent by the same person for the same one."""
    agent, reporter = (form.agent, by) if form.agent else (by, None)
    people = (known.agent, known.reported_by, known.contact) == (agent, reporter, form.contact)
    said = texts.words(session, known.text) or ""
    return people and set(known.types) == set(form.types) and said == form.said


def _on(case: Hostile, at: datetime, office: Office) -> bool:
    calendar = office.calendar()
    return calendar.local(case.flagged_at).date() == calendar.local(at).date()


def _hostile(case: object) -> Hostile:
    if not isinstance(case, Hostile):
        raise Refused(Code.CASE_UNKNOWN)
    return case
