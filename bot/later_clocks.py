"""What falls due after the first answer: talk, decision, explanation, the agent's reply, close."""

from datetime import datetime, timedelta

from bot.cases.closing_steps import lacking
from bot.cases.decision import Behaviour
from bot.cases.hostile import ANSWERED, Answer, Headline, Hostile, Track
from bot.due import Clock, Due, Mark, Run, Sent
from bot.people import Office, explains, goes_on, skip_for

TALK_DAYS = {Track.LIGHT: 2, Track.SERIOUS: 2, Track.URGENT: 3}
TALK_ASKED_DAYS = 2
TALK_AGAIN_DAYS = 2
DECISION = {Track.SERIOUS: timedelta(hours=16), Track.URGENT: timedelta(hours=8)}
EXPLANATION = timedelta(hours=8)
REPLY_DAYS = 5
OBJECT_DAYS = 2
CLOSES_BY_ITSELF_DAYS = 5
LIMIT_REMINDER_DAYS = 5


def first_answer(case: Hostile) -> Answer:
    """Who answered first goes on with the case."""
    return min(case.care.answers, key=lambda answer: answer.at)


def talk_due(case: Hostile, office: Office) -> datetime | None:
    """09:00 of the day on which the talk falls due; None when no talk is awaited.

    The clock waits while the agent is away.
    """
    if not case.talk_awaited or not office.active(case.agent):
        return None
    calendar = office.calendar(goes_on(case, office), without=case.agent)
    if case.care.talk_asked_at is None:
        day = calendar.day_after(first_answer(case).at, TALK_DAYS[case.track])
    else:
        day = calendar.day_after(case.care.talk_asked_at, TALK_ASKED_DAYS)
    morning = calendar.morning(day)
    moved = _asked_since(case)
    return morning if moved <= morning else calendar.morning(calendar.day_after(moved, 1))


def _run(case: Hostile, number: int) -> int:
    """Each time the case moves, its clocks begin runs of their own."""
    return case.care.run * 1000 + number


def talk(case: Hostile, office: Office, sent: Sent) -> list[Due]:
    morning = talk_due(case, office)
    if morning is None:
        return []
    calendar = office.calendar(goes_on(case, office), without=case.agent)
    again = calendar.morning(calendar.day_after(morning, TALK_AGAIN_DAYS))
    run = Run(Clock.TALK, _run(case, case.care.talks), sent)
    return [run.due(Mark.NUDGE, morning), run.due(Mark.WARNING, again)]


def decision(case: Hostile, office: Office, sent: Sent) -> list[Due]:
    """One nudge, counted from the first answer; a light case needs none."""
    if case.headline is not Headline.ANSWERED or case.track is Track.LIGHT:
        return []
    calendar = office.calendar(goes_on(case, office))
    since = max(first_answer(case).at, _asked_since(case))
    due = calendar.half_day(calendar.add(since, DECISION[case.track]))
    return [Run(Clock.DECISION, case.care.run, sent).due(Mark.NUDGE, due)]


def explanation_due(case: Hostile, office: Office) -> datetime | None:
    """By when the agent is to hear what was decided, and why; None when nothing is owed."""
    since = _owed_since(case)
    if since is None:
        return None
    return office.calendar(explains(case, office)).add(since, EXPLANATION)


def _owed_since(case: Hostile) -> datetime | None:
    """Whoever the case has moved to gets the whole time."""
    since = case.unexplained_since
    if since is None or case.headline not in ANSWERED:
        return None
    return max(since, _asked_since(case))


def _asked_since(case: Hostile) -> datetime:
    return case.care.asked[0].at if case.care.asked else case.care.since


def explanation(case: Hostile, office: Office, sent: Sent) -> list[Due]:
    """At 4 and at 8 wh; at 16 wh, when it is against the agent, the skip."""
    since, due = _owed_since(case), explanation_due(case, office)
    if since is None or due is None:
        return []
    run = Run(Clock.EXPLANATION, _run(case, len(case.decisions) + len(case.heard)), sent)
    calendar = office.calendar(explains(case, office))
    warning = calendar.half_day(due)
    half = calendar.half_day(calendar.add(since, EXPLANATION / 2))
    found = [run.due(Mark.WARNING, warning)]
    if half < warning:
        found.append(run.due(Mark.NUDGE, half))
    if _against_agent(case) and skip_for(case, office) not in (None, *case.asked):
        late = run.after_warning(calendar.add(since, EXPLANATION * 2), calendar, planned=warning)
        found.append(run.due(Mark.STEP_UP, late))
    return found


def _against_agent(case: Hostile) -> bool:
    """Also what the agent heard elsewhere: that the customer was given something."""
    newest = case.decision
    decided = newest is not None and newest.explained_at is None
    return newest.what.against_agent if newest and decided else True


def reply(case: Hostile, office: Office, sent: Sent) -> list[Due]:
    """Silence is noted as such; the clock waits while the agent is away."""
    newest = case.decision
    if newest is None or newest.explained_at is None or case.headline not in ANSWERED:
        return []
    if not case.reply_awaited or not office.active(case.agent):
        return []
    at = _same_hour(case, office, newest.explained_at, REPLY_DAYS)
    return [Run(Clock.REPLY, len(case.decisions), sent).due(Mark.GIVE_UP, at)]


def close(case: Hostile, office: Office, sent: Sent) -> list[Due]:
    """Two working days after it was asked for; a light case also by itself, five after the answer.

    Not while anything is missing.
    """
    if case.headline not in ANSWERED or lacking(case, office) is not None:
        return []
    if case.closing is not None:
        since, at = case.closing.at, closes_at(case, office)
    elif case.track is Track.LIGHT and not case.kept_open:
        since = first_answer(case).at
        at = _same_hour(case, office, since, CLOSES_BY_ITSELF_DAYS)
    else:
        return []
    return [Run(Clock.CLOSE, int(since.timestamp()), sent).due(Mark.GIVE_UP, at)]


def closes_at(case: Hostile, office: Office) -> datetime:
    """When a close that was asked for comes about."""
    assert case.closing is not None  # noqa: S101  the caller has seen that it was asked for
    return _same_hour(case, office, case.closing.at, OBJECT_DAYS)


def limit(case: Hostile, office: Office, sent: Sent) -> list[Due]:
    """Five working days before limited contact ends, also when the case is closed by then."""
    newest = case.decision
    if newest is None or newest.what.behaviour is not Behaviour.LIMITED:
        return []
    until = newest.what.limited_until
    if until is None or case.withdrawn_at is not None:
        return []
    calendar = office.calendar(newest.by)
    at = calendar.morning(calendar.day_before(until, LIMIT_REMINDER_DAYS))
    if at <= newest.at:
        return []
    return [Run(Clock.LIMIT, len(case.decisions), sent).due(Mark.NUDGE, at)]


def _same_hour(case: Hostile, office: Office, since: datetime, days: int) -> datetime:
    """So many working days of the agent later, at the same time of day."""
    calendar = office.calendar(case.agent, without=case.agent)
    day = calendar.day_after(since, days)
    return calendar.opening(calendar.moment(day, calendar.local(since).time()))
