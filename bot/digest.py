"""A week of cases -> what may be shown to the team (behaviour.md, The weekly digest)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from bot.calendar import Calendar
from bot.claim.case import Claim, Kept
from bot.flag.case import Flag, Type
from bot.steps import Case
from bot.team import TeamSettings

ENOUGH = 5
"""Settled promises, flags, or members: with fewer a number would point at somebody."""


@dataclass(frozen=True, slots=True)
class Week:
    """Counts of one week; no person and no customer is in them.

    Of the `settled` promises, kept or missed in that week, `kept` were kept.
    """

    taken: int
    helped: int
    kept: int
    settled: int
    flags: int
    done: int = 0
    """Dishes of claims alone: one of a flag would give the flag away.

    `open` counts all that are open at the end, however old.
    """
    open: int = 0
    dropped: int = 0


@dataclass(frozen=True, slots=True)
class Shown:
    """The counts of a week that may be shown; None where one is hidden."""

    taken: int
    helped: int
    kept: int | None
    settled: int | None
    flags: int | None
    done: int = 0
    open: int = 0
    dropped: int = 0


def next_digest(team: TeamSettings, after: datetime) -> datetime:
    """The team's first digest time later than `after`, on a working day."""
    calendar = Calendar(team.zone, team.hours)
    day = calendar.local(after).date() - timedelta(days=7)
    while True:
        day += timedelta(days=1)
        if day.weekday() == team.digest_day:
            at = calendar.moment(_working(calendar, day), team.digest_time)
            if at > after:
                return at


def week_before(team: TeamSettings, due: datetime) -> tuple[datetime, datetime, str]:
    """(start, end, ISO name) of the last Monday to Sunday before `due`, in the team's zone."""
    calendar = Calendar(team.zone, team.hours)
    today = calendar.local(due).date()
    monday = today - timedelta(days=today.weekday() + 7)
    year, number, _ = monday.isocalendar()
    start, end = (calendar.moment(day, time()) for day in (monday, monday + timedelta(days=7)))
    return start, end, f"{year}-W{number:02}"


def count(cases: Iterable[Case], start: datetime, end: datetime) -> Week:
    """What happened in `start` <= t < `end`."""

    def inside(at: datetime | None) -> bool:
        return at is not None and start <= at.astimezone(UTC) < end

    all_cases = list(cases)
    claims = [case for case in all_cases if isinstance(case, Claim)]
    promises = [p for case in claims for p in case.promises if p.kept and inside(p.settled_at)]
    flags = [case for case in all_cases if isinstance(case, Flag) and _counts(case)]
    dishes = [dish for case in claims for dish in case.dishes]
    return Week(
        taken=sum(inside(case.claimed_at) for case in claims),
        helped=sum(inside(case.helped_at) for case in claims),
        kept=sum(promise.kept is not Kept.LATE for promise in promises),
        settled=len(promises),
        flags=sum(inside(case.flagged_at) for case in flags),
        done=sum(inside(dish.done_at) for dish in dishes),
        open=sum(dish.open and dish.added_at < end for dish in dishes),
        dropped=sum(inside(dish.dropped_at) for dish in dishes),
    )


def _counts(case: Flag) -> bool:
    """Whether the digest counts this flag (behaviour.md, The weekly digest)."""
    valid = case.withdrawn_at is None and case.merged_into is None and not case.unconfirmed
    return valid and Type.CUSTOMER_IN_DANGER not in case.types


def owners(cases: Iterable[Case], start: datetime, end: datetime) -> list[str]:
    """Who took a claim in that week and still has it, each once, by id."""
    claims = [case for case in cases if isinstance(case, Claim)]
    return sorted({case.owner for case in claims if case.owner and start <= case.claimed_at < end})


def show(week: Week, members: int) -> Shown:
    """Hide what a week has too few of (behaviour.md, The weekly digest).

    Promises are shown from five settled ones up, flags from five flags and five members up.
    """
    enough_promises = week.settled >= ENOUGH
    enough_flags = week.flags >= ENOUGH and members >= ENOUGH
    return Shown(
        taken=week.taken,
        helped=week.helped,
        kept=week.kept if enough_promises else None,
        settled=week.settled if enough_promises else None,
        flags=week.flags if enough_flags else None,
        done=week.done,
        open=week.open,
        dropped=week.dropped,
    )


def _working(calendar: Calendar, day: date) -> date:
    while not calendar.works_on(day):
        day += timedelta(days=1)
    return day
