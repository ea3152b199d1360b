"""What falls due when, from a case and the calendars of its people (product.md, Clocks)."""

from datetime import datetime, timedelta

from bot import claim_clocks, dish_clocks
from bot.cases import Case
from bot.cases.claim import Claim
from bot.cases.dishes import open_dishes
from bot.cases.hostile import Answer, Headline, Hostile, Track
from bot.people import Office, stepped_up
from bot.ticks import JUST_IN_TIME, Clock, Due, Key, Mark, Run, Sent

__all__ = ["Clock", "Due", "Key", "Mark", "Sent", "all_due"]

ACKNOWLEDGE = {Track.LIGHT: timedelta(hours=8), Track.SERIOUS: timedelta(hours=2)}
"""Working time in which the manager answers."""
ACKNOWLEDGE_URGENT = timedelta(minutes=30)
"""At all hours."""
STEP_UP_AT = 1.5
TALK_DAYS = {Track.SERIOUS: 2, Track.URGENT: 3}
TALK_AGAIN_DAYS = 2
CLOSES_BY_ITSELF_DAYS = 5
GIVE_UP_AFTER = timedelta(hours=8)
"""Working time after a step-up when nobody has answered yet."""


def all_due(case: Case, office: Office, sent: Sent) -> list[Due]:
    """Every moment of every clock that the case's state wants, sent ones included, in order."""
    if isinstance(case, Claim):
        found = claim_clocks.all_due(case, office, sent)
    else:
        found = [
            *_acknowledge(case, office, sent),
            *_talk(case, office, sent),
            *_close(case, office),
        ]
    found += dish_clocks.all_due(case, office, sent)
    return sorted(found, key=lambda due: due.at)


def answer_due(case: Hostile, office: Office) -> datetime:
    """The time promised to the agent."""
    if case.track is Track.URGENT:
        return case.care.since + ACKNOWLEDGE_URGENT
    calendar = office.calendar(_first_asked(case))
    return calendar.add(case.care.since, ACKNOWLEDGE[case.track])


def talk_due(case: Hostile, office: Office) -> datetime | None:
    """09:00 of the day on which the talk falls due; None when no talk is awaited."""
    if not case.talk_awaited:
        return None
    answer = first_answer(case)
    calendar = office.calendar(answer.by)
    return calendar.morning(calendar.day_after(answer.at, TALK_DAYS[case.track]))


def first_answer(case: Hostile) -> Answer:
    """Who answered first goes on with the case."""
    return min(case.care.answers, key=lambda answer: answer.at)


def step_up_at(case: Hostile, office: Office, sent: Sent) -> datetime:
    """When one more person is asked, at the earliest one working hour after the warning."""
    run = Run(Clock.ACKNOWLEDGE, case.care.run, sent)
    if case.track is Track.URGENT:
        return _urgent(case, run)[1]
    calendar = office.calendar(_first_asked(case))
    due = calendar.add(case.care.since, ACKNOWLEDGE[case.track] * STEP_UP_AT)
    due = run.after_warning(due, calendar, planned=answer_due(case, office))
    asked_next = stepped_up(office, case.agent, case.asked)
    return office.calendar(asked_next).opening(due)


def _acknowledge(case: Hostile, office: Office, sent: Sent) -> list[Due]:
    if case.headline not in (Headline.NEW, Headline.SEEN) or not case.asked:
        return []
    run = Run(Clock.ACKNOWLEDGE, case.care.run, sent)
    if case.track is Track.URGENT:
        page, step_up, give_up = _urgent(case, run)
        found = [run.due(Mark.NUDGE, page), run.due(Mark.STEP_UP, step_up)]
        return [*found, run.due(Mark.GIVE_UP, give_up)]
    if case.care.stepped_up:
        return [run.due(Mark.GIVE_UP, _give_up_at(case, office))]
    calendar = office.calendar(_first_asked(case))
    half = calendar.opening(calendar.add(case.care.since, ACKNOWLEDGE[case.track] / 2))
    if not office.available(case.asked[0]) and run.went_out(Mark.WARNING) is None:
        return [run.due(Mark.STEP_UP, half)]  # nobody is there who could be reminded
    return [
        run.due(Mark.NUDGE, half),
        run.due(Mark.WARNING, calendar.opening(answer_due(case, office))),
        run.due(Mark.STEP_UP, step_up_at(case, office, sent)),
    ]


def _urgent(case: Hostile, run: Run) -> tuple[datetime, datetime, datetime]:
    """At 15, 30 and 45 minutes; after an outage, with 30 fresh minutes from the page on."""
    page = case.care.since + ACKNOWLEDGE_URGENT / 2
    step_up = case.care.since + ACKNOWLEDGE_URGENT
    paged = run.went_out(Mark.NUDGE)
    if paged is not None and paged - page > JUST_IN_TIME:
        step_up = paged + ACKNOWLEDGE_URGENT
    rest = ACKNOWLEDGE_URGENT / 2
    return page, step_up, max(step_up, run.went_out(Mark.STEP_UP) or step_up) + rest


def _give_up_at(case: Hostile, office: Office) -> datetime:
    last = case.care.asked[-1]
    return office.calendar(last.person).add(last.at, GIVE_UP_AFTER)


def _first_asked(case: Hostile) -> str | None:
    return case.asked[0] if case.asked else None


def _talk(case: Hostile, office: Office, sent: Sent) -> list[Due]:
    morning = talk_due(case, office)
    if morning is None:
        return []
    calendar = office.calendar(first_answer(case).by)
    again = calendar.morning(calendar.day_after(morning, TALK_AGAIN_DAYS))
    run = Run(Clock.TALK, case.care.run, sent)
    return [run.due(Mark.NUDGE, morning), run.due(Mark.WARNING, again)]


def _close(case: Hostile, office: Office) -> list[Due]:
    light = case.track is Track.LIGHT and not case.kept_open
    if not light or case.headline is not Headline.ANSWERED or open_dishes(case.dishes):
        return []
    answer, calendar = first_answer(case), office.calendar()
    day = calendar.day_after(answer.at, CLOSES_BY_ITSELF_DAYS)
    at = calendar.opening(calendar.moment(day, calendar.local(answer.at).time()))
    return [Run(Clock.CLOSE, case.care.run, {}).due(Mark.GIVE_UP, at)]
