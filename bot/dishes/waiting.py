"""Whom the washing-up waits for."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from bot.dishes import clocks
from bot.dishes.dish import open_dishes
from bot.due import Clock, Mark
from bot.steps import Case
from bot.team import Team
from bot.waiting import Wait, What


def waits(case: Case, team: Team, at: datetime) -> Iterator[Wait]:
    """Of a dish's person, of whoever is asked to take it, and of a manager in the end."""
    if case.over:
        return
    stale = {
        due.key.run
        for due in clocks.all_due(case, team, {})
        if due.key.clock == Clock.DISH and due.key.mark == Mark.STEP_UP and due.at <= at
    }
    keeper = case.keeper(team)
    for dish in open_dishes(case.dishes):
        until = team.midnight(dish.person, dish.day + timedelta(days=1))
        yield Wait(What.DISH, dish.person, until, dish)
        if dish.passing is not None:
            yield Wait(What.DISH_ASKED, dish.passing.to, None, dish)
        if dish.run in stale and keeper is not None and keeper != dish.person:
            yield Wait(What.DISH_STALE, keeper, until, dish)
