"""A case changes hands, and the customer always has one name to ask for."""

import asyncio

from bot.claim.case import Origin
from bot.refusals import Code
from tests.stories.world import Says, World, ids, refusal

CLAIM = {
    "customer": "C-808",
    "wrong": "The export was never set up. Kjell forgot it.",
    "origin": Origin.LEFT_OPEN,
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
    assert (await world.karin.sees()).heard(Says.OFFERED, "Ida Berg", "#1", BRIEF, "15:00") == 1
    card = await world.hans.card(1)
    assert card.has("Ida Berg")
    assert card.offers(ids.WITHDRAW_OFFER)
    assert not card.has("Karin Holm"), "who is asked is between the two"
    assert not (await world.hans.sees()).has(BRIEF)
    await world.karin.presses(ids.DECLINE_CASE)
    assert (await world.ida.sees()).heard(Says.OFFER_DECLINED, "Karin Holm", "#1", "15:00") == 1
    card = await world.hans.card(1)
    assert card.has("Ida Berg")
    assert card.offers(ids.HAND_OVER)
    assert not (await world.hans.sees()).letters
    await world.ida.hands_over("dorte")
    await world.ida.presses(ids.WITHDRAW_OFFER)
    dorte = await world.dorte.sees()
    assert dorte.heard(Says.OFFER_GONE, "#1") == 1
    gone = dorte.letter(Says.OFFERED)
    await world.dorte.refused(ids.ACCEPT_CASE, Code.OFFER_GONE, on=gone, owner="Ida Berg")
    await world.ida.hands_over("dorte")
    await world.dorte.presses(ids.ACCEPT_CASE)
    card = await world.hans.card(1)
    assert card.has("Dorte Lund")
    assert not card.has("Ida Berg")
    assert (await world.ida.sees()).heard(Says.OFFER_TAKEN, "Dorte Lund", "#1", "15:00") == 1
    assert (await world.dorte.sees()).heard(Says.SAY_TO_CUSTOMER, "#1") == 1
    await world.until("2026-03-17T14:00:00+01:00")
    assert (await world.dorte.sees()).heard(Says.PROMISE_SOON, "15:00") == 1
    assert not (await world.ida.sees()).heard(Says.PROMISE_SOON)


async def test_a_question_lapses_after_four_hours_and_a_second_decline_goes_to_the_manager(
    world: World,
) -> None:
    await world.is_at("2026-03-16T09:00:00+01:00")
    await world.ida.claims_as_it_is(CLAIM)
    await world.ida.hands_over("karin")
    before = (await world.karin.sees()).total
    await world.falls_due("2026-03-16T11:00:00+01:00", world.karin, Says.OFFER_WAITS, "Ida Berg")
    assert (await world.karin.sees()).total == before + 1
    await world.until("2026-03-16T13:00:00+01:00")
    assert (await world.ida.sees()).heard(Says.OFFER_LAPSED, "Karin Holm") == 1
    for colleague in ("karin", "dorte"):
        assert not (await world.hans.sees()).letters
        await world.ida.hands_over(colleague)
        await world.person(colleague).presses(ids.DECLINE_CASE)
    told = (await world.hans.sees()).letter(Says.DECLINED_TWICE)
    assert told.has("Ida Berg")
    assert told.has("#1")
    for asked in ("Karin Holm", "Dorte Lund"):
        assert not told.has(asked)


async def test_a_case_goes_to_colleagues_of_the_channel_and_nobody_else(world: World) -> None:
    await world.is_at("2026-03-16T09:00:00+01:00")
    await world.ida.claims_as_it_is(CLAIM)
    lines = {"happened": "a", "tried": "b", "promised": "c"}
    card = await world.karin.card(1)
    await world.karin.refused(ids.HAND_OVER, Code.NOT_YOURS, on=card)
    await world.ida.presses(ids.HAND_OVER)
    for stranger in ("olav", "emma"):
        await world.ida.sends({"to": stranger, **lines})
        errors = (await world.ida.sees()).form.errors
        assert errors == {"to": refusal(Code.NOT_IN_TEAM)}
    await world.ida.fills_in({"to": "karin", **lines})
    form = await world.karin.opens(ids.READ_CLAIM)
    assert form.has("The export was never set up.")
    assert form.has("C-808")
    await world.gita.refused(ids.READ_CLAIM, Code.NOT_YOURS, on=card)


async def test_of_two_who_take_a_case_that_nobody_has_one_is_first_and_the_other_may_help(
    world: World,
) -> None:
    """S08."""
    await world.is_at("2026-03-10T09:00:00+01:00")
    claim = {**CLAIM, "promise": "2026-03-10T12:00:00+01:00"}
    await world.ida.claims_as_it_is(claim)
    await world.ida.presses(ids.LET_GO)
    await world.ida.fills_in({"reason": "Jeg går hjem"})
    card = await world.gita.card(1)
    assert card.offers(ids.TAKE_CASE)
    assert not card.has("Ida Berg")
    assert not (await world.gita.sees()).has("Jeg går hjem")
    await asyncio.gather(
        world.karin.does("click", action_id=ids.TAKE_CASE),
        world.dorte.does("click", action_id=ids.TAKE_CASE),
    )
    karin, dorte = await world.karin.sees(), await world.dorte.sees()
    first, loser, second = (
        ("Dorte Lund", world.karin, karin) if karin.modal else ("Karin Holm", world.dorte, dorte)
    )
    (card,) = await world.gita.cards(1)
    assert card.has(first)
    assert not card.offers(ids.TAKE_CASE)
    assert second.form.has(first)
    await loser.presses(ids.OFFER_HELP)
    card = await world.gita.card(1)
    assert all(card.has(name) for name in ("Karin Holm", "Dorte Lund"))
    await loser.closes()
    await loser.refused(ids.MARK_HELPED, Code.NOT_YOURS, on=card)


async def test_the_second_of_two_claims_may_pass_on_what_was_typed(world: World) -> None:
    """S08."""
    await world.is_at("2026-03-10T09:00:00+01:00")
    claim = {**CLAIM, "promise": "2026-03-10T12:00:00+01:00"}
    await world.ida.claims_as_it_is(claim)
    wrong = "Reservedel aldri bestilt, det var Kjell"
    await world.karin.claims_as_it_is({**claim, "wrong": wrong})
    assert (await world.karin.sees()).form.typed("note") == wrong
    await world.karin.fills_in({})
    assert (await world.karin.sees()).form.callback_id != ids.NOTE, "it says that it was passed on"
    note = (await world.ida.sees()).letter(Says.NOTE_PASSED)
    assert note.has("Karin Holm")
    assert not note.has("Reservedel")
    assert (await world.ida.opens(ids.READ_CLAIM, on=note)).has(wrong)
    assert len(await world.hans.cards(1)) == 1
    assert await world.hans.cards(2) == []


async def test_a_missed_promise_needs_a_new_one_before_helped(world: World) -> None:
    await world.is_at("2026-03-16T09:00:00+01:00")
    await world.ida.claims_as_it_is({**CLAIM, "promise": "2026-03-16T11:00:00+01:00"})
    await world.until("2026-03-16T11:00:00+01:00")
    assert (await world.ida.opens(ids.MISS_PROMISE)).callback_id == ids.NEW_TIME
    await world.ida.closes()
    card = await world.ida.card(1)
    await world.ida.refused(ids.MARK_HELPED, Code.NEW_PROMISE_FIRST, on=card)
    await world.until("2026-03-16T15:00:00+01:00")
    assert (await world.hans.sees()).heard(Says.PROMISE_UNANSWERED, "Ida Berg", "#1") == 1
    await world.ida.presses(ids.NEW_TIME)
    await world.ida.fills_in({"promise": "2026-03-17T11:00:00+01:00"})
    await world.ida.presses(ids.MARK_HELPED)
    assert (await world.hans.card(1)).offers(ids.REOPEN_CLAIM)


async def test_at_five_open_cases_the_form_says_so_and_lets_them_go_on(world: World) -> None:
    """S42."""
    await world.is_at("2026-03-16T13:00:00+01:00")
    claim = {**CLAIM, "wrong": "Dobbelt levering"}
    before = (await world.gita.sees()).total
    for number in range(5):
        await world.ida.types("/escalate claim")
        form = (await world.ida.sees()).form
        assert not form.has("Hans Friis"), "not at the fifth"
        await world.ida.fills_in({**claim, "customer": f"K-{number}"})
    await world.ida.types("/escalate claim")
    form = (await world.ida.sees()).form
    assert form.has("5")
    assert form.has("Hans Friis")
    await world.ida.fills_in({**claim, "customer": "K-88"})
    assert (await world.gita.card(6)).has("Ida Berg")
    for reader in (world.gita, world.hans):
        assert (await reader.sees()).total == before + 6, "the cards alone"
        assert not (await reader.sees()).has("Hans Friis")
