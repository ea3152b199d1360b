"""A case changes hands, and the customer always has one name to ask for."""

import asyncio

from tests.stories.world import World

CLAIM = {
    "Customer reference": "C-808",
    "What is wrong": "The export was never set up. Kjell forgot it.",
    "Where it comes from": "Left open",
    "promise": "2026-03-17T15:00:00+01:00",
}
BRIEF = "Needs the export before the audit on Friday."


async def test_a_hand_over_is_declined_withdrawn_and_accepted_and_there_is_always_one_owner(
    world: World,
) -> None:
    """S18."""
    await world.is_at("2026-03-17T09:15:00+01:00")
    await world.ida.claims_as_it_is(CLAIM)
    await world.ida.hands_over("karin", promised=BRIEF)
    asked = (await world.karin.sees()).find("Ida Berg asks you to take case #1")
    assert asked.has(BRIEF)
    assert asked.has("15:00")
    channel = await world.hans.sees()
    assert channel.has("Ida Berg has taken case #1")
    assert channel.has("until they accept, nothing changes")
    assert not channel.has(BRIEF)
    await world.karin.clicks("No room right now")
    told = (await world.ida.sees()).find("Karin Holm has no room right now.")
    assert told.has("You still have case #1")
    assert told.has("15:00")
    assert not (await world.hans.sees()).has("no room")
    await world.ida.hands_over("dorte")
    await world.ida.clicks("Don't hand over")
    assert (await world.dorte.sees()).has("You need not answer any more")
    await world.dorte.clicks("I'll take it")
    assert (await world.dorte.sees()).has("That question is no longer open: Ida Berg has the case.")
    await world.ida.hands_over("dorte")
    await world.dorte.clicks("I'll take it")
    assert (await world.hans.sees()).has("Dorte Lund has taken case #1")
    told = (await world.ida.sees()).find("Dorte Lund has case #1 now")
    assert told.has("is now looking after your case and knows the story")
    assert (await world.dorte.sees()).has("A sentence you can say")
    await world.until("2026-03-17T14:00:00+01:00")
    assert (await world.dorte.sees()).has("hears from you by Tue 17 Mar 15:00")
    assert not (await world.ida.sees()).has("hears from you by Tue 17 Mar 15:00")


async def test_a_question_lapses_after_four_hours_and_a_second_decline_goes_to_the_manager(
    world: World,
) -> None:
    await world.is_at("2026-03-16T09:00:00+01:00")
    await world.ida.claims_as_it_is(CLAIM)
    await world.ida.hands_over("karin")
    await world.until("2026-03-16T10:59:00+01:00")
    before = (await world.karin.sees()).total
    await world.until("2026-03-16T11:00:00+01:00")
    assert (await world.karin.sees()).total == before + 1
    await world.until("2026-03-16T13:00:00+01:00")
    assert (await world.ida.sees()).has("Karin Holm has not answered, so I have taken")
    for colleague in ("karin", "dorte"):
        assert not (await world.hans.sees()).has("neither has room")
        await world.ida.hands_over(colleague)
        await world.person(colleague).clicks("No room right now")
    told = (await world.hans.sees()).find("a hand-over was declined for the second time")
    assert told.has("Ida Berg has case #1")
    assert not told.has("Karin Holm")


async def test_a_case_goes_to_colleagues_of_the_channel_and_nobody_else(world: World) -> None:
    await world.is_at("2026-03-16T09:00:00+01:00")
    await world.ida.claims_as_it_is(CLAIM)
    lines = {"happened": "a", "tried": "b", "promised": "c"}
    await world.karin.clicks("Hand over")
    assert (await world.karin.sees()).has("belongs to somebody else")
    await world.ida.clicks("Hand over")
    for stranger in ("olav", "emma"):
        await world.ida.sends({"to": stranger, **lines})
        errors = (await world.ida.sees()).form.errors
        assert errors == {"to": "Please choose somebody who is in the team's channel."}
    await world.ida.fills_in({"to": "karin", **lines})
    await world.karin.clicks("Read")
    form = (await world.karin.sees()).form
    assert form.has("The export was never set up.")
    assert form.has("C-808")
    await world.gita.clicks("Read")
    assert (await world.gita.sees()).modal is None


async def test_of_two_who_take_a_case_that_nobody_has_one_is_first_and_the_other_may_help(
    world: World,
) -> None:
    """S08."""
    await world.is_at("2026-03-10T09:00:00+01:00")
    claim = {**CLAIM, "promise": "2026-03-10T12:00:00+01:00"}
    await world.ida.claims_as_it_is(claim)
    await world.ida.clicks("Let it go")
    await world.ida.fills_in({"reason": "Jeg går hjem"})
    assert (await world.gita.sees()).has("Case #1 has no owner right now.")
    assert not (await world.gita.sees()).has("Jeg går hjem")
    await asyncio.gather(
        world.karin.does("click", label="I'll take it"),
        world.dorte.does("click", label="I'll take it"),
    )
    channel, karin = await world.gita.sees(), await world.karin.sees()
    first, second = ("Dorte Lund", karin) if karin.modal else ("Karin Holm", None)
    second = second or await world.dorte.sees()
    assert channel.count(f"{first} has taken case #1") == 1
    assert second.form.has(f"{first} was a moment ahead of you and has the case.")
    loser = world.karin if second is karin else world.dorte
    await loser.clicks("I can help")
    assert (await world.gita.sees()).has("Helping:")


async def test_the_second_of_two_claims_may_pass_on_what_was_typed(world: World) -> None:
    """S08."""
    await world.is_at("2026-03-10T09:00:00+01:00")
    claim = {**CLAIM, "promise": "2026-03-10T12:00:00+01:00"}
    await world.ida.claims_as_it_is(claim)
    wrong = "Reservedel aldri bestilt, det var Kjell"
    await world.karin.claims_as_it_is({**claim, "What is wrong": wrong})
    assert (await world.karin.sees()).form.typed("note") == wrong
    await world.karin.fills_in({})
    assert (await world.karin.sees()).form.has("Your note is with the owner of the case.")
    note = (await world.ida.sees()).find("Karin Holm has passed a note on to you")
    assert not note.has("Reservedel")
    await world.ida.clicks("Read", on=note)
    assert (await world.ida.sees()).form.has(wrong)
    assert (await world.hans.sees()).count("has taken case #1") == 1


async def test_a_missed_promise_needs_a_new_one_before_helped(world: World) -> None:
    await world.is_at("2026-03-16T09:00:00+01:00")
    await world.ida.claims_as_it_is({**CLAIM, "promise": "2026-03-16T11:00:00+01:00"})
    await world.until("2026-03-16T11:00:00+01:00")
    await world.ida.clicks("Not kept")
    assert (await world.ida.sees()).form.has("When does the customer hear from you instead?")
    await world.ida.closes()
    await world.ida.clicks("The customer is helped")
    assert (await world.ida.sees()).has("First give the customer a new time")
    await world.until("2026-03-16T15:00:00+01:00")
    assert (await world.hans.sees()).has("there is no new time yet")
    await world.ida.clicks("New time")
    await world.ida.fills_in({"promise": "2026-03-17T11:00:00+01:00"})
    await world.ida.clicks("The customer is helped")
    assert (await world.hans.sees()).has("The customer is helped.")


async def test_at_five_open_cases_the_form_says_so_and_lets_them_go_on(world: World) -> None:
    """S42."""
    await world.is_at("2026-03-16T13:00:00+01:00")
    claim = {**CLAIM, "What is wrong": "Dobbelt levering"}
    for number in range(5):
        await world.ida.claims_as_it_is({**claim, "Customer reference": f"K-{number}"})
    await world.ida.types("/escalate claim")
    assert (await world.ida.sees()).form.has("You have 5 open cases. You can take this one too.")
    assert (await world.ida.sees()).form.has("ask Hans Friis")
    await world.ida.fills_in({**claim, "Customer reference": "K-88"})
    assert (await world.gita.sees()).has("Ida Berg has taken case #6")
    assert not (await world.gita.sees()).has("open cases")
    assert not (await world.hans.sees()).has("open cases")
