"""Who is asked is worked out at every step: a step-up adds a person, a move replaces one."""

import pytest

from tests.stories.world import SETUP, World

ABUSE = {
    "What happened": ["Personal abuse"],
    "Customer reference": "K-2290",
    "What was said and done": "Skældsord rettet mod mig, fire beskeder i træk.",
}
SEXUAL = {
    "What happened": ["Sexual"],
    "Customer reference": "C-31",
    "What was said and done": "Sexual comments about my photo, three sessions.",
}
THREAT = {
    "What happened": ["Threat"],
    "Customer reference": "C-12",
    "What was said and done": "You will regret this, I know your name.",
}
ANSWER = "I saw it, Karin. You did right. I call you at ten."
MOVED = "Case #1 has moved, and goes on with other people."


async def away(world: World, who: str, first: str, last: str) -> None:
    person = getattr(world, who)
    await person.types("/escalate away")
    await person.fills_in({"First day away": first, "Last day away": last})


async def test_a_manager_who_goes_away_is_followed_by_the_deputy_and_can_no_longer_read(
    world: World,
) -> None:
    await world.is_at("2026-03-09T13:30:00+01:00")
    await world.karin.flags(ABUSE)
    await away(world, "hans", "2026-03-09", "2026-03-13")
    assert (await world.karin.sees()).has("Dorte Lund goes on with case #1 now.")
    assert (await world.dorte.sees()).has("Karin Holm has flagged a customer contact")
    old = (await world.hans.sees()).find(MOVED)
    assert not old.has("abuse")
    await world.hans.replies(ANSWER, to=old)
    assert (await world.hans.sees()).has("Your words stand here alone.")
    assert not (await world.karin.sees()).has("Answered")
    await world.dorte.clicks("Write to Karin Holm")
    await world.dorte.fills_in({"words": ANSWER})
    assert (await world.karin.card()).has("Answered by Dorte Lund")


async def test_whoever_is_back_is_asked_again_by_the_next_flag(world: World) -> None:
    await world.is_at("2026-03-09T13:30:00+01:00")
    await away(world, "hans", "2026-03-09", "2026-03-13")
    await world.hans.types("/escalate away")
    await world.hans.clicks("I'm back")
    assert (await world.hans.sees()).form.has("you are there, and asked again")
    await world.karin.flags(ABUSE)
    assert (await world.karin.sees()).has("Hans Friis has been told")


async def test_days_away_that_end_before_they_begin_are_refused_at_the_field(world: World) -> None:
    await world.hans.types("/escalate away")
    await world.hans.sends({"First day away": "2026-03-13", "Last day away": "2026-03-09"})
    assert "last" in (await world.hans.sees()).form.errors


async def test_give_to_deputy_moves_the_case_and_what_is_said_stays_behind(world: World) -> None:
    await world.is_at("2026-03-09T13:30:00+01:00")
    await world.karin.flags(ABUSE)
    await world.hans.clicks("Give to Dorte Lund")
    assert (await world.hans.sees()).has(MOVED)
    assert (await world.karin.sees()).has("You can expect an answer by Mon 09 Mar 15:30.")
    await world.until("2026-03-09T14:30:00+01:00")
    assert (await world.dorte.sees()).has("Karin Holm is waiting to hear from you.")
    assert not (await world.hans.sees()).has("is waiting to hear from you")
    await world.dorte.replies(ANSWER)
    assert (await world.karin.card()).has("Answered by Dorte Lund")
    old = (await world.karin.sees()).find(MOVED)
    await world.karin.replies("Tak for det, Dorte.", to=old)
    assert (await world.karin.sees()).has("It goes on here.")


async def test_a_manager_who_is_replaced_in_setup_is_replaced_in_the_case(world: World) -> None:
    await world.is_at("2026-03-09T13:30:00+01:00")
    await world.karin.flags(ABUSE)
    await world.sigrid.types("/escalate setup")
    await world.sigrid.sends({**SETUP, "managers": ["ida"]})
    await world.sigrid.fills_in({"Phone of Dorte Lund": "+45 70 10 20 30"})
    assert (await world.ida.sees()).has("Karin Holm has flagged a customer contact")
    assert (await world.hans.sees()).has(MOVED)
    await world.ida.replies(ANSWER)
    assert (await world.karin.card()).has("Answered by Ida Berg")


async def test_a_manager_whose_account_is_closed_is_followed_by_the_deputy(world: World) -> None:
    await world.is_at("2026-03-09T13:30:00+01:00")
    await world.karin.flags(ABUSE)
    await world.hans.does("become", deleted=True)
    assert (await world.dorte.sees()).has("Karin Holm has flagged a customer contact")


async def test_a_manager_who_left_unnoticed_is_followed_at_the_first_word_not_delivered(
    world: World,
) -> None:
    await world.is_at("2026-03-09T10:15:00+01:00")
    await world.karin.flags(ABUSE)
    await world.hans.leaves(quietly=True)
    assert not (await world.dorte.sees()).has("Karin Holm has flagged a customer contact")
    await world.until("2026-03-09T11:15:00+01:00")
    assert (await world.karin.sees()).has("Dorte Lund goes on with case #1 now.")
    assert (await world.dorte.sees()).has("Karin Holm has flagged a customer contact")


async def test_a_managers_own_flag_goes_past_the_deputy(world: World) -> None:
    await world.hans.flags(ABUSE)
    assert (await world.hans.sees()).has("Sigrid Vang has been told")
    assert not (await world.dorte.sees()).has("Hans Friis has flagged")


async def test_the_contact_whom_the_agent_chose_is_the_only_one_who_ever_hears(
    world: World,
) -> None:
    await world.is_at("2026-03-20T09:00:00+01:00")
    await world.karin.flags({**SEXUAL, "Who should see it?": "ida"})
    await world.ida.clicks("Read")
    assert (await world.ida.sees()).form.has("Sexual comments about my photo")
    await world.ida.closes()
    await world.until("2026-03-23T16:00:00+01:00")
    assert (await world.karin.sees()).has("I haven't got hold of Ida Berg yet")
    for other in (world.hans, world.dorte, world.sigrid, world.gita):
        assert not (await other.sees()).has("Karin Holm")
        assert "Karin" not in await other.types("/escalate mine")
    await world.karin.clicks("Choose somebody else")
    await world.karin.fills_in({"contact": "sigrid"})
    assert (await world.sigrid.sees()).has("Karin Holm has flagged a customer contact (sexual).")
    assert (await world.ida.sees()).has(MOVED)
    await world.sigrid.replies(ANSWER)
    assert (await world.karin.card()).has("Answered by Sigrid Vang")


@pytest.mark.parametrize("kind", [SEXUAL, THREAT])
async def test_a_closed_type_stands_in_no_notification_and_in_no_channel(
    world: World, kind: dict[str, object]
) -> None:
    await world.karin.flags(kind)
    await world.passes(hours=4)
    posts = [call for call in await world.calls() if call["method"] == "chat.postMessage"]
    texts = [str(call["request"]["text"]).lower() for call in posts]
    assert texts
    assert not [text for text in texts if "sexual" in text or "threat" in text]
    assert not (await world.gita.sees()).has("Karin Holm")


async def test_the_card_says_while_the_agent_is_away_and_no_longer(world: World) -> None:
    await world.is_at("2026-03-25T09:00:00+01:00")
    await world.karin.flags(ABUSE)
    await away(world, "karin", "2026-03-25", "2026-03-27")
    assert (await world.hans.card()).has("A short, kind message is fine; the talk can wait.")
    await world.karin.types("/escalate away")
    await world.karin.clicks("I'm back")
    assert not (await world.hans.card()).has("the talk can wait")
