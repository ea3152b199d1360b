"""Working time: a person's zone, the team's hours and the days off, as one value."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

WEEK = frozenset(range(5))
HORIZON = 400
"""Days that are searched for working time, forwards or backwards."""
HALF_DAYS = (time(9), time(13))
"""When nudges go out that need not go at their time (behaviour.md, Nudge rules)."""


@lru_cache(maxsize=1000)
def known_zone(name: str | None) -> str | None:
    """The name of a time zone, where this machine knows it."""
    try:
        return ZoneInfo(name).key if name else None
    except (ZoneInfoNotFoundError, ValueError, OSError):  # no zone; no name; a folder of zones
        return None


@dataclass(frozen=True, slots=True)
class Hours:
    """A team's working hours in local time; days count from Monday = 0."""

    start: time = time(8)
    end: time = time(16)
    days: frozenset[int] = WEEK


@dataclass(frozen=True, slots=True)
class Calendar:
    """When one person works. All moments in and out are aware; those out are UTC."""

    zone: str
    hours: Hours = Hours()
    holidays: frozenset[date] = field(default_factory=frozenset)
    """Local days on which the person does not work, whatever the weekday: their absences."""

    def local(self, at: datetime) -> datetime:
        return at.astimezone(ZoneInfo(self.zone))

    def works_on(self, day: date) -> bool:
        return day.weekday() in self.hours.days and day not in self.holidays

    def moment(self, day: date, clock: time) -> datetime:
        """`clock` on that day in this zone, as UTC; of an hour that autumn repeats, the first."""
        return datetime.combine(day, clock, ZoneInfo(self.zone)).astimezone(UTC)

    def opening(self, at: datetime) -> datetime:
        """The first working moment at or after `at`; closing time itself is not working time.

        Raises ValueError when there is none within HORIZON days; so do `add` and `subtract`.
        """
        for start, end in self._spans_from(at):
            if at < end:
                return max(at, start).astimezone(UTC)
        raise ValueError("no working time within a year")

    def add(self, at: datetime, working: timedelta) -> datetime:
        """The moment at which `working` time has passed since `at`."""
        at, remaining = at.astimezone(UTC), working  # in local time a sum goes wrong in summer time
        for start, end in self._spans_from(at):
            beginning = max(at, start)
            if beginning + remaining <= end:
                return (beginning + remaining).astimezone(UTC)
            remaining -= max(end - beginning, timedelta())
        raise ValueError("no working time within a year")

    def subtract(self, at: datetime, working: timedelta) -> datetime:
        """The moment from which `working` time passes until `at`."""
        at, remaining = at.astimezone(UTC), working
        for start, end in self._spans_until(at):
            finish = min(at, end)
            if finish - remaining >= start:
                return (finish - remaining).astimezone(UTC)
            remaining -= max(finish - start, timedelta())
        raise ValueError("no working time within a year")

    def day_after(self, at: datetime, days: int) -> date:
        """The `days`-th working day after the local day of `at`."""
        day = self.local(at).date()
        for _ in range(days):
            day += timedelta(days=1)
            while not self.works_on(day):
                day += timedelta(days=1)
        return day

    def day_before(self, day: date, days: int) -> date:
        """The `days`-th working day before that day."""
        for _ in range(days):
            day -= timedelta(days=1)
            while not self.works_on(day):
                day -= timedelta(days=1)
        return day

    def morning(self, day: date) -> datetime:
        """09:00 of that day, or the first working moment after it."""
        return self.opening(self.moment(day, time(9)))

    def half_day(self, at: datetime) -> datetime:
        """The first 09:00 or 13:00 of a working day at or after `at`, in working time."""
        day = self.local(at).date()
        for _ in range(HORIZON):
            for clock in HALF_DAYS:
                moment = self.moment(day, clock)
                if moment >= at and self.opening(moment) == moment:
                    return moment
            day += timedelta(days=1)
        return self.opening(at)  # the team's hours hold neither of the two

    def _spans_from(self, at: datetime) -> Iterator[tuple[datetime, datetime]]:
        first = self.local(at).date()
        return self._spans(first + timedelta(days=n) for n in range(HORIZON))

    def _spans_until(self, at: datetime) -> Iterator[tuple[datetime, datetime]]:
        last = self.local(at).date()
        return self._spans(last - timedelta(days=n) for n in range(HORIZON))

    def _spans(self, days: Iterator[date]) -> Iterator[tuple[datetime, datetime]]:
        for day in days:
            if self.works_on(day):
                yield self.moment(day, self.hours.start), self.moment(day, self.hours.end)
