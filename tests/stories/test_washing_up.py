"""The customer is helped; what is left is to tidy up inside, so that it doesn't happen again."""

import re

from bot.claim.case import Origin
from bot.flag.case import Type
from bot.refusals import Code
from tests.stories.world import Says, World, ids, refusal, word

CLAIM = {
    "customer": "N-7712",
    "wrong": "Prisen på nett var feil. Kjell glemte den.",
    "origin": Origin.WRONG_PROMISE,
    "promise": "2026-03-26T14:00:00+01:00",
}
LIST, TEMPLATE = "Rydde prislisten på nett", "Si fra til salg om malen"


async def helped_with_two_dishes(world: World) -> None:
    await world.is_at("2026-03-26T09:00:00+01:00")
    await world.ida.claims_as_it_is(CLAIM)
    await world.ida.presses(ids.MARK_HELPED)
    assert (await world.ida.sees()).heard(Says.WASHING_UP) == 1
    for text, person in ((LIST, "ida"), (TEMPLATE, "hans")):
        await world.ida.presses(ids.ADD_DISH)
        await world.ida.fills_in({"text": text, "person": person, "day": "2026-04-02"})


async def test_washing_up_that_nobody_does_is_spoken_of_once_weekly_and_then_decided(
    world: World,
) -> None:
    """S40; holidays are not known yet, so the nudge goes out on the second of April."""
    await helped_with_two_dishes(world)
    card = await world.gita.card(1)
    assert card.offers(ids.REOPEN_CLAIM)
    assert card.has("Ida Berg")
    assert card.has("Hans Friis")
    assert card.words.count("2 Apr") == 2
    assert not card.has(LIST)
    assert (await world.hans.sees()).heard(Says.DISH_YOURS, "Ida Berg", TEMPLATE, "2 Apr") == 1
    await world.until("2026-04-02T08:59:00+02:00")
    for person in (world.ida, world.hans):
        assert not (await person.sees()).heard(Says.DISH_DUE)
    await world.until("2026-04-02T09:00:00+02:00")
    for person in (world.ida, world.hans):
        assert (await person.sees()).heard(Says.DISH_DUE) == 1
    await world.until("2026-04-06T08:59:00+02:00")
    assert not (await world.ida.sees()).heard(Says.WEEKLY_DISHES)
    await world.until("2026-04-15T23:00:00+02:00")
    ida = await world.ida.sees()
    assert ida.heard(Says.WEEKLY_DISHES, LIST) == 2
    assert ida.heard(Says.DISH_DUE, LIST) == 1
    await world.until("2026-04-16T09:00:00+02:00")
    hans = await world.hans.sees()
    assert hans.heard(Says.DISH_STALE) == 2
    await world.hans.presses(ids.KEEP_DISH, on=hans.letter(Says.DISH_STALE, "Ida Berg", LIST))
    await world.hans.fills_in({"day": "2026-04-23"})
    assert (await world.ida.sees()).heard(Says.DISH_KEPT, "Hans Friis", "23 Apr", LIST) == 1
    await world.hans.presses(ids.DROP_DISH, on=hans.letter(Says.DISH_STALE, TEMPLATE))
    await world.hans.fills_in({"reason": "Malen er borte"})
    card = await world.gita.card(1)
    assert card.has("23 Apr")
    assert not card.has("2 Apr")
    assert not card.has("Hans Friis"), "who left one standing is nobody's business"
    assert not (await world.hans.sees()).has("Malen er borte")
    await world.until("2026-04-20T09:00:00+02:00")
    digest = (await world.gita.sees()).letter(Says.DIGEST)
    counts = sorted(re.findall(r"\d+", digest.words))
    assert counts == ["0", "1", "1"], "none done, one is open still, and one left standing"
    assert (await world.ida.sees()).heard(Says.WEEKLY_DISHES) == 2


async def test_a_dish_passes_by_consent_and_the_last_one_done_closes_the_case(
    world: World,
) -> None:
    await helped_with_two_dishes(world)
    mine = await world.ida.types("/escalate dishes")
    assert LIST in mine
    assert TEMPLATE not in mine
    await world.ida.presses(ids.PASS_DISH)
    await world.ida.fills_in({"person": "karin"})
    assert (await world.karin.sees()).heard(Says.DISH_ASKED, "Ida Berg", "2 Apr", LIST) == 1
    await world.karin.presses(ids.DECLINE_DISH)
    assert (await world.ida.sees()).heard(Says.DISH_DECLINED, "Karin Holm", LIST) == 1
    await world.ida.presses(ids.PASS_DISH)
    await world.ida.fills_in({"person": "dorte"})
    await world.dorte.presses(ids.ACCEPT_DISH)
    assert (await world.ida.sees()).heard(Says.DISH_TAKEN, "Dorte Lund", LIST) == 1
    assert (await world.gita.card(1)).has("Dorte Lund")
    assert LIST not in await world.ida.types("/escalate dishes")
    assert not (await world.ida.sees()).newest.offers(ids.DISH_DONE)
    await world.hans.presses(ids.DISH_DONE)
    assert "#1" in await world.ida.types("/escalate mine")
    assert LIST in await world.dorte.types("/escalate dishes")
    await world.dorte.presses(ids.DISH_DONE)
    assert "#1" not in await world.ida.types("/escalate mine")
    await world.passes(days=20)
    assert not (await world.dorte.sees()).heard(Says.DISH_DUE)


async def test_a_dish_belongs_to_somebody_here_and_people_outside_get_neutral_words(
    world: World,
) -> None:
    """S41."""
    await world.is_at("2026-03-26T10:00:00+01:00")
    await world.ida.claims_as_it_is({**CLAIM, "origin": Origin.DELIVERY_FAILED})
    await world.ida.presses(ids.MARK_HELPED)
    await world.ida.presses(ids.ADD_DISH)
    task = {"text": "Ask the warehouse to relabel bin 14", "day": "2026-04-02"}
    await world.ida.sends({**task, "person": "emma"})
    errors = (await world.ida.sees()).form.errors
    assert errors == {"person": refusal(Code.NOT_A_COLLEAGUE)}
    await world.ida.fills_in({**task, "person": "hans"})
    assert (await world.hans.sees()).heard(Says.DISH_YOURS, task["text"]) == 1
    words = await world.ida.opens(ids.OUTSIDE)
    for secret in ("N-7712", "Ida", "Prisen", "bin 14"):
        assert not words.has(secret)
    await world.ida.closes()
    for _each in range(2):
        await world.ida.presses(ids.ADD_DISH)
        await world.ida.fills_in({**task, "person": "ida"})
    await world.ida.presses(ids.ADD_DISH)
    await world.ida.fills_in({**task, "person": "ida"})
    assert (await world.ida.sees()).refuses(Code.ENOUGH_DISHES, limit=3) == 1
    await world.ida.closes()
    await world.ida.closes()
    before = len((await world.ida.sees()).whispers)
    await world.ida.presses(ids.NOTHING_LEFT)
    assert len((await world.ida.sees()).whispers) == before + 1


async def test_a_dish_of_a_hostile_case_shows_its_person_one_line_and_keeps_the_case_open(
    world: World,
) -> None:
    await world.is_at("2026-03-16T09:00:00+01:00")
    await world.karin.flags({"types": [Type.RUDE], "customer": "C-9"})
    await world.hans.presses(ids.WE_TALKED)
    await world.karin.behind_more(ids.ADD_DISH)
    await world.karin.fills_in({"text": "Skilt ved disken", "person": "ida", "day": "2026-03-20"})
    told = (await world.ida.sees()).letter(Says.DISH_YOURS)
    assert told.has("Karin Holm")
    assert told.has("Skilt ved disken")
    for secret in ("#1", "flag", "C-9", word(Type.RUDE), word(Type.RUDE).lower()):
        assert not told.has(secret)
    await world.hans.refused(ids.CLOSE, Code.DISH_OPEN)
    await world.until("2026-03-20T09:00:00+01:00")
    await world.ida.presses(ids.DISH_DONE, on=(await world.ida.sees()).letter(Says.DISH_DUE))
    await world.hans.presses(ids.CLOSE, on=await world.hans.card())
    assert (await world.hans.sees()).refuses(Code.DISH_OPEN) == 1
    assert (await world.karin.sees()).heard(Says.CLOSING, "Hans Friis", "#1") == 1
