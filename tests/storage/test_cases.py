"""A case changes through one door, and everything that follows is written with it."""

import asyncio

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from bot.claim.steps import MarkHelped, Reopen
from bot.flag.closing import Close, Withdraw
from bot.refusals import Code, Refused
from storage import cases, clock, due
from storage.database import Database, connect
from storage.tables import CaseRow, HistoryRow, LetterRow, TextRow
from tests.storage.office import AT, a_claim, a_flag, opened, write_to

ROUNDS = 200


def rows(session: Session, table: type) -> int:
    return int(session.execute(select(func.count()).select_from(table)).scalar_one())


async def test_a_refused_step_leaves_nothing_behind(database: Database) -> None:
    team = await opened(database)
    case = await database.write(cases.new_flag, a_flag(team), workspace="T1", by="UKARIN", at=AT)
    before = [await database.read(rows, table) for table in (HistoryRow, LetterRow, TextRow)]
    with pytest.raises(Refused):
        await database.write(cases.record, case.id, Close(), by="UHANS", at=AT)
    with pytest.raises(Refused):
        await database.write(write_to, case.id, "ok", by="UHANS", at=AT)
    assert before == [
        await database.read(rows, table) for table in (HistoryRow, LetterRow, TextRow)
    ]


async def test_numbers_run_from_one_without_a_gap(database: Database) -> None:
    team = await opened(database)
    first = await database.write(cases.new_flag, a_flag(team), workspace="T1", by="UKARIN", at=AT)
    await database.write(cases.new_claim, a_claim(team), workspace="T1", by="UIDA", at=AT)
    with pytest.raises(Refused):
        await database.write(cases.new_claim, a_claim(team), workspace="T1", by="UKARIN", at=AT)
    third = await database.write(
        cases.new_claim, a_claim(team, "N-2"), workspace="T1", by="UKARIN", at=AT
    )
    assert (first.number, third.number) == (1, 3)


@pytest.mark.slow
async def test_of_two_claims_at_the_same_instant_one_wins_each_time(database_url: str) -> None:
    """Two connections of their own, as two copies of the bot would have."""
    one, two = connect(database_url), connect(database_url)
    team = await opened(one)
    for number in range(ROUNDS):
        form = a_claim(team, f"N-{number}")
        outcomes = await asyncio.gather(
            one.write(cases.new_claim, form, workspace="T1", by="UIDA", at=AT),
            two.write(cases.new_claim, form, workspace="T1", by="UKARIN", at=AT),
            return_exceptions=True,
        )
        (winner,) = [found for found in outcomes if not isinstance(found, BaseException)]
        (loser,) = [found for found in outcomes if isinstance(found, BaseException)]
        assert isinstance(loser, Refused), loser
        assert (loser.code, loser.facts["owner"]) == (Code.ALREADY_CLAIMED, winner.owner)
    assert await one.read(rows, CaseRow) == ROUNDS
    cards = select(func.count()).where(LetterRow.says == "card")
    assert await one.read(lambda session: session.execute(cards).scalar_one()) == ROUNDS
    await one.close()
    await two.close()


async def test_a_claim_does_not_come_back_beside_another_of_that_customer(
    database: Database,
) -> None:
    team = await opened(database)
    old = await database.write(cases.new_claim, a_claim(team), workspace="T1", by="UIDA", at=AT)
    await database.write(cases.record, old.id, MarkHelped(), by="UIDA", at=AT)
    new = await database.write(cases.new_claim, a_claim(team), workspace="T1", by="UKARIN", at=AT)
    with pytest.raises(Refused) as refused:
        await database.write(cases.record, old.id, Reopen(a_claim(team).due), by="UIDA", at=AT)
    assert refused.value.facts["number"] == new.number


async def test_two_copies_of_the_bot_nudge_once(database_url: str) -> None:
    one, two = connect(database_url), connect(database_url)
    team = await opened(one)
    await one.write(cases.new_flag, a_flag(team), workspace="T1", by="UKARIN", at=AT)
    moment = await one.read(clock.next_due)
    assert moment is not None
    found = await asyncio.gather(
        *(copy.write(due.fall_due, at=moment) for copy in (one, two, one, two))
    )
    assert sum(found) == 1
    nudges = select(func.count()).where(LetterRow.says == "nudge_to_answer")
    assert await one.read(lambda session: session.execute(nudges).scalar_one()) == 1
    await one.close()
    await two.close()


async def test_a_withdrawn_case_wants_no_clock(database: Database) -> None:
    team = await opened(database)
    case = await database.write(cases.new_flag, a_flag(team), workspace="T1", by="UKARIN", at=AT)
    await database.write(cases.record, case.id, Withdraw(), by="UKARIN", at=AT)

    def next_due(session: Session) -> object:
        return session.get_one(CaseRow, case.id).next_due

    assert await database.read(next_due) is None
