"""Who hears of a dish, and until when that is still to be said."""

from collections.abc import Mapping
from datetime import datetime

from bot.cases import Case
from bot.cases.dishes import open_dishes
from bot.dish_clocks import keeper
from bot.due import Due, Mark
from bot.fallen import Fallen
from bot.notices import Fact, Notice, Says
from bot.people import Office

ABOUT_DISHES = frozenset(
    {Says.DISH_YOURS, Says.DISH_KEPT, Says.DISH_DUE, Says.DISH_STALE, Says.DISH_ASKED}
)


def fall_due(case: Case, due: Due, office: Office, _at: datetime) -> Fallen:
    dish = next(dish for dish in case.dishes if dish.run == due.key.run)
    facts: dict[str, Fact] = {"dish": dish.number, "text": dish.text}
    if due.key.mark == Mark.NUDGE:
        return Fallen(case, [(Notice(Says.DISH_DUE, dish.person, facts), due.key)])
    manager = keeper(case, office)
    facts["owner"] = dish.person
    told = [Notice(Says.DISH_STALE, manager, facts)] if manager else []
    return Fallen(case, [(notice, None) for notice in told])


FOR_PERSON = frozenset({Says.DISH_DUE, Says.DISH_YOURS, Says.DISH_KEPT})


def still_wanted(says: Says, to: str, facts: Mapping[str, Fact], case: Case) -> bool:
    """Whoever washes it, drops it or takes it over cancels what is queued for somebody else."""
    dish = next((d for d in open_dishes(case.dishes) if d.number == facts.get("dish")), None)
    if dish is None:
        return False
    if says is Says.DISH_ASKED:
        return dish.passing is not None and dish.passing.to == to
    if says in FOR_PERSON:
        return to == dish.person
    return says is not Says.DISH_STALE or facts.get("owner") == dish.person
