"""One customer, two flags on one day."""

from tests.stories.world import World

FIRST = {
    "What happened": ["Personal abuse"],
    "Customer reference": "K-48213",
    "What was said and done": "Ringede og kaldte mig en idiot.",
}
SECOND = {**FIRST, "Customer reference": "k48213", "What was said and done": "Så var det mig."}
ASKED = "A colleague has flagged this customer today too. Same event?"
TODAY = "2 flags of this customer today: #1, #2"


async def two_flags(world: World) -> None:
    """S16: Mette and Emil are called by the same customer; here they are Karin and Ida."""
    await world.is_at("2026-03-16T10:00:00+01:00")
    await world.karin.flags(FIRST)
    await world.until("2026-03-16T11:30:00+01:00")
    await world.ida.flags(SECOND)


async def test_the_second_agent_is_asked_after_the_flag_was_saved_and_without_a_name(
    world: World,
) -> None:
    """S16."""
    await two_flags(world)
    seen = await world.ida.sees()
    assert seen.has("Thank you for telling us. Hans Friis has been told")
    assert seen.has(ASKED)
    assert not seen.has("Karin Holm")
    assert not (await world.karin.sees()).has(ASKED)


async def test_who_is_asked_in_both_sees_it_and_each_agent_keeps_an_own_answer(
    world: World,
) -> None:
    """S16."""
    await two_flags(world)
    await world.ida.clicks("Same event")
    hans = await world.hans.sees()
    assert hans.count(TODAY) == 2
    await world.hans.replies("I saw it, Karin. We talk at two.", to=hans.find("Karin Holm has"))
    assert (await world.karin.sees()).has("Answered")
    assert not (await world.ida.sees()).has("Answered")
    await world.until("2026-03-16T12:30:00+01:00")
    assert (await world.hans.sees()).has("Ida Berg is waiting to hear from you.")


async def test_neither_agent_sees_the_others_name_or_words(world: World) -> None:
    """S16."""
    await two_flags(world)
    await world.ida.clicks("Same event")
    for agent, other, words in (
        (world.karin, "Ida Berg", "Så var det mig."),
        (world.ida, "Karin Holm", "Ringede og kaldte mig en idiot."),
    ):
        seen = await agent.sees()
        assert not seen.has(other)
        assert not seen.has(words)
    await world.hans.clicks("Read", on=(await world.hans.sees()).find("Ida Berg has flagged"))
    modal = (await world.hans.sees()).form
    assert modal.has("Så var det mig.")
    assert not modal.has("idiot")


async def test_whoever_is_asked_in_one_alone_does_not_see_the_other(world: World) -> None:
    await world.is_at("2026-03-16T10:00:00+01:00")
    await world.karin.flags({**FIRST, "What happened": ["Threat"]})
    await world.ida.flags(SECOND)
    await world.ida.clicks("Same event")
    assert not (await world.dorte.sees()).has("#2")
    assert (await world.hans.sees()).count(TODAY) == 1


async def test_something_else_stays_a_case_of_its_own(world: World) -> None:
    await two_flags(world)
    await world.ida.clicks("Something else")
    assert (await world.ida.sees()).has("It stays a case of its own.")
    assert not (await world.hans.sees()).has("flags of this customer")


async def test_the_same_form_twice_by_one_person_is_one_case(world: World) -> None:
    await world.karin.flags(FIRST)
    await world.karin.types("/escalate hostile")
    await world.karin.fills_in({**FIRST, "Customer reference": "k 48213"})
    assert (await world.karin.sees()).form.has("You have flagged this already: it is case #1")
    assert (await world.hans.sees()).count("Karin Holm has flagged a customer contact") == 1


async def test_after_it_was_withdrawn_the_same_form_is_a_new_case(world: World) -> None:
    await world.karin.flags(FIRST)
    await world.karin.clicks("More")
    await world.karin.clicks("Withdraw")
    await world.karin.flags(FIRST)
    assert (await world.hans.sees()).has("Case #2")


async def test_ones_own_second_flag_goes_along_with_the_first_with_its_words(
    world: World,
) -> None:
    await world.is_at("2026-03-16T10:00:00+01:00")
    await world.karin.flags(FIRST)
    await world.karin.flags(SECOND)
    assert (await world.karin.sees()).has("Is it the same as #1?")
    await world.karin.clicks("Yes, the same")
    assert (await world.karin.sees()).has("Case #2 is now part of #1, with your words.")
    seen = await world.hans.sees()
    assert seen.find("Case #2").has("Merged with #1")
    assert seen.find("Case #2").told["buttons"] == []
    assert seen.find("Case #1").has("Merged with #2")
    await world.hans.clicks("Read")
    modal = (await world.hans.sees()).form
    assert modal.has("Ringede og kaldte mig en idiot.")
    assert modal.has("Så var det mig.")
    await world.passes(days=1)
    assert (await world.hans.sees()).count("Karin Holm is waiting to hear from you.") == 1


async def test_an_answer_in_the_thread_of_the_merged_one_is_for_both(world: World) -> None:
    await world.karin.flags(FIRST)
    await world.karin.flags(SECOND)
    await world.karin.clicks("Yes, the same")
    merged = (await world.hans.sees()).find("Case #2")
    await world.hans.replies("I saw it, Karin. We talk at two.", to=merged)
    assert (await world.karin.sees()).find("Case #1").has("Answered")


async def test_a_graver_second_flag_is_never_merged_but_known_to_be_the_same_event(
    world: World,
) -> None:
    await world.karin.flags(FIRST)
    await world.karin.flags({**SECOND, "What happened": ["Threat"]})
    await world.karin.clicks("Yes, the same")
    assert not (await world.hans.sees()).has("Merged")
    assert (await world.dorte.sees()).has("see that Karin Holm is safe")


async def test_a_second_flag_that_is_another_event_stays_apart(world: World) -> None:
    await world.karin.flags(FIRST)
    await world.karin.flags(SECOND)
    await world.karin.clicks("No, another one")
    assert not (await world.hans.sees()).has("Merged")
