"""Housekeeping forgets what nobody looks at any more, in small bites."""

from datetime import timedelta

import pytest
from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from bot.claim.case import Kept
from bot.claim.steps import MarkHelped
from bot.notices import Says
from bot.steps import Case
from storage import bites, cards, cases, due, outbox, received, underway
from storage import database as databases
from storage.database import Database, now
from storage.tables import LetterRow, ReceivedRow
from tests.storage.office import AT, a_claim, a_letter, all_sent, opened, state_of, taken

LONG = timedelta(days=61)


async def claimed(database: Database, customer: str) -> Case:
    form = a_claim(await opened(database), customer)
    return await database.write(cases.new_claim, form, workspace="T1", by="UIDA", at=AT)


async def closed(database: Database, customer: str) -> Case:
    case = await claimed(database, customer)
    done = MarkHelped(Kept.KEPT)
    case = await database.write(cases.record, case.id, done, by="UIDA", at=AT + LONG / 2)
    assert case.over
    return case


def letters(session: Session) -> set[tuple[int | None, str]]:
    return {(row.case_id, row.says) for row in session.scalars(select(LetterRow))}


@pytest.fixture
async def office(database: Database) -> tuple[Case, Case]:
    """A case that is closed and one that is open, whose letters are all sent."""
    cases_ = await closed(database, "N-1"), await claimed(database, "N-2")
    assert Says.CARD in await all_sent(database)
    return cases_


async def test_sent_letters_are_forgotten_after_two_months_when_their_case_is_closed(
    database: Database, office: tuple[Case, Case], monkeypatch: pytest.MonkeyPatch
) -> None:
    _closed, still_open = office
    before = await database.read(letters)
    assert not await database.write(outbox.forget)
    assert await database.read(letters) == before
    monkeypatch.setattr(databases, "AHEAD", LONG)
    await database.write(outbox.forget)
    left = {each for each in before if each[0] == still_open.id}
    assert await database.read(letters) == left


async def test_what_waits_or_was_given_up_stays_and_so_do_digests(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    await opened(database)
    digest = await a_letter(database, "UHANS", says=Says.DIGEST)
    await all_sent(database)
    lost = await a_letter(database, "UHANS")
    await database.write(underway.give_up, await taken(database), reason="user_disabled")
    waits = await a_letter(database, "UIDA")
    monkeypatch.setattr(databases, "AHEAD", LONG)
    await database.write(outbox.forget)
    states = [(await state_of(database, each)).state for each in (digest, lost, waits)]
    assert states == ["sent", "given_up", "waiting"]


async def test_a_card_whose_letter_is_forgotten_is_drawn_again_where_it_stands(
    database: Database, office: tuple[Case, Case], monkeypatch: pytest.MonkeyPatch
) -> None:
    case, _open = office
    before = await database.read(cards.newest, case)
    assert before is not None
    assert before.ts is not None
    monkeypatch.setattr(databases, "AHEAD", LONG)
    await database.write(outbox.forget)
    await database.write(cards.post_anew, before.id, case)
    assert (await taken(database)).card_id == before.id


async def test_nudges_are_forgotten_when_their_case_is_over_for_good(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    case, other = await claimed(database, "N-1"), await claimed(database, "N-2")
    end = AT + timedelta(days=20)
    for at, step in ((AT + timedelta(days=1), MarkHelped(Kept.KEPT)), (end, None)):
        while await database.write(due.fall_due, at=at):
            pass
        if step is not None:
            await database.write(cases.record, case.id, step, by="UIDA", at=at)
    counted = [await database.read(cases.sent, each.id) for each in (case, other)]
    assert all(counted)
    today = await database.read(now)
    for since, left in ((timedelta(days=31), counted[0]), (LONG, {})):
        monkeypatch.setattr(databases, "AHEAD", end + since - today)
        await database.write(due.forget)
        assert await database.read(cases.sent, case.id) == left
        assert await database.read(cases.sent, other.id) == counted[1]


async def test_old_rows_go_in_bites_until_none_is_left(database: Database) -> None:
    def delivered(session: Session, count: int) -> None:
        old = now(session) - timedelta(days=2)
        rows = [{"key": f"E{number}", "answer": {}, "at": old} for number in range(count)]
        session.execute(insert(ReceivedRow), rows)

    await database.write(delivered, bites.AT_ONCE + 1)
    assert await database.write(received.forget), "there is more"
    assert not await database.write(received.forget)
    assert not await database.read(lambda session: session.scalars(select(ReceivedRow)).all())
