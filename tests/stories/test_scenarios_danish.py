"""What happens to people in Denmark, scenario by scenario, with their own words."""

from collections.abc import Awaitable, Callable

from tests.stories.world import Colleague, World

Kept = Callable[[str], Awaitable[str]]
ABUSE = ["Personal abuse"]
REMINDED = "is waiting to hear from you. Two sentences are enough"
WARNED = "was told to expect you by {}. Two sentences are enough."
OPENED = "has flagged a customer contact"


async def test_emils_manager_never_answers_and_pernille_steps_in(world: World) -> None:
    """S07."""
    emil, carsten, pernille = world.karin, world.hans, world.sigrid
    await world.casts(karin="Emil", hans="Carsten", sigrid="Pernille")
    await world.sets_up(deputy=None)
    await world.is_at("2026-03-09T13:30:00+01:00")
    said = "Skældsord rettet mod mig, fire beskeder i træk."
    await emil.flags({"types": ABUSE, "customer": "K-2290", "said": said, "wish": "Call me"})
    assert (await emil.sees()).has("you can expect an answer by Mon 09 Mar 15:30.")
    assert "deputy" not in str((await carsten.card()).told).lower()
    await world.falls_due("2026-03-09T14:30:00+01:00", carsten, f"Emil {REMINDED}")
    warning = WARNED.format("Mon 09 Mar 15:30")
    warning += " Otherwise I'll ask Pernille to step in at Tue 10 Mar 08:30."
    await world.falls_due("2026-03-09T15:30:00+01:00", carsten, warning)
    asked = "Carsten knows that I'm asking you. Can you talk to Emil"
    await world.falls_due("2026-03-10T08:30:00+01:00", pernille, asked)
    assert (await carsten.sees()).has("Emil is still waiting, so I have asked Pernille.")
    honest = "I haven't got hold of Carsten yet. I have asked Pernille to step in."
    assert (await emil.sees()).has(honest)
    heard = (await carsten.sees()).total
    await world.until("2026-03-10T09:10:00+01:00")
    await pernille.clicks("Write to Emil")
    await pernille.fills_in({"words": "Det var rigtigt at sige til, Emil. Jeg ringer kl. ti."})
    assert (await emil.card()).has("Answered by Pernille")
    await world.until("2026-03-16T09:00:00+01:00")
    assert (await carsten.sees()).count("Emil is") == 2
    assert (await carsten.sees()).total == heard + 2, "the thread's words, and the digest"
    assert not (await world.ida.sees()).has("Carsten")


async def test_the_same_customer_calls_mette_and_then_emil(world: World) -> None:
    """S16."""
    mette, emil, jonas = world.karin, world.ida, world.hans
    await world.casts(karin="Mette", ida="Emil", hans="Jonas")
    await world.is_at("2026-03-16T10:00:00+01:00")
    hers, his = "Ringede og kaldte mig en idiot.", "Så var det mig, med de samme ord."
    await mette.flags({"types": ABUSE, "customer": "K-48213", "said": hers})
    await world.falls_due("2026-03-16T11:00:00+01:00", jonas, f"Mette {REMINDED}")
    await world.until("2026-03-16T11:30:00+01:00")
    await emil.flags({"types": ABUSE, "customer": "k48213", "said": his})
    seen = await emil.sees()
    assert seen.has("you can expect an answer by Mon 16 Mar 13:30.")
    assert seen.has("A colleague has flagged this customer today too. Same event?")
    assert not (await mette.sees()).has("Same event?")
    await emil.clicks("Same event")
    assert (await jonas.sees()).count("2 flags of this customer today: #1, #2") == 2
    step_up = "Otherwise I'll ask Sigrid Vang to step in at Mon 16 Mar 13:00."
    await world.falls_due("2026-03-16T12:00:00+01:00", jonas, step_up)
    hers_alone = (await jonas.sees()).find("Mette has flagged")
    await jonas.replies("Jeg så det, Mette. Vi tales ved klokken to.", to=hers_alone)
    assert (await mette.sees()).has("Answered")
    assert not (await emil.sees()).has("Answered")
    await world.falls_due("2026-03-16T12:30:00+01:00", jonas, f"Emil {REMINDED}")
    await world.until("2026-03-16T13:29:00+01:00")
    assert not (await world.sigrid.sees()).has(OPENED)
    for agent, other, words in ((mette, "Emil", his), (emil, "Mette", hers)):
        seen = await agent.sees()
        assert not seen.has(other)
        assert not seen.has(words)
    await jonas.clicks("Read", on=(await jonas.sees()).find("Emil has flagged"))
    form = (await jonas.sees()).form
    assert form.has(his)
    assert not form.has("idiot")
    await jonas.closes()
    await jonas_decides_once_for_both(mette, emil, jonas)


async def jonas_decides_once_for_both(mette: Colleague, emil: Colleague, jonas: Colleague) -> None:
    """Of S16: the second form begins with the first decision, but not with its words to Mette."""
    seen = await jonas.sees()
    hers, his = seen.find("Mette has flagged"), seen.find("Emil has flagged")
    await jonas.replies("Også dig, Emil. Vi tales før klokken to.", to=his)
    warned = {"matter": "The customer does not get their way", "behaviour": "Written warning"}
    to_mette, to_emil = "Du lagde på i tide, Mette.", "Du tog den anden samtale, Emil. Tak."
    await jonas.clicks("Decide", on=hers)
    await jonas.fills_in({**warned, "weighed": "To på en dag.", "to_agent": to_mette})
    await jonas.clicks("Decide", on=his)
    form = (await jonas.sees()).form
    assert form.has("As in case #1, of the same event.")
    assert form.typed("weighed") == "To på en dag."
    assert not form.typed("to_agent")
    await jonas.fills_in({"to_agent": to_emil})
    for agent, own, other in ((mette, to_mette, to_emil), (emil, to_emil, to_mette)):
        seen = await agent.sees()
        assert seen.has("Written warning")
        assert seen.has(own)
        assert not seen.has(other)


async def test_sofies_text_holds_the_customers_cpr_and_card_number(
    world: World, kept: Kept
) -> None:
    """S21."""
    sofie, lars = world.karin, world.hans
    await world.casts(karin="Sofie", hans="Lars")
    await world.is_at("2026-03-18T08:30:00+01:00")
    said = "Kunden {} råbte, at vi har ødelagt hans kredit. Kort {}."
    typed = said.format("010190-1234", "4571 1234 5678 9012")
    await sofie.types("/escalate hostile")
    await sofie.sends({"types": ["Rude tone"], "customer": "K-12", "said": typed})
    form = (await sofie.sees()).form
    assert form.has("I have hidden 2 numbers that look like a CPR number, a card number.")
    hidden = said.format("••••••-••••", "•••• •••• •••• ••••")
    assert form.typed("said") == hidden
    assert form.typed("customer") == "K-12"
    assert not (await lars.sees()).has(OPENED)
    assert (await sofie.fills_in({}))["answer"] == {}
    assert (await sofie.sees()).has("you can expect an answer by Thu 19 Mar 08:30.")
    await lars.clicks("Read")
    assert (await lars.sees()).form.has(hidden)
    await lars.closes()
    await world.falls_due("2026-03-18T12:30:00+01:00", lars, f"Sofie {REMINDED}")
    step_up = "Otherwise I'll ask Sigrid Vang to step in at Thu 19 Mar 12:30."
    await world.falls_due("2026-03-19T08:30:00+01:00", lars, step_up)
    found = await kept("K-12")
    assert not [part for part in ("010190", "0101901234", "4571 1234", "9012") if part in found]


async def test_frejas_customer_forgets_the_calls_and_gets_a_fixed_contact_not_a_warning(
    world: World,
) -> None:
    """S24."""
    freja, jonas = world.karin, world.hans
    await world.casts(karin="Freja", hans="Jonas")
    await world.is_at("2026-03-18T11:00:00+01:00")
    said = "Ringer for syvende gang i dag, skælder ud, husker ikke samtalerne."
    await freja.flags({"types": ["Rude tone"], "customer": "K-901", "said": said})
    assert (await freja.sees()).has("you can expect an answer by Thu 19 Mar 11:00.")
    await world.falls_due("2026-03-18T15:00:00+01:00", jonas, f"Freja {REMINDED}")
    step_up = "Otherwise I'll ask Sigrid Vang to step in at Thu 19 Mar 15:00."
    await world.falls_due("2026-03-19T11:00:00+01:00", jonas, step_up)
    await jonas.replies("Syv opkald er meget, Freja. Godt at du sagde det.")
    await jonas.clicks("Decide")
    await jonas.sends({"matter": "Not settled yet", "behaviour": "Nothing, because …"})
    assert "because" in (await jonas.sees()).form.errors
    because = "Kunden får en fast kontaktperson i stedet for en advarsel."
    praise = "Du blev ved med at være venlig, også syvende gang."
    await jonas.fills_in({"because": because, "to_agent": praise})
    told = (await freja.sees()).find("Jonas wants you to know what was decided, and why.")
    assert told.has(f"Nothing, because: {because}")
    assert told.has(praise)
    await freja.clicks("Thanks for explaining")
    await freja.clicks("Close", on=await freja.card())
    assert (await jonas.card()).has("Closed")


async def test_press_and_lawyer_are_pressure_on_emil_and_no_threat(world: World) -> None:
    """S27."""
    emil, carsten, on_call = world.karin, world.hans, world.dorte
    await world.casts(karin="Emil", hans="Carsten")
    await world.is_at("2026-03-19T10:00:00+01:00")
    for_a_threat = "You don't have to answer this customer."
    await emil.types("/escalate hostile")
    await emil.does("choose", field="types", values={"types": ["Pressure"]})
    assert not (await emil.sees()).form.has(for_a_threat)
    said = "„Jeg går til pressen, og du er færdig i det firma.“"
    await emil.fills_in({"customer": "K-44", "said": said})
    seen = await emil.sees()
    assert seen.has("you can expect an answer by Thu 19 Mar 12:00.")
    assert not seen.has(for_a_threat)
    assert not (await on_call.sees()).has(OPENED)
    await world.falls_due("2026-03-19T11:00:00+01:00", carsten, f"Emil {REMINDED}")
    step_up = "Otherwise I'll ask Sigrid Vang to step in at Thu 19 Mar 13:00."
    await world.falls_due("2026-03-19T12:00:00+01:00", carsten, step_up)
    await carsten.replies("Jeg tager kunden herfra, Emil. Godt at du sagde det.")
    await carsten.behind_more("I'll take over the customer")
    assert (await emil.sees()).has("Carsten has taken over the customer of case #1.")
    await emil.flags({"types": ["Pressure", "Threat"], "customer": "K-45", "said": said})
    assert (await emil.sees()).has(for_a_threat)
    assert (await on_call.sees()).has("Listen, and see that Emil is safe.")


async def test_a_colleagues_kind_word_to_emil_does_not_stop_his_managers_clock(
    world: World,
) -> None:
    """S33; nobody else is in the conversation, so Emil himself writes in his thread."""
    emil, carsten = world.karin, world.hans
    await world.casts(karin="Emil", hans="Carsten")
    await world.is_at("2026-03-10T15:00:00+01:00")
    await emil.flags({"types": ABUSE, "customer": "K-9", "said": "Grov mail."})
    await emil.replies("Øv, Emil. Kaffe? siger Freja.")
    assert (await emil.sees()).has("Case #1 still waits for an answer from Carsten.")
    assert (await emil.card()).has("An answer is expected by Wed 11 Mar 09:00")
    await world.until("2026-03-10T16:00:00+01:00")
    await world.falls_due("2026-03-11T08:00:00+01:00", carsten, f"Emil {REMINDED}")
    await world.until("2026-03-11T08:50:00+01:00")
    await carsten.replies("Godt at du sagde det, Emil. Vi tales ved.")
    assert (await emil.card()).has("Answered by Carsten")
    await world.until("2026-03-11T16:00:00+01:00")
    assert not (await carsten.sees()).has("Otherwise I'll ask")
    assert not (await world.sigrid.sees()).has(OPENED)


async def test_another_department_gave_the_money_and_mette_heard_it_from_the_customer(
    world: World,
) -> None:
    """S39."""
    mette, jonas = world.karin, world.hans
    await world.casts(karin="Mette", hans="Jonas")
    await world.is_at("2026-03-25T11:00:00+01:00")
    said = "Kunden fortæller selv, at han har fået 500 kr."
    await mette.flags({"types": ABUSE, "customer": "K-48213", "said": said})
    await jonas.replies("Det vidste jeg ikke, Mette. Jeg finder ud af det.")
    await mette.behind_more("The customer was given something, and nobody told me")
    assert (await jonas.sees()).has("Mette has heard that the customer of case #1 was given")
    assert (await mette.sees()).has("To be explained by Thu 26 Mar 11:00")
    await jonas.refused("Close", "The agent has not heard yet what was decided, and why.")
    await jonas.behind_more("Add a dish")
    await jonas.fills_in({"text": "Aftal med salg, at ejeren spørges først", "person": "hans"})
    await world.falls_due("2026-03-26T09:00:00+01:00", jonas, "nobody had said so")
    await jonas.clicks("Decide")
    given = {"matter": "The customer gets their way", "gesture": "Credit", "agent_first": "No"}
    words = {"weighed": "Salg gav beløbet.", "to_agent": "Du holdt fast. Det var rigtigt."}
    behaviour = "Talked with the customer about the tone"
    await jonas.fills_in({**given, **words, "behaviour": behaviour})
    assert (await mette.sees()).has("Jonas wants you to know what was decided, and why.")
    assert not (await mette.sees()).has("To be explained by")
