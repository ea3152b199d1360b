"""The clocks of a case that is due: what they bring about, in one transaction."""

from datetime import datetime, timedelta

from sqlalchemy import exists, select
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from bot.cases import fall_due as fall
from bot.notices import Notice, Says
from bot.team import CLOCK
from storage import bites, cards, cases, outbox
from storage.database import now
from storage.locks import held
from storage.states import case_of
from storage.tables import CaseRow, NudgeRow

KEPT = timedelta(days=60)
"""A case may be opened again for 30 days; then nobody asks any more which nudges were sent."""


class Stuck(Exception):
    """This case's state cannot be read, or its rules fail."""

    def __init__(self, case_id: int) -> None:
        super().__init__(case_id)
        self.case_id = case_id


def fall_due(session: Session, *, at: datetime) -> bool:
    """Let the clocks of one due case run; False when none is due. Raises Stuck."""
    query = (
        select(CaseRow)
        .where(CaseRow.next_due <= at)
        .order_by(CaseRow.next_due, CaseRow.id)
        .limit(1)
    )
    row = session.scalars(held(query, free=True)).one_or_none()
    if row is None:
        return False
    owner, told = row.person, _fall_due(session, row, at)
    if any(notice.says is Says.UNOWNED for notice in told):
        _the_rest_of(session, owner, row, at)
    return True


def forget(session: Session) -> bool:
    """The nudges of cases that are over for good."""
    long_ago = now(session) - KEPT
    over = CaseRow.closed.is_(True) & CaseRow.next_due.is_(None) & (CaseRow.changed_at < long_ago)
    of_such = exists().where(CaseRow.id == NudgeRow.case_id, over)
    return bites.delete_some(session, NudgeRow, NudgeRow.at < long_ago, of_such)


def _fall_due(session: Session, row: CaseRow, at: datetime, *, tell: bool = True) -> list[Notice]:
    """What one case's clocks have said; `tell` is False for what another letter says too."""
    try:
        return _run(session, row, at, tell=tell)
    except SQLAlchemyError:
        raise  # the database is unwell, not the case
    except Exception as error:
        raise Stuck(row.id) from error


def _run(session: Session, row: CaseRow, at: datetime, *, tell: bool) -> list[Notice]:
    case = case_of(row)
    team = cases.team_of(session, case, at=at)
    outcome = fall(case, team, cases.sent(session, case.id), at)
    for key in outcome.sent:
        session.add(NudgeRow(case_id=case.id, **key._asdict(), at=at))
    session.flush()
    cases.save(session, outcome.case, team, at=at)
    for step in outcome.steps:
        cases.remember(session, outcome.case, step, by=CLOCK, at=at)
        cards.stale(session, outcome.case, team)
    told = [
        (notice, key) for notice, key in outcome.told if tell or notice.says is not Says.UNOWNED
    ]
    outbox.put(session, told, outcome.case)
    return [notice for notice, _key in told]


def _the_rest_of(session: Session, owner: str, row: CaseRow, at: datetime) -> None:
    """Whoever left one claim behind has left the others too: a manager hears of all at once."""
    query = (
        select(CaseRow)
        .where(CaseRow.workspace_id == row.workspace_id, CaseRow.team_id == row.team_id)
        .where(CaseRow.person == owner, CaseRow.open.is_(True), CaseRow.next_due <= at)
        .order_by(CaseRow.id)
    )
    for other in session.scalars(held(query, free=True)).all():
        _fall_due(session, other, at, tell=False)
