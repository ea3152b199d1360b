"""When a dish is spoken of, and to whom (behaviour.md, Clocks)."""

from datetime import datetime, time, timedelta

from bot.dishes.dish import Dish, open_dishes
from bot.due import Clock, Due, Key, Mark, Outcome, Run, Sent, said
from bot.notices import Fact, Notice, Says
from bot.steps import Case
from bot.team import PersonId, Team

STALE_AFTER_DAYS = 15
"""Working days after which a manager keeps, passes or drops it."""


def all_due(case: Case, team: Team, sent: Sent) -> list[Due]:
    """One nudge on its day; after 15 working days a manager decides."""
    dues: list[Due] = []
    if case.over:
        return dues
    for dish in open_dishes(case.dishes):
        run = Run(Clock.DISH, dish.run, sent)
        manager_calendar = team.calendar(case.keeper(team))
        if not team.active(dish.person):
            dues.append(run.due(Mark.STEP_UP, manager_calendar.half_day(dish.since)))
            continue
        calendar = team.calendar(dish.person, without=dish.person)
        day = max(calendar.moment(dish.day, time()), dish.since)
        dues.append(run.due(Mark.NUDGE, calendar.half_day(day)))
        dues.append(run.due(Mark.STEP_UP, manager_calendar.half_day(_stale(dish, team))))
    return dues


def overdue(case: Case, person: PersonId, sent: Sent) -> list[Dish]:
    """What the person's weekly list holds: dishes nudged about, until a manager is asked."""

    def went_out(dish: Dish, mark: Mark) -> bool:
        return Key(Clock.DISH.value, dish.run, mark.value) in sent

    own_dishes = [dish for dish in open_dishes(case.dishes) if dish.person == person]
    return [d for d in own_dishes if went_out(d, Mark.NUDGE) and not went_out(d, Mark.STEP_UP)]


def next_list(team: Team, person: PersonId, after: datetime) -> datetime:
    """The person's next weekly list: Monday at nine, or when work begins after it."""
    calendar = team.calendar(person)
    today = calendar.local(after).date()
    monday = today - timedelta(days=today.weekday())
    at = calendar.half_day(calendar.moment(monday, time()))
    while at <= after:
        monday += timedelta(days=7)
        at = calendar.half_day(calendar.moment(monday, time()))
    return at


def _stale(dish: Dish, team: Team) -> datetime:
    """When a manager is asked: after 15 working days, never before the dish's day has passed."""
    calendar = team.calendar()
    by_count = calendar.day_after(dish.since, STALE_AFTER_DAYS)
    return calendar.moment(max(by_count, dish.day + timedelta(days=1)), time())


def fall_due(case: Case, due: Due, team: Team, _at: datetime) -> Outcome:
    dish = next(dish for dish in case.dishes if dish.run == due.key.run)
    facts: dict[str, Fact] = {"dish": dish.number, "text": dish.text}
    if due.key.mark == Mark.NUDGE:
        return Outcome(case, [(Notice(Says.DISH_DUE, dish.person, facts), due.key)])
    manager = case.keeper(team)
    facts["owner"] = dish.person
    return said(case, *([Notice(Says.DISH_STALE, manager, facts)] if manager else []))
