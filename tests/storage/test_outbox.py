"""Letters leave once, in order, and are told of only when what they tell of has arrived."""

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
from storage.database import Database
from storage.tables import LetterRow, WeeklyListRow
from tests.storage.office import (
    AT,
    a_claim,
    a_letter,
    all_sent,
    flag,
    leased,
    opened,
    sends,
    state_of,
    taken,
    write_to,
)


async def test_a_letter_is_with_one_worker_at_a_time(database: Database) -> None:
    team = await opened(database)
    await database.write(cases.new_claim, a_claim(team), workspace="T1", by="UIDA", at=AT)
    first, second = await taken(database), await taken(database)
    assert {first.says, second.says} == {Says.CARD, Says.SAY_TO_CUSTOMER}
    assert await leased(database) == []


async def test_whoever_has_lost_a_letter_does_not_take_it_from_the_next(
    database: Database,
) -> None:
    """A copy of the bot was frozen, and its lease has run out."""
    await opened(database)
    await a_letter(database, "UKARIN")
    late = await taken(database, lasting=timedelta(seconds=-60))
    next_one = await taken(database)
    await database.write(underway.look_later, late, reason="TimeoutError")
    row = await state_of(database, next_one.id)
    assert row.leased_until is not None
    assert row.not_before is None


async def test_several_letters_are_leased_at_once_each_of_another_lane(database: Database) -> None:
    await opened(database)
    for person in ("UKARIN", "UHANS", "UKARIN", "UIDA"):
        await a_letter(database, person)
    assert [letter.to for letter in await leased(database, most=2)] == ["UKARIN", "UHANS"]
    assert [letter.to for letter in await leased(database)] == ["UIDA"]


async def test_letters_of_one_lane_keep_their_order(database: Database) -> None:
    """The card comes before what is said in its thread."""
    case = await flag(database)
    words = "I saw it. We talk at two."
    await database.write(write_to, case.id, words, by="UHANS", at=AT)
    assert [says for says in await all_sent(database) if says is not Says.FLAG_SAVED] == [
        Says.CARD,
        Says.WORDS,
    ]


async def test_a_letter_of_a_key_is_written_once(database: Database) -> None:
    await opened(database)
    for _again in range(2):
        await a_letter(database, "UHANS", key="digest:T1:2026-W10")
    assert await all_sent(database) == [Says.WASHING_UP]
    await a_letter(database, "UHANS", key="digest:T1:2026-W10")
    assert await leased(database) == []


async def test_urgent_letters_go_first_in_a_lane_of_their_own(database: Database) -> None:
    await opened(database)
    first = await a_letter(database, "UHANS")
    urgent = await a_letter(database, "UHANS", urgent=True)
    assert [letter.id for letter in await leased(database)] == [urgent, first]


async def test_the_place_for_urgent_letters_takes_no_others(database: Database) -> None:
    await opened(database)
    await a_letter(database, "UKARIN")
    assert await leased(database, urgent=True) == []
    urgent = await a_letter(database, "UHANS", urgent=True)
    assert [letter.id for letter in await leased(database, urgent=True)] == [urgent]


async def test_all_letters_of_an_urgent_flag_are_urgent_and_no_others(database: Database) -> None:
    for kind in (Type.THREAT, Type.PERSONAL_ABUSE):
        case = await flag(database, kind)

        def urgent(session: Session, id: int = case.id) -> set[bool]:
            query = select(LetterRow.urgent).where(LetterRow.case_id == id)
            return set(session.scalars(query))

        assert await database.read(urgent) == {kind is Type.THREAT}


async def test_a_kind_that_this_version_does_not_know_is_left_for_one_that_does(
    database: Database,
) -> None:
    await opened(database)
    newer, other = await a_letter(database, "UHANS"), await a_letter(database, "UIDA")

    def as_a_newer_copy(session: Session, says: str) -> None:
        session.execute(update(LetterRow).where(LetterRow.id == newer).values(says=says))

    await database.write(as_a_newer_copy, "fortune_cookie")
    assert [letter.id for letter in await leased(database)] == [other]
    row = await state_of(database, newer)
    assert (row.state, row.attempts, row.refused_since, row.leased_until) == (
        *("waiting", 0),
        *(None, None),
    )
    await database.write(as_a_newer_copy, Says.WASHING_UP.id)
    assert await leased(database) == [], "it rests meanwhile, and holds up nobody who looks"


async def test_a_receipt_is_held_until_the_card_has_been_sent(database: Database) -> None:
    await flag(database)
    card = await taken(database)
    assert card.says is Says.CARD
    assert await leased(database) == []
    await sends(database, card)
    assert await all_sent(database) == [Says.FLAG_SAVED]


async def test_a_card_that_only_says_that_the_case_has_moved_lets_no_receipt_go(
    database: Database,
) -> None:
    await flag(database)
    await sends(database, await taken(database), stands=False)
    assert await leased(database) == []


async def test_what_never_arrived_is_told_to_nobody_but_the_next_card_is(
    database: Database,
) -> None:
    case = await flag(database)
    held = await held_for(database, case.id, Says.STEPPED_UP_TO_YOU, Says.STEPPED_UP_FOR_YOU)
    await database.write(underway.give_up, await taken(database), reason="user_disabled")
    assert (await state_of(database, held)).state == "held", "the card is another matter"
    step_up = await taken(database)
    assert step_up.says is Says.STEPPED_UP_TO_YOU
    await database.write(underway.give_up, step_up, reason="user_disabled")
    row = await state_of(database, held)
    assert (row.state, row.reason) == ("dropped", "never_so")
    await database.write(cases.record, case.id, Acknowledge(How.TALKED), by="UHANS", at=AT)
    said = await all_sent(database)
    assert said.index(Says.CARD) < said.index(Says.FLAG_SAVED)


async def held_for(database: Database, case_id: int, says: Says, held: Says) -> int:
    """A letter to the skip, and the id of one to the agent that waits for it."""
    for each, to in ((says, "USIGRID"), (held, "UKARIN")):
        await a_letter(database, to, says=each, case_id=case_id)

    def newest(session: Session) -> int:
        query = select(LetterRow.id).where(LetterRow.says == held.id)
        return session.scalars(query).one()

    return await database.read(newest)


async def test_what_is_dropped_lets_go_what_waited_for_it(database: Database) -> None:
    """Whether that is still wanted is asked when it leaves."""
    case = await flag(database)
    held = await held_for(database, case.id, Says.STEPPED_UP_TO_YOU, Says.STEPPED_UP_FOR_YOU)
    letters = {letter.says: letter for letter in await leased(database)}
    await database.write(underway.drop, letters[Says.STEPPED_UP_TO_YOU])
    assert (await state_of(database, held)).state == "waiting"


async def test_a_receipt_waits_for_the_letter_that_comes_in_the_cards_place(
    database: Database,
) -> None:
    case = await flag(database)
    card = await taken(database)
    await database.write(outbox.hold_for, case.id, Says.CARD, Says.FLAG_BY_LETTER)
    await sends(database, card)
    assert await leased(database) == []
    await database.write(outbox.release, case.id, Says.FLAG_BY_LETTER)
    assert await all_sent(database) == [Says.FLAG_SAVED]


async def test_a_receipt_of_one_case_waits_for_no_card_of_another(database: Database) -> None:
    await flag(database)
    other = await flag(database)
    first, second = await taken(database), await taken(database)
    assert (first.says, second.says, second.case_id) == (Says.CARD, Says.CARD, other.id)
    await sends(database, second)
    receipt = await taken(database)
    assert (receipt.says, receipt.case_id) == (Says.FLAG_SAVED, other.id)
    assert await leased(database) == []


async def test_a_card_that_becomes_stale_while_it_is_drawn_is_drawn_again(
    database: Database,
) -> None:
    case = await flag(database)
    card = await taken(database)
    assert card.says is Says.CARD
    await database.write(cases.record, case.id, Acknowledge(How.TALKED), by="UHANS", at=AT)
    assert card.id not in [letter.id for letter in await leased(database)], "it is in hand"
    await sends(database, card)
    assert Says.CARD in await all_sent(database)


async def test_however_many_changes_one_drawing_of_the_card(database: Database) -> None:
    case = await flag(database)
    await database.write(cases.record, case.id, Acknowledge(How.TALKED), by="UHANS", at=AT)
    await database.write(cases.record, case.id, CorrectTalked(), by="UKARIN", at=AT)
    assert (await all_sent(database)).count(Says.CARD) == 1


async def test_a_dropped_nudge_is_not_counted_as_sent(database: Database) -> None:
    await flag(database)
    await all_sent(database)
    moment = await database.read(clock.next_due)
    assert moment is not None
    await database.write(due.fall_due, at=moment)
    nudge = await taken(database)
    assert nudge.says is Says.NUDGE_TO_ANSWER
    assert await database.read(cases.sent, nudge.case_id or 0)
    await database.write(underway.drop, nudge)
    assert not await database.read(cases.sent, nudge.case_id or 0)
    assert not await database.read(underway.ready)


async def test_a_withdrawn_urgent_flag_is_told_to_everybody_asked(database: Database) -> None:
    case = await flag(database, Type.THREAT)
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
