"""Look-ups of cases that change nothing."""

from sqlalchemy import literal_column, select
from sqlalchemy.orm import Session

from bot.flag.case import Flag
from bot.flag.tracks import Finish
from bot.team import PersonId
from storage.states import readable
from storage.tables import CaseRow


def wished_before(session: Session, workspace: str, agent: PersonId) -> Finish | None:
    """The agent's last wish to see a flag through; None when they never said."""
    query = (
        select(CaseRow)
        .where(CaseRow.workspace_id == workspace, CaseRow.person == agent)
        .where(CaseRow.kind == literal_column("'hostile'"))
        .order_by(CaseRow.id.desc())
        .limit(1)
    )
    row = session.scalars(query).one_or_none()
    case = next(iter(readable([row] if row else [])), None)
    if not isinstance(case, Flag):
        return None
    return case.customer.wish or case.customer.wished_before
