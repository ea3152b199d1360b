"""When a dish is spoken of, and to whom: on its day, then weekly, then a manager decides."""

from dataclasses import replace
from datetime import date, datetime
from typing import Any

import pytest

from bot.claim.case import Claim, Headline
from bot.claim.steps import MarkHelped, Reopen
from bot.dishes import clocks as dish_clocks
from bot.dishes.steps import AcceptDish, AddDish, DishDone, DropDish, KeepDish, PassDish
from bot.notices import Says
from bot.refusals import Code, Refused
from bot.steps import Step
from bot.text import Typed
from tests.rules.people import EMMA, GRETA, HANS, IDA, KARIN, SIGRID, at, claimed, team
from tests.rules.play import Play, heard

THURSDAY = "2026-03-26T09:00+01:00"
DAY = date(2026, 4, 2)
NUDGE, STALE = Says.DISH_DUE, Says.DISH_STALE


def stands(play: Play[Claim]) -> Headline:
    return play.case.headline


def helped(owner: str = IDA, **settings: Any) -> Play[Claim]:
    there = team(**settings)
    case = claimed(THURSDAY, "2026-03-26T14:00+01:00", owner=owner)
    play = Play(replace(case, thanked_at=at(THURSDAY)), there, at(THURSDAY))
    play.does(owner, MarkHelped())
    return play


def about_dishes(play: Play[Claim]) -> list[tuple[datetime, Says, str]]:
    return [entry for entry in heard(play.said) if entry[1] in (NUDGE, STALE)]


@pytest.mark.parametrize(
    ("day", "nudge", "stale"),
    [
        # S40, before holidays are known
        ("2026-04-02", "2026-04-02T09:00+02:00", "2026-04-16T09:00+02:00"),
        # a Saturday: on Monday; today, after nine: at one o'clock
        ("2026-04-04", "2026-04-06T09:00+02:00", "2026-04-16T09:00+02:00"),
        ("2026-03-26", "2026-03-26T13:00+01:00", "2026-04-16T09:00+02:00"),
        # a day later than fifteen working days: not before it has passed
        ("2026-05-07", "2026-05-07T09:00+02:00", "2026-05-08T09:00+02:00"),
    ],
)
def test_a_dish_is_spoken_of_on_its_day_and_after_fifteen_working_days(
    day: str, nudge: str, stale: str
) -> None:
    play = helped()
    play.passes(at("2026-03-26T09:30+01:00"))
    play.does(IDA, AddDish(KARIN, date.fromisoformat(day)))
    assert stands(play) is Headline.HELPED
    play.passes(at("2027-01-01T00:00Z"))
    assert about_dishes(play) == [(at(nudge), NUDGE, KARIN), (at(stale), STALE, HANS)]


def test_the_dishes_of_a_managers_case_are_the_skips_to_decide_about() -> None:
    play = helped(HANS)
    play.does(HANS, AddDish(KARIN, DAY))
    play.passes(at("2027-01-01T00:00Z"))
    assert about_dishes(play)[-1][2] == SIGRID


def test_two_dishes_of_one_day_are_both_spoken_of() -> None:
    play = helped()
    play.does(IDA, AddDish(KARIN, DAY))
    play.does(IDA, AddDish(GRETA, DAY))
    play.passes(at("2026-04-02T12:00+02:00"))
    assert {to for _at, _says, to in about_dishes(play)} == {KARIN, GRETA}


def test_a_dish_that_is_kept_is_spoken_of_anew_and_one_that_is_passed_is_not_nudged_twice() -> None:
    play = helped()
    play.does(IDA, AddDish(KARIN, DAY))
    play.passes(at("2026-04-17T12:00+02:00"))
    play.does(HANS, KeepDish(1, date(2026, 4, 24)))
    play.does(KARIN, PassDish(1, GRETA))
    play.does(GRETA, AcceptDish(1))
    play.passes(at("2027-01-01T00:00Z"))
    assert about_dishes(play)[2:] == [
        (at("2026-04-24T09:00+02:00"), NUDGE, GRETA),
        (at("2026-05-08T09:00+02:00"), STALE, HANS),
    ]


def test_the_dish_of_somebody_whose_account_is_gone_goes_to_a_manager_at_once() -> None:
    play = helped()
    play.does(IDA, AddDish(KARIN, DAY))
    play.team = team(gone=(KARIN,))
    play.passes(at("2026-03-26T12:00+01:00"))
    assert [entry[1:] for entry in about_dishes(play)] == [(STALE, HANS)]


@pytest.mark.parametrize("ends", [DishDone(1), DropDish(1, Typed(6))])
def test_the_last_dish_closes_the_case_and_silences_its_clock(ends: Step[Claim]) -> None:
    play = helped()
    assert stands(play) is Headline.CLOSED
    play.does(IDA, AddDish(KARIN, DAY))
    assert stands(play) is Headline.HELPED
    assert not play.case.holds_customer
    play.does(KARIN, ends)
    assert stands(play) is Headline.CLOSED
    play.passes(at("2027-01-01T00:00Z"))
    assert about_dishes(play) == []


def test_a_case_that_is_taken_up_again_keeps_its_dishes_and_closes_after_them() -> None:
    play = helped()
    play.does(IDA, AddDish(KARIN, DAY))
    play.does(IDA, Reopen(at("2026-03-27T14:00+01:00")))
    assert stands(play) is Headline.CLAIMED
    play.does(KARIN, DishDone(1))
    assert stands(play) is Headline.CLAIMED
    play.does(IDA, MarkHelped())
    assert stands(play) is Headline.CLOSED


def test_three_dishes_an_asking_each_for_somebody_here_and_on_a_day_to_come() -> None:
    play = helped()
    for person, day, code in (
        (EMMA, DAY, Code.NOT_A_COLLEAGUE),
        (KARIN, date(2026, 3, 25), Code.DAY_IN_THE_PAST),
    ):
        with pytest.raises(Refused) as refused:
            play.does(IDA, AddDish(person, day))
        assert refused.value.code is code
    for _each in range(3):
        play.does(IDA, AddDish(IDA, DAY))
    with pytest.raises(Refused) as refused:
        play.does(IDA, AddDish(IDA, DAY))
    assert refused.value.code is Code.ENOUGH_DISHES
    play.does(IDA, Reopen(at("2026-03-27T14:00+01:00")))
    play.passes(at("2026-03-26T10:00+01:00"))
    play.does(IDA, MarkHelped())
    play.does(IDA, AddDish(IDA, DAY))


@pytest.mark.parametrize(
    ("after", "zone", "due"),
    [
        ("2026-03-26T09:00+01:00", "Europe/Copenhagen", "2026-03-30T09:00+02:00"),
        ("2026-03-30T08:59+02:00", "Europe/Copenhagen", "2026-03-30T09:00+02:00"),
        ("2026-03-30T09:00+02:00", "Europe/Copenhagen", "2026-04-06T09:00+02:00"),
        ("2026-03-26T09:00+01:00", "America/New_York", "2026-03-30T09:00-04:00"),
    ],
)
def test_the_weekly_list_comes_on_monday_at_nine_where_the_person_is(
    after: str, zone: str, due: str
) -> None:
    there = team(zones={KARIN: zone})
    assert dish_clocks.next_list(there, KARIN, at(after)) == at(due)
