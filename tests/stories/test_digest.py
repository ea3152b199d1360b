"""Monday's digest, as the team sees it."""

from tests.stories.world import World

CLAIM = {
    "What is wrong": "Reservedel aldri bestilt",
    "Where it comes from": "Left open",
    "promise": "2026-03-06T14:00:00+01:00",
}


async def test_the_digest_comes_on_monday_at_nine_once_and_points_at_nobody(world: World) -> None:
    await world.is_at("2026-03-03T10:00:00+01:00")
    await world.ida.claims({**CLAIM, "Customer reference": "N-1"})
    await world.ida.clicks("The customer is helped")
    await world.karin.flags({"What happened": ["Rude tone"], "Customer reference": "C-9"})
    await world.until("2026-03-09T08:59:00+01:00")
    before = (await world.gita.sees()).total
    await world.until("2026-03-09T09:00:00+01:00")
    seen = await world.gita.sees()
    assert seen.total == before + 1
    assert seen.newest.has("Too few cases to show numbers without pointing at someone.")
    for secret in ("Ida", "Karin", "N-1", "C-9", "flag"):
        assert not seen.newest.has(secret)
    await world.passes(days=6)
    assert (await world.gita.sees()).total == before + 1


async def test_a_digest_missed_in_an_outage_is_sent_when_the_bot_is_back_older_ones_not(
    world: World,
) -> None:
    await world.is_at("2026-03-03T10:00:00+01:00")
    before = (await world.gita.sees()).total
    await world.leaps(days=21)
    assert (await world.gita.sees()).total == before + 1
