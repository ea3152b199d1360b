"""Nobody has the case: a manager hears at once, and somebody takes it."""

from tests.stories.world import World

CLAIM = {
    "What is wrong": "Kunden har ventet tolv dager. Birthe glemte det.",
    "Where it comes from": "Hand-over gap",
}


async def two_claims_of_ida(world: World) -> None:
    await world.is_at("2026-03-10T09:00:00+01:00")
    for reference, promise in (("N-1", "2026-03-11T12:00"), ("N-2", "2026-03-10T14:00")):
        times = {"Customer reference": reference, "promise": f"{promise}:00+01:00"}
        await world.ida.claims_as_it_is({**CLAIM, **times})


async def test_when_the_owner_leaves_a_manager_hears_of_all_their_cases_at_once(
    world: World,
) -> None:
    await two_claims_of_ida(world)
    before = (await world.hans.sees()).total
    await world.ida.leaves()
    seen = await world.hans.sees()
    assert seen.total == before + 1
    told = seen.find("2 cases have no owner now. First promise to a customer: Tue 10 Mar 14:00")
    assert seen.count("has no owner right now") == 2
    await world.hans.clicks("Share them out", on=told)
    form = (await world.hans.sees()).form
    assert form.words.index("Case #2") < form.words.index("Case #1")
    await world.hans.fills_in({"case_2": "karin", "case_1": "dorte"})
    for colleague, case in ((world.karin, "#2"), (world.dorte, "#1")):
        assert (await colleague.sees()).has(f"Hans Friis asks you to take case {case}")
    await world.karin.clicks("I'll take it")
    await world.dorte.clicks("No room right now")
    hans = await world.hans.sees()
    assert hans.has("Karin Holm has taken case #2")
    declined = hans.find("Dorte Lund has no room right now.")
    assert declined.has("Case #1 still has no owner.")
    await world.until("2026-03-10T13:00:00+01:00")
    assert (await world.karin.sees()).has("hears from you by Tue 10 Mar 14:00")
    assert (await world.sigrid.sees()).has("Case #1 has had no owner since Tue 10 Mar 09:00")
    await world.sigrid.clicks("I'll take it")
    assert (await world.hans.sees()).has("Sigrid Vang has taken case #1")


async def test_a_promise_that_falls_due_brings_the_skip_sooner(world: World) -> None:
    await two_claims_of_ida(world)
    await world.until("2026-03-10T12:00:00+01:00")
    for _each in range(2):
        await world.ida.clicks("Let it go")
        await world.ida.fills_in({"reason": "Jeg rekker det ikke"})
    assert (await world.hans.sees()).has("1 case has no owner now")
    await world.until("2026-03-10T13:59:00+01:00")
    assert not (await world.sigrid.sees()).has("has had no owner since")
    await world.until("2026-03-10T14:00:00+01:00")
    assert (await world.sigrid.sees()).has("Case #2 has had no owner since")
    times = {"Customer reference": "n 2", "promise": "2026-03-11T12:00:00+01:00"}
    await world.karin.claims_as_it_is({**CLAIM, **times})
    assert (await world.karin.sees()).form.has("is there already, and has no owner right now.")
    await world.karin.clicks("I'll take it")
    assert (await world.karin.sees()).form.has("The case is yours now.")
    assert (await world.gita.sees()).has("Karin Holm has taken case #2")
    assert (await world.karin.sees()).has("No promise to the customer is running")


async def test_an_owner_who_left_unnoticed_is_missed_at_the_next_word_or_within_a_day(
    world: World,
) -> None:
    await two_claims_of_ida(world)
    await world.ida.leaves(quietly=True)
    await world.keeps_house()
    assert not (await world.hans.sees()).has("no owner now")
    await world.until("2026-03-10T12:59:00+01:00")
    assert not (await world.hans.sees()).has("no owner now")
    await world.until("2026-03-10T13:00:00+01:00")
    assert (await world.hans.sees()).count("2 cases have no owner now.") == 1
    promise = {"promise": "2026-03-16T12:00:00+01:00"}
    await world.karin.claims_as_it_is({**CLAIM, "Customer reference": "N-3", **promise})
    card = (await world.hans.sees()).find("Karin Holm has taken case #3")
    await world.hans.replies("Takk, Karin", to=card)
    await world.karin.leaves(quietly=True)
    await world.is_at("2026-03-11T13:30:00+01:00")
    assert (await world.gita.sees()).has("Karin Holm has taken case #3")
    await world.keeps_house()
    assert (await world.gita.sees()).has("Case #3 has no owner right now.")


async def test_whoever_is_away_beyond_a_promise_leaves_the_case_to_a_manager(
    world: World,
) -> None:
    await two_claims_of_ida(world)
    await world.ida.types("/escalate away")
    await world.ida.fills_in({"first": "2026-03-11", "last": "2026-03-13"})
    assert not (await world.hans.sees()).has("no owner now")
    await world.until("2026-03-11T08:00:00+01:00")
    told = (await world.hans.sees()).find("1 case has no owner now.")
    assert told.has("Wed 11 Mar 12:00")
    assert (await world.ida.sees()).has("There is nothing you need to do.")
    assert (await world.gita.sees()).has("Ida Berg has taken case #2")
    assert (await world.gita.sees()).has("Case #1 has no owner right now.")
