"""A claim whose customer turns hostile, and a flag with a mess behind it: linked, typed once."""

from bot.claim.case import Origin
from bot.flag.case import Type
from bot.refusals import Code
from tests.stories.world import Says, World, ids, word

MORNING = "2026-03-03T09:05:00+01:00"
CLAIM = {
    "customer": "N-7712",
    "wrong": "Kunden er lovet gratis montering, men vi har fakturert.",
    "origin": Origin.WRONG_PROMISE,
    "promise": "2026-03-03T14:00:00+01:00",
}


async def test_the_owner_flags_from_the_case_and_types_nothing_twice(world: World) -> None:
    await world.is_at(MORNING)
    await world.ida.claims(CLAIM)
    form = await world.ida.opens(ids.TURNED_HOSTILE)
    assert form.typed("customer") == "N-7712"
    assert form.typed("said") == CLAIM["wrong"]
    await world.ida.fills_in({"types": [Type.PERSONAL_ABUSE]})
    assert (await world.ida.sees()).heard(Says.FLAG_SAVED, "Hans Friis") == 1
    assert (await world.gita.card(1)).has("Ida Berg")
    assert not (await world.gita.sees()).has("#2")
    assert (await world.hans.reads(on=await world.hans.card())).has("#1")
    claim = await world.ida.card(1)
    for who, linked in ((world.ida, True), (world.dorte, False)):
        assert (await who.opens(ids.READ_CLAIM, on=claim)).has("#2") is linked
        await who.closes()


async def test_a_threat_passes_the_claim_and_its_promise_to_whoever_is_asked(world: World) -> None:
    await world.is_at(MORNING)
    await world.ida.claims(CLAIM)
    await world.ida.presses(ids.TURNED_HOSTILE)
    await world.ida.fills_in({"types": [Type.THREAT]})
    claim = await world.gita.card(1)
    assert claim.has("Hans Friis")
    assert claim.has("14:00")
    assert not claim.has("Ida Berg")
    assert (await world.hans.sees()).heard(Says.PASSED_TO_YOU, "#1", "14:00") == 1
    await world.until("2026-03-03T13:00:00+01:00")
    assert (await world.hans.sees()).heard(Says.PROMISE_SOON, "Tue 03 Mar 14:00") == 1
    assert not (await world.ida.sees()).heard(Says.PROMISE_SOON)
    await world.hans.presses(ids.LET_GO, on=claim)
    await world.hans.fills_in({"reason": "Jeg er på ferie fra i morgen."})
    await world.ida.refused(ids.TAKE_CASE, Code.NOT_ALONE_WITH_CUSTOMER, on=claim)
    for shown in (await world.gita.sees()).messages:
        assert word(Type.THREAT).lower() not in shown.words.lower()


async def test_a_threat_leaves_the_claim_without_an_owner_while_only_on_call_is_there(
    world: World,
) -> None:
    await world.sets_up(deputy=None, skip=None)
    await world.is_at(MORNING)
    await world.hans.types("/escalate away")
    await world.hans.fills_in({"first": "2026-03-03", "last": "2026-03-04"})
    await world.ida.claims(CLAIM)
    await world.ida.presses(ids.TURNED_HOSTILE)
    await world.ida.fills_in({"types": [Type.THREAT]})
    assert (await world.dorte.sees()).heard(Says.PAGE, "Ida Berg") == 1
    claim = await world.gita.card(1)
    assert not claim.has("Dorte Lund")
    await world.ida.refused(ids.TAKE_CASE, Code.NOT_ALONE_WITH_CUSTOMER, on=claim)
    await world.karin.presses(ids.TAKE_CASE, on=claim)
    assert (await world.gita.card(1)).has("Karin Holm")


async def test_a_flag_is_not_lost_when_the_claim_has_gone_to_somebody_else(world: World) -> None:
    await world.is_at(MORNING)
    await world.ida.claims(CLAIM)
    await world.ida.presses(ids.TURNED_HOSTILE)
    await world.ida.does("choose", field="types", values={"types": [Type.THREAT]})
    await world.karin.presses(ids.OFFER_HELP)
    claim = await world.gita.card(1)
    await world.ida.closes()
    await world.ida.presses(ids.LET_GO, on=claim)
    await world.ida.fills_in({"reason": "Jeg går hjem nu."})
    await world.karin.presses(ids.TAKE_CASE)
    told = (await world.ida.sees()).letter(Says.SAY_TO_CUSTOMER)
    await world.ida.refused(ids.TURNED_HOSTILE, Code.NOT_YOURS, on=told)


async def test_behind_a_flag_the_mess_is_claimed_with_the_same_reference(world: World) -> None:
    await world.is_at(MORNING)
    await world.karin.flags({"types": [Type.RUDE], "customer": "N-7712"})
    await world.karin.behind_more(ids.CLAIM_BEHIND)
    assert (await world.karin.sees()).form.typed("customer") == "N-7712"
    await world.karin.fills_in({key: CLAIM[key] for key in ("wrong", "origin", "promise")})
    assert (await world.gita.card(2)).has("Karin Holm")
    assert (await world.hans.reads(on=await world.hans.card())).has("#2")


async def test_a_flag_has_washing_up_too_and_closes_when_it_is_done(world: World) -> None:
    await world.is_at("2026-03-02T10:15:00+01:00")
    await world.karin.flags({"types": [Type.RUDE], "customer": "C-1"})
    await world.hans.presses(ids.WE_TALKED)
    await world.karin.behind_more(ids.CUSTOMER_HELPED)
    assert (await world.karin.sees()).heard(Says.WASHING_UP) == 1
    await world.karin.closes()
    await world.karin.presses(ids.ADD_DISH)
    await world.karin.fills_in({"text": "Ret skabelonen til regninger", "person": "ida"})
    assert (await world.ida.sees()).heard(Says.DISH_YOURS, "Ret skabelonen til regninger") == 1
    assert not (await world.ida.sees()).has("C-1")
    await world.hans.refused(ids.CLOSE, Code.DISH_OPEN)
    await world.ida.presses(ids.DISH_DONE)
    await world.hans.presses(ids.CLOSE, on=await world.hans.card())
    assert (await world.karin.sees()).heard(Says.CLOSING, "Hans Friis", "#1") == 1
