"""What falls due when in a claim (behaviour.md, Clocks)."""

from datetime import datetime, time, timedelta

from bot.claim.case import OPEN, OWNED, UNOWNED, Claim
from bot.due import Clock, Due, Mark, Run, Sent
from bot.team import Team, manager_of

PROMISE_BEFORE = timedelta(hours=1)
PROMISE_AFTER = timedelta(hours=4)
ACCEPT = timedelta(hours=4)
"""Working time of whoever is asked to take a case."""
SHARE_OUT = timedelta(hours=4)
"""Working time in which a manager finds somebody for a case that nobody has."""
THANKS = timedelta(hours=8)
"""Working time of the manager, from when the case was claimed."""


def all_due(case: Claim, team: Team, sent: Sent) -> list[Due]:
    """Every moment that the claim's state wants, but for its dishes."""
    return [
        *_owner_gone(case, team, sent),
        *_promise(case, team, sent),
        *_offer(case, team, sent),
        *unowned(case, team, sent),
        *_thanks(case, team, sent),
    ]


def _promise(case: Claim, team: Team, sent: Sent) -> list[Due]:
    """A nudge an hour before, a warning when due, and a step-up to a manager 4 hours later."""
    if not (case.promise_running or case.promise_missed):
        return []
    run = Run(Clock.PROMISE, len(case.promises), sent)
    due, calendar = case.promise.due, team.calendar(case.owner)
    manager_calendar = team.calendar(manager_of(team, case.owner))
    step_up = run.after_warning(calendar.add(due, PROMISE_AFTER), calendar, planned=due)
    dues = [run.due(Mark.STEP_UP, manager_calendar.opening(step_up))]
    if case.promise_missed:
        return dues
    dues.append(run.due(Mark.WARNING, calendar.opening(due)))
    nudge = calendar.subtract(due, PROMISE_BEFORE)
    if nudge > case.promise.made_at:
        dues.append(run.due(Mark.NUDGE, nudge))
    return dues


def _offer(case: Claim, team: Team, sent: Sent) -> list[Due]:
    """A nudge half-way; then the offer lapses, at once when the account of its receiver is gone."""
    if case.offer is None or case.headline not in OPEN:
        return []
    run = Run(Clock.OFFER, case.offers, sent)
    if not team.active(case.offer.to):
        return [run.due(Mark.GIVE_UP, case.offer.since)]
    lapse, half_way = lapses_at(case, team), _half(case, team)
    nudge = [run.due(Mark.NUDGE, half_way)] if half_way < lapse else []
    return [*nudge, run.due(Mark.GIVE_UP, lapse)]


def lapses_at(case: Claim, team: Team) -> datetime:
    """When an unanswered offer lapses: after 4 hours, or an hour before the promise."""
    assert case.offer is not None  # noqa: S101  asked for only while somebody is asked
    since, calendar = case.offer.since, team.calendar(case.offer.to)
    lapse = calendar.add(since, ACCEPT)
    if case.promise.kept is not None:
        return lapse
    hour_before = calendar.subtract(case.promise.due, PROMISE_BEFORE)
    latest = hour_before if hour_before > since else case.promise.due
    return min(lapse, latest) if latest > since else lapse


def _half(case: Claim, team: Team) -> datetime:
    assert case.offer is not None  # noqa: S101  asked for only while somebody is asked
    return team.calendar(case.offer.to).add(case.offer.since, ACCEPT / 2)


def unowned(case: Claim, team: Team, sent: Sent) -> list[Due]:
    """A step-up to the skip after 4 hours, or when the promise falls due."""
    if case.headline not in UNOWNED or case.offer or case.unowned is None:
        return []
    since, before = case.unowned.since, case.unowned.before
    at = team.calendar(manager_of(team, before)).add(since, SHARE_OUT)
    if case.promise.kept is None and case.promise.due > since:
        at = min(at, case.promise.due)
    step_up = team.calendar(team.settings.skip).opening(at)
    return [Run(Clock.UNOWNED, case.losses, sent).due(Mark.STEP_UP, step_up)]


def _owner_gone(case: Claim, team: Team, sent: Sent) -> list[Due]:
    """At once when the account is gone; when an absence begins that outlasts the promise."""
    if case.headline not in OWNED or case.owner is None:
        return []
    run = Run(Clock.OWNER, case.losses + 1, sent)
    if not team.active(case.owner):
        return [run.due(Mark.GIVE_UP, case.claimed_at)]
    at = _away_from(case, case.owner, team)
    return [run.due(Mark.GIVE_UP, at)] if at else []


def _away_from(case: Claim, owner: str, team: Team) -> datetime | None:
    """When the owner goes away, leaving a promise that falls due before they are back; None if not.

    A promise that was made during an absence is left out: whoever made it is at work.
    """
    if not case.promise_running:
        return None
    calendar = team.calendar(owner)
    made_on = calendar.local(case.promise.made_at).date()
    due_on = calendar.local(case.promise.due).date()
    for absence in team.absences.get(owner, ()):
        if made_on <= absence.first <= due_on <= absence.last:
            return max(calendar.moment(absence.first, time()), case.promise.made_at)
    return None


def _thanks(case: Claim, team: Team, sent: Sent) -> list[Due]:
    """One nudge to a manager; none when the owner is a manager, or was thanked."""
    manager = manager_of(team, case.owner)
    exempt = case.owner is None or case.owner in team.settings.managers
    if exempt or manager is None or case.thanked_at is not None:
        return []
    calendar = team.calendar(manager)
    at = calendar.half_day(calendar.add(case.claimed_at, THANKS))
    return [Run(Clock.THANKS, 1, sent).due(Mark.NUDGE, at)]
