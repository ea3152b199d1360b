"""Open dishes, written beside their case: found by person."""

from datetime import datetime

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from bot.dishes import clocks as dish_clocks
from bot.dishes.dish import Dish, open_dishes
from bot.steps import Case
from bot.team import PersonId, Team
from storage.states import readable
from storage.tables import CaseRow, DishRow, WeeklyListRow


def noted(session: Session, case: Case, team: Team, *, at: datetime) -> None:
    """Write the rows of the case's open dishes anew, and a weekly list for each of their people."""
    if not case.dishes and not case.over:
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
        _listed(session, case, dish.person, team, at)
    session.flush()


def _listed(session: Session, case: Case, person: PersonId, team: Team, at: datetime) -> None:
    row = session.get(WeeklyListRow, (case.workspace, person))
    if row is None:
        due = dish_clocks.next_list(team, person, at)
        row = WeeklyListRow(workspace_id=case.workspace, person=person, team_id=case.team, due=due)
        session.add(row)
        session.flush()


def dishes_of(session: Session, workspace: str, person: PersonId) -> list[tuple[Case, Dish]]:
    """The person's open dishes, the nearest day first."""
    own = select(DishRow.case_id).where(DishRow.workspace_id == workspace, DishRow.person == person)
    all_cases = readable(session.scalars(select(CaseRow).where(CaseRow.id.in_(own))))
    pairs = [(case, dish) for case in all_cases for dish in open_dishes(case.dishes)]
    own_pairs = [pair for pair in pairs if pair[1].person == person]
    return sorted(own_pairs, key=lambda pair: (pair[1].day, pair[0].id, pair[1].number))
