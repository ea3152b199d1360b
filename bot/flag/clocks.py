"""When something falls due in a flag, from the first answer to the close."""

from datetime import datetime, timedelta

from bot.calendar import Calendar
from bot.due import Clock, Due, Mark, Run, Sent
from bot.flag.asked import explains, goes_on, moved_to, skip_for
from bot.flag.case import ANSWERED, OPEN, WAITING, Flag, Headline, Track
from bot.flag.closing import lacking
from bot.flag.paging import STEP_UP_AFTER, minutes, pages
from bot.flag.tracks import Behaviour
from bot.team import Team, stepped_up

ACKNOWLEDGE = {Track.LIGHT: timedelta(hours=8), Track.SERIOUS: timedelta(hours=2)}
"""Working time in which the manager answers."""
STEP_UP_AT = 1.5
"""A multiple of the allowed time."""
GIVE_UP_AFTER = timedelta(hours=8)
"""Working time after a step-up when nobody has answered yet."""


def all_due(case: Flag, team: Team, sent: Sent) -> list[Due]:
    """Every moment that the flag's state wants, but for its dishes."""
    return [
        *route(case, team),
        *acknowledge(case, team, sent),
        *talk(case, team, sent),
        *decision(case, team, sent),
        *explanation(case, team, sent),
        *reply(case, team, sent),
        *close(case, team, sent),
        *limit(case, team, sent),
    ]


def route(case: Flag, team: Team) -> list[Due]:
    """At once, when who is asked is not who should be (behaviour.md, Who is asked)."""
    if case.headline not in OPEN or case.unconfirmed or not team.active(case.agent):
        return []
    if moved_to(case, team) is not None:
        return [Run(Clock.ROUTE, case.care.run, {}).due(Mark.STEP_UP, case.care.since)]
    return [
        Run(Clock.ROUTE, int(at.timestamp()), {}).due(Mark.WARNING, at)
        for at in _comings_and_goings(case, team)
    ]


def _comings_and_goings(case: Flag, team: Team) -> list[datetime]:
    """When somebody goes away who is asked; with nobody to go on, when somebody comes back."""
    goings = [
        team.midnight(person, each.first)
        for person in case.asked
        for each in team.absences.get(person, ())
    ]
    if case.asked and (case.headline in WAITING or goes_on(case, team) is not None):
        return goings
    return goings + [
        team.midnight(person, each.last + timedelta(days=1))
        for person, absences in team.absences.items()
        for each in absences
    ]


def answer_due(case: Flag, team: Team) -> datetime:
    """The time promised to the agent; with less than half of it left at a move, it begins anew."""
    return _allowed(case, team, _since(case, team))


def _allowed(case: Flag, team: Team, since: datetime, share: float = 1) -> datetime:
    """When that share of the allowed time has passed; at all hours in an urgent case."""
    if case.pace.urgent:
        return since + STEP_UP_AFTER * share
    return _calendar(case, team).add(since, ACKNOWLEDGE[case.pace] * share)


def _since(case: Flag, team: Team) -> datetime:
    """From when that time counts: the flag, or the last move if less than half was left then."""
    began = case.care.safe_at or case.care.since
    moved_at = max(began, case.care.asked[0].at) if case.care.asked else began
    half_left = _allowed(case, team, moved_at, 0.5) <= _allowed(case, team, began)
    return began if half_left else moved_at


def step_up_at(case: Flag, team: Team, sent: Sent) -> datetime:
    """When one more person is asked, at the earliest one working hour after the warning."""
    run = Run(Clock.ACKNOWLEDGE, case.care.run, sent)
    if case.pace.urgent:
        return minutes(case, _since(case, team), run)[1]
    calendar = _calendar(case, team)
    due = _allowed(case, team, _since(case, team), STEP_UP_AT)
    due = run.after_warning(due, calendar, planned=answer_due(case, team))
    asked_next = stepped_up(team, case.agent, case.asked, case.contact)
    return team.calendar(asked_next).opening(due)


def acknowledge(case: Flag, team: Team, sent: Sent) -> list[Due]:
    if not case.answer_awaited or not case.asked or not team.active(case.agent):
        return []
    run = Run(Clock.ACKNOWLEDGE, case.care.run, sent)
    if case.pace.urgent:
        page, step_up, last_word = minutes(case, _since(case, team), run)
        dues = [run.due(Mark.NUDGE, page), run.due(Mark.STEP_UP, step_up)]
        return [*dues, run.due(Mark.GIVE_UP, last_word), *pages(case, team, run)]
    if case.care.stepped_up:
        return [run.due(Mark.GIVE_UP, _give_up_at(case, team))]
    calendar = _calendar(case, team)
    dues = [
        run.due(Mark.WARNING, calendar.opening(answer_due(case, team))),
        run.due(Mark.STEP_UP, step_up_at(case, team, sent)),
    ]
    half = calendar.opening(_allowed(case, team, _since(case, team), 0.5))
    if half > case.care.asked[0].at:  # nobody is reminded of what has just reached them
        dues.append(run.due(Mark.NUDGE, half))
    return dues


def _give_up_at(case: Flag, team: Team) -> datetime:
    last_asked = case.care.asked[-1]
    return team.calendar(last_asked.person).add(last_asked.at, GIVE_UP_AFTER)


def _calendar(case: Flag, team: Team) -> Calendar:
    return team.calendar(case.asked[0] if case.asked else None)


TALK_DAYS = {Track.LIGHT: 2, Track.SERIOUS: 2, Track.URGENT: 3}
TALK_ASKED_DAYS = 2
TALK_AGAIN_DAYS = 2
DECISION = {Track.SERIOUS: timedelta(hours=16), Track.URGENT: timedelta(hours=8)}
"""Working time after the first answer."""
EXPLANATION = timedelta(hours=8)
"""Working time after the decision, or after it was heard elsewhere."""
REPLY_DAYS = 5
OBJECT_DAYS = 2
CLOSES_BY_ITSELF_DAYS = 5
LIMIT_REMINDER_DAYS = 5


def first_answer(case: Flag) -> datetime:
    """When the agent was first answered; they must have been."""
    assert case.care.answered_at is not None  # noqa: S101  the caller has seen that somebody answered
    return case.care.answered_at


def talk_due(case: Flag, team: Team) -> datetime | None:
    """09:00 of the day on which the talk falls due; None when no talk is awaited.

    The clock waits while the agent is away.
    """
    if not case.talk_awaited or not team.active(case.agent):
        return None
    calendar = team.calendar(goes_on(case, team), without=case.agent)
    if case.care.talk_asked_at is None:
        day = calendar.day_after(first_answer(case), TALK_DAYS[case.track])
    else:
        day = calendar.day_after(case.care.talk_asked_at, TALK_ASKED_DAYS)
    morning = calendar.morning(day)
    moved_at = _asked_since(case)
    return morning if moved_at <= morning else calendar.morning(calendar.day_after(moved_at, 1))


def _run(case: Flag, number: int) -> int:
    """The number of a run that also begins anew each time the case moves."""
    return case.care.run * 1000 + number


def talk(case: Flag, team: Team, sent: Sent) -> list[Due]:
    morning = talk_due(case, team)
    if morning is None:
        return []
    calendar = team.calendar(goes_on(case, team), without=case.agent)
    reminder = calendar.morning(calendar.day_after(morning, TALK_AGAIN_DAYS))
    run = Run(Clock.TALK, _run(case, case.care.talks), sent)
    return [run.due(Mark.NUDGE, morning), run.due(Mark.WARNING, reminder)]


def decision(case: Flag, team: Team, sent: Sent) -> list[Due]:
    """One nudge, counted from the first answer; a light case needs none."""
    if case.headline is not Headline.ANSWERED or case.track is Track.LIGHT:
        return []
    calendar = team.calendar(goes_on(case, team))
    since = max(first_answer(case), _asked_since(case))
    due = calendar.half_day(calendar.add(since, DECISION[case.track]))
    return [Run(Clock.DECISION, case.care.run, sent).due(Mark.NUDGE, due)]


def explanation_due(case: Flag, team: Team) -> datetime | None:
    """By when the agent is to hear what was decided, and why; None when nothing is owed."""
    since = _owed_since(case)
    if since is None:
        return None
    return team.calendar(explains(case, team)).add(since, EXPLANATION)


def _owed_since(case: Flag) -> datetime | None:
    """Since when an explanation is owed, or since the case moved; None when none is owed."""
    since = case.unexplained_since
    if since is None or case.headline not in ANSWERED:
        return None
    return max(since, _asked_since(case))


def _asked_since(case: Flag) -> datetime:
    return case.care.asked[0].at if case.care.asked else case.care.since


def explanation(case: Flag, team: Team, sent: Sent) -> list[Due]:
    """Nudges after 4 and 8 hours; after 16 the skip, when it is against the agent."""
    since, due = _owed_since(case), explanation_due(case, team)
    if since is None or due is None:
        return []
    run = Run(Clock.EXPLANATION, _run(case, len(case.decisions) + len(case.heard)), sent)
    calendar = team.calendar(explains(case, team))
    warning = calendar.half_day(due)
    half = calendar.half_day(calendar.add(since, EXPLANATION / 2))
    dues = [run.due(Mark.WARNING, warning)]
    if half < warning:
        dues.append(run.due(Mark.NUDGE, half))
    if _against_agent(case) and skip_for(case, team) not in (None, *case.asked):
        step_up = run.after_warning(calendar.add(since, EXPLANATION * 2), calendar, planned=warning)
        dues.append(run.due(Mark.STEP_UP, step_up))
    return dues


def _against_agent(case: Flag) -> bool:
    """Whether what is owed is news against the agent; what was heard elsewhere always is."""
    newest = case.decision
    unexplained = newest is not None and newest.explained_at is None
    return newest.what.against_agent if newest and unexplained else True


def reply(case: Flag, team: Team, sent: Sent) -> list[Due]:
    """Five working days, without those when the agent is away; then it is *no answer*."""
    newest = case.decision
    if newest is None or newest.explained_at is None or case.headline not in ANSWERED:
        return []
    if not case.reply_awaited or not team.active(case.agent):
        return []
    at = _same_hour(case, team, newest.explained_at, REPLY_DAYS)
    return [Run(Clock.REPLY, len(case.decisions), sent).due(Mark.GIVE_UP, at)]


def close(case: Flag, team: Team, sent: Sent) -> list[Due]:
    """Two working days after it was asked for; a light case also by itself, five after the answer.

    Not while anything is missing.
    """
    if case.headline not in ANSWERED or lacking(case, team) is not None:
        return []
    if case.closing is not None:
        since, at = case.closing.at, closes_at(case, team)
    elif case.track is Track.LIGHT and not case.kept_open:
        since = first_answer(case)
        at = _same_hour(case, team, since, CLOSES_BY_ITSELF_DAYS)
    else:
        return []
    return [Run(Clock.CLOSE, int(since.timestamp()), sent).due(Mark.GIVE_UP, at)]


def closes_at(case: Flag, team: Team) -> datetime:
    """When a close that was asked for comes about."""
    assert case.closing is not None  # noqa: S101  the caller has seen that it was asked for
    return _same_hour(case, team, case.closing.at, OBJECT_DAYS)


def limit(case: Flag, team: Team, sent: Sent) -> list[Due]:
    """Five working days before limited contact ends, also when the case is closed by then."""
    newest = case.decision
    if newest is None or newest.what.behaviour is not Behaviour.LIMITED:
        return []
    until = newest.what.limited_until
    if until is None or case.withdrawn_at is not None:
        return []
    calendar = team.calendar(newest.by)
    at = calendar.morning(calendar.day_before(until, LIMIT_REMINDER_DAYS))
    if at <= newest.at:
        return []
    return [Run(Clock.LIMIT, len(case.decisions), sent).due(Mark.NUDGE, at)]


def _same_hour(case: Flag, team: Team, since: datetime, days: int) -> datetime:
    """`days` working days of the agent later, without their absences, at the same time of day."""
    calendar = team.calendar(case.agent, without=case.agent)
    day = calendar.day_after(since, days)
    return calendar.opening(calendar.moment(day, calendar.local(since).time()))
