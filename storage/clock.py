"""What falls due next, and the clocks of a case that is due."""

from datetime import datetime, timedelta

from sqlalchemy import func, select, update
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from bot import cases as kinds
from bot.notices import Notice, Says
from bot.team import CLOCK
from storage import cards, cases, outbox
from storage.states import case_of
from storage.tables import CaseRow, NudgeRow, TeamRow, WeeklyListRow

STUCK_FOR = timedelta(hours=1)
"""How long a case rests whose clocks cannot run; the others' clocks go on."""


class Stuck(Exception):
    """This case's state cannot be read, or its rules fail."""

    def __init__(self, case_id: int) -> None:
        super().__init__(case_id)
        self.case_id = case_id


def next_due(session: Session) -> datetime | None:
    """When the first case, list or digest falls due."""
    dues = [
        session.scalars(select(func.min(CaseRow.next_due))).one(),
        session.scalars(select(func.min(TeamRow.digest_due))).one(),
        session.scalars(select(func.min(WeeklyListRow.due))).one(),
    ]
    return min((due for due in dues if due is not None), default=None)


def standing(session: Session) -> tuple[datetime | None, bool]:
    """When the first case, list or digest falls due, and whether a letter waits."""
    return next_due(session), outbox.waiting(session)


def fall_due(session: Session, *, at: datetime) -> bool:
    """Let the clocks of one due case run; False when none is due. Raises Stuck."""
    row = session.execute(
        select(CaseRow)
        .where(CaseRow.next_due <= at)
        .order_by(CaseRow.next_due, CaseRow.id)
        .limit(1)
        .with_for_update(skip_locked=True)
    ).scalar_one_or_none()
    if row is None:
        return False
    owner, told = row.person, _fall_due(session, row, at)
    if any(notice.says is Says.UNOWNED for notice in told):
        _the_rest_of(session, owner, row, at)
    return True


def rest(session: Session, case_id: int, *, at: datetime) -> None:
    """Look at a stuck case again in a while."""
    session.execute(update(CaseRow).where(CaseRow.id == case_id).values(next_due=at + STUCK_FOR))


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
    office = cases.office_of(session, case, at=at)
    fallen = kinds.fall_due(case, office, cases.sent(session, case.id), at)
    for key in fallen.sent:
        session.add(NudgeRow(case_id=case.id, **key._asdict(), at=at))
    session.flush()
    cases.save(session, fallen.case, office, at=at)
    for step in fallen.steps:
        cases.remember(session, case.id, step, by=CLOCK, at=at)
        cards.stale(session, fallen.case, office)
    told = [(n, key) for n, key in fallen.told if tell or n.says is not Says.UNOWNED]
    outbox.put(session, told, fallen.case)
    return [notice for notice, _key in told]


def _the_rest_of(session: Session, owner: str, row: CaseRow, at: datetime) -> None:
    """Whoever left one claim behind has left the others too: a manager hears of all at once."""
    query = (
        select(CaseRow)
        .where(CaseRow.workspace_id == row.workspace_id, CaseRow.team_id == row.team_id)
        .where(CaseRow.person == owner, CaseRow.open.is_(True), CaseRow.next_due <= at)
        .order_by(CaseRow.id)
        .with_for_update(skip_locked=True)
    )
    for other in session.scalars(query).all():
        _fall_due(session, other, at, tell=False)
