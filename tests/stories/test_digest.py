"""Monday's digest, as the team sees it."""

from bot.claim.case import Origin
from bot.flag.case import Type
from tests.stories.world import Says, World, ids

CLAIM = {
    "wrong": "Reservedel aldri bestilt",
    "origin": Origin.LEFT_OPEN,
    "promise": "2026-03-06T14:00:00+01:00",
}


async def test_the_digest_comes_on_monday_at_nine_once_and_points_at_nobody(world: World) -> None:
    await world.is_at("2026-03-03T10:00:00+01:00")
    await world.ida.claims({**CLAIM, "customer": "N-1"})
    await world.ida.presses(ids.MARK_HELPED)
    await world.karin.flags({"types": [Type.RUDE], "customer": "C-9"})
    before = (await world.gita.sees()).total
    await world.falls_due("2026-03-09T09:00:00+01:00", world.gita, Says.DIGEST)
    seen = await world.gita.sees()
    assert seen.total == before + 1
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
    seen = await world.gita.sees()
    assert seen.total == before + 1
    assert seen.heard(Says.DIGEST) == 1


async def test_a_channel_that_others_can_read_gets_nothing_and_the_admins_hear_why_once_a_week(
    world: World,
) -> None:
    await world.is_at("2026-03-06T10:00:00+01:00")
    await world.shares("support")
    before = (await world.gita.sees()).total
    await world.until("2026-03-09T09:00:00+01:00")
    why = (Says.CHANNEL_SHARED, "#support")
    assert (await world.sigrid.sees()).heard(*why) == 1
    await world.ida.claims({**CLAIM, "promise": "2026-03-10T14:00:00+01:00", "customer": "N-1"})
    assert (await world.sigrid.sees()).heard(*why) == 1
    await world.until("2026-03-16T09:00:00+01:00")
    assert (await world.sigrid.sees()).heard(*why) == 2
    for reader in (world.hans, world.ida):
        assert not (await reader.sees()).heard(Says.CHANNEL_SHARED)
    assert (await world.gita.sees()).total == before
