"""What identifies a customer is hidden before it is kept; its writer has the last word."""

import logging
from collections.abc import Awaitable, Callable
from typing import Any

import pytest

from bot.claim.case import Origin
from bot.flag.case import Type
from bot.flag.tracks import Behaviour, Matter
from bot.numbers.finding import Kind
from handlers.slack import hidden
from tests.stories.world import Colleague, Form, World, ids

KEEP = {hidden.KEEP: ["keep"]}
CPR = "010190-1234"
SAID = "Kunden råbte. Hans CPR er {}, sagde han."
RUDE = {"types": [Type.RUDE], "customer": "K-12"}
Kept = Callable[[str], Awaitable[str]]
ANSWER = "I saw it, Karin. You did right. I call you at three."


@pytest.fixture(autouse=True)
def everything_is_logged(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO)
    caplog.set_level(logging.DEBUG, "oppvask")


async def begins(who: Colleague, said: str, **more: Any) -> None:
    await who.types("/escalate hostile")
    await who.sends({**RUDE, "said": said, **more})


def says_what_was_hidden(form: Form) -> bool:
    """That it was one number, and what it looked like."""
    return form.has(hidden.sentence([Kind.CPR]))


async def test_a_number_of_another_kind_is_kept_when_its_writer_says_so(world: World) -> None:
    await begins(world.karin, "Ordre 010190-1234 kom aldrig.")
    assert (await world.karin.sees()).form.typed("said") == "Ordre ••••••-•••• kom aldrig."
    await world.karin.fills_in({"said": "Ordre 010190-1234 kom aldrig.", **KEEP})
    assert (await world.karin.sees()).modal is None
    assert (await world.hans.reads()).has("Ordre 010190-1234 kom aldrig.")


async def test_an_order_number_and_a_phone_number_hold_nobody_up(world: World) -> None:
    await begins(world.karin, "Ordre 4500012345, tlf. +45 70 10 20 30, 18.03.2026 kl. 14.30")
    assert (await world.karin.sees()).modal is None
    assert (await world.hans.reads()).has("Ordre 4500012345, tlf. +45 70 10 20 30")


async def test_the_reference_is_looked_at_too(world: World, kept: Kept) -> None:
    await begins(world.karin, "Råbte. K-12.", customer=CPR)
    assert (await world.karin.sees()).form.typed("customer") == "••••••-••••"
    await world.karin.fills_in({"customer": "unknown"})
    assert CPR not in await kept("K-12")


async def test_an_urgent_flag_goes_out_at_once_and_says_what_was_hidden(
    world: World, kept: Kept
) -> None:
    await world.karin.types("/escalate hostile")
    said = SAID.format(CPR)
    await world.karin.fills_in({**RUDE, "types": [Type.THREAT], "said": said})
    assert (await world.hans.card()).has("Karin Holm")
    form = (await world.karin.sees()).form
    assert form.has("#1")
    assert not form.asks(hidden.KEEP)
    assert says_what_was_hidden(form)
    assert CPR not in await kept("K-12")
    await world.karin.closes()
    await world.karin.behind_more(ids.CORRECT_TEXT)
    form = (await world.karin.sees()).form
    assert form.typed("said") == said.replace(CPR, "••••••-••••")


async def test_an_urgent_flag_for_a_colleague_goes_out_at_once_too(
    world: World, kept: Kept
) -> None:
    await world.ida.types("/escalate")
    await world.ida.presses(ids.BEHALF)
    said = {"types": [Type.THREAT], "said": SAID.format(CPR)}
    await world.ida.fills_in({**RUDE, "colleague": "karin", **said})
    assert (await world.dorte.card()).has("Karin Holm")
    form = (await world.ida.sees()).form
    assert form.has("Karin Holm")
    assert says_what_was_hidden(form)
    assert CPR not in await kept("K-12")


async def test_a_form_that_grows_after_the_hiding_keeps_what_was_corrected(world: World) -> None:
    await begins(world.karin, SAID.format(CPR))
    await world.karin.sends({"said": "Ordre 010190-1234.", **KEEP, "types": [Type.SEXUAL]})
    await world.settle()
    assert (await world.karin.sees()).modal is None
    assert (await world.hans.reads()).has("Ordre 010190-1234.")


async def decides(world: World, values: dict[str, Any]) -> None:
    await world.hans.replies(ANSWER)
    await world.hans.presses(ids.DECIDE)
    halves = {"matter": Matter.NO, "behaviour": Behaviour.WARNING}
    await world.hans.sends({**halves, **values})


async def writes(world: World, values: dict[str, Any]) -> None:
    await world.hans.presses(ids.WRITE)
    await world.hans.sends(values)


@pytest.mark.parametrize(("opens", "field"), [(writes, "words"), (decides, "to_agent")])
async def test_a_manager_s_words_are_looked_at_too(
    world: World, kept: Kept, opens: Any, field: str
) -> None:
    await world.karin.flags(RUDE)
    await opens(world, {field: f"Jeg har set det. Kunden {CPR} får svar af mig."})
    form = (await world.hans.sees()).form
    assert says_what_was_hidden(form)
    assert form.typed(field) == "Jeg har set det. Kunden ••••••-•••• får svar af mig."
    await world.hans.fills_in({})
    assert (await world.karin.sees()).has("Jeg har set det. Kunden ••••••-•••• får svar af mig.")
    assert CPR not in await kept("K-12")


async def test_a_decision_that_grows_after_the_hiding_keeps_its_words(world: World) -> None:
    await world.karin.flags(RUDE)
    await decides(world, {"to_agent": f"Du var rolig. {CPR}"})
    grown = {"behaviour": Behaviour.NOTHING, "because": "Det var et udbrud."}
    await world.hans.sends({"behaviour": Behaviour.NOTHING})
    form = (await world.hans.sees()).form
    assert form.typed("to_agent") == "Du var rolig. ••••••-••••"
    assert says_what_was_hidden(form)
    await world.hans.fills_in(grown)
    assert (await world.karin.sees()).has("Du var rolig. ••••••-••••")


async def test_a_claim_is_looked_at_too_and_the_hint_about_names_comes_after(
    world: World, kept: Kept
) -> None:
    await world.is_at("2026-03-03T09:05:00+01:00")
    wrong = "Kjell lovet kunden {} gratis montering."
    await world.ida.types("/escalate claim")
    typed = {"customer": "K-12", "wrong": wrong.format(CPR), "origin": Origin.WRONG_PROMISE}
    await world.ida.fills_in({**typed, "promise": "2026-03-03T14:00:00+01:00"})
    form = (await world.ida.sees()).form
    assert says_what_was_hidden(form)
    assert not form.has("Kjell")
    await world.ida.fills_in({})
    form = (await world.ida.sees()).form
    assert form.has("Kjell")
    assert form.typed("wrong") == wrong.format("••••••-••••")
    assert (await world.karin.sees()).total == 0
    await world.ida.fills_in({})
    assert (await world.ida.sees()).modal is None
    assert (await world.karin.card(1)).has("Ida Berg")
    assert CPR not in await kept("K-12")


@pytest.mark.parametrize(
    ("number", "shown"),
    [(CPR, "••••••-••••"), ("070761 4285", "•••••• ••••"), ("48213", "48213")],
)
async def test_a_number_that_nothing_was_done_with_is_given_back_without_what_must_be_hidden(
    world: World, number: str, shown: str
) -> None:
    answer = await world.olav.types(f"/escalate {number}", channel="warehouse")
    assert shown in answer
    assert number == shown or number not in answer


@pytest.mark.parametrize("number", [CPR, "070761 4285"])
async def test_a_number_behind_the_command_is_never_divided_and_hidden_when_it_is_sent(
    world: World, number: str, kept: Kept
) -> None:
    await world.karin.types(f"/escalate hostile {number} råbte")
    await world.karin.sends({"types": [Type.RUDE], "customer": number})
    form = (await world.karin.sees()).form
    assert "•" in form.typed("customer")
    assert number not in form.typed("said")
    await world.karin.fills_in({"customer": "K-12"})
    assert (await world.hans.reads()).has("råbte")
