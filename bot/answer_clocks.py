"""When the first answer to a flag falls due, and who is asked at that moment."""

from datetime import datetime, timedelta

from bot.calendar import Calendar
from bot.cases.hostile import OPEN, WAITING, Hostile, Track
from bot.due import JUST_IN_TIME, Clock, Due, Mark, Run, Sent
from bot.people import Office, moved_to, stepped_up

ACKNOWLEDGE = {Track.LIGHT: timedelta(hours=8), Track.SERIOUS: timedelta(hours=2)}
"""Working time in which the manager answers."""
ACKNOWLEDGE_URGENT = timedelta(minutes=30)
"""At all hours."""
STEP_UP_AT = 1.5
GIVE_UP_AFTER = timedelta(hours=8)
"""Working time after a step-up when nobody has answered yet."""


def route(case: Hostile, office: Office) -> list[Due]:
    """At once, when who is asked is not who should be (product.md, Who is asked)."""
    if case.headline not in OPEN or case.unconfirmed or not office.active(case.agent):
        return []
    if moved_to(case, office) is not None:
        return [Run(Clock.ROUTE, case.care.run, {}).due(Mark.STEP_UP, case.care.since)]
    return [
        Run(Clock.ROUTE, int(at.timestamp()), {}).due(Mark.WARNING, at)
        for at in _comings_and_goings(case, office)
    ]


def _comings_and_goings(case: Hostile, office: Office) -> list[datetime]:
    """When somebody goes away who is asked; with nobody asked, when somebody comes back."""
    if case.asked:
        return [
            office.midnight(person, each.first)
            for person in case.asked
            for each in office.absences.get(person, ())
        ]
    return [
        office.midnight(person, each.last + timedelta(days=1))
        for person, absences in office.absences.items()
        for each in absences
    ]


def answer_due(case: Hostile, office: Office) -> datetime:
    """The time promised to the agent; with less than half of it left at a move, it begins anew."""
    return _allowed(case, office, _since(case, office))


def _allowed(case: Hostile, office: Office, since: datetime, share: float = 1) -> datetime:
    if case.track.urgent:
        return since + ACKNOWLEDGE_URGENT * share
    return _calendar(case, office).add(since, ACKNOWLEDGE[case.track] * share)


def _since(case: Hostile, office: Office) -> datetime:
    """From when the allowed time counts."""
    moved = case.care.asked[0].at if case.care.asked else case.care.since
    enough = _allowed(case, office, moved, 0.5) <= _allowed(case, office, case.care.since)
    return case.care.since if enough else moved


def step_up_at(case: Hostile, office: Office, sent: Sent) -> datetime:
    """When one more person is asked, at the earliest one working hour after the warning."""
    run = Run(Clock.ACKNOWLEDGE, case.care.run, sent)
    if case.track.urgent:
        return _urgent(case, office, run)[1]
    calendar = _calendar(case, office)
    due = _allowed(case, office, _since(case, office), STEP_UP_AT)
    due = run.after_warning(due, calendar, planned=answer_due(case, office))
    asked_next = stepped_up(office, case.agent, case.asked, case.contact)
    return office.calendar(asked_next).opening(due)


def acknowledge(case: Hostile, office: Office, sent: Sent) -> list[Due]:
    if case.headline not in WAITING or not case.asked or not office.active(case.agent):
        return []
    run = Run(Clock.ACKNOWLEDGE, case.care.run, sent)
    if case.track.urgent:
        page, step_up, give_up = _urgent(case, office, run)
        found = [run.due(Mark.NUDGE, page), run.due(Mark.STEP_UP, step_up)]
        return [*found, run.due(Mark.GIVE_UP, give_up)]
    if case.care.stepped_up:
        return [run.due(Mark.GIVE_UP, _give_up_at(case, office))]
    calendar = _calendar(case, office)
    found = [
        run.due(Mark.WARNING, calendar.opening(answer_due(case, office))),
        run.due(Mark.STEP_UP, step_up_at(case, office, sent)),
    ]
    half = calendar.opening(_allowed(case, office, _since(case, office), 0.5))
    if half > case.care.asked[0].at:  # nobody is reminded of what has just reached them
        found.append(run.due(Mark.NUDGE, half))
    return found


def _urgent(case: Hostile, office: Office, run: Run) -> tuple[datetime, datetime, datetime]:
    """At 15, 30 and 45 minutes; after an outage, with 30 fresh minutes from the page on."""
    since, rest = _since(case, office), ACKNOWLEDGE_URGENT / 2
    page, step_up = since + rest, since + ACKNOWLEDGE_URGENT
    paged = run.went_out(Mark.NUDGE)
    if paged is not None and paged - page > JUST_IN_TIME:
        step_up = paged + ACKNOWLEDGE_URGENT
    return page, step_up, max(step_up, run.went_out(Mark.STEP_UP) or step_up) + rest


def _give_up_at(case: Hostile, office: Office) -> datetime:
    last = case.care.asked[-1]
    return office.calendar(last.person).add(last.at, GIVE_UP_AFTER)


def _calendar(case: Hostile, office: Office) -> Calendar:
    return office.calendar(case.asked[0] if case.asked else None)
