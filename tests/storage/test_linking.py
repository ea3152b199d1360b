"""Work across cases: nothing is doubled, and both histories know."""

import asyncio
from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.flag.behalf import Confirm
from bot.flag.case import Flag, FlagForm, Headline, Type
from bot.flag.closing import Withdraw
from bot.refusals import Code, Refused
from bot.team import CLOCK
from storage import awaited, cases, together
from storage.database import Database
from storage.tables import HistoryRow, LetterRow, TextRow
from tests.storage.office import AT, a_claim, a_flag, opened

KARIN, IDA, SIGRID = "UKARIN", "UIDA", "USIGRID"


async def flags(database: Database, by: str, form: FlagForm) -> together.Flagged:
    return await database.write(together.flag, form, workspace="T1", by=by, at=AT)


def history(session: Session) -> list[tuple[int, str, str]]:
    rows = session.scalars(select(HistoryRow).order_by(HistoryRow.id))
    return [(row.case_id, row.by, row.step) for row in rows]


def letters(session: Session, says: str) -> list[str]:
    return list(session.scalars(select(LetterRow.to).where(LetterRow.says == says)))


async def test_the_same_form_sent_twice_at_once_is_one_case(database: Database) -> None:
    team = await opened(database)
    form = a_flag(team)
    sent = [flags(database, KARIN, form) for _ in range(2)]
    first, second = await asyncio.gather(*sent)
    assert first.case.id == second.case.id
    assert {first.again, second.again} == {False, True}
    assert len(await database.read(history)) == 1


async def test_of_two_flags_at_once_the_second_agent_is_asked(database: Database) -> None:
    team = await opened(database)
    sent = [flags(database, who, a_flag(team)) for who in (KARIN, IDA)]
    await asyncio.gather(*sent)
    assert len(await database.read(letters, "same_event")) == 1


@pytest.mark.parametrize(
    "change",
    [
        {"said": "Something else."},
        {"said": ""},
        {"types": (Type.PRESSURE,)},
        {"reference": "K-2"},
        {"contact": SIGRID},
    ],
    ids=lambda change: str(*change),
)
async def test_a_form_that_says_something_else_is_another_case(
    database: Database, change: dict[str, Any]
) -> None:
    form = a_flag(await opened(database))
    await flags(database, KARIN, form)
    assert not (await flags(database, KARIN, replace(form, **change))).again


async def test_unknown_customers_are_never_the_same(database: Database) -> None:
    form = replace(a_flag(await opened(database)), reference="unknown")
    for by in (KARIN, KARIN, IDA):
        assert not (await flags(database, by, form)).again
    assert await database.read(letters, "same_event") == []
    assert await database.read(letters, "same_as_yours") == []


async def test_a_link_stands_in_both_histories_and_the_bot_writes_the_other_half(
    database: Database,
) -> None:
    team = await opened(database)
    one = (await flags(database, KARIN, a_flag(team))).case
    two = (await flags(database, IDA, a_flag(team))).case
    await database.write(together.same_event, two.id, one.id, by="UIDA", at=AT)
    links = [entry for entry in await database.read(history) if entry[2] == "link"]
    assert links == [(two.id, "UIDA", "link"), (one.id, CLOCK, "link")]


async def test_a_third_flag_is_linked_with_both_that_were_before(database: Database) -> None:
    team = await opened(database)
    one = (await flags(database, KARIN, a_flag(team))).case
    two = (await flags(database, IDA, a_flag(team))).case
    await database.write(together.same_event, two.id, one.id, by="UIDA", at=AT)
    three = (await flags(database, SIGRID, a_flag(team))).case
    await database.write(together.same_event, three.id, two.id, by="USIGRID", at=AT)
    known = {each: await linked(database, each) for each in (one.id, two.id, three.id)}
    assert known == {
        one.id: {two.id, three.id},
        two.id: {one.id, three.id},
        three.id: {one.id, two.id},
    }


async def linked(database: Database, case_id: int) -> set[int]:
    case = await database.read(cases.look, case_id)
    return set(case.linked)


async def test_a_link_with_what_was_withdrawn_meanwhile_changes_nothing(
    database: Database,
) -> None:
    team = await opened(database)
    one = (await flags(database, KARIN, a_flag(team))).case
    two = (await flags(database, IDA, a_flag(team))).case
    await database.write(cases.record, one.id, Withdraw(), by="UKARIN", at=AT)
    with pytest.raises(Refused) as refused:
        await database.write(together.same_event, two.id, one.id, by="UIDA", at=AT)
    assert refused.value.code is Code.NOT_LINKED
    assert await linked(database, two.id) == set()


async def test_only_the_agent_of_the_second_flag_says_that_it_is_the_same(
    database: Database,
) -> None:
    team = await opened(database)
    one = (await flags(database, KARIN, a_flag(team))).case
    two = (await flags(database, IDA, a_flag(team))).case
    with pytest.raises(Refused) as refused:
        await database.write(together.same_event, two.id, one.id, by="UKARIN", at=AT)
    assert refused.value.code is Code.NOT_YOURS


async def test_the_words_of_a_merged_case_belong_to_the_one_it_went_along_with(
    database: Database,
) -> None:
    team = await opened(database)
    one = (await flags(database, KARIN, a_flag(team))).case
    form = replace(a_flag(team), said="And once more.")
    two = (await flags(database, KARIN, form)).case
    await database.write(together.same_event, two.id, one.id, by="UKARIN", at=AT)
    merged = await database.read(cases.look, two.id)
    assert isinstance(merged, Flag)
    assert merged.headline is Headline.MERGED
    assert await database.read(owners) == {one.id}
    _case, typed = await database.write(cases.read, one.id, by="UHANS", at=AT)
    assert sorted(typed.values()) == ["And once more.", "Said a lot."]
    mine = await database.read(awaited.mine, "T1", "UKARIN", at=AT)
    assert [case.id for case in mine.own] == [one.id]


def owners(session: Session) -> set[int | None]:
    return set(session.scalars(select(TextRow.case_id)))


async def test_a_flag_for_a_colleague_is_asked_about_only_after_the_yes(
    database: Database,
) -> None:
    team = await opened(database)
    await flags(database, IDA, a_flag(team))
    form = replace(a_flag(team), agent="UKARIN")
    case = (await flags(database, SIGRID, form)).case
    assert await database.read(letters, "same_event") == []
    await database.write(together.confirm, case.id, Confirm(), by="UKARIN", at=AT)
    assert await database.read(letters, "same_event") == ["UKARIN"]
    assert (case.id, "USIGRID", "hostile") in await database.read(history)


async def test_a_flag_for_a_colleague_sent_twice_is_one_case(database: Database) -> None:
    team = await opened(database)
    form = replace(a_flag(team), agent="UKARIN")
    for again in (False, True):
        assert (await flags(database, IDA, form)).again is again
    own = await flags(database, KARIN, a_flag(team))
    assert not own.again


async def test_a_flag_and_the_claim_that_it_came_from_know_each_other(database: Database) -> None:
    team = await opened(database)
    claim = await database.write(together.claim, a_claim(team), workspace="T1", by=KARIN, at=AT)
    form = replace(a_flag(team), linked=claim.id)
    flag = (await flags(database, KARIN, form)).case
    assert flag.linked == (claim.id,)
    assert await linked(database, claim.id) == {flag.id}
    for stranger in (IDA, KARIN):
        gone = replace(
            a_flag(team), reference=f"K-{stranger}", linked=claim.id if stranger == IDA else 99
        )
        assert (await flags(database, stranger, gone)).case.linked == ()
