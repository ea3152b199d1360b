"""Once a week, one message with all the overdue dishes of a person."""

import logging
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from bot.dishes import clocks as dish_clocks
from bot.dishes.dish import Dish
from bot.notices import Says
from bot.steps import Case
from bot.team import PersonId
from storage import cases, clock, outbox, teams
from storage.dishes import dishes_of
from storage.locks import held
from storage.tables import WeeklyListRow

log = logging.getLogger("oppvask.dishes")


def fall_due(session: Session, *, at: datetime) -> bool:
    """Write one person's weekly list; False when none is due.

    1. Take the row that is due first, unless another copy of the bot has it.
    2. Delete it when the person has no open dish any more.
    3. Write a letter about the dishes that were nudged and not done; with none, no letter.
    4. Set the person's next list. One that cannot be written rests an hour; the others go on.
    """
    query = (
        select(WeeklyListRow)
        .where(WeeklyListRow.due <= at)
        .order_by(WeeklyListRow.due, WeeklyListRow.person)
        .limit(1)
    )
    row = session.scalars(held(query, free=True)).one_or_none()
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
