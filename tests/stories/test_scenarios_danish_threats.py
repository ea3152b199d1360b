"""Threats against people in Denmark, scenario by scenario, with their own words."""

from tests.stories.world import Colleague, World

ABUSE = ["Personal abuse"]
OPENED = "has flagged a customer contact"


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
    assert (await mette.sees()).form.has("In danger now? Call 112 first.")
    await mette.fills_in({"types": [*ABUSE, "Threat"], "customer": "K-48213", "said": said})
    seen = await mette.sees()
    assert seen.has("If nobody has called by Mon 02 Mar 10:45, ring")
    assert seen.has("You don't have to answer this customer.")
    await jonas.behind_more("Close the case", refused="The agent has not had an answer yet.")
    await jonas.behind_more("Decide", refused="The agent has not had an answer yet.")
    await world.falls_due("2026-03-02T10:30:00+01:00", jonas, "Mette is waiting to hear from you")
    await jonas.replies("Jeg har set det, Mette. Jeg ringer til dig om fem minutter.")
    assert "Case #1 of Mette waits for a decision" in await jonas.types("/escalate mine")
    await jonas.refused("Close", "Nothing is decided yet.")
    await jonas.refused("Talk", "The talk can wait until tomorrow.")
    assert (await jonas.card()).has("Talk by Thu 05 Mar 09:00")

    await world.until("2026-03-02T12:30:00+01:00")
    assert not (await birgit.sees()).has(OPENED)
    await jonas_gives_a_month_free(mette, jonas)

    await world.until("2026-03-03T09:30:00+01:00")
    await jonas.clicks("Talk")
    assert (await jonas.sees()).form.has("What would you have done in my place?")
    await jonas.fills_in({"outcome": "Talk held"})
    await jonas.behind_more("Note a lesson")
    await jonas.fills_in({"lesson": "En uklar regning rettes, før den sendes."})
    await jonas.clicks("Close", on=await jonas.card())
    assert (await mette.sees()).has("Jonas would like to close case #1.")
    assert not (await mette.card()).has("Closed")
    await world.until("2026-03-05T09:30:00+01:00")
    assert (await mette.sees()).has("Case #1 is closed. Thank you for saying so.")
    await world.until("2026-03-09T09:00:00+01:00")
    assert (await world.ida.sees()).has("What we took hold of last week")
    for outsider in (world.ida, world.gita):
        for secret in ("Mette", "K-48213", "199"):
            assert not (await outsider.sees()).has(secret)


async def jonas_gives_a_month_free(mette: Colleague, jonas: Colleague) -> None:
    """Of S01: both halves, told in person first; Mette sees it differently."""
    why = "Regningen var uklar, og vi ville tabe i klagenævnet."
    free = {"gesture": "A month free", "gesture_note": "199 kr.", "weighed": why}
    await jonas.clicks("Decide")
    praise = {"to_agent": "Du blev rolig og sagde fra. Det var godt.", "agent_first": "Yes"}
    await jonas.sends({"matter": "The customer gets their way", **free, **praise})
    form = (await jonas.sees()).form
    assert "behaviour" in form.errors
    assert form.has("Does Mette know before the customer?")
    assert form.typed("weighed") == why
    await jonas.fills_in({"behaviour": "Written warning", "tell": "I'll tell Mette first"})
    assert not (await mette.sees()).has("wants you to know")
    await jonas.refused("Close", "The agent has not heard yet what was decided, and why.")
    await jonas.clicks("I've told Mette")
    told = (await mette.sees()).find("Jonas wants you to know what was decided, and why.")
    for words in (*free.values(), praise["to_agent"], "Written warning", "Thanks for explaining"):
        assert words in str(told.told)
    await jonas.refused("Close", "The talk is still to come.")
    await mette.clicks("I see it differently")
    own = "Jeg synes, at han slap for let. *Det* sagde jeg også på dagen."
    await mette.fills_in({"words": own})
    assert (await jonas.sees()).has(
        "Mette sees it differently, and has written why beside the decision."
    )
    await jonas.clicks("Read")
    assert (await jonas.sees()).form.has(own)
    await jonas.closes()


async def test_a_threat_at_sofies_own_door_goes_out_on_a_sunday_night(world: World) -> None:
    """S04."""
    sofie, lars, nadia = world.karin, world.hans, world.dorte
    await world.casts(karin="Sofie", hans="Lars", dorte="Nadia")
    await world.is_at("2026-03-08T23:40:00+01:00")
    await sofie.types("/escalate hostile")
    assert (await sofie.sees()).form.has("In danger now? Call 112 first.")
    said = "Skrev privat til mig på Facebook: „Vi ses ved din bil i morgen.“ Jeg har skærmbillede."
    await sofie.fills_in({"types": ["Threat"], "customer": "K-1188", "said": said})
    for asked in (lars, nadia):
        assert (await asked.sees()).has("Listen, and see that Sofie is safe.")
    told = (await sofie.sees()).find("I have written to Lars and Nadia.")
    assert told.has("If nobody has called by Mon 09 Mar 00:10, ring Nadia +45 70 10 20 30.")
    await world.until("2026-03-08T23:49:00+01:00")
    await nadia.clicks("We've talked")
    assert (await sofie.card()).has("Answered by Nadia")
    pages = (await lars.sees()).total
    await nadia.clicks("Talk")
    assert (await nadia.sees()).form.has("The talk can wait until tomorrow.")
    await nadia.closes()
    await world.until("2026-03-09T08:00:00+01:00")
    assert (await lars.sees()).total == pages
    await nadia.clicks("Talk")
    assert (await nadia.sees()).form.has("What would you have done in my place?")
    for outsider in (world.ida, world.sigrid, world.gita):
        assert not (await outsider.sees()).has("Sofie")


async def test_sofie_thinks_about_the_police_and_nobody_presses_her(world: World) -> None:
    """S50: nobody answers at first, so that the urgent clock is heard to its end."""
    sofie, lars, skip = world.karin, world.hans, world.sigrid
    await world.casts(karin="Sofie", hans="Lars", dorte="Nadia")
    await world.is_at("2026-04-08T10:00:00+02:00")
    await sofie.types("/escalate hostile")
    assert (await sofie.sees()).form.has("This bot does not call the police.")
    said = "„Jeg kommer efter dig.“ Modtaget kl. 09.50."
    await sofie.fills_in({"types": ["Threat"], "customer": "K-1188", "said": said})
    assert (await sofie.sees()).has("If nobody has called by Wed 08 Apr 10:30, ring")
    waiting = "Sofie is waiting to hear from you, since Wed 08 Apr 10:00."
    await world.falls_due("2026-04-08T10:15:00+02:00", lars, waiting)
    assert (await world.dorte.sees()).has(waiting)
    await world.falls_due("2026-04-08T10:30:00+02:00", skip, "Can you talk to Sofie")
    ring = "and nobody has answered yet. Ring Nadia +45 70 10 20 30 now."
    await world.falls_due("2026-04-08T10:45:00+02:00", sofie, ring)
    await lars.replies("Jeg er hos dig nu, Sofie. Vil du anmelde det, går jeg med.")
    heard = (await sofie.sees()).total
    await world.until("2026-04-10T16:00:00+02:00")
    assert (await sofie.sees()).total == heard
    for reader in (sofie, lars, skip):
        assert not (await reader.sees()).has("police")
