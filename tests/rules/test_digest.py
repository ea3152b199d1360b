"""What a week comes to, and what of it the team may see."""

from dataclasses import replace
from datetime import date

from bot.digest import count, show
from bot.dishes.dish import Dish
from bot.flag.case import Type
from tests.rules.people import IDA, KARIN, a_flag, at, claimed

START, END = at("2026-03-02T00:00+01:00"), at("2026-03-09T00:00+01:00")
NOON = at("2026-03-03T12:00+01:00")
DISH = Dish(1, None, KARIN, date(2026, 3, 6), IDA, NOON, NOON)
DISHES = (DISH, replace(DISH, number=2, done_at=NOON), replace(DISH, number=3, dropped_at=NOON))


def test_dishes_of_flags_are_never_counted() -> None:
    flag = replace(a_flag("2026-03-02T10:15+01:00", Type.RUDE), dishes=DISHES)
    week = count([flag], START, END)
    assert (week.flags, week.done, week.open, week.dropped) == (1, 0, 0, 0)


def test_dishes_of_claims_are() -> None:
    claim = replace(claimed("2026-03-02T10:15+01:00", "2026-03-02T14:00+01:00"), dishes=DISHES)
    week = count([claim], START, END)
    assert (week.taken, week.done, week.open, week.dropped) == (1, 1, 1, 1)


def test_flags_are_shown_from_five_flags_and_five_members_up() -> None:
    week = replace(count([], START, END), flags=5)
    assert show(week, 5).flags == 5
    assert show(week, 4).flags is None
    assert show(replace(week, flags=4), 50).flags is None


def test_promises_are_shown_from_five_settled_ones_up() -> None:
    week = replace(count([], START, END), kept=4, settled=4)
    assert (show(week, 50).kept, show(week, 50).settled) == (None, None)
    assert show(replace(week, settled=5), 50).kept == 4
