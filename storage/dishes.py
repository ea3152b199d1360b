"""Open dishes, written beside their case: found by person."""

from datetime import datetime

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from bot.dishes import clocks as dish_clocks
from bot.dishes.dish import Dish, open_dishes
from bot.steps import Case
from bot.team import PersonId, Team
from storage.database import insert
from storage.states import readable
from storage.tables import CaseRow, DishRow, WeeklyListRow


def noted(session: Session, case: Case, team: Team, *, at: datetime) -> None:
    """Write the rows of the case's open dishes anew, and a weekly list for each of their people."""
    if not case.dishes and not case.over:
        return
    before = {
        row.number: row.person
        for row in session.scalars(select(DishRow).where(DishRow.case_id == case.id))
    }
    now = {dish.number: dish.person for dish in open_dishes(case.dishes)}
    if now == before:
        return
    session.execute(delete(DishRow).where(DishRow.case_id == case.id))
    for number, person in now.items():
        about = {"workspace_id": case.workspace, "person": person}
        session.execute(insert(session, DishRow).values(case_id=case.id, number=number, **about))
    for person in sorted(set(now.values()) - set(before.values())):
        _listed(session, case, person, team, at)


def _listed(session: Session, case: Case, person: PersonId, team: Team, at: datetime) -> None:
    """The person has a weekly list, and it is held: it may just be ending for want of dishes."""
    row = insert(session, WeeklyListRow).values(
        workspace_id=case.workspace,
        person=person,
        team_id=case.team,
        due=dish_clocks.next_list(team, person, at),
    )
    columns = ["workspace_id", "person"]
    session.execute(row.on_conflict_do_update(index_elements=columns, set_={"person": person}))


def dishes_of(session: Session, workspace: str, person: PersonId) -> list[tuple[Case, Dish]]:
    """The person's open dishes, the nearest day first."""
    own = select(DishRow.case_id).where(DishRow.workspace_id == workspace, DishRow.person == person)
    all_cases = readable(session.scalars(select(CaseRow).where(CaseRow.id.in_(own))))
    pairs = [(case, dish) for case in all_cases for dish in open_dishes(case.dishes)]
    own_pairs = [pair for pair in pairs if pair[1].person == person]
    return sorted(own_pairs, key=lambda pair: (pair[1].day, pair[0].id, pair[1].number))
