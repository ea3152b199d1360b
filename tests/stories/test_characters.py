"""An odd character is nobody's silence: it is dropped where it comes in."""

import pytest

from bot.claim.case import Origin
from bot.flag.case import Type
from tests.stories.world import Says, World, ids

RUDE = {"types": [Type.RUDE], "customer": "C-90211"}
CLAIM = {
    "customer": "N-7712",
    "wrong": "Reservedel aldri bestilt",
    "origin": Origin.LEFT_OPEN,
    "promise": "2026-03-03T14:00:00+01:00",
}


@pytest.mark.parametrize("who", ["karin", "hans"])
async def test_half_an_emoji_in_a_name_keeps_no_flag_from_anybody(world: World, who: str) -> None:
    named = "\ud83d\u202eKa\u2066rin Holm\ud83d" if who == "karin" else "Hans\u202e Friis \udc4d"
    begun = len(await world.record())
    await getattr(world, who).does("become", name=named)
    await world.karin.flags(RUDE)
    assert (await world.hans.card()).has("Karin Holm")
    assert (await world.hans.card()).has("Hans Friis")
    story = (await world.record())[begun:]
    acked = {line["envelope"] for line in story if line["kind"] == "ack"}
    assert acked >= {line["envelope"] for line in story if line["kind"] == "envelope"}


async def test_a_name_of_nothing_visible_is_the_accounts_name(world: World) -> None:
    await world.karin.does("become", name="\u2800\u3164")
    await world.karin.flags(RUDE)
    card = await world.hans.card()
    assert not card.has("\u2800")
    people = (await world.get("/control/people"))["people"]
    (account,) = (each["id"] for each in people if each["key"] == "karin")
    known = await world.bot.desk.colleagues.one(account)
    assert known.name.isascii()
    assert card.has(known.name)


async def test_half_an_emoji_in_what_is_typed_is_dropped(world: World) -> None:
    await world.karin.types("/escalate hostile")
    odd = {"customer": "C-\ud83d90211\u202e", "said": "He shouted \ud83d\x00at me\u2066"}
    await world.karin.fills_in({**RUDE, **odd})
    assert (await world.karin.sees()).modal is None
    read = await world.hans.reads()
    assert read.has("He shouted at me")
    assert read.has("C-90211")


@pytest.mark.parametrize("other", ["N\ufeff7712", "N\u22127712", "Ｎ－７７１２", "#n 7712"])
async def test_one_customer_in_disguise_is_claimed_once(world: World, other: str) -> None:
    await world.is_at("2026-03-03T09:05:00+01:00")
    await world.ida.claims(CLAIM)
    await world.karin.claims({**CLAIM, "customer": other})
    assert (await world.karin.sees()).form.callback_id == ids.NOTE


async def test_hidden_numbers_in_a_text_with_odd_characters_come_back_clean(world: World) -> None:
    await world.karin.types("/escalate hostile")
    await world.karin.sends({**RUDE, "said": "CPR 010190\u200b-1234 \ud83d\u202eråbte"})
    assert (await world.karin.sees()).form.typed("said") == "CPR ••••••-•••• råbte"
    await world.karin.fills_in({})
    assert (await world.hans.sees()).heard(Says.CARD) == 1
