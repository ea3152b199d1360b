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
"""Cases, and members, from which on a number points at nobody."""


@dataclass(frozen=True, slots=True)
class Week:
    """Counts of one week; no person and no customer is in them."""

    taken: int
    helped: int
    kept: int
    settled: int
    flags: int
    done: int = 0
    """Dishes, of claims and hostile cases."""
    open: int = 0
    dropped: int = 0


@dataclass(frozen=True, slots=True)
class Shown:
    """What of a week may be shown; None is hidden."""

    taken: int
    helped: int
    kept: int | None
    settled: int | None
    flags: int | None
    done: int = 0
    open: int = 0
    dropped: int = 0

    @property
    def too_few(self) -> bool:
        return self.kept is None or self.flags is None


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
    """The last Monday to Sunday before `due` in the team's zone, and its ISO name."""
    calendar = Calendar(team.zone, team.hours)
    today = calendar.local(due).date()
    monday = today - timedelta(days=today.weekday() + 7)
    year, number, _ = monday.isocalendar()
    start, end = (calendar.moment(day, time()) for day in (monday, monday + timedelta(days=7)))
    return start, end, f"{year}-W{number:02}"


def count(cases: Iterable[Case], start: datetime, end: datetime) -> Week:
    """What happened from `start` until before `end`."""

    def inside(at: datetime | None) -> bool:
        return at is not None and start <= at.astimezone(UTC) < end

    known = list(cases)
    claims = [case for case in known if isinstance(case, Claim)]
    promises = [p for case in claims for p in case.promises if p.kept and inside(p.settled_at)]
    flags = [case for case in known if isinstance(case, Flag) and _counts(case)]
    dishes = [dish for case in known for dish in case.dishes]
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
    """Whether it is a hostile contact that the team may hear of as a number."""
    alone = case.withdrawn_at is None and case.merged_into is None and not case.unconfirmed
    return alone and Type.CUSTOMER_IN_DANGER not in case.types


def owners(cases: Iterable[Case], start: datetime, end: datetime) -> list[str]:
    """Who took hold in that week, in no order that says how often."""
    claims = [case for case in cases if isinstance(case, Claim)]
    return sorted({case.owner for case in claims if case.owner and start <= case.claimed_at < end})


def show(week: Week, members: int) -> Shown:
    """Shares from five cases up, flags from five cases and five members up."""
    shares = week.settled >= ENOUGH
    flags = week.flags >= ENOUGH and members >= ENOUGH
    return Shown(
        taken=week.taken,
        helped=week.helped,
        kept=week.kept if shares else None,
        settled=week.settled if shares else None,
        flags=week.flags if flags else None,
        done=week.done,
        open=week.open,
        dropped=week.dropped,
    )


def _working(calendar: Calendar, day: date) -> date:
    while not calendar.works_on(day):
        day += timedelta(days=1)
    return day
