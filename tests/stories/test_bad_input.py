"""What was typed wrong is said where it was typed, and nothing is lost or doubled."""

import pytest

from bot.claim.case import Origin
from bot.flag.case import Headline, Type
from bot.refusals import Code
from tests.stories.world import Says, World, ids, refusal, word

RUDE = {"types": [Type.RUDE], "customer": "C-90211"}
CLAIM = {
    "customer": "N-7712",
    "wrong": "Reservedel aldri bestilt",
    "origin": Origin.LEFT_OPEN,
    "promise": "2026-03-03T14:00:00+01:00",
}


async def test_somebody_in_no_team_hears_what_to_do(world: World) -> None:
    answer = await world.olav.types("/escalate hostile", channel="warehouse")
    assert answer == refusal(Code.NO_TEAM)
    assert (await world.olav.sees()).modal is None


@pytest.mark.parametrize("blank", ["   ", "\u202e\u200f"])
async def test_a_blank_reference_is_pointed_out_at_its_field(world: World, blank: str) -> None:
    await world.karin.types("/escalate hostile")
    await world.karin.sends({**RUDE, "customer": blank})
    modal = (await world.karin.sees()).form
    assert modal.errors == {"customer": refusal(Code.FIELD_EMPTY)}


async def test_a_promise_in_the_past_is_pointed_out_at_its_field(world: World) -> None:
    await world.is_at("2026-03-03T15:00:00+01:00")
    await world.ida.types("/escalate claim")
    await world.ida.sends(CLAIM)
    modal = (await world.ida.sees()).form
    assert modal.errors == {"promise": refusal(Code.PROMISE_IN_THE_PAST)}
    assert modal.typed("wrong") == "Reservedel aldri bestilt"


async def test_a_press_that_slack_delivers_twice_does_one_thing(world: World) -> None:
    await world.karin.types("/escalate hostile")
    await world.delivers_twice("interactive")
    await world.karin.fills_in(RUDE)
    assert (await world.hans.sees()).heard(Says.CARD) == 1


async def test_an_event_that_slack_delivers_twice_counts_once(world: World) -> None:
    await world.karin.flags(RUDE)
    await world.delivers_twice("events_api")
    await world.hans.replies("I saw it, Karin. I call you at three.")
    assert (await world.karin.card()).has(word(Headline.ANSWERED))


async def test_a_button_on_a_case_that_has_moved_on_says_how_it_stands(world: World) -> None:
    await world.is_at("2026-03-03T08:00:00+01:00")
    await world.karin.flags(RUDE)
    await world.passes(hours=4)
    await world.karin.behind_more(ids.WITHDRAW)
    withdrawn = {"headline": Headline.WITHDRAWN}
    asked = (await world.hans.sees()).letter(Says.NUDGE_TO_ANSWER, "Karin Holm")
    await world.hans.refused(ids.WE_TALKED, Code.NOT_NOW, on=asked, **withdrawn)
