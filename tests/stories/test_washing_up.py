"""The customer is helped; what is left is to tidy up inside, so that it doesn't happen again."""

from tests.stories.world import World

CLAIM = {
    "Customer reference": "N-7712",
    "What is wrong": "Prisen på nett var feil. Kjell glemte den.",
    "Where it comes from": "Wrong promise at sale",
    "promise": "2026-03-26T14:00:00+01:00",
}
LIST, TEMPLATE = "Rydde prislisten på nett", "Si fra til salg om malen"


async def helped_with_two_dishes(world: World) -> None:
    await world.is_at("2026-03-26T09:00:00+01:00")
    await world.ida.claims_as_it_is(CLAIM)
    await world.ida.clicks("The customer is helped")
    assert (await world.ida.sees()).has("Is there washing-up left, so that it doesn't happen")
    for text, person in ((LIST, "ida"), (TEMPLATE, "hans")):
        await world.ida.clicks("Add a dish")
        await world.ida.fills_in({"text": text, "person": person, "day": "2026-04-02"})


async def test_washing_up_that_nobody_does_is_spoken_of_once_weekly_and_then_decided(
    world: World,
) -> None:
    """S40; holidays are not known yet, so the nudge goes out on the second of April."""
    await helped_with_two_dishes(world)
    card = (await world.gita.sees()).find("Ida Berg has taken case #1")
    assert card.has("The customer is helped.")
    assert card.has("Washing-up: Ida Berg by Thu 2 Apr  ·  Hans Friis by Thu 2 Apr")
    assert not card.has(LIST)
    assert (await world.hans.sees()).has(TEMPLATE)
    await world.until("2026-04-02T08:59:00+02:00")
    assert not (await world.ida.sees()).has("Today is the day for this.")
    await world.until("2026-04-02T09:00:00+02:00")
    for person in (world.ida, world.hans):
        assert (await person.sees()).count("Today is the day for this.") == 1
    await world.until("2026-04-06T08:59:00+02:00")
    assert not (await world.ida.sees()).has("Your washing-up that waits.")
    await world.until("2026-04-15T23:00:00+02:00")
    ida = await world.ida.sees()
    assert ida.count("Your washing-up that waits.") == 2
    assert ida.count("Today is the day for this.") == 1
    await world.until("2026-04-16T09:00:00+02:00")
    hans = await world.hans.sees()
    assert hans.count("Keep it with a new day, pass it on, or drop it with a reason.") == 2
    await world.hans.clicks("Keep it", on=hans.find(LIST))
    await world.hans.fills_in({"day": "2026-04-23"})
    assert (await world.ida.sees()).has("Hans Friis would like to keep this, with Thu 23 Apr")
    await world.hans.clicks("Drop", on=hans.find(TEMPLATE))
    await world.hans.fills_in({"reason": "Malen er borte"})
    card = (await world.gita.sees()).find("Ida Berg has taken case #1")
    assert card.has("Washing-up: Ida Berg by Thu 23 Apr  ·  one left standing")
    assert not (await world.hans.sees()).has("Malen er borte")
    await world.until("2026-04-20T09:00:00+02:00")
    digest = (await world.gita.sees()).find("What we took hold of last week")
    assert digest.has("0 dishes done, 1 still open")
    assert digest.has("1 dish left standing")
    assert (await world.ida.sees()).count("Your washing-up that waits.") == 2


async def test_a_dish_passes_by_consent_and_the_last_one_done_closes_the_case(
    world: World,
) -> None:
    await helped_with_two_dishes(world)
    await world.ida.types("/escalate dishes")
    mine = await world.ida.sees()
    assert mine.has(LIST)
    assert not mine.newest.has(TEMPLATE)
    await world.ida.clicks("Pass on")
    await world.ida.fills_in({"person": "karin"})
    assert (await world.karin.sees()).has("Ida Berg asks you to take this, for Thu 2 Apr.")
    await world.karin.clicks("No room right now")
    assert (await world.ida.sees()).has("Karin Holm has no room for this right now:")
    await world.ida.clicks("Pass on")
    await world.ida.fills_in({"person": "dorte"})
    await world.dorte.clicks("I'll take it")
    assert (await world.ida.sees()).has("Dorte Lund has taken this over:")
    assert (await world.gita.sees()).has("Washing-up: Dorte Lund by Thu 2 Apr")
    await world.ida.types("/escalate dishes")
    assert (await world.ida.sees()).has("You have no washing-up.")
    await world.hans.clicks("Done")
    await world.ida.types("/escalate mine")
    assert (await world.ida.sees()).has("The customer is helped; there is washing-up left")
    await world.dorte.types("/escalate dishes")
    await world.dorte.clicks("Done")
    await world.ida.types("/escalate mine")
    assert (await world.ida.sees()).has("You have no open cases.")
    await world.passes(days=20)
    assert not (await world.dorte.sees()).has("Today is the day for this.")


async def test_a_dish_belongs_to_somebody_here_and_people_outside_get_neutral_words(
    world: World,
) -> None:
    """S41."""
    await world.is_at("2026-03-26T10:00:00+01:00")
    await world.ida.claims_as_it_is({**CLAIM, "Where it comes from": "Delivery failed"})
    await world.ida.clicks("The customer is helped")
    await world.ida.clicks("Add a dish")
    task = {"text": "Ask the warehouse to relabel bin 14", "day": "2026-04-02"}
    await world.ida.sends({**task, "person": "emma"})
    assert "our own company" in (await world.ida.sees()).form.errors["person"]
    await world.ida.fills_in({**task, "person": "hans"})
    assert (await world.hans.sees()).has("Ask the warehouse to relabel bin 14")
    await world.ida.clicks("Words for outside")
    words = (await world.ida.sees()).form
    assert words.has("A delivery did not reach a customer as it should.")
    for secret in ("N-7712", "Ida", "Prisen", "bin 14"):
        assert not words.has(secret)
    await world.ida.closes()
    for _each in range(2):
        await world.ida.clicks("Add a dish")
        await world.ida.fills_in({**task, "person": "ida"})
    await world.ida.clicks("Add a dish")
    await world.ida.fills_in({**task, "person": "ida"})
    assert (await world.ida.sees()).form.has("3 are plenty for one case.")
    await world.ida.closes()
    await world.ida.closes()
    await world.ida.clicks("Nothing left")
    assert (await world.ida.sees()).has("Thank you for seeing it through.")


async def test_a_dish_of_a_hostile_case_shows_its_person_one_line_and_keeps_the_case_open(
    world: World,
) -> None:
    await world.is_at("2026-03-16T09:00:00+01:00")
    await world.karin.flags({"What happened": ["Rude tone"], "Customer reference": "C-9"})
    await world.hans.clicks("We've talked")
    await world.karin.behind_more("Add a dish")
    await world.karin.fills_in({"text": "Skilt ved disken", "person": "ida", "day": "2026-03-20"})
    told = (await world.ida.sees()).find("Karin Holm has put some washing-up on your list")
    assert told.has("Skilt ved disken")
    for secret in ("#1", "flag", "C-9", "ude tone"):
        assert not told.has(secret)
    await world.hans.clicks("Close", on=await world.hans.card())
    assert (await world.hans.sees()).has("There is washing-up left in this case.")
    await world.until("2026-03-20T09:00:00+01:00")
    await world.ida.clicks("Done", on=(await world.ida.sees()).find("Today is the day for this."))
    await world.hans.clicks("Close", on=await world.hans.card())
    assert (await world.hans.sees()).count("There is washing-up left in this case.") == 1
    assert (await world.karin.sees()).has("Closes")
