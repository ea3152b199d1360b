"""What identifies a customer is hidden before it is kept; its writer has the last word."""

import logging
from collections.abc import Awaitable, Callable
from typing import Any

import pytest

from tests.stories.test_claims import CLAIM
from tests.stories.world import Colleague, World

HIDDEN = "I have hidden a number that looks like"
KEEP = {"keep_numbers": ["It is no ID number: keep my text as I write it now"]}
CPR = "010190-1234"
SAID = "Kunden råbte. Hans CPR er {}, sagde han."
RUDE = {"What happened": ["Rude tone"], "Customer reference": "K-12"}
Kept = Callable[[str], Awaitable[str]]
ANSWER = "I saw it, Karin. You did right. I call you at three."


@pytest.fixture(autouse=True)
def everything_is_logged(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO)
    caplog.set_level(logging.DEBUG, "oppvask")


async def begins(who: Colleague, said: str, **more: Any) -> None:
    await who.types("/escalate hostile")
    await who.sends({**RUDE, "What was said and done": said, **more})


async def reads(who: Colleague) -> str:
    await who.clicks("Read")
    return (await who.sees()).form.words


async def test_a_number_of_another_kind_is_kept_when_its_writer_says_so(world: World) -> None:
    await begins(world.karin, "Ordre 010190-1234 kom aldrig.")
    assert (await world.karin.sees()).form.typed("said") == "Ordre ••••••-•••• kom aldrig."
    await world.karin.fills_in({"said": "Ordre 010190-1234 kom aldrig.", **KEEP})
    assert (await world.karin.sees()).modal is None
    assert "Ordre 010190-1234 kom aldrig." in await reads(world.hans)


async def test_an_order_number_and_a_phone_number_hold_nobody_up(world: World) -> None:
    await begins(world.karin, "Ordre 4500012345, tlf. +45 70 10 20 30, 18.03.2026 kl. 14.30")
    assert (await world.karin.sees()).modal is None
    assert "Ordre 4500012345, tlf. +45 70 10 20 30" in await reads(world.hans)


async def test_the_reference_is_looked_at_too(world: World, kept: Kept) -> None:
    await begins(world.karin, "Råbte. K-12.", **{"Customer reference": CPR})
    assert (await world.karin.sees()).form.typed("customer") == "••••••-••••"
    await world.karin.fills_in({"customer": "unknown"})
    assert CPR not in await kept("K-12")


async def test_an_urgent_flag_goes_out_at_once_and_says_what_was_hidden(
    world: World, kept: Kept
) -> None:
    await world.karin.types("/escalate hostile")
    said = SAID.format(CPR)
    await world.karin.fills_in({**RUDE, "What happened": ["Threat"], "said": said})
    assert (await world.hans.sees()).has("has flagged a customer contact")
    form = (await world.karin.sees()).form
    assert form.has("Your flag is saved: it is case #1.")
    assert form.has(f"{HIDDEN} a CPR number.")
    assert CPR not in await kept("K-12")
    await world.karin.closes()
    await world.karin.clicks("More", on=await world.karin.card())
    await world.karin.clicks("Correct my text")
    form = (await world.karin.sees()).form
    assert form.typed("said") == said.replace(CPR, "••••••-••••")


async def test_an_urgent_flag_for_a_colleague_goes_out_at_once_too(
    world: World, kept: Kept
) -> None:
    await world.ida.types("/escalate")
    await world.ida.clicks("Flag for a colleague")
    said = {"What happened": ["Threat"], "said": SAID.format(CPR)}
    await world.ida.fills_in({**RUDE, "Whose customer was it?": "karin", **said})
    form = (await world.ida.sees()).form
    assert form.has("Karin Holm decides.")
    assert form.has(f"{HIDDEN} a CPR number.")
    assert CPR not in await kept("K-12")


async def test_a_form_that_grows_after_the_hiding_keeps_what_was_corrected(world: World) -> None:
    await begins(world.karin, SAID.format(CPR))
    await world.karin.sends({"said": "Ordre 010190-1234.", **KEEP, "types": ["Sexual"]})
    await world.settle()
    assert (await world.karin.sees()).modal is None
    assert "Ordre 010190-1234." in await reads(world.hans)


async def decides(world: World, values: dict[str, Any]) -> None:
    await world.hans.replies(ANSWER)
    await world.hans.clicks("Decide")
    matter = {"matter": "The customer does not get their way"}
    await world.hans.sends({**matter, "behaviour": "Written warning", **values})


async def writes(world: World, values: dict[str, Any]) -> None:
    await world.hans.clicks("Write to Karin Holm")
    await world.hans.sends(values)


@pytest.mark.parametrize(("opens", "field"), [(writes, "words"), (decides, "to_agent")])
async def test_a_manager_s_words_are_looked_at_too(
    world: World, kept: Kept, opens: Any, field: str
) -> None:
    await world.karin.flags(RUDE)
    await opens(world, {field: f"Jeg har set det. Kunden {CPR} får svar af mig."})
    form = (await world.hans.sees()).form
    assert form.has(f"{HIDDEN} a CPR number.")
    assert form.typed(field) == "Jeg har set det. Kunden ••••••-•••• får svar af mig."
    await world.hans.fills_in({})
    assert (await world.karin.sees()).has("Jeg har set det. Kunden ••••••-•••• får svar af mig.")
    assert CPR not in await kept("K-12")


async def test_a_decision_that_grows_after_the_hiding_keeps_its_words(world: World) -> None:
    await world.karin.flags(RUDE)
    await decides(world, {"to_agent": f"Du var rolig. {CPR}"})
    grown = {"behaviour": "Nothing", "because": "Det var et udbrud."}
    await world.hans.sends({"behaviour": "Nothing"})
    form = (await world.hans.sees()).form
    assert form.typed("to_agent") == "Du var rolig. ••••••-••••"
    assert form.has(HIDDEN)
    await world.hans.fills_in(grown)
    assert (await world.karin.sees()).has("Du var rolig. ••••••-••••")


async def test_a_claim_is_looked_at_too_and_the_hint_about_names_comes_after(
    world: World, kept: Kept
) -> None:
    await world.is_at("2026-03-03T09:05:00+01:00")
    wrong = "Kjell lovet kunden {} gratis montering."
    await world.ida.types("/escalate claim")
    typed = {"Customer reference": "K-12", "What is wrong": wrong.format(CPR)}
    await world.ida.fills_in({**CLAIM, **typed})
    form = (await world.ida.sees()).form
    assert form.has(f"{HIDDEN} a CPR number.")
    assert not form.has("You could take out “Kjell”")
    await world.ida.fills_in({})
    form = (await world.ida.sees()).form
    assert form.has("You could take out “Kjell”")
    assert form.typed("wrong") == wrong.format("••••••-••••")
    assert not (await world.karin.sees()).has("has taken case")
    await world.ida.fills_in({})
    assert (await world.ida.sees()).modal is None
    assert (await world.karin.sees()).has("Ida Berg has taken case #1")
    assert CPR not in await kept("K-12")


@pytest.mark.parametrize(
    ("number", "shown"), [(CPR, "••••••-••••"), ("070761 4285", "••••••"), ("48213", "48213")]
)
async def test_a_number_behind_the_command_alone_is_not_said_back(
    world: World, number: str, shown: str
) -> None:
    await world.karin.types(f"/escalate {number}")
    seen = await world.karin.sees()
    assert seen.has(f"I don't know “{shown}”.")
