"""When a dish is spoken of (product.md, Clocks: dish). The weekly list is storage's due row."""

from datetime import datetime, time, timedelta

from bot.cases import Case
from bot.cases.claim import Claim
from bot.cases.dishes import Dish, open_dishes
from bot.cases.hostile import Hostile
from bot.due import Clock, Due, Key, Mark, Run, Sent
from bot.people import Office, manager_of

STALE_AFTER_DAYS = 15
"""Working days after which a manager keeps, passes or drops it."""


def all_due(case: Case, office: Office, sent: Sent) -> list[Due]:
    """One nudge on its day; after 15 working days a manager decides."""
    found: list[Due] = []
    if isinstance(case, Hostile) and case.withdrawn_at is not None:
        return found
    for dish in open_dishes(case.dishes):
        run = Run(Clock.DISH, dish.run, sent)
        manager = office.calendar(keeper(case, office))
        if not office.active(dish.person):
            found.append(run.due(Mark.STEP_UP, manager.half_day(dish.since)))
            continue
        own = office.calendar(dish.person, without=dish.person)
        day = max(own.moment(dish.day, time()), dish.since)
        found.append(run.due(Mark.NUDGE, own.half_day(day)))
        found.append(run.due(Mark.STEP_UP, manager.half_day(_stale(dish, office))))
    return found


def overdue(case: Case, person: str, sent: Sent) -> list[Dish]:
    """What stands in the person's weekly list: after the nudge, until a manager was asked."""

    def said(dish: Dish, mark: Mark) -> bool:
        return Key(Clock.DISH.value, dish.run, mark.value) in sent

    mine = [dish for dish in open_dishes(case.dishes) if dish.person == person]
    return [d for d in mine if said(d, Mark.NUDGE) and not said(d, Mark.STEP_UP)]


def next_list(office: Office, person: str, after: datetime) -> datetime:
    """The person's next weekly list: Monday at nine, or when work begins after it."""
    calendar = office.calendar(person)
    today = calendar.local(after).date()
    monday = today - timedelta(days=today.weekday())
    at = calendar.half_day(calendar.moment(monday, time()))
    while at <= after:
        monday += timedelta(days=7)
        at = calendar.half_day(calendar.moment(monday, time()))
    return at


def keeper(case: Case, office: Office) -> str | None:
    """The manager who decides about a dish that nobody has done."""
    if isinstance(case, Claim):
        return manager_of(office, case.owner)
    there = [person for person in case.asked if office.available(person)]
    return there[-1] if there else None


def _stale(dish: Dish, office: Office) -> datetime:
    """Never before the day that was agreed on has passed."""
    calendar = office.calendar()
    by_count = calendar.day_after(dish.since, STALE_AFTER_DAYS)
    return calendar.moment(max(by_count, dish.day + timedelta(days=1)), time())
