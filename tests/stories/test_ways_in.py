"""Every way in to a flag: the form as it grows, shortcuts, words behind the command."""

from typing import Any

import pytest
from sqlalchemy import func, select

from bot.flag.case import Type
from bot.refusals import Code
from handlers.flag.form import COLLEAGUE
from storage.database import connect
from storage.tables import CaseRow, HistoryRow, LetterRow, ReceivedRow, TextRow
from tests.stories.world import Says, World, ids, refusal

SEXUAL = {
    "types": [Type.SEXUAL],
    "customer": "C-31",
    "said": "Sexual comments about my photo, three sessions.",
}
SHOUTED = {
    "types": [Type.PERSONAL_ABUSE],
    "customer": "unknown",
    "said": "The warehouse supervisor shouted at me.",
}
OUR_WAY = "Vera Krag, tlf. 70 20 30 40"


async def test_a_closed_type_asks_who_should_see_it_and_says_who_is_asked_otherwise(
    world: World,
) -> None:
    await world.karin.types("/escalate hostile")
    await world.karin.does("choose", field="types", values={"types": [Type.SEXUAL]})
    modal = (await world.karin.sees()).form
    assert modal.asks("contact")
    assert modal.has("Hans Friis")
    assert not modal.asks("wish")
    await world.karin.does("choose", field="types", values={"types": [Type.RUDE]})
    modal = (await world.karin.sees()).form
    assert modal.asks("wish")
    assert not modal.asks("contact")


@pytest.mark.parametrize(
    ("who", "code"), [("karin", Code.CONTACT_IS_YOU), ("emma", Code.NOT_A_COLLEAGUE)]
)
async def test_a_contact_who_cannot_be_asked_is_pointed_out_at_the_field(
    world: World, who: str, code: Code
) -> None:
    await world.karin.types("/escalate hostile")
    await world.karin.sends({**SEXUAL, "contact": who})
    modal = (await world.karin.sees()).form
    assert modal.errors == {"contact": refusal(code)}
    assert modal.typed("said") == SEXUAL["said"]


async def test_a_form_that_is_sent_before_it_has_grown_asks_and_keeps_everything(
    world: World,
) -> None:
    await world.karin.types("/escalate hostile")
    await world.karin.does("submit", values=SEXUAL, overtakes=True)
    modal = (await world.karin.sees()).form
    assert modal.asks("contact")
    assert modal.typed("customer") == "C-31"
    assert modal.typed("said") == SEXUAL["said"]
    assert (await world.hans.sees()).total == 0
    await world.karin.fills_in({})
    assert (await world.hans.sees()).heard(Says.CARD) == 1


async def test_a_form_is_drawn_anew_only_where_a_choice_changes_what_it_asks(world: World) -> None:
    await world.karin.types("/escalate hostile")
    begun = len(await world.calls())
    await world.karin.does("choose", values={"types": [Type.RUDE]}, field="types")
    assert [line["method"] for line in (await world.calls())[begun:]] == []
    await world.karin.does("choose", values={"types": [Type.SEXUAL]}, field="types")
    assert [line["method"] for line in (await world.calls())[begun:]] == ["views.update"]


async def test_an_urgent_flag_is_never_slowed_by_a_form_that_has_not_grown(world: World) -> None:
    await world.karin.types("/escalate hostile")
    threat = {"types": [Type.THREAT], "customer": "ukjent"}
    await world.karin.does("submit", values=threat, overtakes=True)
    assert (await world.karin.sees()).modal is None
    assert (await world.hans.sees()).heard(Says.PAGE, "Karin Holm") == 1


async def test_of_a_colleague_nothing_is_kept_when_the_form_had_no_time_to_say_so(
    world: World, database_url: str
) -> None:
    await world.sets_up(internal_way=OUR_WAY)
    told = (await world.hans.sees()).total
    await world.karin.types("/escalate hostile")
    before = everything(database_url)
    both = [Type.PERSONAL_ABUSE, COLLEAGUE]
    await world.karin.does("submit", values={**SHOUTED, "types": both}, overtakes=True)
    modal = (await world.karin.sees()).form
    assert not modal.asks("types")
    assert modal.has(OUR_WAY)
    assert not modal.has("supervisor")
    assert everything(database_url) == before
    assert (await world.hans.sees()).total == told


def rows(database_url: str, query: Any) -> list[Any]:
    database = connect(database_url)
    with database.engine.connect() as connection:
        found = list(connection.scalars(query))
    database.engine.dispose()
    return found


def everything(database_url: str) -> list[Any]:
    """How many rows there are of all that could tell of a flag."""
    tables = (CaseRow, TextRow, HistoryRow, LetterRow, ReceivedRow)
    return [rows(database_url, select(func.count()).select_from(table)) for table in tables]


async def test_words_behind_the_command_are_filled_in(world: World) -> None:
    await world.karin.types(
        "/escalate hostile 48213 he shouted &lt;at&gt; me &amp; <@U012AB3CD|bo>"
    )
    modal = (await world.karin.sees()).form
    assert modal.typed("customer") == "48213"
    assert modal.typed("said") == "he shouted <at> me & @…"
    await world.karin.fills_in({"types": [Type.RUDE]})
    assert (await world.hans.reads()).has("he shouted <at> me & @…")


async def test_words_behind_claim_are_filled_in_too(world: World) -> None:
    await world.ida.types("/escalate claim N-7712 Reservedel aldri bestilt")
    modal = (await world.ida.sees()).form
    assert modal.typed("customer") == "N-7712"
    assert modal.typed("wrong") == "Reservedel aldri bestilt"


async def test_the_form_that_was_begun_keeps_its_words_when_it_grows(world: World) -> None:
    await world.karin.types("/escalate hostile 48213 he shouted")
    await world.karin.does("choose", field="types", values={"types": [Type.SEXUAL]})
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
    await world.karin.presses(ids.FLAG)
    await world.karin.fills_in({"types": [Type.RUDE], "customer": "C-1"})
    assert (await world.hans.sees()).heard(Says.CARD, "Karin Holm") == 1


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
    assert seen.newest.words == refusal(Code.NO_TEAM)
    assert seen.newest.channel.startswith("D")
