"""Once a week, one message with all the overdue dishes of a person."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.dishes import clocks as dish_clocks
from bot.dishes.dish import Dish
from bot.notices import Says
from bot.steps import Case
from bot.team import PersonId
from storage import cases, outbox, teams
from storage.dishes import dishes_of
from storage.tables import WeeklyListRow


def fall_due(session: Session, *, at: datetime) -> bool:
    """Write one person's weekly list; False when none is due.

    1. Take the row that is due first, unless another copy of the bot has it.
    2. Delete it when the person has no open dish any more.
    3. Write a letter about the dishes that were nudged and not done; with none, no letter.
    4. Set the person's next list.
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
    own_dishes = dishes_of(session, row.workspace_id, row.person)
    if not own_dishes:
        session.delete(row)
        return True
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
    return True


def _overdue(session: Session, case: Case, person: PersonId) -> list[Dish]:
    return dish_clocks.overdue(case, person, cases.sent(session, case.id))
