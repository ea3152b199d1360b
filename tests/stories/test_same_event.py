"""One customer, two flags on one day."""

from tests.stories.world import World

FIRST = {
    "What happened": ["Personal abuse"],
    "Customer reference": "K-48213",
    "What was said and done": "Ringede og kaldte mig en idiot.",
}
SECOND = {**FIRST, "Customer reference": "k48213", "What was said and done": "Så var det mig."}
TODAY = "2 flags of this customer today: #1, #2"


async def two_flags(world: World) -> None:
    await world.is_at("2026-03-16T10:00:00+01:00")
    await world.karin.flags(FIRST)
    await world.until("2026-03-16T11:30:00+01:00")
    await world.ida.flags(SECOND)


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
    assert seen.find("Case #2").labels == []
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
