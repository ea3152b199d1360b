"""Claims by owner, those without one, and sharing these out."""

from collections import Counter
from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.claim.case import Claim, Headline
from bot.claim.unowned import ProposeOwner
from bot.refusals import Refused
from bot.steps import require
from bot.team import PersonId
from storage import cases, locks, teams, texts
from storage.states import readable
from storage.tables import CaseRow


def unowned(session: Session, team_id: int) -> list[Claim]:
    """The team's claims without an owner, the nearest promise first."""
    query = select(CaseRow).where(
        CaseRow.team_id == team_id, CaseRow.open.is_(True), CaseRow.person == ""
    )
    claims = [case for case in readable(session.scalars(query)) if isinstance(case, Claim)]
    return sorted(claims, key=lambda case: (case.promise.due, case.id))


def open_of(session: Session, workspace: str) -> Counter[PersonId]:
    """How many open claims each owner has."""
    query = select(CaseRow.person).where(
        CaseRow.workspace_id == workspace, CaseRow.open.is_(True), CaseRow.person != ""
    )
    return Counter(session.scalars(query))


def share_out(
    session: Session, receivers: Mapping[int, PersonId], *, by: PersonId, at: datetime
) -> int:
    """Ask each person to take a case; gives back how many were asked.

    Cases that have an owner by now are passed over; raises Refused with the `case` it is about.
    """
    count = 0
    locks.cases(session, receivers)
    for case_id, person in sorted(receivers.items()):
        case = cases.get(session, case_id)
        if case.headline is Headline.UNOWNED:
            _propose(session, case_id, person, by=by, at=at)
            count += 1
    return count


def _propose(
    session: Session, case_id: int, person: PersonId, *, by: PersonId, at: datetime
) -> None:
    try:
        cases.record(session, case_id, ProposeOwner(person), by=by, at=at)
    except Refused as refused:
        raise Refused(refused.code, **{**refused.facts, "case": case_id}) from refused


def read(session: Session, case_id: int, *, by: PersonId, at: datetime) -> tuple[Claim, list[str]]:
    """A claim and what was typed in it; raises Refused for who may not read it.

    The texts are: what is wrong, the three lines of a hand-over, and the notes, in this order.
    """
    case = cases.look_as(session, Claim, case_id)
    require(case.may_read(by, teams.at_work(session, case.team, (by,), at=at)))
    typed = [case.text, case.brief, *(note.text for note in case.notes)]
    return case, texts.several(session, typed)
