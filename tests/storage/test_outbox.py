"""Letters leave once, in order, and come back when nobody knows how their try ended."""

from datetime import timedelta
from typing import Any

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from bot.claim.steps import MarkHelped
from bot.dishes.steps import AddDish
from bot.flag.care import Acknowledge, CorrectTalked
from bot.flag.case import Type
from bot.flag.closing import Withdraw
from bot.flag.tracks import How
from bot.notices import Says
from bot.steps import Step
from storage import cases, clock, due, outbox, underway, weekly
from storage.database import Database, now
from storage.tables import LetterRow, WeeklyListRow
from storage.underway import Letter
from tests.storage.office import AT, a_claim, a_flag, opened, write_to

LEASE = timedelta(seconds=30)


async def taken(database: Database) -> Letter | None:
    return await database.write(underway.lease, lasting=LEASE)


async def all_sent(database: Database) -> list[Says]:
    said = []
    while letter := await taken(database):
        said.append(letter.says)
        await database.write(underway.sent, letter, channel="C1", ts=f"1.{letter.id}")
    return said


def time_passes(session: Session, by: timedelta) -> None:
    """The database's clock cannot be set, so leases and rests are moved back instead."""
    session.execute(update(LetterRow).values(leased_until=now(session) - by, not_before=None))


async def test_a_letter_is_with_one_worker_at_a_time(database: Database) -> None:
    team = await opened(database)
    await database.write(cases.new_flag, a_flag(team), workspace="T1", by="UKARIN", at=AT)
    first, second = await taken(database), await taken(database)
    assert first is not None
    assert second is not None
    assert first.id != second.id
    assert await taken(database) is None


async def test_letters_of_one_lane_keep_their_order(database: Database) -> None:
    """The card comes before what is said in its thread."""
    team = await opened(database)
    case = await database.write(cases.new_flag, a_flag(team), workspace="T1", by="UKARIN", at=AT)
    words = "I saw it. We talk at two."
    await database.write(write_to, case.id, words, by="UHANS", at=AT)
    assert [says for says in await all_sent(database) if says is not Says.FLAG_SAVED] == [
        Says.CARD,
        Says.WORDS,
    ]


async def test_a_dead_workers_letter_comes_back_and_is_looked_for(database: Database) -> None:
    team = await opened(database)
    await database.write(cases.new_flag, a_flag(team), workspace="T1", by="UKARIN", at=AT)
    lost = await taken(database)
    assert lost is not None
    await database.write(time_passes, timedelta(seconds=5))
    assert lost.id not in [letter.id for letter in [await taken(database)] if letter]
    await database.write(time_passes, timedelta(seconds=16))
    found = await taken(database)
    assert found is not None
    assert (found.id, found.uncertain) == (lost.id, True)
    assert found.first_try_at == lost.first_try_at


async def test_a_card_that_becomes_stale_while_it_is_drawn_is_drawn_again(
    database: Database,
) -> None:
    team = await opened(database)
    case = await database.write(cases.new_flag, a_flag(team), workspace="T1", by="UKARIN", at=AT)
    card = await taken(database)
    assert card is not None
    assert card.says is Says.CARD
    await database.write(cases.record, case.id, Acknowledge(How.TALKED), by="UHANS", at=AT)
    await database.write(underway.sent, card, channel="C1", ts="1.1")
    assert Says.CARD in await all_sent(database)


async def test_however_many_changes_one_drawing_of_the_card(database: Database) -> None:
    team = await opened(database)
    case = await database.write(cases.new_flag, a_flag(team), workspace="T1", by="UKARIN", at=AT)
    await database.write(cases.record, case.id, Acknowledge(How.TALKED), by="UHANS", at=AT)
    await database.write(cases.record, case.id, CorrectTalked(), by="UKARIN", at=AT)
    assert (await all_sent(database)).count(Says.CARD) == 1


async def test_a_dropped_nudge_is_not_counted_as_sent(database: Database) -> None:
    team = await opened(database)
    await database.write(cases.new_flag, a_flag(team), workspace="T1", by="UKARIN", at=AT)
    await all_sent(database)
    moment = await database.read(clock.next_due)
    assert moment is not None
    await database.write(due.fall_due, at=moment)
    nudge = await taken(database)
    assert nudge is not None
    assert await database.read(cases.sent, nudge.case_id or 0)
    await database.write(underway.drop, nudge)
    assert not await database.read(cases.sent, nudge.case_id or 0)


async def test_a_letter_that_slack_holds_waits_and_then_goes(database: Database) -> None:
    team = await opened(database)
    await database.write(cases.new_flag, a_flag(team), workspace="T1", by="UKARIN", at=AT)
    letter = await taken(database)
    assert letter is not None
    await database.write(outbox.later, letter, after=timedelta(minutes=1), uncertain=False)
    others = await all_sent(database)
    assert letter.says not in others
    assert await database.read(outbox.waiting)
    await database.write(time_passes, timedelta(seconds=16))
    assert letter.says in await all_sent(database)


async def test_a_letter_that_never_goes_is_given_up_and_keeps_its_reason(
    database: Database,
) -> None:
    team = await opened(database)
    await database.write(cases.new_flag, a_flag(team), workspace="T1", by="UKARIN", at=AT)
    letter = await taken(database)
    assert letter is not None
    for _try in range(outbox.MOST_ATTEMPTS):
        await database.write(outbox.later, letter, after=timedelta(), uncertain=True)
        await database.write(time_passes, timedelta(seconds=16))
        await taken(database)
    await database.write(outbox.later, letter, after=timedelta(), uncertain=True)

    def reason(session: Session) -> str | None:
        return session.get_one(LetterRow, letter.id).reason

    assert await database.read(reason) == "tried_too_often"


async def test_a_withdrawn_urgent_flag_is_told_to_everybody_asked(database: Database) -> None:
    team = await opened(database)
    form = a_flag(team, Type.THREAT)
    case = await database.write(cases.new_flag, form, workspace="T1", by="UKARIN", at=AT)
    await database.write(cases.record, case.id, Withdraw(), by="UKARIN", at=AT)
    assert (await all_sent(database)).count(Says.WITHDRAWN) == len(case.asked)


async def test_reading_changes_nothing(database: Database) -> None:
    await opened(database)

    def writes(session: Session) -> None:
        session.execute(update(LetterRow).values(state="sent"))

    def still_there(session: Session) -> list[str]:
        return list(session.scalars(select(LetterRow.state)))

    failed = False
    try:
        await database.read(writes)
    except Exception as error:
        failed = "read" in str(error)
    assert failed
    assert await database.read(still_there) == []


async def test_the_weekly_list_is_written_once_a_week_however_often_it_falls_due(
    database: Database,
) -> None:
    """The day of the next list is set with the letter; whatever sets it back, one week is one."""
    team = await opened(database)
    tuesday, monday = AT + timedelta(days=1), AT + timedelta(days=7)
    claim = await database.write(cases.new_claim, a_claim(team), workspace="T1", by="UIDA", at=AT)
    washing_up: list[Step[Any]] = [MarkHelped(), AddDish("UKARIN", tuesday.date())]
    for step in washing_up:
        await database.write(cases.record, claim.id, step, by="UIDA", at=AT)
    while await database.write(due.fall_due, at=tuesday):
        pass

    def falls_due(session: Session) -> None:
        session.execute(update(WeeklyListRow).values(due=monday))

    for _again in range(2):
        await database.write(falls_due)
        assert await database.write(weekly.fall_due, at=monday)
    assert (await all_sent(database)).count(Says.WEEKLY_DISHES) == 1
