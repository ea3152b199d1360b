"""Who is asked is worked out at every step: a step-up adds a person, a move replaces one."""

import pytest

from bot.flag.case import Headline, Type
from bot.refusals import Code
from handlers.flag.care import away_note
from sandbox.client import Json
from tests.stories.world import PHONES, SETUP, Colleague, Says, Seen, World, ids, refusal, word

ABUSE = {
    "types": [Type.PERSONAL_ABUSE],
    "customer": "K-2290",
    "said": "Skældsord rettet mod mig, fire beskeder i træk.",
}
SEXUAL: Json = {
    "types": [Type.SEXUAL],
    "customer": "C-31",
    "said": "Sexual comments about my photo, three sessions.",
}
THREAT = {
    "types": [Type.THREAT],
    "customer": "C-12",
    "said": "You will regret this, I know your name.",
}
ANSWER = "I saw it, Karin. You did right. I call you at ten."
ANSWERED = word(Headline.ANSWERED)


async def away(person: Colleague, first: str, last: str) -> None:
    await person.types("/escalate away")
    await person.fills_in({"first": first, "last": last})


def has_moved(card: Seen) -> bool:
    """It says which case it was, nothing of whom and of what, and has nothing to press."""
    told = ("Karin", word(Type.PERSONAL_ABUSE).lower(), word(Type.SEXUAL).lower())
    return card.has("#1") and not any(card.has(each) for each in told) and card.steps == []


async def answered_by(world: World, name: str) -> bool:
    card = await world.karin.card()
    return card.has(ANSWERED) and card.has(name)


async def test_a_manager_who_goes_away_is_followed_by_the_deputy_and_can_no_longer_read(
    world: World,
) -> None:
    await world.is_at("2026-03-09T13:30:00+01:00")
    await world.karin.flags(ABUSE)
    await away(world.hans, "2026-03-09", "2026-03-13")
    assert (await world.karin.sees()).heard(Says.MOVED, "Dorte Lund", "#1") == 1
    assert (await world.dorte.card()).has("Karin Holm")
    old = await world.hans.card()
    assert has_moved(old)
    await world.hans.replies(ANSWER, to=old)
    (told,) = (await world.hans.sees()).whispers
    assert told.has("#1")
    assert not told.has("archives")
    assert not (await world.karin.sees()).has(ANSWERED)
    await world.dorte.presses(ids.WRITE)
    await world.dorte.fills_in({"words": ANSWER})
    assert await answered_by(world, "Dorte Lund")


async def test_whoever_is_back_is_asked_again_by_the_next_flag(world: World) -> None:
    await world.is_at("2026-03-09T13:30:00+01:00")
    await away(world.hans, "2026-03-09", "2026-03-13")
    await world.hans.types("/escalate away")
    assert not (await world.hans.opens(ids.BACK_AGAIN)).asks("first")
    await world.karin.flags(ABUSE)
    assert (await world.karin.sees()).heard(Says.FLAG_SAVED, "Hans Friis") == 1


async def test_days_away_that_end_before_they_begin_are_refused_at_the_field(world: World) -> None:
    await world.hans.types("/escalate away")
    await world.hans.sends({"first": "2026-03-13", "last": "2026-03-09"})
    errors = (await world.hans.sees()).form.errors
    assert errors == {"last": refusal(Code.ABSENCE_BACKWARDS)}


async def test_give_to_deputy_moves_the_case_and_what_is_said_stays_behind(world: World) -> None:
    await world.is_at("2026-03-09T13:30:00+01:00")
    await world.karin.flags(ABUSE)
    await world.hans.presses(ids.GIVE_TO_DEPUTY)
    assert has_moved(await world.hans.card())
    moved = (await world.karin.sees()).letter(Says.MOVED, "Dorte Lund")
    assert moved.has("Mon 09 Mar 15:30")
    await world.until("2026-03-09T14:30:00+01:00")
    assert (await world.dorte.sees()).heard(Says.NUDGE_TO_ANSWER, "Karin Holm") == 1
    assert not (await world.hans.sees()).heard(Says.NUDGE_TO_ANSWER)
    await world.dorte.replies(ANSWER)
    assert await answered_by(world, "Dorte Lund")
    old, new = await world.karin.cards()
    assert has_moved(old)
    await world.karin.replies("Tak for det, Dorte.", to=old)
    (told,) = (await world.karin.sees()).whispers
    assert told.has(f"archives/{new.channel}/")


async def test_a_manager_who_is_replaced_in_setup_is_replaced_in_the_case(world: World) -> None:
    await world.is_at("2026-03-09T13:30:00+01:00")
    await world.karin.flags(ABUSE)
    await world.sigrid.types("/escalate setup")
    await world.sigrid.sends({**SETUP, "managers": ["ida"]})
    await world.sigrid.fills_in(await world.phones(PHONES))
    assert (await world.ida.card()).has("Karin Holm")
    assert has_moved(await world.hans.card())
    await world.ida.replies(ANSWER)
    assert await answered_by(world, "Ida Berg")


async def test_a_manager_whose_account_is_closed_is_followed_by_the_deputy(world: World) -> None:
    await world.is_at("2026-03-09T13:30:00+01:00")
    await world.karin.flags(ABUSE)
    await world.hans.does("become", deleted=True)
    assert (await world.dorte.card()).has("Karin Holm")


async def test_a_manager_who_left_unnoticed_is_followed_at_the_first_word_not_delivered(
    world: World,
) -> None:
    await world.is_at("2026-03-09T10:15:00+01:00")
    await world.karin.flags(ABUSE)
    await world.hans.leaves(quietly=True)
    assert not (await world.dorte.sees()).letters
    await world.until("2026-03-09T11:15:00+01:00")
    assert (await world.karin.sees()).heard(Says.MOVED, "Dorte Lund", "#1") == 1
    assert (await world.dorte.card()).has("Karin Holm")


async def test_a_managers_own_flag_goes_past_the_deputy(world: World) -> None:
    await world.hans.flags(ABUSE)
    assert (await world.hans.sees()).heard(Says.FLAG_SAVED, "Sigrid Vang") == 1
    assert not (await world.dorte.sees()).letters


async def test_the_contact_whom_the_agent_chose_is_the_only_one_who_ever_hears(
    world: World,
) -> None:
    await world.is_at("2026-03-20T09:00:00+01:00")
    await world.karin.flags({**SEXUAL, "contact": "ida"})
    assert (await world.ida.reads()).has(SEXUAL["said"])
    await world.until("2026-03-23T16:00:00+01:00")
    assert (await world.karin.sees()).heard(Says.CONTACT_SILENT, "Ida Berg") == 1
    for other in (world.hans, world.dorte, world.sigrid, world.gita):
        assert not (await other.sees()).has("Karin Holm")
        assert "Karin" not in await other.types("/escalate mine")
    await world.karin.presses(ids.CHOOSE_CONTACT)
    await world.karin.fills_in({"contact": "sigrid"})
    card = await world.sigrid.card()
    assert card.has("Karin Holm")
    assert not card.has(word(Type.SEXUAL).lower())
    assert has_moved(await world.ida.card())
    await world.sigrid.replies(ANSWER)
    assert await answered_by(world, "Sigrid Vang")


@pytest.mark.parametrize("kind", [SEXUAL, THREAT])
async def test_a_closed_type_stands_in_no_notification_and_in_no_channel(
    world: World, kind: dict[str, object]
) -> None:
    await world.karin.flags(kind)
    await world.passes(hours=4)
    posts = [call for call in await world.calls() if call["method"] == "chat.postMessage"]
    texts = [str(call["request"]["text"]).lower() for call in posts]
    assert texts
    kinds = (word(Type.SEXUAL).lower(), word(Type.THREAT).lower())
    assert not [text for text in texts for each in kinds if each in text]
    assert not (await world.gita.sees()).has("Karin Holm")


async def test_the_card_says_while_the_agent_is_away_and_no_longer(world: World) -> None:
    await world.is_at("2026-03-25T09:00:00+01:00")
    await world.karin.flags(ABUSE)
    there = await world.hans.card()
    await away(world.karin, "2026-03-25", "2026-03-27")
    said = away_note("Karin Holm")
    assert not there.has(said)
    assert (await world.hans.card()).has(said)
    await world.karin.types("/escalate away")
    await world.karin.presses(ids.BACK_AGAIN)
    assert (await world.hans.card()).words == there.words
