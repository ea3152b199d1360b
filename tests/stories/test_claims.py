"""Somebody left a mess: from the claim to the customer helped."""

import asyncio

from bot.claim.case import Kept, Origin
from bot.refusals import Code
from tests.stories.world import Says, World, ids

CLAIM = {
    "customer": "N-7712",
    "wrong": "Kunden er lovet gratis montering og har fått faktura.",
    "origin": Origin.WRONG_PROMISE,
    "promise": "2026-03-03T14:00:00+01:00",
}


async def test_the_channel_learns_who_has_the_case_and_nothing_of_what_was_typed(
    world: World,
) -> None:
    """S02."""
    await world.is_at("2026-03-03T09:05:00+01:00")
    await world.ida.claims(CLAIM)
    card = await world.karin.card(1)
    assert card.has("Ida Berg")
    assert card.has("14:00")
    seen = await world.karin.sees()
    assert not seen.has("montering")
    assert not seen.has("N-7712")


async def test_the_owner_gets_a_sentence_to_say_to_the_customer(world: World) -> None:
    await world.is_at("2026-03-03T09:05:00+01:00")
    await world.ida.claims(CLAIM)
    assert (await world.ida.sees()).heard(Says.SAY_TO_CUSTOMER, "#1", "14:00") == 1
    for colleague in (world.karin, world.hans, world.gita):
        assert not (await colleague.sees()).letters


async def test_the_second_of_two_claims_learns_who_was_first_and_keeps_the_text(
    world: World,
) -> None:
    """S08."""
    await world.is_at("2026-03-03T09:05:00+01:00")
    for person in (world.ida, world.karin):
        await person.types("/escalate claim")
    spelt = {**CLAIM, "customer": "n 7712"}
    await asyncio.gather(world.ida.sends(CLAIM), world.karin.sends(spelt))
    ida, karin = await world.ida.sees(), await world.karin.sees()
    assert len(await world.karin.cards(1)) == 1
    assert await world.karin.cards(2) == []
    winner, loser = ("Ida Berg", karin) if ida.modal is None else ("Karin Holm", ida)
    assert (await world.gita.card(1)).has(winner)
    assert loser.form.callback_id == ids.NOTE
    assert loser.form.has(winner)
    assert loser.form.offers(ids.OFFER_HELP)
    assert loser.modals[0].typed("wrong") == CLAIM["wrong"]


async def test_an_offer_of_help_makes_a_helper_not_an_owner(world: World) -> None:
    """S08."""
    await world.is_at("2026-03-03T09:05:00+01:00")
    await world.ida.claims(CLAIM)
    await world.karin.types("/escalate claim")
    await world.karin.sends(CLAIM)
    await world.karin.presses(ids.OFFER_HELP)
    assert (await world.ida.sees()).heard(Says.HELP_OFFERED, "Karin Holm", "#1") == 1
    card = await world.hans.card(1)
    assert card.has("Ida Berg")
    await world.karin.refused(ids.MARK_HELPED, Code.NOT_YOURS, on=card)


async def test_an_unknown_reference_never_matches(world: World) -> None:
    await world.is_at("2026-03-03T09:05:00+01:00")
    await world.ida.claims({**CLAIM, "customer": "unknown"})
    await world.karin.claims({**CLAIM, "customer": "Unknown"})
    assert (await world.hans.card(2)).has("Karin Holm")


async def test_the_owner_is_reminded_an_hour_before_and_asked_when_it_is_due(
    world: World,
) -> None:
    """S02."""
    await world.is_at("2026-03-03T09:05:00+01:00")
    await world.ida.claims(CLAIM)
    before = (await world.ida.sees()).total
    await world.falls_due("2026-03-03T13:00:00+01:00", world.ida, Says.PROMISE_SOON, "14:00")
    await world.falls_due("2026-03-03T14:00:00+01:00", world.ida, Says.PROMISE_DUE, "14:00")
    assert (await world.ida.sees()).total == before + 2
    await world.ida.presses(ids.KEEP_PROMISE)
    assert (await world.ida.sees()).heard(Says.WHAT_NEXT, "#1") == 1
    await world.passes(days=2)
    assert (await world.ida.sees()).total == before + 3


async def test_the_manager_hears_of_a_promise_four_working_hours_late(world: World) -> None:
    await world.is_at("2026-03-03T09:05:00+01:00")
    await world.ida.claims(CLAIM)
    before = (await world.hans.sees()).total
    late = (Says.PROMISE_UNANSWERED, "Ida Berg", "#1", "14:00")
    await world.falls_due("2026-03-04T10:00:00+01:00", world.hans, *late)
    assert (await world.hans.sees()).total == before + 1


async def test_a_new_time_moves_the_reminder(world: World) -> None:
    await world.is_at("2026-03-03T09:05:00+01:00")
    await world.ida.claims(CLAIM)
    await world.ida.presses(ids.NEW_TIME)
    await world.ida.fills_in({"promise": "2026-03-04T12:00:00+01:00"})
    before = (await world.ida.sees()).total
    await world.falls_due("2026-03-04T11:00:00+01:00", world.ida, Says.PROMISE_SOON, "12:00")
    assert (await world.ida.sees()).total == before + 1


async def test_the_customer_helped_in_time_closes_the_case(world: World) -> None:
    await world.is_at("2026-03-03T09:05:00+01:00")
    await world.ida.claims(CLAIM)
    await world.ida.presses(ids.MARK_HELPED)
    assert (await world.hans.card(1)).offers(ids.REOPEN_CLAIM)
    await world.passes(days=2)
    await world.karin.claims({**CLAIM, "promise": "2026-03-05T14:00:00+01:00"})
    assert (await world.hans.card(2)).has("Karin Holm")


async def test_helped_after_the_promise_asks_whether_it_was_kept(world: World) -> None:
    await world.is_at("2026-03-03T09:05:00+01:00")
    await world.ida.claims(CLAIM)
    await world.until("2026-03-03T14:30:00+01:00")
    form = await world.ida.opens(ids.MARK_HELPED)
    assert form.choices("kept") == [Kept.KEPT, Kept.LATE]
    await world.ida.fills_in({"kept": Kept.LATE})
    assert (await world.hans.card(1)).offers(ids.REOPEN_CLAIM)


async def test_a_claim_is_not_opened_again_while_another_of_that_customer_is_open(
    world: World,
) -> None:
    await world.is_at("2026-03-03T09:05:00+01:00")
    await world.ida.claims(CLAIM)
    await world.ida.presses(ids.MARK_HELPED)
    await world.karin.claims(CLAIM)
    await world.ida.presses(ids.REOPEN_CLAIM)
    await world.ida.fills_in({"promise": "2026-03-04T12:00:00+01:00"})
    ida = await world.ida.sees()
    assert ida.refuses(Code.ALREADY_CLAIMED, owner="Karin Holm", number=2) == 1
    assert (await world.hans.card(1)).offers(ids.REOPEN_CLAIM)


async def test_only_the_owner_marks_helped(world: World) -> None:
    await world.is_at("2026-03-03T09:05:00+01:00")
    await world.ida.claims(CLAIM)
    card = await world.hans.card(1)
    await world.karin.refused(ids.MARK_HELPED, Code.NOT_YOURS, on=card)
    assert not (await world.hans.card(1)).offers(ids.REOPEN_CLAIM)
