"""Look-ups of cases that change nothing."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.flag.case import WAITING, Flag
from bot.flag.tracks import Finish
from bot.steps import Case
from bot.team import PersonId
from storage.states import case_of
from storage.tables import CaseRow


def mine(session: Session, workspace: str, person: PersonId) -> list[Case]:
    """The open cases of which the person is agent or owner, newest first."""
    query = (
        select(CaseRow)
        .where(CaseRow.workspace_id == workspace, CaseRow.person == person)
        .where(CaseRow.closed.is_(False))
        .order_by(CaseRow.id.desc())
    )
    return [case_of(row) for row in session.scalars(query)]


def awaiting(session: Session, workspace: str, person: PersonId) -> list[Flag]:
    """The unanswered flags in which the person is asked, newest first."""
    return [case for case in asked_of(session, workspace, person) if case.headline in WAITING]


def asked_of(session: Session, workspace: str, person: PersonId) -> list[Flag]:
    """The open flags in which the person is asked, newest first."""
    query = (
        select(CaseRow)
        .where(CaseRow.workspace_id == workspace, CaseRow.kind == "hostile")
        .where(CaseRow.closed.is_(False))
        .order_by(CaseRow.id.desc())
    )
    flags = (case_of(row) for row in session.scalars(query))
    return [case for case in flags if isinstance(case, Flag) and person in case.asked]


def of_team(session: Session, team_id: int, since: datetime) -> list[Case]:
    """The team's cases that have changed at or after `since`."""
    query = select(CaseRow).where(CaseRow.team_id == team_id, CaseRow.changed_at >= since)
    return [case_of(row) for row in session.scalars(query)]


def wished_before(session: Session, workspace: str, agent: PersonId) -> Finish | None:
    """The agent's last wish to see a flag through; None when they never said."""
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
    return case.customer.wish or case.customer.wished_before
