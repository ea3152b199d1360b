"""Open dishes, written beside their case: found by person, and spoken of once a week."""

from datetime import datetime

from sqlalchemy import delete
from sqlalchemy.orm import Session

from bot import dish_clocks
from bot.cases import Case, Hostile
from bot.cases.dishes import open_dishes
from bot.people import Office
from storage.tables import DishRow, WeeklyListRow


def noted(session: Session, case: Case, office: Office, *, at: datetime) -> None:
    """The case's open dishes as they are now; their people get a weekly list."""
    withdrawn = isinstance(case, Hostile) and case.withdrawn_at is not None
    if not case.dishes and not withdrawn:
        return
    session.execute(delete(DishRow).where(DishRow.case_id == case.id))
    for dish in open_dishes(case.dishes):
        session.add(
            DishRow(
                case_id=case.id,
                number=dish.number,
                workspace_id=case.workspace,
                person=dish.person,
            )
        )
        _listed(session, case, dish.person, office, at)
    session.flush()


def _listed(session: Session, case: Case, person: str, office: Office, at: datetime) -> None:
    row = session.get(WeeklyListRow, (case.workspace, person))
    if row is None:
        due = dish_clocks.next_list(office, person, at)
        row = WeeklyListRow(workspace_id=case.workspace, person=person, team_id=case.team, due=due)
        session.add(row)
        session.flush()
