"""The one way to make open cases look at their clocks again, now."""

from datetime import datetime

from sqlalchemy import update
from sqlalchemy.orm import Session

from storage.tables import CaseRow


def wake(session: Session, workspace: str, *, at: datetime, team: int | None = None) -> None:
    """An account, an absence or a team has changed, and with it perhaps who is asked."""
    cases = update(CaseRow).where(CaseRow.workspace_id == workspace, CaseRow.closed.is_(False))
    if team is not None:
        cases = cases.where(CaseRow.team_id == team)
    session.execute(cases.values(next_due=at))
