"""The clock of an urgent case, which ends when somebody has talked to the agent."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from heapq import merge
from itertools import count

from bot.calendar import HALF_DAYS, Calendar
from bot.due import JUST_IN_TIME, Clock, Due, Mark, Run
from bot.flag.case import Flag
from bot.team import PersonId, Team

STEP_UP_AFTER = timedelta(minutes=30)
"""At all hours."""
HOURLY = 4
"""How many pages follow the last word to the agent, an hour apart."""
MORNING = time(8)
"""When whoever is neither on call nor at work is paged again."""


def minutes(case: Flag, since: datetime, run: Run) -> tuple[datetime, datetime, datetime]:
    """The second page, the step-up and the last word to the agent: at 15, 30 and 45 minutes.

    When the page went out late, after an outage, the step-up comes 30 minutes after it. All of it
    rests while somebody is calling, or has just written.
    """
    page, step_up = _rested(case, since + STEP_UP_AFTER / 2), since + STEP_UP_AFTER
    paged_at = run.went_out(Mark.NUDGE)
    if paged_at is not None and paged_at - page > JUST_IN_TIME:
        step_up = paged_at + STEP_UP_AFTER
    step_up = _rested(case, step_up)
    last_word = max(step_up, run.went_out(Mark.STEP_UP) or step_up) + STEP_UP_AFTER / 2
    return page, step_up, _rested(case, last_word)


def pages(case: Flag, team: Team, run: Run) -> list[Due]:
    """The page that follows the last word to the agent, or the page before it.

    A NUDGE for each hour and the morning after, a WARNING for 09:00 and 13:00 of every day.
    """
    began = run.went_out(Mark.GIVE_UP)
    if began is None:
        return []
    last = max([began, *(at for key, at in run.sent.items() if key.clock == Clock.PAGE)])
    there = [person for person in case.asked if team.available(person)]
    coming = [next(_moments(each, team, began, last)) for each in there]
    return [
        Run(Clock.PAGE, int(at.timestamp()), run.sent).due(mark, _rested(case, at))
        for at, mark in sorted(coming)[:1]
    ]


def paged(case: Flag, team: Team, due: Due, at: datetime) -> list[PersonId]:
    """Whom that page, or the page beside the last word to the agent, is for.

    Everybody who is asked, when it goes out late after an outage.
    """
    planned = datetime.fromtimestamp(due.key.run, UTC) if due.key.clock == Clock.PAGE else due.at
    late = at - due.at > JUST_IN_TIME
    there = [person for person in case.asked if team.available(person)]
    return [each for each in there if late or _fits(each, team, planned, Mark(due.key.mark))]


def _moments(
    person: PersonId, team: Team, began: datetime, last: datetime
) -> Iterator[tuple[datetime, Mark]]:
    """When that person is paged next, after `last`; `began` is when the agent was told."""
    calendar = team.calendar(person)
    hours = [began + timedelta(hours=n) for n in range(1, HOURLY + 1)]
    mornings = (calendar.moment(day, MORNING) for day in _days(calendar, began))
    early = sorted([*hours, next(at for at in mornings if at > began)])
    halves = (calendar.moment(day, clock) for day in _days(calendar, last) for clock in HALF_DAYS)
    return merge(
        ((a, Mark.NUDGE) for a in early if a > last and _fits(person, team, a, Mark.NUDGE)),
        ((a, Mark.WARNING) for a in halves if a > max(last, hours[-1])),
    )


def _days(calendar: Calendar, since: datetime) -> Iterator[date]:
    first = calendar.local(since).date()
    return (first + timedelta(days=n) for n in count())


def _fits(person: PersonId, team: Team, at: datetime, mark: Mark) -> bool:
    calendar = team.calendar(person)
    clock = calendar.local(at).time()
    if mark is Mark.WARNING:
        return clock in HALF_DAYS
    if person in team.settings.on_call_people:
        return True
    return clock == MORNING or calendar.opening(at) == at


def _rested(case: Flag, at: datetime) -> datetime:
    return max(at, case.care.held_until or at)
