"""Who may do what with a dish, in a claim and in a hostile case."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from bot.cases import next_due
from bot.claim.case import Claim
from bot.claim.steps import MarkHelped
from bot.dishes.dish import Dish, Passing
from bot.dishes.steps import (
    AcceptDish,
    AddDish,
    DeclineDish,
    DishDone,
    DropDish,
    KeepDish,
    PassDish,
)
from bot.flag.care import Acknowledge
from bot.flag.case import Flag, Type
from bot.flag.closing import Close, Withdraw
from bot.flag.tracks import How
from bot.refusals import Code, Refused
from bot.steps import Step
from bot.team import CLOCK
from bot.text import Typed
from tests.rules.people import (
    DORTE,
    EMMA,
    GRETA,
    HANS,
    IDA,
    KARIN,
    OLAV,
    SIGRID,
    at,
    claimed,
    flagged,
    team,
)
from tests.rules.play import Play

MORNING, DUE = "2026-03-02T10:15+01:00", "2026-03-02T14:00+01:00"
DAY = date(2026, 3, 9)
PEOPLE = (KARIN, IDA, HANS, GRETA, DORTE, SIGRID, OLAV, EMMA, CLOCK)
DISH_STEPS: set[type] = {AddDish, DishDone, DropDish, KeepDish, PassDish, AcceptDish, DeclineDish}
"""Greta has the dish, and Olav is asked to take it."""
STEPS: list[tuple[Step[Any], set[str], set[str]]] = [
    # the step, who may in Ida's claim (Hans, Dorte, Sigrid: responsible), who in Karin's flag
    (AddDish(KARIN, DAY), {IDA, HANS, DORTE, SIGRID}, {KARIN, HANS}),
    (DishDone(1), {GRETA, IDA, HANS, DORTE, SIGRID}, {GRETA, KARIN, HANS}),
    (DropDish(1), {GRETA, IDA, HANS, DORTE, SIGRID}, {GRETA, KARIN, HANS}),
    (PassDish(1, KARIN), {GRETA, IDA, HANS, DORTE, SIGRID}, {GRETA, KARIN, HANS}),
    (KeepDish(1, DAY), {HANS, DORTE, SIGRID}, {HANS}),
    (AcceptDish(1), {OLAV}, {OLAV}),
    (DeclineDish(1), {OLAV}, {OLAV}),
]


def a_dish() -> Dish:
    moment = at(MORNING)
    return Dish(1, Typed(5), GRETA, DAY, IDA, moment, moment, passing=Passing(OLAV, GRETA))


def a_claim() -> Play[Claim]:
    play = Play(claimed(MORNING, DUE), team(), at(MORNING))
    play.does(IDA, MarkHelped())
    play.case = replace(play.case, closed_at=None, dishes=(a_dish(),))
    return play


def a_flag() -> Play[Flag]:
    play = Play(flagged(MORNING, Type.RUDE, team=team()), team(), at(MORNING))
    play.does(HANS, Acknowledge(How.TALKED))
    play.case = replace(play.case, dishes=(a_dish(),))
    return play


def goes(play: Play[Claim] | Play[Flag], by: str, step: object) -> bool:
    try:
        play.does(by, step)
    except Refused as refused:
        return refused.code not in (Code.NOT_YOURS, Code.DISH_GONE)
    return True


@pytest.mark.parametrize(("step", "in_claim", "in_flag"), STEPS, ids=lambda v: type(v).__name__)
def test_each_step_of_the_washing_up_belongs_to_some_people(
    step: Step[Any], in_claim: set[str], in_flag: set[str]
) -> None:
    assert {person for person in PEOPLE if goes(a_claim(), person, step)} == in_claim
    assert {person for person in PEOPLE if goes(a_flag(), person, step)} == in_flag


def test_every_step_of_the_washing_up_is_in_this_table() -> None:
    assert {type(step) for step, *_ in STEPS} == DISH_STEPS


def test_a_flag_does_not_close_with_a_dish_open_nor_by_itself() -> None:
    play = a_flag()
    with pytest.raises(Refused) as refused:
        play.does(HANS, Close())
    assert refused.value.code is Code.DISH_OPEN
    play.passes(at("2026-04-20T12:00+02:00"))
    assert play.case.closed_at is None
    play.does(GRETA, DishDone(1))
    play.does(HANS, Close())


def test_a_flag_that_was_withdrawn_has_no_dish_to_speak_of() -> None:
    play = a_flag()
    play.does(KARIN, Withdraw())
    assert next_due(play.case, play.team, play.sent) is None


def test_a_dish_is_washed_once() -> None:
    ends: tuple[Step[Claim], ...] = (DishDone(1), DropDish(1))
    too_late: tuple[Step[Claim], ...] = (PassDish(1, KARIN), AcceptDish(1))
    for end in ends:
        play = a_claim()
        play.does(GRETA, end)
        for step in (*ends, *too_late):
            assert not goes(play, HANS, step)
