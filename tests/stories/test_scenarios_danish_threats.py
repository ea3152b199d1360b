"""Threats against people in Denmark, scenario by scenario, with their own words."""

from bot.flag.case import Headline, Type
from bot.flag.tracks import Behaviour, Gesture, Matter, TalkOutcome
from bot.refusals import Code
from tests.stories.world import PHONES, Colleague, Says, World, ids, word

RING = PHONES["dorte"]
CLOSED = word(Headline.CLOSED)


async def test_mettes_manager_gives_in_to_a_threat_and_stands_by_it_in_front_of_her(
    world: World,
) -> None:
    """S01, with each guard tried in the wrong order."""
    mette, jonas, birgit = world.karin, world.hans, world.sigrid
    await world.casts(karin="Mette", hans="Jonas", sigrid="Birgit")
    await world.is_at("2026-03-02T10:15:00+01:00")
    said = (
        "Kunden blev grov, da jeg ikke kunne slette regningen. Sagde ordret: "
        "„Jeg skal nok finde ud af, hvor du bor.“ Jeg sagde fra én gang, så lagde han på."
    )
    await mette.types("/escalate hostile")
    assert (await mette.sees()).form.has("112")
    types = [Type.PERSONAL_ABUSE, Type.THREAT]
    await mette.fills_in({"types": types, "customer": "K-48213", "said": said})
    assert (await mette.sees()).heard(Says.FLAG_SAVED_URGENT, "Mon 02 Mar 10:45", RING) == 1
    await jonas.behind_more(ids.CLOSE, refused=Code.NO_ANSWER_YET)
    await jonas.behind_more(ids.DECIDE, refused=Code.NO_ANSWER_YET)
    await world.falls_due("2026-03-02T10:30:00+01:00", jonas, Says.PAGE_AGAIN, "Mette")
    await jonas.replies("Jeg har set det, Mette. Jeg ringer til dig om fem minutter.")
    await mette.presses(ids.CALLED)
    waits = await jonas.types("/escalate mine")
    assert "#1" in waits
    assert "Mette" in waits
    await jonas.refused(ids.CLOSE, Code.NOT_DECIDED)
    assert (await jonas.opens(ids.TALK)).choices("outcome") == [TalkOutcome.NOT_WANTED]
    await jonas.closes()
    card = await jonas.card()
    assert card.offers(ids.DECIDE)
    assert card.has("Thu 05 Mar 09:00")

    await world.until("2026-03-02T12:30:00+01:00")
    assert not (await birgit.sees()).letters
    await jonas_gives_a_month_free(mette, jonas)

    await world.until("2026-03-03T09:30:00+01:00")
    assert (await jonas.opens(ids.TALK)).choices("outcome") == [*TalkOutcome]
    await jonas.fills_in({"outcome": TalkOutcome.HELD})
    await jonas.behind_more(ids.LESSON)
    await jonas.fills_in({"lesson": "En uklar regning rettes, før den sendes."})
    await jonas.presses(ids.CLOSE, on=await jonas.card())
    assert (await mette.sees()).heard(Says.CLOSING, "Jonas", "#1") == 1
    assert not (await mette.card()).has(CLOSED)
    await world.until("2026-03-05T09:30:00+01:00")
    assert (await mette.card()).has(CLOSED)
    assert (await mette.sees()).heard(Says.CLOSED, "#1") == 1
    await world.until("2026-03-09T09:00:00+01:00")
    assert (await world.ida.sees()).heard(Says.DIGEST) == 1
    for outsider in (world.ida, world.gita):
        for secret in ("Mette", "K-48213", "199"):
            assert not (await outsider.sees()).has(secret)


async def jonas_gives_a_month_free(mette: Colleague, jonas: Colleague) -> None:
    """Of S01: both halves, told in person first; Mette sees it differently."""
    why = "Regningen var uklar, og vi ville tabe i klagenævnet."
    free = {"gesture": Gesture.MONTH_FREE, "gesture_note": "199 kr.", "weighed": why}
    await jonas.presses(ids.DECIDE)
    praise = {"to_agent": "Du blev rolig og sagde fra. Det var godt.", "agent_first": "yes"}
    await jonas.sends({"matter": Matter.GETS_THEIR_WAY, **free, **praise})
    form = (await jonas.sees()).form
    assert "behaviour" in form.errors
    assert form.asks("agent_first")
    assert form.typed("weighed") == why
    await jonas.fills_in({"behaviour": Behaviour.WARNING, "tell": "first"})
    assert not (await mette.sees()).heard(Says.EXPLANATION)
    await jonas.refused(ids.CLOSE, Code.NOT_EXPLAINED)
    await jonas.presses(ids.EXPLAIN)
    told = (await mette.sees()).letter(Says.EXPLANATION, "Jonas", "199 kr.", why)
    for each in (praise["to_agent"], word(Gesture.MONTH_FREE), word(Behaviour.WARNING)):
        assert told.has(each)
    assert told.offers(ids.THANKS)
    await jonas.refused(ids.CLOSE, Code.TALK_STILL_DUE)
    await mette.presses(ids.SEE_DIFFERENTLY, on=told)
    own = "Jeg synes, at han slap for let. *Det* sagde jeg også på dagen."
    await mette.fills_in({"words": own})
    assert (await jonas.sees()).heard(Says.SEES_DIFFERENTLY, "Mette") == 1
    assert (await jonas.reads()).has(own)


async def test_a_threat_at_sofies_own_door_goes_out_on_a_sunday_night(world: World) -> None:
    """S04."""
    sofie, lars, nadia = world.karin, world.hans, world.dorte
    await world.casts(karin="Sofie", hans="Lars", dorte="Nadia")
    await world.is_at("2026-03-08T23:40:00+01:00")
    await sofie.types("/escalate hostile")
    assert (await sofie.sees()).form.has("112")
    said = "Skrev privat til mig på Facebook: „Vi ses ved din bil i morgen.“ Jeg har skærmbillede."
    await sofie.fills_in({"types": [Type.THREAT], "customer": "K-1188", "said": said})
    for asked in (lars, nadia):
        assert (await asked.sees()).heard(Says.PAGE, "Sofie") == 1
    facts = ("Lars", "Nadia", "Mon 09 Mar 00:10", RING)
    assert (await sofie.sees()).heard(Says.FLAG_SAVED_URGENT, *facts) == 1
    await world.until("2026-03-08T23:49:00+01:00")
    await nadia.presses(ids.WE_TALKED)
    card = await sofie.card()
    assert card.has(word(Headline.ANSWERED))
    assert card.has("Nadia")
    pages = (await lars.sees()).total
    assert (await lars.opens(ids.TALK)).choices("outcome") == [TalkOutcome.NOT_WANTED]
    await lars.closes()
    await world.until("2026-03-09T08:00:00+01:00")
    assert (await lars.sees()).total == pages
    assert (await lars.opens(ids.TALK)).choices("outcome") == [*TalkOutcome]
    for outsider in (world.ida, world.sigrid, world.gita):
        assert not (await outsider.sees()).has("Sofie")


async def test_sofie_thinks_about_the_police_and_nobody_presses_her(world: World) -> None:
    """S50: nobody answers at first, so that the urgent clock is heard to its end."""
    sofie, lars, skip = world.karin, world.hans, world.sigrid
    await world.casts(karin="Sofie", hans="Lars", dorte="Nadia")
    await world.is_at("2026-04-08T10:00:00+02:00")
    await sofie.types("/escalate hostile")
    assert (await sofie.sees()).form.has("112")
    said = "„Jeg kommer efter dig.“ Modtaget kl. 09.50."
    await sofie.fills_in({"types": [Type.THREAT], "customer": "K-1188", "said": said})
    assert (await sofie.sees()).heard(Says.FLAG_SAVED_URGENT, "Wed 08 Apr 10:30", RING) == 1
    waiting = (Says.PAGE_AGAIN, "Sofie")
    await world.falls_due("2026-04-08T10:15:00+02:00", lars, *waiting)
    assert (await world.dorte.sees()).heard(*waiting) == 1
    await world.falls_due("2026-04-08T10:30:00+02:00", skip, Says.STEPPED_UP_TO_YOU, "Sofie")
    ring = (Says.NOBODY_ANSWERED_URGENT, "Nadia", RING)
    await world.falls_due("2026-04-08T10:45:00+02:00", sofie, *ring)
    await lars.replies("Jeg er hos dig nu, Sofie. Vil du anmelde det, går jeg med.")
    await lars.presses(ids.WE_TALKED)
    heard = (await sofie.sees()).total
    await world.until("2026-04-10T16:00:00+02:00")
    assert (await sofie.sees()).total == heard
    for reader in (sofie, lars, skip):
        assert not (await reader.sees()).has("police")
