"""Several cases at once: flags of the same event, and a claim that turns hostile."""

from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from bot.claim.case import OWNED, Claim, ClaimForm
from bot.claim.unowned import TurnHostile
from bot.flag.behalf import Confirm
from bot.flag.case import OPEN, Flag, FlagForm
from bot.flag.together import Link, Merge, TakeIn, may_merge, offered, same_day
from bot.refusals import Code, Refused
from bot.steps import Case
from bot.team import CLOCK, PersonId, Team
from bot.text import customer_key
from storage import cases, locks, outbox, teams, texts
from storage.locks import Alone, held
from storage.states import case_of
from storage.tables import CaseRow, TextRow


@dataclass(frozen=True, slots=True)
class Flagged:
    """The case that a form became; `again` when it was there already."""

    case: Flag
    again: bool = False


def flag(
    session: Session, form: FlagForm, *, workspace: str, by: PersonId, at: datetime
) -> Flagged:
    """A new flag, and afterwards the question whether it is the same event; raises Refused.

    The same flag sent twice by one person on one day is one case. A customer's flags come one by
    one, so that of two at once the second knows of the first.
    """
    _one_by_one(session, workspace, form.reference)
    team = teams.at_work(session, form.team, at=at)
    for known in _open_flags(session, workspace, form.reference):
        if _repeats(session, form, known, by) and _on(known, at, team):
            return Flagged(known, again=True)
    turned = _own_claim(session, form.linked, by)
    form = replace(form, linked=turned.id if turned else None)
    case = cases.new_flag(session, form, workspace=workspace, by=by, at=at)
    if turned:
        to = case.asked[0] if case.track.urgent and case.asked else None
        cases.record(session, turned.id, TurnHostile(case.id, to), by=by, at=at)
    _offer(session, case, team)
    return Flagged(case)


def claim(
    session: Session, form: ClaimForm, *, workspace: str, by: PersonId, at: datetime
) -> Claim:
    """A new claim, linked with the flag behind which the mess was found; raises Refused."""
    behind = _readable_flag(session, form.linked, by, teams.at_work(session, form.team, at=at))
    form = replace(form, linked=behind.id if behind else None)
    case = cases.new_claim(session, form, workspace=workspace, by=by, at=at)
    if behind:
        cases.record(session, behind.id, Link((case.id,)), by=CLOCK, at=at)
    return case


def numbers(session: Session, case: Case, *, by: PersonId, at: datetime) -> list[int]:
    """The numbers of the cases linked with it that the person may see too."""
    team = teams.at_work(session, case.team, at=at)
    linked = [cases.look(session, each) for each in case.linked]
    return [c.number for c in linked if isinstance(c, Claim) or c.may_read(by, team)]


def decided(session: Session, case: Flag, *, by: PersonId) -> Flag | None:
    """The case whose decision a form may begin with: itself, or a linked one of the same person."""
    if case.decision is not None:
        return case
    linked = [cases.look(session, each) for each in case.linked]
    flags = [each for each in linked if isinstance(each, Flag) and by in each.asked]
    return next((each for each in flags if each.decision is not None), None)


def _one_by_one(session: Session, workspace: str, reference: str) -> None:
    """Whoever flags that customer, or links their flags, waits for the others; before all cases."""
    key = customer_key(reference)
    if key is not None:
        locks.alone(session, Alone.FLAG_CUSTOMER, workspace, key)


def _own_claim(session: Session, case_id: int | None, by: PersonId) -> Claim | None:
    """The claim that turned hostile, while the person still owns it: a flag waits for nothing."""
    case = _locked(session, case_id)
    own = isinstance(case, Claim) and case.owner == by and case.headline in OWNED
    return case if isinstance(case, Claim) and own else None


def _locked(session: Session, case_id: int | None) -> Case | None:
    """None for no id, or one that is not there: a form does not fail for that."""
    query = held(select(CaseRow).where(CaseRow.id == case_id))
    row = session.scalars(query).one_or_none() if case_id is not None else None
    return case_of(row) if row else None


def _readable_flag(session: Session, case_id: int | None, by: PersonId, team: Team) -> Flag | None:
    case = _locked(session, case_id)
    readable = isinstance(case, Flag) and case.may_read(by, team) and case.headline in OPEN
    return case if isinstance(case, Flag) and readable else None


def confirm(session: Session, case_id: int, step: Confirm, *, by: PersonId, at: datetime) -> None:
    """The colleague's yes; from now on it is a flag as any, and may be of the same event."""
    reported = cases.look(session, case_id)
    _one_by_one(session, reported.workspace, reported.reference)
    case = cases.only(Flag, cases.record(session, case_id, step, by=by, at=at))
    _offer(session, case, teams.at_work(session, case.team, at=at))


def same_event(
    session: Session, case_id: int, other_id: int, *, by: PersonId, at: datetime
) -> None:
    """The agent: both are the same event. Raises Refused."""
    reported = cases.look(session, case_id)
    _one_by_one(session, reported.workspace, reported.reference)  # no link is added meanwhile
    locks.cases(session, (case_id, other_id, *cases.look(session, other_id).linked))
    case, other = (cases.look_as(session, Flag, each) for each in (case_id, other_id))
    team = teams.at_work(session, case.team, at=at)
    if other.over or not same_day(case, other, team):
        raise Refused(Code.NOT_LINKED)  # what became of a colleague's flag is nobody's business
    if may_merge(case, other):
        _merge(session, case, other, by=by, at=at)
    else:
        _link(session, case, other, team, by=by, at=at)


def _link(
    session: Session, case: Flag, other: Flag, team: Team, *, by: PersonId, at: datetime
) -> None:
    """The other half is the bot's to write: the two agents do not know each other."""
    around = [cases.look(session, each) for each in other.linked]
    others = [other]
    others += [
        each
        for each in around
        if isinstance(each, Flag) and not each.over and same_day(case, each, team)
    ]
    cases.record(session, case.id, Link(tuple(each.id for each in others)), by=by, at=at)
    for each in others:
        cases.record(session, each.id, Link((case.id,)), by=CLOCK, at=at)


def _merge(session: Session, case: Flag, into: Flag, *, by: PersonId, at: datetime) -> None:
    texts = tuple(each for each in (case.text, *case.more_text) if each is not None)
    cases.record(session, case.id, Merge(into.id, into.number), by=by, at=at)
    step = TakeIn(case.id, case.types, case.wish, texts)
    cases.record(session, into.id, step, by=by, at=at)
    session.execute(
        update(TextRow).where(TextRow.id.in_([text.id for text in texts])).values(case_id=into.id)
    )


def _offer(session: Session, case: Flag, team: Team) -> None:
    others = _open_flags(session, case.workspace, case.reference)
    told = offered(case, others, team)
    outbox.put(session, [(notice, None) for notice in told], case)


def _open_flags(session: Session, workspace: str, customer: str) -> list[Flag]:
    """The open flags of that customer, newest first; of an unknown one, none."""
    key = customer_key(customer)
    if key is None:
        return []
    query = (
        select(CaseRow)
        .where(CaseRow.workspace_id == workspace, CaseRow.customer_key == key)
        .where(CaseRow.kind == "hostile", CaseRow.closed.is_(False))
        .order_by(CaseRow.id.desc())
    )
    return [cases.only(Flag, case_of(row)) for row in session.scalars(query)]


def _repeats(session: Session, form: FlagForm, known: Flag, by: PersonId) -> bool:
    """Whether the form says what that case says, sent by the same person for the same one."""
    agent, reporter = (form.agent, by) if form.agent else (by, None)
    people = (known.agent, known.reported_by, known.contact) == (agent, reporter, form.contact)
    said = texts.words(session, known.text) or ""
    return people and set(known.types) == set(form.types) and said == form.said


def _on(case: Flag, at: datetime, team: Team) -> bool:
    calendar = team.calendar()
    return calendar.local(case.flagged_at).date() == calendar.local(at).date()
