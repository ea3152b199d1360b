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
    """A new flag, and the question whether it is the same event as another; raises Refused.

    1. A customer's flags come one by one: of two at once the second knows of the first.
    2. The same form, sent before on the same day by the same person, gives its case back.
    3. Open the flag, linked with the claim from which it came.
    4. Note in that claim that its customer is hostile; when it is urgent, the claim passes on.
    5. Ask the agent about other flags of that customer.
    """
    _one_by_one(session, workspace, form.reference)
    team = teams.at_work(session, form.team, at=at)
    for earlier in _open_flags(session, workspace, form.reference):
        if _repeats(session, form, earlier, by) and _on(earlier, at, team):
            return Flagged(earlier, again=True)
    turned_claim = _own_claim(session, form.linked, by)
    form = replace(form, linked=turned_claim.id if turned_claim else None)
    case = cases.new_flag(session, form, workspace=workspace, by=by, at=at)
    if turned_claim:
        new_owner = next(iter(case.deciders(team)), None)
        turned = TurnHostile(case.id, new_owner, case.track.urgent)
        cases.record(session, turned_claim.id, turned, by=by, at=at)
    _offer(session, case, team)
    return Flagged(case)


def claim(
    session: Session, form: ClaimForm, *, workspace: str, by: PersonId, at: datetime
) -> Claim:
    """A new claim, linked with the flag behind which the mess was found; raises Refused."""
    origin_flag = _readable_flag(session, form.linked, by, at=at)
    form = replace(form, linked=origin_flag.id if origin_flag else None)
    case = cases.new_claim(session, form, workspace=workspace, by=by, at=at)
    if origin_flag:
        cases.record(session, origin_flag.id, Link((case.id,)), by=CLOCK, at=at)
    return case


def numbers(session: Session, case: Case, *, by: PersonId, at: datetime) -> list[int]:
    """The numbers of the cases linked with it that the person may see too."""
    linked = [cases.look(session, each) for each in case.linked]
    return [
        each.number
        for each in linked
        if isinstance(each, Claim) or _reads(session, each, by, at=at)
    ]


def decided(session: Session, case: Flag, *, by: PersonId, at: datetime) -> Flag | None:
    """The case whose decision a form may begin with: itself, or a linked one that they read too."""
    if case.decision is not None:
        return case
    linked = [cases.look(session, each) for each in case.linked]
    flags = [each for each in linked if isinstance(each, Flag) and each.decision is not None]
    return next((each for each in flags if _reads(session, each, by, at=at)), None)


def _reads(session: Session, case: Case, by: PersonId, *, at: datetime) -> bool:
    return case.may_read(by, cases.team_of(session, case, (by,), at=at))


def _one_by_one(session: Session, workspace: str, reference: str) -> None:
    """Whoever flags that customer, or links their flags, waits for the others; before all cases."""
    key = customer_key(reference)
    if key is not None:
        locks.alone(session, Alone.FLAG_CUSTOMER, workspace, key)


def _own_claim(session: Session, case_id: int | None, by: PersonId) -> Claim | None:
    """The claim, locked; None unless the person owns it now. The flag is saved all the same."""
    case = _locked(session, case_id)
    is_own = isinstance(case, Claim) and case.owner == by and case.headline in OWNED
    return case if isinstance(case, Claim) and is_own else None


def _locked(session: Session, case_id: int | None) -> Case | None:
    """None without an id, and for one that is not there: a form does not fail for that."""
    query = held(select(CaseRow).where(CaseRow.id == case_id))
    row = session.scalars(query).one_or_none() if case_id is not None else None
    return case_of(row) if row else None


def _readable_flag(
    session: Session, case_id: int | None, by: PersonId, *, at: datetime
) -> Flag | None:
    """The flag, locked; None unless it is open and the person may read it."""
    case = _locked(session, case_id)
    if not isinstance(case, Flag) or case.headline not in OPEN:
        return None
    return case if _reads(session, case, by, at=at) else None


def confirm(session: Session, case_id: int, step: Confirm, *, by: PersonId, at: datetime) -> None:
    """The colleague's yes; then the agent may be asked whether it is the same event."""
    reported = cases.look(session, case_id)
    _one_by_one(session, reported.workspace, reported.reference)
    case = cases.only(Flag, cases.record(session, case_id, step, by=by, at=at))
    _offer(session, case, teams.at_work(session, case.team, at=at))


def same_event(
    session: Session, case_id: int, other_id: int, *, by: PersonId, at: datetime
) -> None:
    """The agent says that both are the same event: merge them if that is allowed, else link them.

    Raises Refused, without a reason that would tell of a colleague's flag.
    """
    reported = cases.look(session, case_id)
    _one_by_one(session, reported.workspace, reported.reference)  # no link is added meanwhile
    locks.cases(session, (case_id, other_id, *cases.look(session, other_id).linked))
    case, other = (cases.look_as(session, Flag, each) for each in (case_id, other_id))
    team = teams.at_work(session, case.team, at=at)
    if other.over or not same_day(case, other, team):
        raise Refused(Code.NOT_LINKED)  # does not tell what became of a colleague's flag
    if may_merge(case, other):
        _merge(session, case, other, by=by, at=at)
    else:
        _link(session, case, other, team, by=by, at=at)


def _link(
    session: Session, case: Flag, other: Flag, team: Team, *, by: PersonId, at: datetime
) -> None:
    """Link `case` with `other` and the flags of the same event that are linked with it.

    The clock does it in the others: their agents have pressed nothing.
    """
    linked_cases = [cases.look(session, each) for each in other.linked]
    others = [other]
    others += [
        each
        for each in linked_cases
        if isinstance(each, Flag) and not each.over and same_day(case, each, team)
    ]
    cases.record(session, case.id, Link(tuple(each.id for each in others)), by=by, at=at)
    for each in others:
        cases.record(session, each.id, Link((case.id,)), by=CLOCK, at=at)


def _merge(session: Session, case: Flag, into: Flag, *, by: PersonId, at: datetime) -> None:
    typed = tuple(each for each in (case.text, *case.more_text) if each is not None)
    cases.record(session, case.id, Merge(into.id, into.number), by=by, at=at)
    step = TakeIn(case.id, case.types, case.wish, typed)
    cases.record(session, into.id, step, by=by, at=at)
    session.execute(
        update(TextRow).where(TextRow.id.in_([text.id for text in typed])).values(case_id=into.id)
    )


def _offer(session: Session, case: Flag, team: Team) -> None:
    others = _open_flags(session, case.workspace, case.reference)
    notices = offered(case, others, team)
    outbox.put(session, [(notice, None) for notice in notices], case)


def _open_flags(session: Session, workspace: str, customer: str) -> list[Flag]:
    """The open flags of that customer, newest first; none for an unknown customer."""
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


def _repeats(session: Session, form: FlagForm, case: Flag, by: PersonId) -> bool:
    """Whether the form says what the earlier flag says, sent by the same person."""
    agent, reporter = (form.agent, by) if form.agent else (by, None)
    same_people = (case.agent, case.reported_by, case.contact) == (agent, reporter, form.contact)
    words = texts.words(session, case.text) or ""
    return same_people and set(case.types) == set(form.types) and words == form.said


def _on(case: Flag, at: datetime, team: Team) -> bool:
    calendar = team.calendar()
    return calendar.local(case.flagged_at).date() == calendar.local(at).date()
