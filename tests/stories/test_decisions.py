"""The manager who sides with the customer stands by it in front of the agent."""

from tests.stories.world import World

THREAT = {
    "What happened": ["Personal abuse", "Threat"],
    "Customer reference": "K-48213",
    "What was said and done": "Sagde ordret: Jeg skal nok finde ud af, hvor du bor.",
}
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
DIFFERENT = "Jeg synes, at han slap for let. *Det* sagde jeg også på dagen."


async def test_the_source_story_from_the_threat_to_the_close(world: World) -> None:
    """S01, with each guard tried in the wrong order."""
    karin, hans = world.karin, world.hans
    await world.is_at("2026-03-02T10:15:00+01:00")
    await karin.flags(THREAT)
    seen = await karin.sees()
    assert seen.has("You don't have to answer this customer.")
    await hans.behind_more("Close the case", refused="The agent has not had an answer yet.")
    await hans.behind_more("Decide", refused="The agent has not had an answer yet.")
    await world.passes(minutes=12)
    await hans.replies("Jeg har set det, Karin. Jeg ringer til dig om fem minutter.")

    assert "Case #1 of Karin Holm waits for a decision" in await hans.types("/escalate mine")
    await hans.refused("Close", "Nothing is decided yet.")
    await hans.refused("Talk", "The talk can wait until tomorrow.")
    await world.passes(hours=2)
    await hans.clicks("Decide")
    half = {key: value for key, value in MONTH_FREE.items() if key != "behaviour"}
    await hans.sends({**half, "agent_first": "Yes"})
    form = (await hans.sees()).form
    assert "behaviour" in form.errors
    assert form.has("Does Karin Holm know before the customer?")
    assert form.typed("weighed") == MONTH_FREE["weighed"]
    await hans.fills_in({"behaviour": "Written warning", "tell": "I'll tell Karin Holm first"})
    assert (await karin.sees()).has("Decided")
    assert not (await karin.sees()).has("wants you to know")
    await hans.refused("Close", "The agent has not heard yet what was decided, and why.")

    await hans.clicks("I've told Karin Holm")
    seen = await karin.sees()
    assert seen.has("Hans Friis wants you to know what was decided, and why.")
    for words in (*MONTH_FREE.values(), "Written warning"):
        assert seen.has(words)
    await hans.refused("Close", "The talk is still to come.")
    await karin.clicks("I see it differently")
    await karin.fills_in({"words": DIFFERENT})
    assert (await hans.sees()).has("Karin Holm sees it differently, and has written why")
    await hans.clicks("Read")
    assert (await hans.sees()).form.has(DIFFERENT)
    await hans.closes()

    await world.until("2026-03-03T09:30:00+01:00")
    await hans.clicks("Talk")
    assert (await hans.sees()).form.has("What would you have done in my place?")
    await hans.fills_in({"outcome": "Talk held"})
    await hans.behind_more("Note a lesson")
    await hans.fills_in({"lesson": "En uklar regning rettes, før den sendes."})
    await hans.clicks("Close", on=await hans.card())
    assert (await karin.sees()).has("Hans Friis would like to close case #1.")
    assert not (await karin.card()).has("Closed")
    await world.until("2026-03-05T09:30:00+01:00")
    assert (await karin.sees()).has("Case #1 is closed. Thank you for saying so.")
    for outsider in (world.ida, world.gita):
        assert not (await outsider.sees()).has("Karin Holm")


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


async def test_what_the_agent_heard_elsewhere_is_owed_an_explanation(world: World) -> None:
    """S39."""
    await world.is_at("2026-03-25T11:00:00+01:00")
    await world.karin.flags(ABUSE)
    await world.hans.replies("Det vidste jeg ikke, Karin. Jeg finder ud af det.")
    await world.karin.behind_more("The customer was given something, and nobody told me")
    assert (await world.hans.sees()).has("nobody had said so")
    assert (await world.karin.sees()).has("To be explained by Thu 26 Mar 11:00")
    await world.hans.refused("Close", "The agent has not heard yet what was decided, and why.")
    await world.until("2026-03-26T09:00:00+01:00")
    assert (await world.hans.sees()).count("nobody had said so") == 2
    await world.hans.clicks("Decide")
    await world.hans.fills_in({**MONTH_FREE, "agent_first": "No"})
    assert (await world.karin.sees()).has("Hans Friis wants you to know")
    assert not (await world.karin.sees()).has("To be explained by")


async def test_silence_is_noted_as_silence_and_a_changed_decision_is_explained_again(
    world: World,
) -> None:
    await world.is_at("2026-03-02T10:15:00+01:00")
    await world.karin.flags(ABUSE)
    await world.hans.replies("Good call to stay on the delivery question, Karin.")
    await world.hans.clicks("Decide")
    await world.hans.fills_in(NO)
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


async def test_limited_contact_asks_for_its_form_and_ends_within_twelve_weeks(world: World) -> None:
    """S29, the decision."""
    await world.is_at("2026-03-20T09:00:00+01:00")
    await world.karin.flags(ABUSE)
    await world.hans.replies("I have seen it, Karin. We talk at ten.")
    await world.hans.clicks("Decide")
    await world.hans.sends({**NO, "behaviour": "Limited contact"})
    form = (await world.hans.sees()).form
    assert form.has("How is contact limited?")
    limited = {"limited_to": "E-mail alone, to a named team", "limited_until": "2026-06-13"}
    await world.hans.sends(limited)
    assert "limited_until" in (await world.hans.sees()).form.errors
    await world.hans.fills_in({"limited_until": "2026-06-12"})
    assert (await world.karin.sees()).has("Limited contact until Fri 12 Jun 2026: E-mail alone")
    await world.until("2026-06-05T09:00:00+02:00")
    assert (await world.hans.sees()).has("The limited contact from case #1 ends on Fri 12 Jun")


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


async def test_one_decision_about_the_customer_serves_two_flags_of_one_event(world: World) -> None:
    """S16: each agent is answered, and reads words of their own."""
    await world.is_at("2026-03-16T10:00:00+01:00")
    for agent, reference in ((world.karin, "K-48213"), (world.ida, "k48213")):
        await agent.flags({**ABUSE, "Customer reference": reference})
        await world.hans.replies("I have seen it. We talk before lunch.")
    await world.ida.clicks("Same event")
    first = (await world.hans.sees()).find("Karin Holm has flagged a customer contact")
    await world.hans.clicks("Decide", on=first)
    await world.hans.fills_in({**MONTH_FREE, "agent_first": "Yes"})
    await world.hans.clicks("Decide", on=(await world.hans.sees()).find("Ida Berg has flagged"))
    form = (await world.hans.sees()).form
    assert form.has("As in case #1, of the same event.")
    assert form.typed("weighed") == MONTH_FREE["weighed"]
    assert not form.typed("to_agent")
    await world.hans.fills_in(
        {"to_agent": "Du tog den anden samtale, Ida. Tak.", "agent_first": "No"}
    )
    seen = await world.ida.sees()
    assert seen.has("Du tog den anden samtale, Ida. Tak.")
    assert seen.has("A month free")
    assert not seen.has(MONTH_FREE["to_agent"])


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
