"""What happens to people in Denmark, scenario by scenario, with their own words."""

from collections.abc import Awaitable, Callable

from bot.flag.case import Headline, Type, Wish
from bot.flag.tracks import Behaviour, Gesture, Matter
from bot.numbers.finding import Kind
from bot.refusals import Code
from handlers.slack.hidden import sentence
from tests.stories.world import Colleague, Says, World, advice, ids, word

Kept = Callable[[str], Awaitable[str]]
ABUSE = [Type.PERSONAL_ABUSE]
ANSWERED, CLOSED = word(Headline.ANSWERED), word(Headline.CLOSED)


async def test_emils_manager_never_answers_and_pernille_steps_in(world: World) -> None:
    """S07."""
    emil, carsten, pernille = world.karin, world.hans, world.sigrid
    await world.casts(karin="Emil", hans="Carsten", sigrid="Pernille")
    await world.sets_up(deputy=None)
    await world.is_at("2026-03-09T13:30:00+01:00")
    said = "Skældsord rettet mod mig, fire beskeder i træk."
    await emil.flags({"types": ABUSE, "customer": "K-2290", "said": said, "wish": Wish.CALL_ME})
    assert (await emil.sees()).heard(Says.FLAG_SAVED, "Carsten", "Mon 09 Mar 15:30") == 1
    assert not (await carsten.card()).offers(ids.GIVE_TO_DEPUTY)
    await world.falls_due("2026-03-09T14:30:00+01:00", carsten, Says.NUDGE_TO_ANSWER, "Emil")
    times = ("Mon 09 Mar 15:30", "Tue 10 Mar 08:30")
    warned = (Says.WARNING_TO_ANSWER, "Emil", "Pernille", *times)
    await world.falls_due("2026-03-09T15:30:00+01:00", carsten, *warned)
    asked = (Says.STEPPED_UP_TO_YOU, "Carsten", "Emil")
    await world.falls_due("2026-03-10T08:30:00+01:00", pernille, *asked)
    assert (await carsten.sees()).heard(Says.STEPPED_UP_STILL_WAITING, "Emil", "Pernille") == 1
    assert (await emil.sees()).heard(Says.STEPPED_UP_FOR_YOU, "Carsten", "Pernille") == 1
    heard = (await carsten.sees()).total
    await world.until("2026-03-10T09:10:00+01:00")
    await pernille.presses(ids.WRITE)
    own = "Det var rigtigt at sige til, Emil. Jeg ringer kl. ti."
    await pernille.fills_in({"words": own})
    card = await emil.card()
    assert card.has(ANSWERED)
    assert card.has("Pernille")
    await world.until("2026-03-16T09:00:00+01:00")
    seen = await carsten.sees()
    for told in (Says.NUDGE_TO_ANSWER, Says.WARNING_TO_ANSWER, Says.STEPPED_UP_STILL_WAITING):
        assert seen.heard(told) == 1
    assert seen.total == heard + 1, "the digest"
    assert (await carsten.card()).has("Pernille"), "who goes on"
    assert (await pernille.sees()).heard(Says.WORDS, own) == 1
    assert (await emil.sees()).heard(Says.WORDS, "Pernille", own) == 1
    assert not (await world.ida.sees()).has("Carsten")


async def test_the_same_customer_calls_mette_and_then_emil(world: World) -> None:
    """S16."""
    mette, emil, jonas = world.karin, world.ida, world.hans
    await world.casts(karin="Mette", ida="Emil", hans="Jonas")
    await world.is_at("2026-03-16T10:00:00+01:00")
    hers, his = "Ringede og kaldte mig en idiot.", "Så var det mig, med de samme ord."
    await mette.flags({"types": ABUSE, "customer": "K-48213", "said": hers})
    await world.falls_due("2026-03-16T11:00:00+01:00", jonas, Says.NUDGE_TO_ANSWER, "Mette")
    await world.until("2026-03-16T11:30:00+01:00")
    await emil.flags({"types": ABUSE, "customer": "k48213", "said": his})
    seen = await emil.sees()
    assert seen.heard(Says.FLAG_SAVED, "Mon 16 Mar 13:30") == 1
    assert seen.heard(Says.SAME_EVENT) == 1
    assert not (await mette.sees()).heard(Says.SAME_EVENT)
    await emil.presses(ids.SAME_EVENT)
    cards = await jonas.cards()
    assert [card.has("#1") and card.has("#2") for card in cards] == [True, True]
    step_up = (Says.WARNING_TO_ANSWER, "Mette", "Sigrid Vang", "Mon 16 Mar 13:00")
    await world.falls_due("2026-03-16T12:00:00+01:00", jonas, *step_up)
    hers_alone = await jonas.card(1)
    await jonas.replies("Jeg så det, Mette. Vi tales ved klokken to.", to=hers_alone)
    assert (await mette.card()).has(ANSWERED)
    assert not (await emil.card()).has(ANSWERED)
    await world.falls_due("2026-03-16T12:30:00+01:00", jonas, Says.NUDGE_TO_ANSWER, "Emil")
    await world.until("2026-03-16T13:29:00+01:00")
    assert not (await world.sigrid.sees()).letters
    for agent, other, words in ((mette, "Emil", his), (emil, "Mette", hers)):
        seen = await agent.sees()
        assert not seen.has(other)
        assert not seen.has(words)
    form = await jonas.reads(on=await jonas.card(2))
    assert form.has(his)
    assert not form.has("idiot")
    await jonas_decides_once_for_both(mette, emil, jonas)


async def jonas_decides_once_for_both(mette: Colleague, emil: Colleague, jonas: Colleague) -> None:
    """Of S16: the second form begins with the first decision, but not with its words to Mette."""
    hers, his = await jonas.card(1), await jonas.card(2)
    await jonas.replies("Også dig, Emil. Vi tales før klokken to.", to=his)
    warned = {"matter": Matter.NO, "behaviour": Behaviour.WARNING}
    to_mette, to_emil = "Du lagde på i tide, Mette.", "Du tog den anden samtale, Emil. Tak."
    await jonas.presses(ids.DECIDE, on=hers)
    await jonas.fills_in({**warned, "weighed": "To på en dag.", "to_agent": to_mette})
    form = await jonas.opens(ids.DECIDE, on=his)
    assert form.has("#1"), "it begins with what was decided there"
    assert form.typed("weighed") == "To på en dag."
    assert not form.typed("to_agent")
    await jonas.fills_in({"to_agent": to_emil})
    for agent, own, other in ((mette, to_mette, to_emil), (emil, to_emil, to_mette)):
        seen = await agent.sees()
        assert seen.heard(Says.EXPLANATION, "Jonas", word(Behaviour.WARNING), own) == 1
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
    await sofie.sends({"types": [Type.RUDE], "customer": "K-12", "said": typed})
    form = (await sofie.sees()).form
    assert form.has(sentence([Kind.CPR, Kind.CARD]))
    hidden = said.format("••••••-••••", "•••• •••• •••• ••••")
    assert form.typed("said") == hidden
    assert form.typed("customer") == "K-12"
    assert not (await lars.sees()).letters
    assert (await sofie.fills_in({}))["answer"] == {}
    assert (await sofie.sees()).heard(Says.FLAG_SAVED, "Thu 19 Mar 08:30") == 1
    assert (await lars.reads()).has(hidden)
    await world.falls_due("2026-03-18T12:30:00+01:00", lars, Says.NUDGE_TO_ANSWER, "Sofie")
    step_up = (Says.WARNING_TO_ANSWER, "Sigrid Vang", "Thu 19 Mar 12:30")
    await world.falls_due("2026-03-19T08:30:00+01:00", lars, *step_up)
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
    await freja.flags({"types": [Type.RUDE], "customer": "K-901", "said": said})
    assert (await freja.sees()).heard(Says.FLAG_SAVED, "Thu 19 Mar 11:00") == 1
    await world.falls_due("2026-03-18T15:00:00+01:00", jonas, Says.NUDGE_TO_ANSWER, "Freja")
    step_up = (Says.WARNING_TO_ANSWER, "Sigrid Vang", "Thu 19 Mar 15:00")
    await world.falls_due("2026-03-19T11:00:00+01:00", jonas, *step_up)
    await jonas.replies("Syv opkald er meget, Freja. Godt at du sagde det.")
    await jonas.presses(ids.DECIDE)
    await jonas.sends({"matter": Matter.NOT_SETTLED, "behaviour": Behaviour.NOTHING})
    assert "because" in (await jonas.sees()).form.errors
    because = "Kunden får en fast kontaktperson i stedet for en advarsel."
    praise = "Du blev ved med at være venlig, også syvende gang."
    await jonas.fills_in({"because": because, "to_agent": praise})
    assert (await freja.sees()).heard(Says.EXPLANATION, "Jonas", because, praise) == 1
    await freja.presses(ids.THANKS)
    await freja.presses(ids.CLOSE, on=await freja.card())
    assert (await jonas.card()).has(CLOSED)


async def test_press_and_lawyer_are_pressure_on_emil_and_no_threat(world: World) -> None:
    """S27."""
    emil, carsten, on_call = world.karin, world.hans, world.dorte
    await world.casts(karin="Emil", hans="Carsten")
    await world.is_at("2026-03-19T10:00:00+01:00")
    await emil.types("/escalate hostile")
    always = advice((await emil.sees()).form)
    await emil.does("choose", field="types", values={"types": [Type.THREAT]})
    assert len(advice((await emil.sees()).form)) > len(always)
    await emil.does("choose", field="types", values={"types": [Type.PRESSURE]})
    assert advice((await emil.sees()).form) == always
    said = "„Jeg går til pressen, og du er færdig i det firma.“"
    await emil.fills_in({"customer": "K-44", "said": said})
    seen = await emil.sees()
    assert seen.heard(Says.FLAG_SAVED, "Thu 19 Mar 12:00") == 1
    assert not seen.heard(Says.FLAG_SAVED_URGENT)
    assert not (await on_call.sees()).letters
    await world.falls_due("2026-03-19T11:00:00+01:00", carsten, Says.NUDGE_TO_ANSWER, "Emil")
    step_up = (Says.WARNING_TO_ANSWER, "Sigrid Vang", "Thu 19 Mar 13:00")
    await world.falls_due("2026-03-19T12:00:00+01:00", carsten, *step_up)
    await carsten.replies("Jeg tager kunden herfra, Emil. Godt at du sagde det.")
    await carsten.behind_more(ids.TAKE_OVER)
    assert (await emil.sees()).heard(Says.TAKEN_OVER, "Carsten", "#1") == 1
    both = [Type.PRESSURE, Type.THREAT]
    await emil.flags({"types": both, "customer": "K-45", "said": said})
    assert (await emil.sees()).heard(Says.FLAG_SAVED_URGENT) == 1
    assert (await on_call.sees()).heard(Says.PAGE, "Emil") == 1


async def test_a_colleagues_kind_word_to_emil_does_not_stop_his_managers_clock(
    world: World,
) -> None:
    """S33; nobody else is in the conversation, so Emil himself writes in his thread."""
    emil, carsten = world.karin, world.hans
    await world.casts(karin="Emil", hans="Carsten")
    await world.is_at("2026-03-10T15:00:00+01:00")
    await emil.flags({"types": ABUSE, "customer": "K-9", "said": "Grov mail."})
    await emil.replies("Øv, Emil. Kaffe? siger Freja.")
    (whisper,) = (await emil.sees()).whispers
    assert whisper.has("#1")
    assert whisper.has("Carsten")
    card = await emil.card()
    assert not card.has(ANSWERED)
    assert card.has("Wed 11 Mar 09:00")
    await world.until("2026-03-10T16:00:00+01:00")
    await world.falls_due("2026-03-11T08:00:00+01:00", carsten, Says.NUDGE_TO_ANSWER, "Emil")
    await world.until("2026-03-11T08:50:00+01:00")
    await carsten.replies("Godt at du sagde det, Emil. Vi tales ved.")
    card = await emil.card()
    assert card.has(ANSWERED)
    assert card.has("Carsten")
    await world.until("2026-03-11T16:00:00+01:00")
    assert not (await carsten.sees()).heard(Says.WARNING_TO_ANSWER)
    assert not (await world.sigrid.sees()).letters


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
    await mette.behind_more(ids.HEAR_ELSEWHERE)
    assert (await jonas.sees()).heard(Says.HEARD_ELSEWHERE, "Mette", "#1") == 1
    assert (await mette.card()).has("Thu 26 Mar 11:00"), "by then it is explained"
    await jonas.refused(ids.CLOSE, Code.NOT_EXPLAINED)
    await jonas.behind_more(ids.ADD_DISH)
    await jonas.fills_in({"text": "Aftal med salg, at ejeren spørges først", "person": "hans"})
    await world.falls_due("2026-03-26T09:00:00+01:00", jonas, Says.EXPLANATION_DUE, "Mette")
    await jonas.presses(ids.DECIDE)
    given = {"matter": Matter.GETS_THEIR_WAY, "gesture": Gesture.CREDIT, "agent_first": "no"}
    words = {"weighed": "Salg gav beløbet.", "to_agent": "Du holdt fast. Det var rigtigt."}
    await jonas.fills_in({**given, **words, "behaviour": Behaviour.TALKED})
    assert (await mette.sees()).heard(Says.EXPLANATION, "Jonas", *words.values()) == 1
    assert not (await mette.card()).has("Thu 26 Mar 11:00")
