"""A flag for a colleague: the colleague says yes before anybody else is told."""

from sandbox.client import Json
from tests.stories.world import World

FLAG = {
    "Whose customer was it?": "karin",
    "What happened": ["Personal abuse"],
    "Customer reference": "K-2290",
    "What was said and done": "Han skældte hende ud i ti minutter.",
}
THREAT = {**FLAG, "What happened": ["Threat"]}
FLAGGED = "flagged a customer contact"


async def flags_for_karin(world: World, values: Json) -> None:
    await world.ida.types("/escalate")
    await world.ida.clicks("Flag for a colleague")
    await world.ida.fills_in(values)


async def test_the_colleague_hears_who_flagged_and_nobody_else_hears_anything(
    world: World,
) -> None:
    await flags_for_karin(world, FLAG)
    assert (await world.ida.sees()).form.has("Thank you. Karin Holm decides.")
    seen = await world.karin.sees()
    assert seen.has("Ida Berg has flagged a customer contact for you (personal abuse).")
    assert seen.has("Nobody else has been told.")
    for person in (world.hans, world.dorte, world.sigrid, world.ida):
        assert not (await person.sees()).has(FLAGGED)
    await world.karin.clicks("Read")
    assert (await world.karin.sees()).form.has("Han skældte hende ud i ti minutter.")


async def test_the_yes_makes_it_a_flag_as_any_other(world: World) -> None:
    await flags_for_karin(world, FLAG)
    await world.karin.clicks("Yes, flag it")
    modal = (await world.karin.sees()).form
    assert modal.has("Hans Friis will be asked.")
    await world.karin.fills_in({"What do you want now?": "Call me"})
    assert (await world.hans.sees()).has("Karin Holm has flagged a customer contact")
    assert (await world.karin.sees()).has("Thank you for telling us. Hans Friis has been told")
    await world.hans.clicks("Read")
    assert (await world.hans.sees()).form.has("Han skældte hende ud i ti minutter.")
    heard = (await world.ida.sees()).total
    await world.hans.closes()
    await world.hans.replies("I saw it, Karin. We talk at two.")
    assert (await world.ida.sees()).total == heard


async def test_the_no_ends_it_and_nobody_else_ever_hears(world: World) -> None:
    await flags_for_karin(world, FLAG)
    told = (await world.ida.sees()).total
    await world.karin.clicks("No")
    await world.passes(days=5)
    assert (await world.karin.sees()).has("Case #1 is taken back.")
    assert (await world.ida.sees()).total == told
    assert not (await world.hans.sees()).has("Karin Holm")
    await world.karin.clicks("Yes, flag it")
    await world.karin.fills_in({})
    assert (await world.karin.sees()).form.has("it was withdrawn")
    assert not (await world.hans.sees()).has("Karin Holm")


async def test_what_is_urgent_goes_to_on_call_at_once_and_only_the_colleague_reads_it(
    world: World,
) -> None:
    await flags_for_karin(world, THREAT)
    seen = await world.dorte.sees()
    assert seen.has("See that Karin Holm is safe")
    assert seen.has("Karin Holm has not confirmed it yet.")
    assert not seen.has("Ida Berg")
    assert (await world.dorte.card()).labels == ["Write to Karin Holm", "We've talked"]
    assert (await world.karin.sees()).has("I have told Dorte Lund on your behalf")
    assert not (await world.hans.sees()).has(FLAGGED)
    await world.karin.clicks("Yes, flag it")
    await world.karin.fills_in({})
    assert (await world.hans.sees()).has("see that Karin Holm is safe")
    await world.dorte.clicks("Read")
    assert (await world.dorte.sees()).form.has("Han skældte hende ud i ti minutter.")


async def test_who_flags_for_themselves_is_pointed_to_their_own_form(world: World) -> None:
    await flags_for_karin(world, {**FLAG, "Whose customer was it?": "ida"})
    modal = (await world.ida.sees()).form
    assert modal.errors["colleague"]
    assert modal.typed("said") == FLAG["What was said and done"]


async def test_mine_says_that_a_case_is_the_colleagues_to_confirm(world: World) -> None:
    await flags_for_karin(world, FLAG)
    answer = await world.karin.types("/escalate mine")
    assert "Case #1 was flagged for you" in answer
    assert "no open cases" in await world.ida.types("/escalate mine")
