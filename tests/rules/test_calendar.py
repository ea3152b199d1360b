"""Working time, with the times written out."""

from datetime import date, time, timedelta

import pytest

from bot.calendar import Calendar, Hours
from tests.rules.people import COPENHAGEN, at, team

DK = Calendar(COPENHAGEN)
HOUR = timedelta(hours=1)


@pytest.mark.parametrize(
    ("asked", "opens"),
    [
        ("2026-03-02T07:59:59+01:00", "2026-03-02T08:00+01:00"),
        ("2026-03-02T08:00+01:00", "2026-03-02T08:00+01:00"),
        ("2026-03-02T15:59:59+01:00", "2026-03-02T15:59:59+01:00"),
        ("2026-03-02T16:00+01:00", "2026-03-03T08:00+01:00"),
        ("2026-03-02T03:00+01:00", "2026-03-02T08:00+01:00"),
        ("2026-03-06T16:00+01:00", "2026-03-09T08:00+01:00"),
        ("2026-03-07T12:00+01:00", "2026-03-09T08:00+01:00"),
        ("2026-03-27T16:00+01:00", "2026-03-30T08:00+02:00"),
    ],
)
def test_work_begins_at_eight_and_closing_time_is_not_working_time(asked: str, opens: str) -> None:
    assert DK.opening(at(asked)) == at(opens)


@pytest.mark.parametrize(
    ("begin", "hours", "end"),
    [
        ("2026-03-02T10:15+01:00", 2, "2026-03-02T12:15+01:00"),
        ("2026-03-02T14:00+01:00", 2, "2026-03-02T16:00+01:00"),
        ("2026-03-02T14:00+01:00", 2.5, "2026-03-03T08:30+01:00"),
        ("2026-03-02T18:00+01:00", 1, "2026-03-03T09:00+01:00"),
        ("2026-03-06T15:00+01:00", 8, "2026-03-09T15:00+01:00"),
        ("2026-03-07T23:00+01:00", 8, "2026-03-09T16:00+01:00"),
        ("2026-03-02T08:00+01:00", 40, "2026-03-06T16:00+01:00"),
        ("2026-03-27T15:00+01:00", 2, "2026-03-30T09:00+02:00"),
        ("2026-10-23T15:00+02:00", 2, "2026-10-26T09:00+01:00"),
    ],
)
def test_working_hours_pass_only_while_people_work(begin: str, hours: float, end: str) -> None:
    assert DK.add(at(begin), hours * HOUR) == at(end)


@pytest.mark.parametrize(
    ("end", "hours", "begin"),
    [
        ("2026-03-03T14:00+01:00", 1, "2026-03-03T13:00+01:00"),
        ("2026-03-03T08:00+01:00", 1, "2026-03-02T15:00+01:00"),
        ("2026-03-03T08:30+01:00", 1, "2026-03-02T15:30+01:00"),
        ("2026-03-03T20:00+01:00", 1, "2026-03-03T15:00+01:00"),
        ("2026-03-08T12:00+01:00", 1, "2026-03-06T15:00+01:00"),
        ("2026-03-30T08:00+02:00", 1, "2026-03-27T15:00+01:00"),
        ("2026-10-26T08:00+01:00", 1, "2026-10-23T15:00+02:00"),
    ],
)
def test_an_hour_before_a_promise_is_a_working_hour(end: str, hours: int, begin: str) -> None:
    assert DK.subtract(at(end), hours * HOUR) == at(begin)


def test_a_day_off_is_no_working_day() -> None:
    calendar = Calendar(COPENHAGEN, holidays=frozenset({date(2026, 4, 2), date(2026, 4, 3)}))
    assert calendar.add(at("2026-04-01T15:00+02:00"), 2 * HOUR) == at("2026-04-06T09:00+02:00")
    assert calendar.day_after(at("2026-04-01T15:00+02:00"), 1) == date(2026, 4, 6)


@pytest.mark.parametrize(
    ("moment", "days", "day"),
    [
        ("2026-03-02T23:59+01:00", 1, date(2026, 3, 3)),
        ("2026-03-03T00:01+01:00", 1, date(2026, 3, 4)),
        ("2026-03-05T10:00+01:00", 2, date(2026, 3, 9)),
        ("2026-03-07T10:00+01:00", 2, date(2026, 3, 10)),
        ("2026-03-02T23:30+00:00", 1, date(2026, 3, 4)),
    ],
)
def test_working_days_count_from_the_local_day(moment: str, days: int, day: date) -> None:
    assert DK.day_after(at(moment), days) == day


def test_nine_o_clock_is_the_first_working_moment_where_work_begins_later() -> None:
    late = Calendar(COPENHAGEN, Hours(time(10), time(18)))
    assert DK.morning(date(2026, 3, 3)) == at("2026-03-03T09:00+01:00")
    assert late.morning(date(2026, 3, 3)) == at("2026-03-03T10:00+01:00")


def test_where_nobody_ever_works_nothing_is_promised() -> None:
    never = Calendar(COPENHAGEN, Hours(days=frozenset()))
    moment = at("2026-03-02T10:00+01:00")
    with pytest.raises(ValueError, match="no working time"):
        never.opening(moment)
    with pytest.raises(ValueError, match="no working time"):
        never.add(moment, HOUR)
    with pytest.raises(ValueError, match="no working time"):
        never.subtract(moment, HOUR)


@pytest.mark.parametrize(
    ("begin", "end"),
    [
        ("2026-03-29T01:30+01:00", "2026-03-29T03:30+02:00"),
        ("2026-10-25T02:30+02:00", "2026-10-25T02:30+01:00"),
    ],
)
def test_the_night_of_summer_time_has_a_working_hour_of_sixty_minutes(begin: str, end: str) -> None:
    early = Calendar(COPENHAGEN, Hours(time(0), time(8), frozenset(range(7))))
    assert early.add(at(begin), HOUR) == at(end)
    assert early.add(early.local(at(begin)), HOUR) == at(end)
    assert early.subtract(early.local(at(end)), HOUR) == at(begin)


def test_the_long_night_of_october_holds_nine_working_hours_until_eight() -> None:
    early = Calendar(COPENHAGEN, Hours(time(0), time(8), frozenset(range(7))))
    midnight = at("2026-10-25T00:00+02:00")
    assert early.add(midnight, 9 * HOUR) == at("2026-10-25T08:00+01:00")
    assert early.add(at("2026-03-29T00:00+01:00"), 7 * HOUR) == at("2026-03-29T08:00+02:00")


def test_a_person_works_in_their_own_zone_and_at_the_teams_hours() -> None:
    spread = team(zones={"UHANS": "America/New_York"}, hours=Hours(time(9), time(15)))
    morning = at("2026-03-02T10:00+01:00")
    assert spread.calendar().opening(morning) == morning
    assert spread.calendar("UHANS").opening(morning) == at("2026-03-02T15:00+01:00")
    assert spread.calendar("USTRANGER").zone == COPENHAGEN


def test_moments_come_out_in_utc() -> None:
    assert str(DK.opening(at("2026-03-02T10:00+01:00"))) == "2026-03-02 09:00:00+00:00"


@pytest.mark.parametrize(
    ("moment", "half_day"),
    [
        ("2026-03-02T08:00+01:00", "2026-03-02T09:00+01:00"),
        ("2026-03-02T09:00+01:00", "2026-03-02T09:00+01:00"),
        ("2026-03-02T09:01+01:00", "2026-03-02T13:00+01:00"),
        ("2026-03-02T13:01+01:00", "2026-03-03T09:00+01:00"),
        ("2026-03-06T13:01+01:00", "2026-03-09T09:00+01:00"),
        ("2026-03-27T15:00+01:00", "2026-03-30T09:00+02:00"),
    ],
)
def test_a_half_day_begins_at_nine_and_at_one(moment: str, half_day: str) -> None:
    assert DK.half_day(at(moment)) == at(half_day)
