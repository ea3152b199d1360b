"""What happens to people in Norway, scenario by scenario, with their own words."""

from collections.abc import Awaitable, Callable

from sandbox.client import Json
from tests.stories.world import World

Kept = Callable[[str], Awaitable[str]]
OSLO = "Europe/Oslo"
NORWEGIAN: Json = {"zone": OSLO, "country": "Norway"}
REMINDED = "is waiting to hear from you. Two sentences are enough"
OPENED = "has flagged a customer contact"


async def test_jonas_flags_with_nothing_but_emoji(world: World) -> None:
    """S11."""
    jonas, tor = world.karin, world.hans
    await world.casts(OSLO, karin="Jonas H.", hans="Tor", sigrid="Helga")
    await world.sets_up(**NORWEGIAN)
    await world.is_at("2026-03-11T08:20:00+01:00")
    emoji = "🤬🤬🤬 👨‍👩‍👧‍👦 🏳️‍🌈 :rage:"
    await jonas.flags({"types": ["Personal abuse"], "customer": "N-404", "said": emoji})
    assert (await jonas.sees()).has("you can expect an answer by Wed 11 Mar 10:20.")
    await tor.clicks("Read")
    form = (await tor.sees()).form
    assert form.has("👨‍👩‍👧‍👦 🏳️‍🌈")
    assert form.has("Little text: talk, and hear the rest from Jonas H.")
    await tor.closes()
    for bare in ("👍", "🤬 :hug: 👨‍👩‍👧‍👦"):
        await tor.replies(bare)
        assert (await tor.sees()).has("Jonas H. still waits for an answer in words")
    await world.falls_due("2026-03-11T09:20:00+01:00", tor, f"Jonas H. {REMINDED}")
    step_up = "Otherwise I'll ask Helga to step in at Wed 11 Mar 11:20."
    await world.falls_due("2026-03-11T10:20:00+01:00", tor, step_up)
    await tor.clicks("We've talked", on=await tor.card())
    assert (await jonas.card()).has("Answered by Tor")
    await jonas.behind_more("Correct my text")
    await jonas.fills_in({"said": "Ni talemeldinger med roping. Skrevet sammen med Tor."})
    await tor.clicks("Read", on=await tor.card())
    assert (await tor.sees()).form.has("Ni talemeldinger med roping.")
    await world.until("2026-03-11T16:00:00+01:00")
    assert not (await world.sigrid.sees()).has(OPENED)


async def test_siljes_text_holds_the_customers_birth_number(world: World, kept: Kept) -> None:
    """S22."""
    silje, tor = world.karin, world.hans
    await world.casts(OSLO, karin="Silje", hans="Tor", sigrid="Helga")
    await world.sets_up(**NORWEGIAN)
    await world.is_at("2026-03-18T09:00:00+01:00")
    await silje.types("/escalate hostile")
    assert (await silje.sees()).form.has("What was said and done. No health, no ID numbers.")
    said = "Kunden (fnr {}) er psykisk syk og nettopp skrevet ut. Ropte mye."
    rude = {"types": ["Rude tone"], "customer": "N-88"}
    await silje.sends({**rude, "said": said.format("01019012345")})
    form = (await silje.sees()).form
    assert form.has("I have hidden a number that looks like a Norwegian birth number.")
    assert form.typed("said") == said.format("•" * 11)
    assert not (await tor.sees()).has(OPENED)
    await silje.fills_in({"said": "Ropte mye, i ti minutter. fnr 01019012345"})
    assert (await silje.sees()).has("you can expect an answer by Thu 19 Mar 09:00.")
    await tor.clicks("Read")
    form = (await tor.sees()).form
    assert form.has("Ropte mye, i ti minutter. fnr •••••••••••")
    assert not form.has("syk")
    await tor.closes()
    await world.falls_due("2026-03-18T13:00:00+01:00", tor, f"Silje {REMINDED}")
    step_up = "Otherwise I'll ask Helga to step in at Thu 19 Mar 13:00."
    await world.falls_due("2026-03-19T09:00:00+01:00", tor, step_up)
    assert "01019012345" not in await kept("N-88")


async def test_amirs_customer_may_be_in_danger_and_help_comes_before_the_form(
    world: World,
) -> None:
    """S25."""
    amir, geir = world.karin, world.hans
    await world.casts(OSLO, karin="Amir", hans="Geir", sigrid="Helga")
    phones = {"Phone of Geir": "+47 22 00 00 00"}
    await world.sets_up(phones, **NORWEGIAN, deputy=None, on_call=["hans"])
    await world.is_at("2026-03-18T12:30:00+01:00")
    await amir.types("/escalate hostile")
    danger = {"types": ["The customer may be in danger"]}
    await amir.does("choose", field="types", values=danger)
    assert (await amir.sees()).form.has("Call 113, and follow your house's routine.")
    said = "«Da kan jeg like gjerne gjøre slutt på alt i kveld.»"
    await amir.fills_in({"customer": "N-17", "said": said})
    told = (await amir.sees()).find("I have written to Geir.")
    assert told.has("If nobody has called by Wed 18 Mar 13:00, ring Geir +47 22 00 00 00.")
    assert (await geir.sees()).count("Listen, and see that Amir is safe.") == 1
    waiting = "Amir is waiting to hear from you, since Wed 18 Mar 12:30."
    await world.falls_due("2026-03-18T12:45:00+01:00", geir, waiting)
    await world.until("2026-03-18T12:59:00+01:00")
    await geir.replies("Jeg har ringt 113, Amir. Nå blir jeg her hos deg.")
    assert (await amir.card()).has("Talk by Mon 23 Mar 09:00")
    await geir.clicks("Talk")
    assert (await geir.sees()).form.has("The talk can wait until tomorrow.")
    await geir.closes()
    await world.until("2026-03-18T16:00:00+01:00")
    assert not (await world.sigrid.sees()).has(OPENED)
    await geir.clicks("Decide")
    form = (await geir.sees()).form
    assert form.has("The matter")
    assert not form.has("The behaviour")


async def test_silje_takes_a_bomb_threat_on_the_phone(world: World) -> None:
    """S28: the bot comes last; the house is emptied before anybody answers it."""
    silje, tor, geir = world.karin, world.hans, world.dorte
    await world.casts(OSLO, karin="Silje", hans="Tor", dorte="Geir", sigrid="Helga")
    await world.sets_up(**NORWEGIAN, deputy=None)
    await world.is_at("2026-03-19T14:00:00+01:00")
    await silje.types("/escalate hostile")
    assert (await silje.sees()).form.has("In danger now? Call 112 first.")
    await silje.does("choose", field="types", values={"types": ["Threat"]})
    form = (await silje.sees()).form
    assert form.has("Follow your house's routine first; this form can wait.")
    assert form.has("Note the words as they were said, the voice, and background sounds.")
    said = "«Det ligger noe i resepsjonen deres.» Mann, rolig, vindstøy."
    await silje.fills_in({"customer": "ukjent", "said": said})
    assert (await silje.sees()).has("If nobody has called by Thu 19 Mar 14:30, ring Geir")
    for asked in (tor, geir):
        assert (await asked.sees()).has("Listen, and see that Silje is safe.")
    waiting = "Silje is waiting to hear from you, since Thu 19 Mar 14:00."
    await world.falls_due("2026-03-19T14:15:00+01:00", geir, waiting)
    await world.falls_due("2026-03-19T14:30:00+01:00", world.sigrid, "Can you talk to Silje")
    ring = "nobody has answered yet. Ring Geir +45 70 10 20 30 now. In danger, call 112 first."
    await world.falls_due("2026-03-19T14:45:00+01:00", silje, ring)
    await geir.clicks("We've talked", on=await geir.card())
    assert (await silje.card()).has("Answered by Geir")
    for outsider in (world.ida, world.gita):
        assert not (await outsider.sees()).has("Silje")
    for reader in (silje, tor, geir, world.sigrid):
        seen = await reader.sees()
        assert not seen.has("resepsjonen")
        assert not seen.has("police")


async def test_the_recording_shows_that_jonas_swore_too_and_he_is_answered_all_the_same(
    world: World,
) -> None:
    """S31."""
    jonas, tor = world.karin, world.hans
    await world.casts(OSLO, karin="Jonas H.", hans="Tor", sigrid="Helga")
    await world.sets_up(**NORWEGIAN)
    await world.is_at("2026-03-23T09:00:00+01:00")
    said = "Kunden bannet og ropte."
    await jonas.flags({"types": ["Personal abuse"], "customer": "N-61", "said": said})
    assert (await jonas.sees()).has("you can expect an answer by Mon 23 Mar 11:00.")
    await world.falls_due("2026-03-23T10:00:00+01:00", tor, f"Jonas H. {REMINDED}")
    step_up = "Otherwise I'll ask Helga to step in at Mon 23 Mar 12:00."
    await world.falls_due("2026-03-23T11:00:00+01:00", tor, step_up)
    assert (await tor.sees()).has("If you can't, give it to Dorte Lund.")
    await tor.clicks("Write to Jonas H.")
    hint = "Judging how the call was handled does not belong here: do that in private."
    assert (await tor.sees()).form.has(hint)
    await tor.closes()
    await tor.clicks("We've talked")
    assert (await jonas.card()).has("Answered by Tor")
    await world.until("2026-03-23T16:00:00+01:00")
    assert not (await world.sigrid.sees()).has(OPENED)
    await tor.clicks("Decide")
    asked = set((await tor.sees()).form.told["state"])
    about_the_customer = {"matter", "behaviour", "gesture"}
    assert asked == about_the_customer | {"weighed", "to_agent", "tell"}
