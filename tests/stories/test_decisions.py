"""The manager who sides with the customer stands by it in front of the agent."""

from tests.stories.world import World

ABUSE = {
    "What happened": ["Personal abuse"],
    "Customer reference": "K-48213",
    "What was said and done": "Kunden fortæller selv, at han har fået 500 kr.",
}
RUDE = {"What happened": ["Rude tone"], "Customer reference": "C-90211"}
MONTH_FREE = {
    "matter": "The customer gets their way",
    "behaviour": "Written warning",
    "gesture": "A month free",
    "weighed": "Regningen var uklar, og vi ville tabe i klagenævnet.",
    "to_agent": "Du blev rolig og sagde fra. Det var godt.",
}
NO = {
    "matter": "The customer does not get their way",
    "behaviour": "Talked with the customer about the tone",
    "to_agent": "You stayed on the question, Karin. Well done.",
}


async def test_the_explanation_falls_due_and_the_skip_is_asked_when_it_is_against_the_agent(
    world: World,
) -> None:
    await world.is_at("2026-03-02T10:15:00+01:00")
    await world.karin.flags(ABUSE)
    await world.hans.replies("Jeg har set det, Karin. Vi tales ved klokken to.")
    await world.hans.clicks("Decide")
    await world.hans.fills_in(
        {**MONTH_FREE, "agent_first": "Yes", "tell": "I'll tell Karin Holm first"}
    )
    waits = "Karin Holm waits to hear what was decided, and why: case #1"
    assert waits in await world.hans.types("/escalate mine")
    await world.until("2026-03-02T14:59:00+01:00")
    assert not (await world.hans.sees()).has("hasn't heard it from you yet")
    await world.until("2026-03-03T09:00:00+01:00")
    assert (await world.hans.sees()).count("Karin Holm hasn't heard it from you yet") == 1
    await world.until("2026-03-04T10:00:00+01:00")
    assert not (await world.sigrid.sees()).has("Something was decided")
    await world.until("2026-03-04T11:00:00+01:00")
    assert (await world.sigrid.sees()).has("Something was decided in Karin Holm's case")
    assert (await world.hans.sees()).has("so I have asked Sigrid Vang. You can still explain.")
    await world.sigrid.clicks("I've told Karin Holm")
    assert (await world.karin.sees()).has("Sigrid Vang wants you to know what was decided")
    await world.passes(days=3)
    assert not (await world.hans.sees()).count("hasn't heard it from you yet") > 2


async def test_silence_is_noted_as_silence_and_a_changed_decision_is_explained_again(
    world: World,
) -> None:
    await world.is_at("2026-03-02T10:15:00+01:00")
    await world.karin.flags(ABUSE)
    await world.hans.replies("Good call to stay on the delivery question, Karin.")
    await world.hans.clicks("Decide")
    await world.hans.fills_in({**NO, "tell": "I'll tell Karin Holm first"})
    await world.karin.clicks("Read")
    assert not (await world.karin.sees()).form.has("What was decided")
    await world.karin.closes()
    await world.hans.clicks("I've told Karin Holm")
    await world.karin.clicks("Read")
    assert (await world.karin.sees()).form.has("What was decided")
    await world.karin.closes()
    await world.hans.refused("Close", "The talk is still to come.")
    await world.until("2026-03-09T10:15:00+01:00")
    assert (await world.karin.sees()).has("No answer")
    await world.hans.behind_more("Change the decision")
    await world.hans.sends({**NO, "reason": ""})
    assert "reason" in (await world.hans.sees()).form.errors
    await world.hans.fills_in({**NO, "matter": "Not settled", "reason": "The courier called."})
    assert (await world.karin.sees()).count("wants you to know what was decided") == 2
    await world.karin.clicks("Read")
    form = (await world.karin.sees()).form
    assert form.has("What was decided before")
    assert form.has("The courier called.")
    await world.karin.closes()
    await world.karin.clicks("Thanks for explaining")
    assert (await world.hans.sees()).has("Clear")


async def test_the_agent_who_wants_it_open_is_heard_and_the_second_time_by_the_skip(
    world: World,
) -> None:
    await world.is_at("2026-03-02T10:15:00+01:00")
    await world.karin.flags(RUDE)
    await world.hans.replies("Good call to stay on the delivery question, Karin.")
    for round_ in (1, 2):
        await world.hans.clicks("Close", on=await world.hans.card())
        await world.karin.clicks("Keep it open")
        assert (await world.hans.sees()).count("would like case #1 kept open.") == round_
        await world.hans.refused("Close", "The talk is still to come.")
        await world.hans.clicks("Talk", on=await world.hans.card())
        await world.hans.fills_in({"outcome": "Given in writing"})
    assert (await world.sigrid.sees()).has("kept open, for the second time. Hans Friis knows")


async def test_a_light_case_closes_with_three_clicks_of_the_manager_and_one_of_the_agent(
    world: World,
) -> None:
    await world.karin.flags(RUDE)
    await world.hans.clicks("Read")
    await world.hans.clicks("We've talked")
    await world.hans.clicks("Close")
    await world.karin.clicks("Close")
    assert (await world.karin.card()).has("Closed")


async def test_see_it_through_together_and_the_wish_is_remembered(world: World) -> None:
    await world.is_at("2026-03-02T10:15:00+01:00")
    await world.karin.flags(RUDE)
    await world.karin.clicks("Please take it")
    assert (await world.hans.sees()).has("Karin Holm asks you to take the customer of case #1.")
    await world.hans.clicks("I'll take over the customer")
    assert (await world.karin.sees()).has("You don't have to answer them.")
    await world.hans.behind_more("Hand the customer back")
    await world.karin.clicks("Yes")
    assert (await world.hans.sees()).has("Karin Holm has the customer of case #1 again.")
    await world.karin.behind_more("The customer is helped")
    assert (await world.hans.sees()).has("The customer is helped.")
    await world.passes(days=1)
    await world.karin.flags({**RUDE, "Customer reference": "C-2"})
    wished = "Last time Karin Holm wished to see it through: please take it."
    assert (await world.hans.sees()).has(wished)
