"""Which cases there are, and whose: looked at, and claims shared out."""

from collections import Counter
from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.cases import Case
from bot.claim import steps as claim_steps
from bot.claim.case import Claim, Standing
from bot.claim.unowned import ProposeOwner
from bot.flag.case import WAITING, Flag
from bot.flag.tracks import Finish
from bot.refusals import Code, Refused
from bot.team import require
from storage import cases, teams, texts
from storage.states import case_of
from storage.tables import CaseRow


def mine(session: Session, workspace: str, person: str) -> list[Case]:
    """The open cases of an agent or owner, newest first."""
    query = (
        select(CaseRow)
        .where(CaseRow.workspace_id == workspace, CaseRow.person == person)
        .where(CaseRow.closed.is_(False))
        .order_by(CaseRow.id.desc())
    )
    return [case_of(row) for row in session.scalars(query)]


def awaiting(session: Session, workspace: str, person: str) -> list[Flag]:
    """The unanswered flags in which the person is asked, newest first."""
    return [case for case in asked_of(session, workspace, person) if case.headline in WAITING]


def asked_of(session: Session, workspace: str, person: str) -> list[Flag]:
    """The open flags in which the person is asked, newest first."""
    query = (
        select(CaseRow)
        .where(CaseRow.workspace_id == workspace, CaseRow.kind == "hostile")
        .where(CaseRow.closed.is_(False))
        .order_by(CaseRow.id.desc())
    )
    found = (case_of(row) for row in session.scalars(query))
    return [case for case in found if isinstance(case, Flag) and person in case.asked]


def of_team(session: Session, team_id: int, since: datetime) -> list[Case]:
    """The team's cases that have changed since."""
    query = select(CaseRow).where(CaseRow.team_id == team_id, CaseRow.changed_at >= since)
    return [case_of(row) for row in session.scalars(query)]


def wished_before(session: Session, workspace: str, agent: str) -> Finish | None:
    """How the agent would have liked to see their last flag through."""
    query = (
        select(CaseRow)
        .where(CaseRow.workspace_id == workspace, CaseRow.person == agent)
        .where(CaseRow.kind == "hostile")
        .order_by(CaseRow.id.desc())
        .limit(1)
    )
    row = session.scalars(query).one_or_none()
    case = case_of(row) if row else None
    if not isinstance(case, Flag):
        return None
    return case.through.wish or case.through.wished_before


def unowned(session: Session, team_id: int) -> list[Claim]:
    """The team's claims without an owner, the nearest promise first."""
    query = select(CaseRow.id).where(
        CaseRow.team_id == team_id, CaseRow.open.is_(True), CaseRow.person == ""
    )
    found = [cases.look(session, case_id) for case_id in session.scalars(query)]
    claims = [case for case in found if isinstance(case, Claim)]
    return sorted(claims, key=lambda case: (case.promise.due, case.id))


def open_of(session: Session, workspace: str) -> Counter[str]:
    """How many open claims each owner has."""
    query = select(CaseRow.person).where(
        CaseRow.workspace_id == workspace, CaseRow.open.is_(True), CaseRow.person != ""
    )
    return Counter(session.scalars(query))


def share_out(session: Session, asked: Mapping[int, str], *, by: str, at: datetime) -> int:
    """Ask somebody for each case that still has no owner; how many were asked."""
    proposed = 0
    for case_id, person in sorted(asked.items()):
        case = cases.get(session, case_id)
        if isinstance(case, Claim) and case.standing is Standing.UNOWNED:
            _propose(session, case_id, person, by=by, at=at)
            proposed += 1
    return proposed


def _propose(session: Session, case_id: int, person: str, *, by: str, at: datetime) -> None:
    try:
        cases.record(session, case_id, ProposeOwner(person), by=by, at=at)
    except Refused as refused:
        field = f"case_{case_id}" if refused.field else None
        raise Refused(refused.code, field, **refused.facts) from refused


def read_claim(session: Session, case_id: int, *, by: str, at: datetime) -> tuple[Claim, list[str]]:
    """What was typed in a claim, for those who may; raises Refused.

    What is wrong, the three lines of a hand-over, and the notes, in this order.
    """
    case = cases.look(session, case_id)
    if not isinstance(case, Claim):
        raise Refused(Code.CASE_UNKNOWN)
    office = teams.office(session, teams.get(session, case.team), at=at)
    require(claim_steps.may_read(case, by, office))
    ids = [case.wrong, case.brief, *(note.text for note in case.notes)]
    return case, texts.several(session, ids)
