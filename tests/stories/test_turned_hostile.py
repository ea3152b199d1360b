"""A claim whose customer turns hostile, and a flag with a mess behind it: linked, typed once."""

from tests.stories.world import World

MORNING = "2026-03-03T09:05:00+01:00"
CLAIM = {
    "customer": "N-7712",
    "wrong": "Kunden er lovet gratis montering, men vi har fakturert.",
    "origin": "Wrong promise at sale",
    "promise": "2026-03-03T14:00:00+01:00",
}


async def test_the_owner_flags_from_the_case_and_types_nothing_twice(world: World) -> None:
    await world.is_at(MORNING)
    await world.ida.claims(CLAIM)
    await world.ida.clicks("The customer has turned hostile")
    form = (await world.ida.sees()).form
    assert form.typed("customer") == "N-7712"
    assert form.typed("said") == CLAIM["wrong"]
    await world.ida.fills_in({"types": ["Personal abuse"]})
    assert (await world.ida.sees()).has("Hans Friis has been told")
    assert (await world.gita.sees()).has("Ida Berg has taken case #1.")
    assert not (await world.gita.sees()).has("#2")
    await world.hans.clicks("Read", on=await world.hans.card())
    assert (await world.hans.sees()).form.has("Linked with #1")
    await world.hans.closes()
    claim = (await world.ida.sees()).find("has taken case #1")
    for who, linked in ((world.ida, True), (world.dorte, False)):
        await who.clicks("Read", on=claim)
        assert (await who.sees()).form.has("Linked with #2") is linked
        await who.closes()


async def test_a_threat_passes_the_claim_and_its_promise_to_whoever_is_asked(world: World) -> None:
    await world.is_at(MORNING)
    await world.ida.claims(CLAIM)
    await world.ida.clicks("The customer has turned hostile")
    await world.ida.fills_in({"types": ["Threat"]})
    assert (await world.gita.sees()).has("Hans Friis has case #1 now.")
    assert (await world.gita.sees()).has("The customer hears from Hans Friis by")
    assert (await world.hans.sees()).has("so the case is yours now, and nobody is alone with it")
    await world.until("2026-03-03T13:00:00+01:00")
    assert (await world.hans.sees()).has("hears from you by Tue 03 Mar 14:00")
    assert not (await world.ida.sees()).has("hears from you by")
    claim = (await world.gita.sees()).find("Hans Friis has case #1 now.")
    await world.hans.clicks("Let it go", on=claim)
    await world.hans.fills_in({"reason": "Jeg er på ferie fra i morgen."})
    await world.ida.clicks("I'll take it", on=claim)
    assert (await world.ida.sees()).has("They flagged this customer as urgent.")
    for shown in (await world.gita.sees()).messages:
        assert "threat" not in shown.words.lower()


async def test_a_flag_is_not_lost_when_the_claim_has_gone_to_somebody_else(world: World) -> None:
    await world.is_at(MORNING)
    await world.ida.claims(CLAIM)
    await world.ida.clicks("The customer has turned hostile")
    await world.ida.does("choose", field="types", values={"types": ["Threat"]})
    await world.karin.clicks("I can help")
    claim = (await world.gita.sees()).find("has taken case #1")
    await world.ida.closes()
    await world.ida.clicks("Let it go", on=claim)
    await world.ida.fills_in({"reason": "Jeg går hjem nu."})
    await world.karin.clicks("I'll take it")
    await world.ida.clicks("The customer has turned hostile")
    assert (await world.ida.sees()).has("belongs to somebody else")


async def test_behind_a_flag_the_mess_is_claimed_with_the_same_reference(world: World) -> None:
    await world.is_at(MORNING)
    await world.karin.flags({"types": ["Rude tone"], "customer": "N-7712"})
    await world.karin.behind_more("Claim the mess behind it")
    assert (await world.karin.sees()).form.typed("customer") == "N-7712"
    await world.karin.fills_in({key: CLAIM[key] for key in ("wrong", "origin", "promise")})
    assert (await world.gita.sees()).has("Karin Holm has taken case #2.")
    await world.hans.clicks("Read", on=await world.hans.card())
    assert (await world.hans.sees()).form.has("Linked with #2")


async def test_a_flag_has_washing_up_too_and_closes_when_it_is_done(world: World) -> None:
    await world.is_at("2026-03-02T10:15:00+01:00")
    await world.karin.flags({"types": ["Rude tone"], "customer": "C-1"})
    await world.hans.clicks("We've talked")
    await world.karin.behind_more("The customer is helped")
    assert (await world.karin.sees()).has("Is there washing-up left")
    await world.karin.closes()
    await world.karin.clicks("Add a dish")
    await world.karin.fills_in({"text": "Ret skabelonen til regninger", "person": "ida"})
    assert (await world.ida.sees()).has("Ret skabelonen til regninger")
    assert not (await world.ida.sees()).has("C-1")
    await world.hans.refused("Close", "washing-up")
    await world.ida.clicks("Done")
    await world.hans.clicks("Close", on=await world.hans.card())
    assert (await world.karin.sees()).has("Hans Friis would like to close case #1.")
