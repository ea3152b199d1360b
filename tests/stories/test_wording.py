"""Words for the customer: the hint when a claim names somebody, and the check of one's wording."""

import logging
import re
from datetime import datetime

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.refusals import Code
from storage.database import Database, connect
from storage.tables import CaseRow, Table
from tests.stories.test_claims import CLAIM
from tests.stories.world import Colleague, World, ids, refusal

WITH_A_NAME = {
    **CLAIM,
    "wrong": "Kunden er lovet gratis montering, men vi har fakturert. "
    "Det var Kjell som sluttet i januar som lovet dette.",
}
BLAMING = "Dette var salg sin feil, systemet vårt er håpløst."
NEUTRAL = "Salgsprisen din var feil. Det beklager jeg. Du får riktig faktura i dag."
MORNING = "2026-03-03T09:05:00+01:00"
NAME = "Kjell"


async def sends(person: Colleague, values: dict[str, str]) -> None:
    """The claim's form, once."""
    await person.types("/escalate claim")
    await person.fills_in(values)


async def test_a_name_in_what_is_wrong_gets_a_hint_and_can_be_saved_all_the_same(
    world: World,
) -> None:
    """S02."""
    await world.is_at(MORNING)
    await sends(world.ida, WITH_A_NAME)
    form = (await world.ida.sees()).form
    assert form.has(NAME)
    assert form.typed("wrong") == WITH_A_NAME["wrong"]
    assert form.typed("customer") == CLAIM["customer"]
    assert not await world.karin.cards(1)
    await world.ida.fills_in({})
    assert (await world.ida.sees()).modal is None
    assert (await world.karin.card(1)).has("Ida Berg")
    assert not (await world.karin.sees()).has(NAME)


async def test_the_hint_comes_once_a_form(world: World) -> None:
    await world.is_at(MORNING)
    await sends(world.ida, WITH_A_NAME)
    await world.ida.fills_in({"wrong": "Det var Karin som lovet dette."})
    assert (await world.ida.sees()).modal is None
    assert (await world.karin.card(1)).has("Ida Berg")


async def test_a_colleague_and_a_mention_get_the_hint_too(world: World) -> None:
    await world.is_at(MORNING)
    await sends(world.ida, {**CLAIM, "wrong": "Hans Friis sa ja, og <@U012AB3CD> og."})
    form = (await world.ida.sees()).form
    assert form.has("Hans Friis")
    assert form.has("<@U012AB3CD>")


async def test_a_race_that_is_lost_after_the_hint_still_says_who_was_first(world: World) -> None:
    """S08."""
    await world.is_at(MORNING)
    await sends(world.ida, WITH_A_NAME)
    await sends(world.karin, CLAIM)
    await world.ida.fills_in({})
    sight = await world.ida.sees()
    assert sight.form.callback_id == ids.NOTE
    assert sight.form.has("Karin Holm")
    assert sight.modals[0].typed("wrong") == WITH_A_NAME["wrong"]


async def test_a_promise_in_the_past_is_pointed_out_after_the_hint(world: World) -> None:
    await world.is_at(MORNING)
    await sends(world.ida, {**WITH_A_NAME, "promise": "2026-03-02T10:00:00+01:00"})
    assert (await world.ida.sees()).form.has(NAME)
    await world.ida.fills_in({})
    errors = (await world.ida.sees()).form.errors
    assert errors == {"promise": refusal(Code.PROMISE_IN_THE_PAST)}


async def test_blame_is_pointed_out_with_what_to_write_instead(world: World) -> None:
    """S60."""
    await world.is_at(MORNING)
    await sends(world.ida, CLAIM)
    await world.ida.presses(ids.CHECK_WORDING)
    await world.ida.fills_in({"words": BLAMING})
    form = (await world.ida.sees()).form
    assert form.has("salg sin feil")
    assert form.has("systemet vårt")
    assert form.has("14:00"), "it stands in what to write instead"
    assert form.typed("words") == BLAMING
    await world.ida.fills_in({"words": NEUTRAL})
    form = (await world.ida.sees()).form
    assert form.callback_id == ids.CHECK_WORDING
    for advice in ("salg sin feil", "systemet vårt", "14:00"):
        assert not form.has(advice)


async def test_colleagues_are_pointed_out_and_the_writer_is_not(world: World) -> None:
    await world.is_at(MORNING)
    await sends(world.ida, CLAIM)
    await world.ida.presses(ids.CHECK_WORDING)
    await world.ida.fills_in({"words": "Sigrid lovet det. Bare spør etter Ida når du ringer."})
    form = (await world.ida.sees()).form
    assert form.has("Sigrid")
    assert not form.has("Ida")


async def test_the_teams_own_words_are_pointed_out(world: World) -> None:
    await world.is_at(MORNING)
    await world.hans.types("/escalate setup")
    await world.hans.sends({"own_words": "Kraken\n  Team  Blå\n\nKraken", "on_call": []})
    await world.hans.closes()
    await world.hans.types("/escalate setup")
    assert (await world.hans.sees()).form.typed("own_words") == "Kraken\nTeam Blå"
    await sends(world.ida, CLAIM)
    await world.ida.presses(ids.CHECK_WORDING)
    await world.ida.fills_in({"words": "Kraken viser at team blå har den."})
    form = (await world.ida.sees()).form
    assert form.has("Kraken")
    assert form.has("team blå")


async def test_the_teams_own_words_travel_over_the_page_with_the_numbers(world: World) -> None:
    words = "\n".join(f"{'ø' * 20}-{n:02}" for n in range(40))
    await world.sigrid.types("/escalate setup")
    await world.sigrid.sends({"own_words": words})
    await world.sigrid.fills_in({})
    await world.sigrid.closes()
    await world.sigrid.types("/escalate setup")
    assert (await world.sigrid.sees()).form.typed("own_words") == words


async def test_more_own_words_than_the_form_can_carry_are_pointed_out(world: World) -> None:
    await world.sigrid.types("/escalate setup")
    await world.sigrid.sends({"own_words": "\n".join(f"word {n}" for n in range(41))})
    errors = (await world.sigrid.sees()).form.errors
    assert errors == {"own_words": refusal(Code.TOO_MANY_LINES, limit=40)}
    quotes = "\n".join('"' * 30 + str(n) for n in range(30))
    everybody = ["karin", "ida", "hans", "dorte", "sigrid", "olav"] * 20
    await world.sigrid.sends({"own_words": quotes, "managers": everybody})
    errors = (await world.sigrid.sees()).form.errors
    (limit,) = map(int, re.findall(r"\d+", errors["own_words"]))
    assert errors == {"own_words": refusal(Code.TOO_LONG, limit=limit)}
    assert limit < len(quotes)


async def test_only_the_owner_may_check_the_wording(world: World, database_url: str) -> None:
    await world.is_at(MORNING)
    await sends(world.ida, CLAIM)
    await world.ida.presses(ids.CHECK_WORDING)
    await give_to("UKARIN", database_url)
    await world.ida.sends({"words": BLAMING})
    assert (await world.ida.sees()).refuses(Code.NOT_YOURS) == 1
    await world.ida.closes()
    await world.ida.closes()
    await world.ida.presses(ids.CHECK_WORDING)
    sight = await world.ida.sees()
    assert sight.modal is None
    assert sight.refuses(Code.NOT_YOURS) == 1


async def test_nothing_of_what_was_checked_is_kept_or_logged(
    world: World, database_url: str, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    await world.is_at(MORNING)
    await sends(world.ida, CLAIM)
    await world.ida.presses(ids.CHECK_WORDING)
    await world.ida.fills_in({"words": BLAMING})
    assert (await world.ida.sees()).form.has("salg sin feil")
    database = connect(database_url)
    kept = await everything_in(database)
    await database.close()
    assert "N-7712" in kept
    for word in ("håpløst", "h\\u00e5pl\\u00f8st", "salg sin feil", "systemet v"):
        assert word not in kept
        assert word not in logged(caplog)


async def give_to(person: str, database_url: str) -> None:
    """Another owner, as after a hand-over."""
    database = connect(database_url)

    def change(session: Session, *, at: datetime) -> None:
        row = session.scalars(select(CaseRow)).one()
        row.state = {**row.state, "owner": person}

    await database.write(change, at=datetime.fromisoformat(MORNING))
    await database.close()


def logged(caplog: pytest.LogCaptureFixture) -> str:
    return "\n".join(r.getMessage() for r in caplog.records if r.levelno >= logging.INFO)


async def everything_in(database: Database) -> str:
    """Every value of every row."""

    def rows(session: Session) -> list[str]:
        tables = Table.metadata.sorted_tables
        return [str(tuple(row)) for table in tables for row in session.execute(select(table))]

    return "\n".join(await database.read(rows))
