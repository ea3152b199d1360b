"""Somebody took hold: a manager says thanks, and the digest does, to those who like it."""

import pytest

from tests.stories.world import World

CLAIM = {
    "Customer reference": "N-7712",
    "What is wrong": "Kunden er lovet gratis montering, men vi har fakturert. Kjell lovet det.",
    "Where it comes from": "Wrong promise at sale",
    "promise": "2026-03-03T14:00:00+01:00",
}
THANK = "Say thanks in its thread, and say what you noticed."


async def test_the_manager_is_asked_once_to_say_thanks_and_not_when_they_have(
    world: World, caplog: pytest.LogCaptureFixture
) -> None:
    """S02; 8 working hours after the claim, at the next half-day."""
    await world.is_at("2026-03-03T09:05:00+01:00")
    await world.ida.claims_as_it_is(CLAIM)
    card = (await world.hans.sees()).find("Ida Berg has taken case #1")
    await world.ida.clicks("The customer is helped")
    await world.karin.claims_as_it_is({**CLAIM, "Customer reference": "N-2"})
    second = (await world.hans.sees()).find("Karin Holm has taken case #2")
    await world.ida.replies("Bra jobbet, Karin", to=second)
    await world.hans.says("Noe helt annet", to=second)
    await world.until("2026-03-04T12:59:00+01:00")
    assert not (await world.hans.sees()).has(THANK)
    await world.hans.replies("Takk, Karin. Du ringte med en gang.", to=second)
    await world.until("2026-03-04T13:00:00+01:00")
    assert (await world.hans.sees()).count(THANK) == 1
    assert (await world.hans.sees()).has("Ida Berg has taken over a customer's case (#1).")
    await world.hans.replies("Takk, Ida", to=card)
    await world.passes(days=10)
    for person in (world.hans, world.sigrid, world.dorte):
        assert (await person.sees()).count(THANK) == (1 if person.key == "hans" else 0)
    assert "Du ringte" not in caplog.text


async def test_a_manager_who_has_the_case_is_not_asked_for_thanks(world: World) -> None:
    await world.is_at("2026-03-03T09:05:00+01:00")
    await world.hans.claims_as_it_is(CLAIM)
    await world.hans.clicks("The customer is helped")
    await world.passes(days=10)
    for person in (world.hans, world.sigrid, world.dorte):
        assert not (await person.sees()).has(THANK)


async def test_the_digest_names_who_said_yes_and_is_edited_when_they_take_it_back(
    world: World,
) -> None:
    """S45."""
    await world.is_at("2026-03-24T09:00:00+01:00")
    for number, person in enumerate((world.ida, world.karin, world.dorte, world.hans)):
        times = {"Customer reference": f"K-{number}", "promise": "2026-03-24T14:00:00+01:00"}
        await person.claims_as_it_is({**CLAIM, **times})
        await person.clicks("The customer is helped")
    await world.ida.clicks("Yes, name me")
    assert (await world.ida.sees()).has("The next digest may thank you by name.")
    await world.karin.clicks("Don't name me")
    await world.until("2026-03-30T09:00:00+02:00")
    digest = (await world.gita.sees()).find("What we took hold of last week")
    assert digest.has("Thank you, Ida Berg and three others, for taking hold.")
    assert digest.has("4 cases taken")
    for name in ("Karin", "Dorte", "Hans"):
        assert not digest.has(name)
    await world.until("2026-03-30T10:00:00+02:00")
    total = (await world.gita.sees()).total
    await world.ida.clicks("Don't name me")
    await world.passes(minutes=1)
    edited = await world.gita.sees()
    assert edited.total == total
    digest = edited.find("What we took hold of last week")
    assert digest.has("4 cases taken")
    assert not digest.has("Ida")
    assert not digest.has("Thank you")
