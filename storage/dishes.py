"""Rows of open dishes, beside their case: found by person, and listed once a week."""

import logging
from datetime import datetime

from sqlalchemy import delete, select
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from bot.dishes import clocks as dish_clocks
from bot.dishes.dish import Dish, open_dishes
from bot.notices import Says
from bot.steps import Case
from bot.team import PersonId, Team
from storage import cases, clock, outbox, teams
from storage.states import readable
from storage.tables import CaseRow, DishRow, WeeklyListRow

log = logging.getLogger("oppvask.dishes")


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


def fall_due(session: Session, *, at: datetime) -> bool:
    """Write one person's weekly list; False when none is due.

    1. Take the row that is due first, unless another copy of the bot has it.
    2. Delete it when the person has no open dish any more.
    3. Write a letter about the dishes that were nudged and not done; with none, no letter.
    4. Set the person's next list. One that cannot be written rests an hour; the others go on.
    """
    row = session.scalars(
        select(WeeklyListRow)
        .where(WeeklyListRow.due <= at)
        .order_by(WeeklyListRow.due, WeeklyListRow.person)
        .limit(1)
        .with_for_update(skip_locked=True)
    ).one_or_none()
    if row is None:
        return False
    try:
        _list_written(session, row, at)
    except SQLAlchemyError:
        raise  # the database is unwell, not the team
    except Exception:
        log.exception("weekly_list_stuck team=%s", row.team_id)
        row.due = at + clock.STUCK_FOR
    return True


def _list_written(session: Session, row: WeeklyListRow, at: datetime) -> None:
    own_dishes = dishes_of(session, row.workspace_id, row.person)
    if not own_dishes:
        session.delete(row)
        return
    team = teams.at_work(session, row.team_id, (row.person,), at=at)
    overdue_ones = [
        (case, dish) for case, dish in own_dishes if dish in _overdue(session, case, row.person)
    ]
    if overdue_ones and team.active(row.person):
        texts = [dish.text.id for _case, dish in overdue_ones if dish.text]
        outbox.post(
            session,
            Says.WEEKLY_DISHES,
            row.person,
            workspace=row.workspace_id,
            key=f"dishes:{row.workspace_id}:{row.person}:{row.due:%G-W%V}",
            facts={"texts": texts},
            team_id=row.team_id,
        )
    row.due = dish_clocks.next_list(team, row.person, at)


def _overdue(session: Session, case: Case, person: PersonId) -> list[Dish]:
    return dish_clocks.overdue(case, person, cases.sent(session, case.id))
