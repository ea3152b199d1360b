"""Somebody took hold: a manager says thanks, and the digest does, to those who like it."""

import pytest

from bot.claim.case import Origin
from tests.stories.world import Says, World, ids

CLAIM = {
    "customer": "N-7712",
    "wrong": "Kunden er lovet gratis montering, men vi har fakturert. Kjell lovet det.",
    "origin": Origin.WRONG_PROMISE,
    "promise": "2026-03-03T14:00:00+01:00",
}


async def test_the_manager_is_asked_once_to_say_thanks_and_not_when_they_have(
    world: World, caplog: pytest.LogCaptureFixture
) -> None:
    """S02; 8 working hours after the claim, at the next half-day."""
    await world.is_at("2026-03-03T09:05:00+01:00")
    await world.ida.claims_as_it_is(CLAIM)
    card = await world.hans.card(1)
    await world.ida.presses(ids.MARK_HELPED)
    await world.karin.claims_as_it_is({**CLAIM, "customer": "N-2"})
    second = await world.hans.card(2)
    await world.ida.replies("Bra jobbet, Karin", to=second)
    await world.hans.says("Noe helt annet", to=second)
    await world.until("2026-03-04T12:59:00+01:00")
    assert not (await world.hans.sees()).heard(Says.THANK)
    await world.hans.replies("Takk, Karin. Du ringte med en gang.", to=second)
    await world.until("2026-03-04T13:00:00+01:00")
    hans = await world.hans.sees()
    assert hans.heard(Says.THANK) == 1
    assert hans.heard(Says.THANK, "Ida Berg", "#1") == 1
    await world.hans.replies("Takk, Ida", to=card)
    await world.passes(days=10)
    for person in (world.hans, world.sigrid, world.dorte):
        assert (await person.sees()).heard(Says.THANK) == (1 if person.key == "hans" else 0)
    assert "Du ringte" not in caplog.text


async def test_a_manager_who_has_the_case_is_not_asked_for_thanks(world: World) -> None:
    await world.is_at("2026-03-03T09:05:00+01:00")
    await world.hans.claims_as_it_is(CLAIM)
    await world.hans.presses(ids.MARK_HELPED)
    await world.passes(days=10)
    for person in (world.hans, world.sigrid, world.dorte):
        assert not (await person.sees()).heard(Says.THANK)


async def test_the_digest_names_who_said_yes_and_is_edited_when_they_take_it_back(
    world: World,
) -> None:
    """S45."""
    await world.is_at("2026-03-24T09:00:00+01:00")
    for number, person in enumerate((world.ida, world.karin, world.dorte, world.hans)):
        times = {"customer": f"K-{number}", "promise": "2026-03-24T14:00:00+01:00"}
        await person.claims_as_it_is({**CLAIM, **times})
        await person.presses(ids.MARK_HELPED)
    await world.ida.presses(ids.NAME_ME)
    assert len((await world.ida.sees()).whispers) == 1
    await world.karin.presses(ids.NAME_ME_NOT)
    await world.until("2026-03-30T09:00:00+02:00")
    posted = await world.gita.sees()
    digest = posted.letter(Says.DIGEST, "Ida Berg", "4")
    assert digest == posted.newest
    for name in ("Karin", "Dorte", "Hans"):
        assert not digest.has(name)
    await world.until("2026-03-30T10:00:00+02:00")
    await world.ida.presses(ids.NAME_ME_NOT)
    await world.passes(minutes=1)
    edited = await world.gita.sees()
    assert edited.total == posted.total
    digest = edited.letter(Says.DIGEST, "4")
    assert digest.ts == posted.newest.ts
    for name in ("Ida", "Karin", "Dorte", "Hans"):
        assert not digest.has(name)
