"""What becomes of a letter whose try did not go well, by the database's clock."""

from datetime import timedelta

import pytest

from bot.flag.care import Acknowledge
from bot.flag.tracks import How
from bot.notices import Says
from storage import backlog, cases, outbox, underway
from storage import database as databases
from storage.database import Database
from tests.storage.office import (
    AT,
    a_letter,
    all_sent,
    flag,
    leased,
    opened,
    sends,
    state_of,
    taken,
)

HOUR, MINUTE = timedelta(hours=1), timedelta(minutes=1)
SLACK = timedelta(seconds=10)
"""How long a test may take between two looks at the clock."""


class Clock:
    """The database's clock, moved ahead."""

    def __init__(self, patch: pytest.MonkeyPatch) -> None:
        self._patch = patch

    def passes(self, by: timedelta) -> None:
        self._patch.setattr(databases, "AHEAD", databases.AHEAD + by)


@pytest.fixture
def later(monkeypatch: pytest.MonkeyPatch) -> Clock:
    return Clock(monkeypatch)


async def rests_for(database: Database, later: Clock, pause: timedelta) -> None:
    """The only letter may go when the pause is over, and not before."""
    later.passes(pause - SLACK)
    assert not await database.read(underway.ready)
    later.passes(SLACK)
    assert await database.read(underway.ready)


async def test_a_dead_workers_letter_comes_back_and_is_looked_for(
    database: Database, later: Clock
) -> None:
    await opened(database)
    await a_letter(database, "UHANS")
    lost = await taken(database, lasting=timedelta(seconds=30))
    assert not lost.uncertain
    later.passes(timedelta(seconds=30 + 5))
    assert await leased(database) == []
    later.passes(timedelta(seconds=10))
    found = await taken(database)
    assert (found.id, found.uncertain, found.attempts) == (lost.id, True, 2)
    assert found.first_try_at == lost.first_try_at


async def test_slacks_wish_to_wait_is_no_try_and_nothing_is_looked_for(
    database: Database, later: Clock
) -> None:
    await opened(database)
    await a_letter(database, "UHANS")
    for _again in range(50):
        letter = await taken(database)
        assert (letter.attempts, letter.uncertain, letter.old) == (1, False, False)
        await database.write(underway.wait, letter, seconds=30)
        await rests_for(database, later, timedelta(seconds=30))
    assert await all_sent(database) == [Says.WASHING_UP]


async def test_a_letter_that_waits_keeps_its_lane_in_order(
    database: Database, later: Clock
) -> None:
    await opened(database)
    first = await a_letter(database, "UHANS")
    second = await a_letter(database, "UHANS")
    other = await a_letter(database, "UIDA")
    await database.write(underway.wait, await taken(database), seconds=60)
    assert [letter.id for letter in await leased(database)] == [other]
    later.passes(MINUTE)
    assert (await taken(database)).id == first
    assert second not in [letter.id for letter in await leased(database)]


@pytest.mark.parametrize(
    ("urgent", "pauses"),
    [
        (False, [15, 30, 60, 120, 240, 480, 900, 900, 900]),
        (True, [15, 30, 60, 60, 60]),
    ],
)
async def test_after_an_unknown_end_the_pause_grows_from_15_seconds_to_a_limit(
    database: Database, later: Clock, urgent: bool, pauses: list[int]
) -> None:
    await opened(database)
    id = await a_letter(database, "UHANS", urgent=urgent)
    for seconds in pauses:
        letter = await taken(database)
        await database.write(underway.look_later, letter, reason="TimeoutError")
        await rests_for(database, later, timedelta(seconds=seconds))
        row = await state_of(database, id)
        assert (row.uncertain, row.reason, row.refused_since) == (True, "TimeoutError", None)


async def test_a_letter_whose_end_is_unknown_is_looked_for_as_long_as_it_takes(
    database: Database, later: Clock
) -> None:
    await opened(database)
    await a_letter(database, "UHANS")
    first = await taken(database)
    for _week in range(5):
        await database.write(underway.look_later, first, reason="internal_error")
        later.passes(timedelta(days=7))
        letter = await taken(database)
        assert (letter.uncertain, letter.old) == (True, False)
        assert letter.first_try_at == first.first_try_at
    await sends(database, first)
    row = await state_of(database, first.id)
    assert (row.state, row.uncertain, row.attempts, row.reason) == ("sent", False, 0, None)


async def test_a_refused_letter_does_not_block_its_lane(database: Database, later: Clock) -> None:
    await opened(database)
    refused = await a_letter(database, "UHANS")
    second = await a_letter(database, "UHANS")
    await database.write(
        underway.set_aside, await taken(database), reason="invalid_blocks", first=HOUR
    )
    assert [letter.id for letter in await leased(database)] == [second]
    later.passes(HOUR)
    assert refused in [letter.id for letter in await leased(database)]


async def test_a_letter_is_set_aside_for_an_hour_then_two_four_and_twelve_at_most(
    database: Database, later: Clock
) -> None:
    await opened(database)
    id = await a_letter(database, "UHANS")
    for hours in (1, 2, 4, 8, 12, 12):
        letter = await taken(database)
        assert not letter.uncertain, "a refusal says that nothing has arrived"
        await database.write(underway.set_aside, letter, reason="invalid_blocks", first=HOUR)
        await rests_for(database, later, timedelta(hours=hours))
    assert (await state_of(database, id)).reason == "invalid_blocks"


async def test_no_number_of_refusals_gives_a_letter_up(database: Database) -> None:
    await opened(database)
    await a_letter(database, "UHANS")
    for tries in range(1, 101):
        letter = await taken(database)
        assert (letter.attempts, letter.old) == (tries, False)
        await database.write(underway.set_aside, letter, reason="is_archived", first=timedelta())


async def test_age_gives_a_refused_letter_up_72_hours_after_the_first_refusal(
    database: Database, later: Clock
) -> None:
    await opened(database)
    await a_letter(database, "UHANS")
    await database.write(
        underway.set_aside, await taken(database), reason="is_archived", first=MINUTE
    )
    later.passes(timedelta(hours=72) - SLACK)
    letter = await taken(database)
    assert not letter.old
    await database.write(underway.set_aside, letter, reason="is_archived", first=MINUTE)
    later.passes(MINUTE * 2)
    letter = await taken(database)
    assert letter.old, "this try is the last"
    await sends(database, letter)
    assert (await state_of(database, letter.id)).refused_since is None


async def test_what_is_given_up_keeps_its_reason_and_is_tried_no_more(
    database: Database, later: Clock
) -> None:
    await opened(database)
    await a_letter(database, "UHANS")
    letter = await taken(database)
    await database.write(underway.give_up, letter, reason="user_disabled")
    row = await state_of(database, letter.id)
    assert (row.state, row.reason, row.leased_until) == ("given_up", "user_disabled", None)
    later.passes(timedelta(days=30))
    assert await leased(database) == []


async def test_while_slack_refuses_the_app_all_letters_of_the_workspace_wait(
    database: Database, later: Clock
) -> None:
    await opened(database)
    first, second = await a_letter(database, "UHANS"), await a_letter(database, "UIDA")
    letter = await taken(database)
    await database.write(underway.all_wait, letter, seconds=60, reason="invalid_auth")
    assert not await database.read(underway.ready)
    for id in (first, second):
        row = await state_of(database, id)
        assert (row.attempts, row.refused_since, row.reason) == (0, None, "invalid_auth")
    later.passes(MINUTE)
    assert {letter.id for letter in await leased(database)} == {first, second}


async def test_the_first_success_ends_all_pauses_but_those_of_refusals(
    database: Database,
) -> None:
    await opened(database)
    unknown, refused, waits = [await a_letter(database, to) for to in ("UHANS", "UIDA", "UKARIN")]
    letters = {letter.id: letter for letter in await leased(database)}
    await database.write(underway.look_later, letters[unknown], reason="TimeoutError")
    await database.write(underway.set_aside, letters[refused], reason="no_permission", first=HOUR)
    await database.write(underway.all_wait, letters[waits], seconds=60, reason="invalid_auth")
    await database.write(underway.end_pauses)
    again = {letter.id: letter.uncertain for letter in await leased(database)}
    assert again == {unknown: True, waits: False}


async def test_a_pause_of_all_leaves_a_refused_letter_set_aside_and_is_over_before_it(
    database: Database, later: Clock
) -> None:
    await opened(database)
    refused, other = await a_letter(database, "UIDA"), await a_letter(database, "UHANS")
    letters = {letter.id: letter for letter in await leased(database)}
    await database.write(underway.set_aside, letters[refused], reason="no_permission", first=HOUR)
    await database.write(underway.all_wait, letters[other], seconds=60, reason="invalid_auth")
    row = await state_of(database, refused)
    assert row.reason == "no_permission"
    later.passes(MINUTE)
    assert [letter.id for letter in await leased(database)] == [other]


async def test_what_was_refused_in_a_channel_is_tried_at_once_when_something_changes_there(
    database: Database,
) -> None:
    team = await opened(database)
    here = await a_letter(database, "team_channel", team_id=team.id)
    elsewhere = await a_letter(database, "UIDA")
    letters = {letter.id: letter for letter in await leased(database)}
    for id in (here, elsewhere):
        await database.write(underway.set_aside, letters[id], reason="is_archived", first=HOUR)
    for workspace, channel in (("T1", "C2"), ("T2", "C1")):
        await database.write(outbox.place_is_back, workspace, channel)
        assert await leased(database) == []
    await database.write(outbox.place_is_back, "T1", "C1")
    assert [letter.id for letter in await leased(database)] == [here]


async def test_a_refused_card_that_becomes_stale_begins_anew(database: Database) -> None:
    case = await flag(database)
    card = await taken(database)
    await database.write(underway.set_aside, card, reason="no_permission", first=HOUR)
    await database.write(cases.record, case.id, Acknowledge(How.TALKED), by="UHANS", at=AT)
    again = {letter.says: letter for letter in await leased(database)}[Says.CARD]
    assert (again.id, again.attempts, again.old) == (card.id, 1, False)


async def test_an_urgent_letter_that_has_not_gone_out_in_five_minutes_is_late_once(
    database: Database, later: Clock
) -> None:
    await opened(database)
    urgent, sent_in_time, _usual = [
        await a_letter(database, to, urgent=to != "UIDA") for to in ("UHANS", "UKARIN", "UIDA")
    ]
    letters = {letter.id: letter for letter in await leased(database)}
    await sends(database, letters[sent_in_time])
    await database.write(underway.wait, letters[urgent], seconds=HOUR.total_seconds())
    later.passes(MINUTE * 5 - SLACK)
    assert await late(database) == []
    later.passes(SLACK)
    assert await late(database) == [urgent]


async def late(database: Database) -> list[int]:
    return [row.id for row in await database.write(underway.late)]


async def test_whoever_runs_the_bot_sees_what_is_stuck_and_sends_it_again(
    database: Database,
) -> None:
    await opened(database)
    given_up, refused, waits = [await a_letter(database, to) for to in ("UHANS", "UIDA", "UKARIN")]
    letters = {letter.id: letter for letter in await leased(database)}
    await database.write(underway.give_up, letters[given_up], reason="user_disabled")
    await database.write(underway.set_aside, letters[refused], reason="no_permission", first=HOUR)
    await database.write(underway.wait, letters[waits], seconds=60)
    assert [row.id for row in await database.read(backlog.listed)] == [given_up, refused]
    for id in (given_up, refused):
        assert await database.write(backlog.send_again, id)
    assert await database.read(backlog.listed) == []
    again = await leased(database)
    assert [(letter.id, letter.attempts) for letter in again] == [(given_up, 1), (refused, 1)]
    await sends(database, again[0])
    for gone in (given_up, 999):
        assert not await database.write(backlog.send_again, gone)


async def test_something_is_ready_while_a_letter_may_go_or_is_on_its_way(
    database: Database,
) -> None:
    await opened(database)
    assert not await database.read(underway.ready)
    await a_letter(database, "UHANS")
    assert await database.read(underway.ready)
    letter = await taken(database)
    assert await database.read(underway.ready)
    await sends(database, letter)
    assert not await database.read(underway.ready)
