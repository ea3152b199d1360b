"""Every way in to a flag: the form as it grows, shortcuts, words behind the command."""

from typing import Any

import pytest
from sqlalchemy import func, select

from storage.database import connect
from storage.tables import CaseRow, DeliveryRow, HistoryRow, LetterRow, TextRow
from tests.stories.world import World

SEXUAL = {
    "What happened": ["Sexual"],
    "Customer reference": "C-31",
    "What was said and done": "Sexual comments about my photo, three sessions.",
}
SHOUTED = {
    "What happened": ["Personal abuse"],
    "Customer reference": "unknown",
    "What was said and done": "The warehouse supervisor shouted at me.",
}
FLAGGED = "has flagged a customer contact"


async def test_a_closed_type_asks_who_should_see_it_and_says_who_is_asked_otherwise(
    world: World,
) -> None:
    """S29."""
    await world.karin.types("/escalate hostile")
    await world.karin.does("choose", field="types", values={"types": ["Sexual"]})
    modal = (await world.karin.sees()).form
    assert modal.has("Who should see it?")
    assert modal.has("Left empty, I ask Hans Friis.")
    assert not modal.has("What do you want now?")
    await world.karin.does("choose", field="types", values={"types": ["Rude tone"]})
    assert (await world.karin.sees()).form.has("What do you want now?")


async def test_the_colleague_whom_the_agent_chose_is_kept_with_the_case(
    world: World, database_url: str
) -> None:
    """S29."""
    await world.karin.flags({**SEXUAL, "Who should see it?": "ida"})
    (state,) = rows(database_url, select(CaseRow.state))
    people = {each["key"]: each["id"] for each in (await world.get("/control/people"))["people"]}
    assert state["contact"] == people["ida"]


@pytest.mark.parametrize("who", ["karin", "emma"])
async def test_a_contact_who_cannot_be_asked_is_pointed_out_at_the_field(
    world: World, who: str
) -> None:
    await world.karin.types("/escalate hostile")
    await world.karin.sends({**SEXUAL, "Who should see it?": who})
    modal = (await world.karin.sees()).form
    assert modal.errors["contact"]
    assert modal.typed("said") == SEXUAL["What was said and done"]


async def test_a_form_that_is_sent_before_it_has_grown_asks_and_keeps_everything(
    world: World,
) -> None:
    await world.karin.types("/escalate hostile")
    await world.karin.does("submit", values=SEXUAL, overtakes=True)
    modal = (await world.karin.sees()).form
    assert modal.has("Who should see it?")
    assert modal.typed("customer") == "C-31"
    assert modal.typed("said") == SEXUAL["What was said and done"]
    assert not (await world.hans.sees()).has(FLAGGED)
    await world.karin.fills_in({})
    assert (await world.hans.sees()).count(FLAGGED) == 1


async def test_an_urgent_flag_is_never_slowed_by_a_form_that_has_not_grown(world: World) -> None:
    """S28."""
    await world.karin.types("/escalate hostile")
    threat = {"What happened": ["Threat"], "Customer reference": "ukjent"}
    await world.karin.does("submit", values=threat, overtakes=True)
    assert (await world.karin.sees()).modal is None
    assert (await world.hans.sees()).has("see that Karin Holm is safe")


async def test_a_bomb_threat_shows_first_what_to_do_and_what_to_remember(world: World) -> None:
    """S28: «ukjent» is fine, and nothing stands in the channel."""
    await world.is_at("2026-03-19T14:00:00+01:00")
    await world.karin.types("/escalate hostile")
    assert (await world.karin.sees()).form.has("In danger now? Call 112 first.")
    await world.karin.does("choose", field="types", values={"types": ["Threat"]})
    modal = (await world.karin.sees()).form
    assert modal.has("this form can wait")
    assert modal.has("the words as they were said, the voice, and background sounds")
    assert modal.has("Left empty, I ask Hans Friis and Dorte Lund.")
    said = "«Det ligger noe i resepsjonen deres.» Mann, rolig, vindstøy."
    await world.karin.fills_in({"Customer reference": "ukjent", "What was said and done": said})
    assert (await world.dorte.sees()).has("see that Karin Holm is safe")
    assert not (await world.ida.sees()).has("Karin Holm")


async def test_a_customer_in_danger_comes_with_the_number_to_call_before_any_form(
    world: World,
) -> None:
    """S25."""
    await world.sigrid.types("/escalate setup")
    await world.sigrid.sends({"country": "Norway", "zone": "Europe/Oslo"})
    await world.sigrid.fills_in({})
    await world.is_at("2026-03-18T12:30:00+01:00")
    await world.karin.types("/escalate hostile")
    danger = {"types": ["The customer may be in danger"]}
    await world.karin.does("choose", field="types", values=danger)
    modal = (await world.karin.sees()).form
    assert modal.has("Call 113, and follow your house's routine.")
    said = "«Da kan jeg like gjerne gjøre slutt på alt i kveld.»"
    await world.karin.fills_in({"Customer reference": "N-17", "What was said and done": said})
    assert (await world.hans.sees()).has("see that Karin Holm is safe")


@pytest.mark.parametrize("overtakes", [False, True])
async def test_of_a_colleague_nothing_is_kept_and_nobody_hears(
    world: World, database_url: str, overtakes: bool
) -> None:
    """S23."""
    await world.karin.types("/escalate hostile")
    before = everything(database_url)
    values = {**SHOUTED, "What happened": ["Personal abuse", "It was a colleague, not a customer"]}
    if overtakes:
        await world.karin.does("submit", values=values, overtakes=True)
    else:
        await world.karin.does("choose", field="types", values={**values})
    modal = (await world.karin.sees()).form
    assert modal.has("nothing of this was kept, and nobody was told")
    assert modal.has("or to the safety representative")
    assert not modal.has("supervisor")
    assert everything(database_url) == before
    assert not (await world.hans.sees()).has(FLAGGED)


async def test_of_a_colleague_the_bot_names_the_way_that_the_team_has_set(world: World) -> None:
    """S23."""
    await world.hans.types("/escalate setup")
    way = "Grethe i personale, eller *verneombudet* på tlf. 123"
    await world.hans.sends({"internal_way": way})
    await world.hans.fills_in({})
    await world.karin.types("/escalate hostile")
    colleague = {"types": ["It was a colleague, not a customer"]}
    await world.karin.does("choose", field="types", values=colleague)
    assert (await world.karin.sees()).form.has(way)


def rows(database_url: str, query: Any) -> list[Any]:
    database = connect(database_url)
    with database.engine.connect() as connection:
        found = list(connection.scalars(query))
    database.engine.dispose()
    return found


def everything(database_url: str) -> list[Any]:
    """How many rows there are of all that could tell of a flag."""
    tables = (CaseRow, TextRow, HistoryRow, LetterRow, DeliveryRow)
    return [rows(database_url, select(func.count()).select_from(table)) for table in tables]


async def test_words_behind_the_command_are_filled_in(world: World) -> None:
    await world.karin.types(
        "/escalate hostile 48213 he shouted &lt;at&gt; me &amp; <@U012AB3CD|bo>"
    )
    modal = (await world.karin.sees()).form
    assert modal.typed("customer") == "48213"
    assert modal.typed("said") == "he shouted <at> me & @…"
    await world.karin.fills_in({"What happened": ["Rude tone"]})
    await world.hans.clicks("Read")
    assert (await world.hans.sees()).form.has("he shouted <at> me & @…")


async def test_words_behind_claim_are_filled_in_too(world: World) -> None:
    await world.ida.types("/escalate claim N-7712 Reservedel aldri bestilt")
    modal = (await world.ida.sees()).form
    assert modal.typed("customer") == "N-7712"
    assert modal.typed("wrong") == "Reservedel aldri bestilt"


async def test_the_form_that_was_begun_keeps_its_words_when_it_grows(world: World) -> None:
    await world.karin.types("/escalate hostile 48213 he shouted")
    await world.karin.does("choose", field="types", values={"types": ["Sexual"]})
    assert (await world.karin.sees()).form.typed("said") == "he shouted"


async def said(world: World, who: str, channel: str, text: str, **more: Any) -> str:
    """A message in a channel; its ts."""
    told = await getattr(world, who).does("say", channel=channel, text=text, **more)
    return str(told["ts"])


async def escalates(world: World, who: str, channel: str, ts: str) -> None:
    told = {"callback_id": "escalate_message", "channel": channel, "ts": ts}
    await getattr(world, who).does("shortcut", **told)


async def test_a_message_is_escalated_with_a_quote_and_the_way_back(world: World) -> None:
    first = await said(world, "ida", "support", "Kunden skriver igen:")
    ts = await said(world, "ida", "support", "Du er &lt;idiot&gt; &amp; værre", thread_ts=first)
    await escalates(world, "karin", "support", ts)
    typed = (await world.karin.sees()).form.typed("said")
    quote, link = typed.split("\n")
    assert quote == "“Du er <idiot> & værre”"
    assert link.startswith("https://nordlys.slack.com/archives/C")
    assert f"p{ts.replace('.', '')}?thread_ts={first}" in link


async def test_a_message_of_another_company_is_escalated_without_anybodys_name(
    world: World,
) -> None:
    """S26."""
    people = {each["key"]: each["id"] for each in (await world.get("/control/people"))["people"]}
    text = f"<@{people['emma']}|Emma Stone> says: <!channel> you are useless"
    ts = await said(world, "emma", "acme-shared", text)
    before = (await world.emma.sees()).total
    await escalates(world, "karin", "acme-shared", ts)
    typed = (await world.karin.sees()).form.typed("said")
    assert typed.startswith("“@… says: @channel you are useless”")
    assert "Emma" not in typed
    assert people["emma"] not in typed
    await world.karin.fills_in({"types": ["Rude tone"], "customer": "C-1"})
    assert (await world.hans.sees()).has(FLAGGED)
    assert (await world.emma.sees()).total == before


async def test_a_message_that_the_bot_cannot_link_to_is_escalated_all_the_same(
    world: World,
) -> None:
    ts = await said(world, "karin", "support", "x" * 4000)
    await world.fault(kind="error_500", method="chat.getPermalink")
    await escalates(world, "karin", "support", ts)
    typed = (await world.karin.sees()).form.typed("said")
    assert len(typed) <= 3000
    assert typed.startswith("“xxx")


async def test_the_shortcut_without_a_message_opens_the_chooser(world: World) -> None:
    await world.karin.does("shortcut", callback_id="escalate")
    await world.karin.clicks("Flag a hostile customer")
    await world.karin.fills_in({"types": ["Rude tone"], "customer": "C-1"})
    assert (await world.hans.sees()).has(FLAGGED)


@pytest.mark.parametrize("message", [False, True])
async def test_a_shortcut_of_somebody_in_no_team_says_what_to_do_in_a_direct_message(
    world: World, message: bool
) -> None:
    if message:
        ts = await said(world, "olav", "warehouse", "Kunden råber")
        await escalates(world, "olav", "warehouse", ts)
    else:
        await world.olav.does("shortcut", callback_id="escalate")
    seen = await world.olav.sees()
    assert seen.modal is None
    assert seen.newest.has("You are in no team yet.")
    assert seen.newest.channel.startswith("D")
