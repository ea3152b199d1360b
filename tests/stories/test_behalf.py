"""A flag for a colleague: the colleague says yes before anybody else is told."""

from bot.flag.case import Headline, Type, Wish
from bot.refusals import Code
from sandbox.client import Json
from tests.stories.world import Says, World, ids, refusal, word

FLAG: Json = {
    "colleague": "karin",
    "types": [Type.PERSONAL_ABUSE],
    "customer": "K-2290",
    "said": "Han skældte hende ud i ti minutter.",
}
THREAT = {**FLAG, "types": [Type.THREAT]}


async def flags_for_karin(world: World, values: Json) -> None:
    await world.ida.types("/escalate")
    await world.ida.presses(ids.BEHALF)
    await world.ida.fills_in(values)


async def test_the_colleague_hears_who_flagged_and_nobody_else_hears_anything(
    world: World,
) -> None:
    await flags_for_karin(world, FLAG)
    thanks = (await world.ida.sees()).form
    assert thanks.has("Karin Holm")
    assert not thanks.asks("colleague")
    letter = (await world.karin.sees()).letter(Says.FLAGGED_FOR_YOU, "Ida Berg")
    assert letter.has(word(Type.PERSONAL_ABUSE).lower())
    assert not any(letter.has(other) for other in ("Hans Friis", "Dorte Lund", "Sigrid Vang"))
    for person in (world.hans, world.dorte, world.sigrid, world.ida):
        assert (await person.sees()).total == 0
    assert (await world.karin.reads()).has(FLAG["said"])


async def test_the_yes_makes_it_a_flag_as_any_other(world: World) -> None:
    await flags_for_karin(world, FLAG)
    assert (await world.karin.opens(ids.CONFIRM_FLAG)).has("Hans Friis")
    await world.karin.fills_in({"wish": Wish.CALL_ME})
    assert (await world.hans.card()).has("Karin Holm")
    assert (await world.karin.sees()).heard(Says.FLAG_SAVED, "Hans Friis") == 1
    assert (await world.hans.reads()).has(FLAG["said"])
    heard = (await world.ida.sees()).total
    await world.hans.replies("I saw it, Karin. We talk at two.")
    assert (await world.ida.sees()).total == heard


async def test_the_no_ends_it_and_nobody_else_ever_hears(world: World) -> None:
    await flags_for_karin(world, FLAG)
    told = (await world.ida.sees()).total
    await world.karin.presses(ids.DECLINE_FLAG)
    await world.passes(days=5)
    assert (await world.karin.sees()).heard(Says.NOT_FLAGGED, "#1") == 1
    assert (await world.ida.sees()).total == told
    assert not (await world.hans.sees()).has("Karin Holm")
    await world.karin.presses(ids.CONFIRM_FLAG)
    await world.karin.fills_in({})
    assert (await world.karin.sees()).refuses(Code.NOT_NOW, headline=Headline.WITHDRAWN) == 1
    assert not (await world.hans.sees()).has("Karin Holm")


async def test_what_is_urgent_goes_to_on_call_at_once_and_only_the_colleague_reads_it(
    world: World,
) -> None:
    await flags_for_karin(world, THREAT)
    seen = await world.dorte.sees()
    assert seen.heard(Says.PAGE_ON_BEHALF, "Karin Holm") == 1
    assert not seen.has("Ida Berg")
    assert (await world.dorte.card()).steps == [ids.CALLING, ids.WRITE, ids.WE_TALKED]
    assert (await world.karin.sees()).heard(Says.FLAGGED_FOR_YOU, "Ida Berg", "Dorte Lund") == 1
    assert (await world.hans.sees()).total == 0
    await world.karin.presses(ids.CONFIRM_FLAG)
    await world.karin.fills_in({})
    assert (await world.hans.sees()).heard(Says.PAGE, "Karin Holm") == 1
    assert (await world.dorte.reads()).has(THREAT["said"])


async def test_who_flags_for_themselves_is_pointed_to_their_own_form(world: World) -> None:
    await flags_for_karin(world, {**FLAG, "colleague": "ida"})
    modal = (await world.ida.sees()).form
    assert modal.errors == {"colleague": refusal(Code.COLLEAGUE_IS_YOU)}
    assert modal.typed("said") == FLAG["said"]


async def test_mine_says_that_a_case_is_the_colleagues_to_confirm(world: World) -> None:
    await flags_for_karin(world, FLAG)
    answer = await world.karin.types("/escalate mine")
    assert "#1" in answer
    assert "#" not in await world.ida.types("/escalate mine")
    await world.karin.presses(ids.CONFIRM_FLAG)
    await world.karin.fills_in({})
    assert await world.karin.types("/escalate mine") != answer
