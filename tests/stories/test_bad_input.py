"""What was typed wrong is said where it was typed, and nothing is lost or doubled."""

import pytest

from tests.stories.world import World

RUDE = {"What happened": ["Rude tone"], "Customer reference": "C-90211"}
CLAIM = {
    "Customer reference": "N-7712",
    "What is wrong": "Reservedel aldri bestilt",
    "Where it comes from": "Left open",
    "promise": "2026-03-03T14:00:00+01:00",
}


async def test_an_unknown_word_behind_the_command_is_answered_with_what_there_is(
    world: World,
) -> None:
    answer = await world.karin.types("/escalate statistics")
    assert "/escalate help" in answer


async def test_somebody_in_no_team_hears_what_to_do(world: World) -> None:
    answer = await world.olav.types("/escalate hostile", channel="warehouse")
    assert "team" in answer
    assert (await world.olav.sees()).modal is None


@pytest.mark.parametrize("blank", ["   ", "\u202e\u200f"])
async def test_a_blank_reference_is_pointed_out_at_its_field(world: World, blank: str) -> None:
    await world.karin.types("/escalate hostile")
    await world.karin.sends({**RUDE, "Customer reference": blank})
    modal = (await world.karin.sees()).form
    assert modal.errors["customer"]


async def test_a_promise_in_the_past_is_pointed_out_at_its_field(world: World) -> None:
    await world.is_at("2026-03-03T15:00:00+01:00")
    await world.ida.types("/escalate claim")
    await world.ida.sends(CLAIM)
    modal = (await world.ida.sees()).form
    assert modal.errors["promise"]
    assert modal.typed("wrong") == "Reservedel aldri bestilt"


async def test_a_press_that_slack_delivers_twice_does_one_thing(world: World) -> None:
    await world.karin.types("/escalate hostile")
    await world.delivers_twice("interactive")
    await world.karin.fills_in(RUDE)
    assert (await world.hans.sees()).count("has flagged a customer contact") == 1


async def test_an_event_that_slack_delivers_twice_counts_once(world: World) -> None:
    await world.karin.flags(RUDE)
    await world.delivers_twice("events_api")
    await world.hans.replies("I saw it, Karin. I call you at three.")
    assert (await world.karin.sees()).has("Answered")


async def test_a_button_on_a_case_that_has_moved_on_says_how_it_stands(world: World) -> None:
    await world.is_at("2026-03-03T08:00:00+01:00")
    await world.karin.flags(RUDE)
    await world.passes(hours=4)
    await world.karin.clicks("More")
    await world.karin.clicks("Withdraw")
    await world.hans.clicks("We've talked")
    assert (await world.hans.sees()).has("it was withdrawn")
