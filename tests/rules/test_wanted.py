"""Whoever does a step cancels all that is queued for it."""

from dataclasses import replace
from typing import Any

import pytest

from bot.cases import still_wanted
from bot.claim.handover import AcceptCase, DeclineCase, HandOver
from bot.claim.nudges import ABOUT_OFFER, ABOUT_PROMISE, FOR_OWNER
from bot.claim.promise import KeepPromise, NewTime
from bot.claim.steps import MarkHelped, NoteThanks
from bot.claim.unowned import LetGo, TakeCase
from bot.dishes.clocks import ABOUT_DISHES
from bot.dishes.steps import AddDish, DishDone, PassDish
from bot.flag.care import Acknowledge, NoteTalk
from bot.flag.closing import Withdraw
from bot.flag.nudges import STEPPED_UP, WANTED
from bot.flag.tracks import How, TalkOutcome
from bot.notices import Says, when
from tests.rules.office import GRETA, HANS, IDA, KARIN, at, claimed, flagged, office
from tests.rules.play import Play

MORNING = "2026-03-02T10:15+01:00"
ASKING = {
    Says.NUDGE_TO_ANSWER,
    Says.WARNING_TO_ANSWER,
    Says.PAGE,
    Says.PAGE_AGAIN,
    Says.NOBODY_ANSWERED,
    Says.NOBODY_ANSWERED_URGENT,
    Says.CASE_WAITS,
    *STEPPED_UP,
}
ABOUT_CLAIMS = ABOUT_PROMISE | ABOUT_OFFER | ABOUT_DISHES | {Says.STILL_UNOWNED, Says.THANK}
OTHERS = set(Says) - set(WANTED) - STEPPED_UP - ABOUT_CLAIMS


def waiting() -> Play:
    return Play(flagged(MORNING, office=office()), office(), at(MORNING))


def promised() -> Play:
    case = claimed(MORNING, "2026-03-02T14:00+01:00", office=office())
    return Play(case, office(), at(MORNING))


@pytest.mark.parametrize("says", sorted(ASKING))
def test_what_asks_for_an_answer_is_wanted_until_there_is_one(says: Says) -> None:
    play = waiting()
    assert still_wanted(says, HANS, {}, play.case)
    play.does(HANS, Acknowledge(How.TALKED))
    assert not still_wanted(says, HANS, {}, play.case)


def test_nothing_asks_for_an_answer_to_a_withdrawn_flag() -> None:
    play = waiting()
    play.does(KARIN, Withdraw())
    assert not still_wanted(Says.NUDGE_TO_ANSWER, HANS, {}, play.case)
    assert still_wanted(Says.WITHDRAWN, HANS, {}, play.case)


def test_a_talk_is_asked_for_until_it_is_noted() -> None:
    play = waiting()
    assert not still_wanted(Says.TALK_DUE, HANS, {}, play.case)
    play.does(HANS, Acknowledge(How.TALKED))
    assert still_wanted(Says.TALK_DUE, HANS, {}, play.case)
    play.does(HANS, NoteTalk(TalkOutcome.HELD))
    assert not still_wanted(Says.TALK_DUE, HANS, {}, play.case)


@pytest.mark.parametrize("says", sorted(ABOUT_PROMISE))
def test_a_promise_is_spoken_of_while_it_runs(says: Says) -> None:
    play = promised()
    to = IDA if says in FOR_OWNER else HANS
    facts = {"due": when(play.case.promise.due)}
    assert still_wanted(says, to, facts, play.case)
    play.does(IDA, NewTime(at("2026-03-02T15:00+01:00")))
    assert not still_wanted(says, to, facts, play.case)
    facts = {"due": when(play.case.promise.due)}
    assert still_wanted(says, to, facts, play.case)
    play.does(IDA, KeepPromise())
    assert not still_wanted(says, to, facts, play.case)


@pytest.mark.parametrize("says", sorted(FOR_OWNER))
def test_a_former_owner_hears_no_more_of_the_promise(says: Says) -> None:
    play = promised()
    facts = {"due": when(play.case.promise.due)}
    play.does(IDA, HandOver(KARIN))
    play.does(KARIN, AcceptCase())
    assert not still_wanted(says, IDA, facts, play.case)


def test_a_question_about_a_case_is_asked_until_it_is_answered() -> None:
    play = promised()
    play.does(IDA, HandOver(KARIN))
    assert still_wanted(Says.OFFERED, KARIN, {}, play.case)
    play.does(KARIN, DeclineCase())
    assert not still_wanted(Says.OFFERED, KARIN, {}, play.case)


def test_the_skip_hears_of_a_case_only_while_nobody_has_it() -> None:
    play = promised()
    play.does(IDA, LetGo())
    assert still_wanted(Says.STILL_UNOWNED, HANS, {}, play.case)
    play.does(KARIN, TakeCase())
    assert not still_wanted(Says.STILL_UNOWNED, HANS, {}, play.case)


def test_thanks_are_asked_for_until_they_were_said() -> None:
    play = promised()
    assert still_wanted(Says.THANK, HANS, {}, play.case)
    play.does(HANS, NoteThanks())
    assert not still_wanted(Says.THANK, HANS, {}, play.case)


@pytest.mark.parametrize("says", sorted(ABOUT_DISHES))
def test_a_dish_is_spoken_of_until_it_is_washed(says: Says) -> None:
    play = promised()
    play.does(IDA, MarkHelped())
    play.does(IDA, AddDish(KARIN, at("2026-03-09T00:00+01:00").date()))
    play.does(IDA, PassDish(1, GRETA))
    facts: dict[str, Any] = {"dish": 1, "owner": KARIN}
    to = GRETA if says is Says.DISH_ASKED else KARIN
    assert still_wanted(says, to, facts, play.case)
    play.does(KARIN, DishDone(1))
    assert not still_wanted(says, to, facts, play.case)


@pytest.mark.parametrize("says", sorted(OTHERS))
def test_what_asks_for_nothing_is_always_said(says: Says) -> None:
    ended = replace(waiting().case, withdrawn_at=at(MORNING))
    assert still_wanted(says, HANS, {}, ended)
    assert still_wanted(says, HANS, {}, replace(promised().case, closed_at=at(MORNING)))
