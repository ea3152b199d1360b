"""What identifies a customer is hidden before it is kept; its writer has the last word."""

import json
import logging
from collections.abc import Awaitable, Callable
from typing import Any

import pytest
from sqlalchemy import select

from storage.database import connect
from storage.tables import Table
from tests.stories.test_claims import CLAIM
from tests.stories.world import Colleague, World

HIDDEN = "I have hidden a number that looks like"
KEEP = {"keep_numbers": ["It is no ID number: keep my text as I write it now"]}
CPR = "010190-1234"
SAID = "Kunden råbte. Hans CPR er {}, sagde han."
RUDE = {"What happened": ["Rude tone"], "Customer reference": "K-12"}
S21 = f"Kunden {CPR} råbte, at vi har ødelagt hans kredit. Kort 4571 1234 5678 9012."
S22 = "Kunden (fnr 01019012345) er psykisk syk og nettopp skrevet ut. Ropte mye."
Kept = Callable[[], Awaitable[str]]
ANSWER = "I saw it, Karin. You did right. I call you at three."


@pytest.fixture(autouse=True)
def everything_is_logged(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO)
    caplog.set_level(logging.DEBUG, "oppvask")


@pytest.fixture
async def kept(world: World, database_url: str, caplog: pytest.LogCaptureFixture) -> Kept:
    """All that the bot writes into its tables and its log, and says to Slack."""
    begun = len(await world.record())

    async def everything() -> str:
        await world.settle()
        database = connect(database_url)
        with database.engine.connect() as connection:
            tables = Table.metadata.sorted_tables
            rows = [str(tuple(row)) for each in tables for row in connection.execute(select(each))]
        database.engine.dispose()
        told = [line.get("request") or line.get("answer") for line in await world.record(begun)]
        said = [json.dumps(each, ensure_ascii=False) for each in told]
        assert "K-12" in "".join(rows)
        assert any("block_id" in each for each in said)
        return "\n".join([*rows, caplog.text, *said])

    return everything


async def begins(who: Colleague, said: str, **more: Any) -> None:
    await who.types("/escalate hostile")
    await who.sends({**RUDE, "What was said and done": said, **more})


async def reads(who: Colleague) -> str:
    await who.clicks("Read")
    return (await who.sees()).form.words


async def test_cpr_and_card_are_hidden_and_shown_to_the_writer_first(
    world: World, kept: Kept
) -> None:
    """S21."""
    await begins(world.karin, S21)
    form = (await world.karin.sees()).form
    assert form.has("I have hidden 2 numbers that look like a CPR number, a card number.")
    hidden = S21.replace(CPR, "••••••-••••").replace("4571 1234 5678 9012", "•••• " * 3 + "••••")
    assert form.typed("said") == hidden
    assert form.typed("customer") == "K-12"
    assert not (await world.hans.sees()).has("has flagged a customer contact")
    assert (await world.karin.fills_in({}))["answer"] == {}
    assert hidden in await reads(world.hans)
    found = await kept()
    assert not [part for part in (CPR, "0101901234", "4571 1234", "9012") if part in found]


async def test_a_birth_number_is_hidden_and_the_writer_can_write_something_else(
    world: World, kept: Kept
) -> None:
    """S22."""
    await begins(world.karin, S22)
    form = (await world.karin.sees()).form
    assert form.has(f"{HIDDEN} a Norwegian birth number.")
    assert form.typed("said") == S22.replace("01019012345", "•" * 11)
    await world.karin.fills_in({"said": "Ropte mye, i ti minutter. fnr 01019012345"})
    assert "Ropte mye, i ti minutter. fnr •••••••••••" in await reads(world.hans)
    assert "01019012345" not in await kept()


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
    assert CPR not in await kept()


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
    assert CPR not in await kept()
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
    assert CPR not in await kept()


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
    assert CPR not in await kept()


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
    assert CPR not in await kept()


@pytest.mark.parametrize(
    ("number", "shown"), [(CPR, "••••••-••••"), ("070761 4285", "••••••"), ("48213", "48213")]
)
async def test_a_number_behind_the_command_alone_is_not_said_back(
    world: World, number: str, shown: str
) -> None:
    await world.karin.types(f"/escalate {number}")
    seen = await world.karin.sees()
    assert seen.has(f"I don't know “{shown}”.")
