"""What happens to people in Norway, scenario by scenario, with their own words."""

from collections.abc import Awaitable, Callable

from bot.flag.case import Headline, Type
from bot.flag.tracks import TalkOutcome
from bot.numbers.finding import Kind
from handlers.slack.hidden import sentence
from sandbox.client import Json
from tests.stories.world import PHONES, Says, World, advice, ids, word

Kept = Callable[[str], Awaitable[str]]
OSLO = "Europe/Oslo"
NORWEGIAN: Json = {"zone": OSLO, "country": "NO"}
ANSWERED = word(Headline.ANSWERED)


async def test_jonas_flags_with_nothing_but_emoji(world: World) -> None:
    """S11."""
    jonas, tor = world.karin, world.hans
    await world.casts(OSLO, karin="Jonas H.", hans="Tor", sigrid="Helga")
    await world.sets_up(**NORWEGIAN)
    await world.is_at("2026-03-11T08:20:00+01:00")
    emoji = "🤬🤬🤬 👨‍👩‍👧‍👦 🏳️‍🌈 :rage:"
    await jonas.flags({"types": [Type.PERSONAL_ABUSE], "customer": "N-404", "said": emoji})
    assert (await jonas.sees()).heard(Says.FLAG_SAVED, "Wed 11 Mar 10:20") == 1
    form = await tor.reads()
    assert form.has("👨‍👩‍👧‍👦 🏳️‍🌈")
    with_little_text = len(form.told["view"]["blocks"])
    for whispers, bare in enumerate(("👍", "🤬 :hug: 👨‍👩‍👧‍👦"), start=1):
        await tor.replies(bare)
        told = (await tor.sees()).whispers
        assert len(told) == whispers
        assert told[-1].has("Jonas H.")
    await world.falls_due("2026-03-11T09:20:00+01:00", tor, Says.NUDGE_TO_ANSWER, "Jonas H.")
    step_up = (Says.WARNING_TO_ANSWER, "Helga", "Wed 11 Mar 11:20")
    await world.falls_due("2026-03-11T10:20:00+01:00", tor, *step_up)
    await tor.presses(ids.WE_TALKED, on=await tor.card())
    card = await jonas.card()
    assert card.has(ANSWERED)
    assert card.has("Tor")
    await jonas.behind_more(ids.CORRECT_TEXT)
    await jonas.fills_in({"said": "Ni talemeldinger med roping. Skrevet sammen med Tor."})
    form = await tor.reads(on=await tor.card())
    assert form.has("Ni talemeldinger med roping.")
    assert len(form.told["view"]["blocks"]) == with_little_text - 1, "no word of little text"
    await world.until("2026-03-11T16:00:00+01:00")
    assert not (await world.sigrid.sees()).letters


async def test_siljes_text_holds_the_customers_birth_number(world: World, kept: Kept) -> None:
    """S22."""
    silje, tor = world.karin, world.hans
    await world.casts(OSLO, karin="Silje", hans="Tor", sigrid="Helga")
    await world.sets_up(**NORWEGIAN)
    await world.is_at("2026-03-18T09:00:00+01:00")
    before = (await tor.sees()).total
    await silje.types("/escalate hostile")
    blocks = (await silje.sees()).form.told["view"]["blocks"]
    (field,) = (block for block in blocks if block["block_id"] == "said")
    assert field["hint"], "what does not belong in it is said before anything is typed"
    said = "Kunden (fnr {}) er psykisk syk og nettopp skrevet ut. Ropte mye."
    rude = {"types": [Type.RUDE], "customer": "N-88"}
    await silje.sends({**rude, "said": said.format("01019012345")})
    form = (await silje.sees()).form
    assert form.has(sentence([Kind.BIRTH_NUMBER]))
    assert form.typed("said") == said.format("•" * 11)
    assert (await tor.sees()).total == before, "nobody hears of it yet"
    await silje.fills_in({"said": "Ropte mye, i ti minutter. fnr 01019012345"})
    assert (await silje.sees()).heard(Says.FLAG_SAVED, "Thu 19 Mar 09:00") == 1
    form = await tor.reads()
    assert form.has("Ropte mye, i ti minutter. fnr •••••••••••")
    assert not form.has("syk")
    await world.falls_due("2026-03-18T13:00:00+01:00", tor, Says.NUDGE_TO_ANSWER, "Silje")
    step_up = (Says.WARNING_TO_ANSWER, "Helga", "Thu 19 Mar 13:00")
    await world.falls_due("2026-03-19T09:00:00+01:00", tor, *step_up)
    assert "01019012345" not in await kept("N-88")


async def test_amirs_customer_may_be_in_danger_and_help_comes_before_the_form(
    world: World,
) -> None:
    """S25."""
    amir, geir = world.karin, world.hans
    await world.casts(OSLO, karin="Amir", hans="Geir", sigrid="Helga")
    phone = "+47 22 00 00 00"
    await world.sets_up({"hans": phone}, **NORWEGIAN, deputy=None, on_call=["hans"])
    await world.is_at("2026-03-18T12:30:00+01:00")
    await amir.types("/escalate hostile")
    assert not (await amir.sees()).form.has("113")
    danger = {"types": [Type.CUSTOMER_IN_DANGER]}
    await amir.does("choose", field="types", values=danger)
    assert (await amir.sees()).form.has("113")
    said = "«Da kan jeg like gjerne gjøre slutt på alt i kveld.»"
    await amir.fills_in({"customer": "N-17", "said": said})
    ring = (Says.FLAG_SAVED_URGENT, "Geir", "Wed 18 Mar 13:00", phone)
    assert (await amir.sees()).heard(*ring) == 1
    assert (await geir.sees()).heard(Says.PAGE, "Amir") == 1
    waiting = (Says.PAGE_AGAIN, "Amir")
    await world.falls_due("2026-03-18T12:45:00+01:00", geir, *waiting)
    await world.until("2026-03-18T12:59:00+01:00")
    await geir.replies("Jeg har ringt 113, Amir. Nå blir jeg her hos deg.")
    await amir.presses(ids.CALLED)
    assert (await amir.card()).has("Mon 23 Mar 09:00"), "the talk is by then"
    assert (await geir.opens(ids.TALK)).choices("outcome") == [TalkOutcome.NOT_WANTED]
    await geir.closes()
    await world.until("2026-03-18T16:00:00+01:00")
    assert not (await world.sigrid.sees()).letters
    form = await geir.opens(ids.DECIDE)
    assert form.asks("matter")
    assert not form.asks("behaviour")


async def test_silje_takes_a_bomb_threat_on_the_phone(world: World) -> None:
    """S28: the bot comes last; the house is emptied before anybody answers it."""
    silje, tor, geir = world.karin, world.hans, world.dorte
    await world.casts(OSLO, karin="Silje", hans="Tor", dorte="Geir", sigrid="Helga")
    await world.sets_up(**NORWEGIAN, deputy=None)
    await world.is_at("2026-03-19T14:00:00+01:00")
    await silje.types("/escalate hostile")
    form = (await silje.sees()).form
    assert form.has("112")
    always = advice(form)
    await silje.does("choose", field="types", values={"types": [Type.PHYSICAL]})
    physical = advice((await silje.sees()).form)
    await silje.does("choose", field="types", values={"types": [Type.THREAT]})
    threat = advice((await silje.sees()).form)
    assert set(always) < set(physical) < set(threat), "a routine comes first; then, on the phone"
    said = "«Det ligger noe i resepsjonen deres.» Mann, rolig, vindstøy."
    await silje.fills_in({"customer": "ukjent", "said": said})
    phone = PHONES["dorte"]
    saved = (Says.FLAG_SAVED_URGENT, "Thu 19 Mar 14:30", "Geir", phone)
    assert (await silje.sees()).heard(*saved) == 1
    for asked in (tor, geir):
        assert (await asked.sees()).heard(Says.PAGE, "Silje") == 1
    waiting = (Says.PAGE_AGAIN, "Silje")
    await world.falls_due("2026-03-19T14:15:00+01:00", geir, *waiting)
    step_up = (Says.STEPPED_UP_TO_YOU, "Silje")
    await world.falls_due("2026-03-19T14:30:00+01:00", world.sigrid, *step_up)
    ring = (Says.NOBODY_ANSWERED_URGENT, "Geir", phone, "112")
    await world.falls_due("2026-03-19T14:45:00+01:00", silje, *ring)
    await geir.presses(ids.WE_TALKED)
    card = await silje.card()
    assert card.has(ANSWERED)
    assert card.has("Geir")
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
    await jonas.flags({"types": [Type.PERSONAL_ABUSE], "customer": "N-61", "said": said})
    assert (await jonas.sees()).heard(Says.FLAG_SAVED, "Mon 23 Mar 11:00") == 1
    await world.falls_due("2026-03-23T10:00:00+01:00", tor, Says.NUDGE_TO_ANSWER, "Jonas H.")
    step_up = (Says.WARNING_TO_ANSWER, "Helga", "Mon 23 Mar 12:00")
    await world.falls_due("2026-03-23T11:00:00+01:00", tor, *step_up)
    warning = (await tor.sees()).letter(Says.WARNING_TO_ANSWER)
    assert warning.has("Dorte Lund")
    assert warning.offers(ids.GIVE_TO_DEPUTY)
    asked = set((await tor.opens(ids.WRITE)).told["state"])
    assert asked == {"words"}, "and nothing about how he took the call"
    await tor.closes()
    await tor.presses(ids.WE_TALKED)
    card = await jonas.card()
    assert card.has(ANSWERED)
    assert card.has("Tor")
    await world.until("2026-03-23T16:00:00+01:00")
    assert not (await world.sigrid.sees()).letters
    asked = set((await tor.opens(ids.DECIDE)).told["state"])
    about_the_customer = {"matter", "behaviour", "gesture"}
    assert asked == about_the_customer | {"weighed", "to_agent", "tell"}
