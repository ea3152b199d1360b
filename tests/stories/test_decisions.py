"""The manager who sides with the customer stands by it in front of the agent."""

from bot.flag.case import Headline, Type
from bot.flag.tracks import Behaviour, Finish, Gesture, Matter, Reply, TalkOutcome
from bot.refusals import Code
from sandbox.client import Json
from tests.stories.world import Says, World, ids, word

ABUSE = {
    "types": [Type.PERSONAL_ABUSE],
    "customer": "K-48213",
    "said": "Kunden fortæller selv, at han har fået 500 kr.",
}
RUDE = {"types": [Type.RUDE], "customer": "C-90211"}
MONTH_FREE = {
    "matter": Matter.GETS_THEIR_WAY,
    "behaviour": Behaviour.WARNING,
    "gesture": Gesture.MONTH_FREE,
    "weighed": "Regningen var uklar, og vi ville tabe i klagenævnet.",
    "to_agent": "Du blev rolig og sagde fra. Det var godt.",
}
NO: Json = {
    "matter": Matter.NO,
    "behaviour": Behaviour.TALKED,
    "to_agent": "You stayed on the question, Karin. Well done.",
}


async def test_the_explanation_falls_due_and_the_skip_is_asked_when_it_is_against_the_agent(
    world: World,
) -> None:
    await world.is_at("2026-03-02T10:15:00+01:00")
    await world.karin.flags(ABUSE)
    await world.hans.replies("Jeg har set det, Karin. Vi tales ved klokken to.")
    await world.hans.presses(ids.DECIDE)
    await world.hans.fills_in({**MONTH_FREE, "agent_first": "yes", "tell": "first"})
    waits = await world.hans.types("/escalate mine")
    assert "Karin Holm" in waits
    assert "#1" in waits
    await world.until("2026-03-02T14:59:00+01:00")
    assert not (await world.hans.sees()).heard(Says.EXPLANATION_DUE)
    await world.until("2026-03-03T09:00:00+01:00")
    assert (await world.hans.sees()).heard(Says.EXPLANATION_DUE, "Karin Holm") == 1
    await world.until("2026-03-04T10:00:00+01:00")
    assert not (await world.sigrid.sees()).letters
    await world.until("2026-03-04T11:00:00+01:00")
    asked = (await world.sigrid.sees()).letter(Says.STEPPED_UP_TO_YOU, "Karin Holm", "Hans Friis")
    still = (await world.hans.sees()).letter(Says.STEPPED_UP_STILL_WAITING, "Sigrid Vang")
    assert asked.offers(ids.EXPLAIN)
    assert still.offers(ids.EXPLAIN)
    await world.sigrid.presses(ids.EXPLAIN)
    assert (await world.karin.sees()).heard(Says.EXPLANATION, "Sigrid Vang") == 1
    told = (await world.hans.sees()).heard(Says.EXPLANATION_DUE)
    await world.passes(days=3)
    assert (await world.hans.sees()).heard(Says.EXPLANATION_DUE) == told


async def test_silence_is_noted_as_silence_and_a_changed_decision_is_explained_again(
    world: World,
) -> None:
    await world.is_at("2026-03-02T10:15:00+01:00")
    await world.karin.flags(ABUSE)
    await world.hans.replies("Good call to stay on the delivery question, Karin.")
    await world.hans.presses(ids.DECIDE)
    await world.hans.fills_in({**NO, "tell": "first"})
    decided = (NO["to_agent"], word(NO["matter"]), word(NO["behaviour"]))
    read = await world.karin.reads()
    assert not any(read.has(each) for each in decided)
    await world.hans.presses(ids.EXPLAIN)
    read = await world.karin.reads()
    assert all(read.has(each) for each in decided)
    await world.hans.refused(ids.CLOSE, Code.TALK_STILL_DUE)
    await world.until("2026-03-09T10:15:00+01:00")
    assert (await world.karin.card()).has(word(Reply.NO_ANSWER))
    await world.hans.behind_more(ids.DECIDE)
    await world.hans.sends({**NO, "reason": ""})
    assert "reason" in (await world.hans.sees()).form.errors
    changed = {"matter": Matter.NOT_SETTLED, "reason": "The courier called."}
    await world.hans.fills_in({**NO, **changed})
    assert (await world.karin.sees()).heard(Says.EXPLANATION, "Hans Friis") == 2
    read = await world.karin.reads()
    for both in (word(Matter.NO), word(Matter.NOT_SETTLED), "The courier called."):
        assert read.has(both)
    await world.karin.presses(ids.THANKS)
    assert (await world.hans.card()).has(word(Reply.THANKS))


async def test_the_agent_who_wants_it_open_is_heard_and_the_second_time_by_the_skip(
    world: World,
) -> None:
    await world.is_at("2026-03-02T10:15:00+01:00")
    await world.karin.flags(RUDE)
    await world.hans.replies("Good call to stay on the delivery question, Karin.")
    for round_ in (1, 2):
        await world.hans.presses(ids.CLOSE, on=await world.hans.card())
        await world.karin.presses(ids.OBJECT)
        assert (await world.hans.sees()).heard(Says.OBJECTED, "Karin Holm", "#1") == round_
        assert (await world.sigrid.sees()).heard(Says.OBJECTED_AGAIN) == round_ - 1
        await world.hans.refused(ids.CLOSE, Code.TALK_STILL_DUE)
        await world.hans.presses(ids.TALK, on=await world.hans.card())
        await world.hans.fills_in({"outcome": TalkOutcome.IN_WRITING})
    assert (await world.sigrid.sees()).heard(Says.OBJECTED_AGAIN, "Karin Holm", "Hans Friis") == 1


async def test_a_light_case_closes_with_three_clicks_of_the_manager_and_one_of_the_agent(
    world: World,
) -> None:
    await world.karin.flags(RUDE)
    await world.hans.presses(ids.READ)
    await world.hans.presses(ids.WE_TALKED)
    await world.hans.presses(ids.CLOSE)
    await world.karin.presses(ids.CLOSE)
    assert (await world.karin.card()).has(word(Headline.CLOSED))


async def test_see_it_through_together_and_the_wish_is_remembered(world: World) -> None:
    await world.is_at("2026-03-02T10:15:00+01:00")
    await world.karin.flags(RUDE)
    await world.karin.presses(ids.FINISH_PLEASE_TAKE)
    wish = (await world.hans.sees()).letter(Says.FINISH_WISHED, "Karin Holm", "#1")
    await world.hans.presses(ids.TAKE_OVER, on=wish)
    assert (await world.karin.sees()).heard(Says.TAKEN_OVER, "Hans Friis", "#1") == 1
    await world.hans.behind_more(ids.HAND_BACK)
    await world.karin.presses(ids.TAKE_BACK)
    assert (await world.hans.sees()).heard(Says.TAKEN_BACK, "Karin Holm", "#1") == 1
    assert (await world.hans.opens(ids.MORE, on=await world.hans.card())).offers(ids.TAKE_OVER)
    before = await world.hans.card()
    await world.karin.behind_more(ids.CUSTOMER_HELPED)
    assert (await world.hans.card()).words != before.words
    await world.passes(days=1)
    await world.karin.flags({**RUDE, "customer": "C-2"})
    assert (await world.hans.card()).has(word(Finish.PLEASE_TAKE).lower())
