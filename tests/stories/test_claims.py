"""Somebody left a mess: from the claim to the customer helped."""

import asyncio

from tests.stories.world import World

CLAIM = {
    "Customer reference": "N-7712",
    "What is wrong": "Kunden er lovet gratis montering og har fått faktura.",
    "Where it comes from": "Wrong promise at sale",
    "promise": "2026-03-03T14:00:00+01:00",
}


async def test_the_channel_learns_who_has_the_case_and_nothing_of_what_was_typed(
    world: World,
) -> None:
    """S02."""
    await world.is_at("2026-03-03T09:05:00+01:00")
    await world.ida.claims(CLAIM)
    seen = await world.karin.sees()
    assert seen.has("Ida Berg has taken case #1")
    assert seen.has("14:00")
    assert not seen.has("montering")
    assert not seen.has("N-7712")


async def test_the_owner_gets_a_sentence_to_say_to_the_customer(world: World) -> None:
    await world.is_at("2026-03-03T09:05:00+01:00")
    await world.ida.claims(CLAIM)
    assert (await world.ida.sees()).has("This should not have happened, and I am sorry.")


async def test_the_second_of_two_claims_learns_who_was_first_and_keeps_the_text(
    world: World,
) -> None:
    """S08."""
    await world.is_at("2026-03-03T09:05:00+01:00")
    for person in (world.ida, world.karin):
        await person.types("/escalate claim")
    spelt = {**CLAIM, "Customer reference": "n 7712"}
    await asyncio.gather(world.ida.sends(CLAIM), world.karin.sends(spelt))
    ida, karin = await world.ida.sees(), await world.karin.sees()
    assert karin.count("has taken case #1") == 1
    assert not karin.has("has taken case #2")
    winner, loser = ("Ida Berg", karin) if ida.modal is None else ("Karin Holm", ida)
    assert loser.form.has(f"{winner} was a moment ahead of you and has the case.")
    assert loser.modals[0].typed("wrong") == CLAIM["What is wrong"]


async def test_an_offer_of_help_makes_a_helper_not_an_owner(world: World) -> None:
    """S08."""
    await world.is_at("2026-03-03T09:05:00+01:00")
    await world.ida.claims(CLAIM)
    await world.karin.types("/escalate claim")
    await world.karin.sends(CLAIM)
    await world.karin.clicks("I can help")
    assert (await world.ida.sees()).has("Karin Holm")
    assert (await world.hans.sees()).has("Ida Berg has taken case #1")


async def test_an_unknown_reference_never_matches(world: World) -> None:
    await world.is_at("2026-03-03T09:05:00+01:00")
    await world.ida.claims({**CLAIM, "Customer reference": "unknown"})
    await world.karin.claims({**CLAIM, "Customer reference": "Unknown"})
    assert (await world.hans.sees()).has("Karin Holm has taken case #2")


async def test_the_owner_is_reminded_an_hour_before_and_asked_when_it_is_due(
    world: World,
) -> None:
    """S02."""
    await world.is_at("2026-03-03T09:05:00+01:00")
    await world.ida.claims(CLAIM)
    await world.until("2026-03-03T12:59:00+01:00")
    before = (await world.ida.sees()).total
    await world.until("2026-03-03T13:00:00+01:00")
    assert (await world.ida.sees()).total == before + 1
    await world.until("2026-03-03T14:00:00+01:00")
    assert (await world.ida.sees()).total == before + 2
    await world.ida.clicks("Kept")
    assert (await world.ida.sees()).has("Are they helped now, or when do they hear from you next?")
    await world.passes(days=2)
    assert (await world.ida.sees()).total == before + 3


async def test_the_manager_hears_of_a_promise_four_working_hours_late(world: World) -> None:
    await world.is_at("2026-03-03T09:05:00+01:00")
    await world.ida.claims(CLAIM)
    await world.until("2026-03-04T09:59:00+01:00")
    before = (await world.hans.sees()).total
    await world.until("2026-03-04T10:00:00+01:00")
    assert (await world.hans.sees()).total == before + 1


async def test_a_new_time_moves_the_reminder(world: World) -> None:
    await world.is_at("2026-03-03T09:05:00+01:00")
    await world.ida.claims(CLAIM)
    await world.ida.clicks("New time")
    await world.ida.fills_in({"promise": "2026-03-04T12:00:00+01:00"})
    before = (await world.ida.sees()).total
    await world.until("2026-03-04T10:59:00+01:00")
    assert (await world.ida.sees()).total == before
    await world.until("2026-03-04T11:00:00+01:00")
    assert (await world.ida.sees()).total == before + 1


async def test_the_customer_helped_in_time_closes_the_case(world: World) -> None:
    await world.is_at("2026-03-03T09:05:00+01:00")
    await world.ida.claims(CLAIM)
    await world.ida.clicks("The customer is helped")
    assert (await world.hans.sees()).has("helped")
    await world.passes(days=2)
    await world.karin.claims({**CLAIM, "promise": "2026-03-05T14:00:00+01:00"})
    assert (await world.hans.sees()).has("Karin Holm has taken case #2")


async def test_helped_after_the_promise_asks_whether_it_was_kept(world: World) -> None:
    await world.is_at("2026-03-03T09:05:00+01:00")
    await world.ida.claims(CLAIM)
    await world.until("2026-03-03T14:30:00+01:00")
    await world.ida.clicks("The customer is helped")
    await world.ida.fills_in({"kept": "late"})
    assert (await world.hans.sees()).has("helped")


async def test_a_claim_is_not_opened_again_while_another_of_that_customer_is_open(
    world: World,
) -> None:
    await world.is_at("2026-03-03T09:05:00+01:00")
    await world.ida.claims(CLAIM)
    await world.ida.clicks("The customer is helped")
    await world.karin.claims(CLAIM)
    await world.ida.clicks("Re-open")
    await world.ida.fills_in({"promise": "2026-03-04T12:00:00+01:00"})
    assert (await world.ida.sees()).has("#2")


async def test_only_the_owner_marks_helped(world: World) -> None:
    await world.is_at("2026-03-03T09:05:00+01:00")
    await world.ida.claims(CLAIM)
    await world.karin.clicks("The customer is helped")
    assert not (await world.hans.sees()).has("is helped.")
