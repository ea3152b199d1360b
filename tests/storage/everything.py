"""Whatever the bot asks its database on a tick or a click, done once at least."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import partial
from random import Random
from typing import Any

from sqlalchemy import update
from sqlalchemy.orm import Session

from bot.flag.case import Type
from bot.flag.routing import Move
from bot.flag.tracks import MessageRef
from bot.notices import Says
from bot.refusals import Refused
from bot.steps import Case
from bot.team import CLOCK, Person
from bot.text import Typed
from storage import (
    awaited,
    backlog,
    cards,
    cases,
    claims,
    clock,
    digests,
    dishes,
    due,
    finding,
    heard,
    leaving,
    losses,
    outbox,
    people,
    received,
    teams,
    texts,
    together,
    underway,
    weekly,
)
from storage.database import Database
from storage.heard import Heard
from storage.tables import LetterRow
from tests.storage.office import AT, a_letter, flag, leased, opened, sends, taken, write_to
from tests.storage.patterns import HANS, IDA, KARIN, PATTERNS, Office, furnished

BY_HAND = {"backlog.listed", "backlog.send_again"}
"""What whoever runs the bot asks for in a terminal."""
LONG_AGO = datetime(2020, 1, 1, tzinfo=UTC)


async def everything(database: Database) -> None:
    office = Office(await opened(database), Random(1))
    await furnished(database, office)
    for _again in range(6):
        for deed in PATTERNS:
            await deed(database, office)
    await furnished(database, office)
    same = partial(together.same_event, by=KARIN, at=AT)
    await database.write(same, office.flags[2], office.flags[0])
    for named in (True, False):
        await database.write(digests.consent, workspace="T1", named=named, by=KARIN, at=AT)
    passed_on = await flag(database)
    await database.write(cases.record, passed_on.id, Move(("USIGRID",)), by=CLOCK, at=AT)
    case = await flag(database, Type.THREAT)
    await _conversation(database, case)
    await _letters(database, case)
    await flag(database)
    for letter in await leased(database):
        if letter.card_id is not None:
            await database.write(losses.without_card, letter)
    await database.read(_lists, office, case)
    await _time_passes(database)
    await database.write(_settings, office)


async def _conversation(database: Database, case: Case) -> None:
    """A flag's card, what is written below it, and what becomes of both."""
    card = await database.read(_card, case)
    await database.write(cards.opened, card.id, "G1")
    ref = MessageRef("G1", "1772442900.000100")
    said = Heard("T1", ref, "0 1", says=True)
    read = partial(cases.read, by=HANS, at=AT)
    for work, *told in (
        (read, case.id),
        (partial(heard.answer, by=HANS, at=AT), case.id, said),
        (partial(heard.take_back, at=AT), replace(said, version="0 2", gone=True)),
        (heard.note_here, Heard("T1", replace(ref, ts="2.0"), "0 1", says=True)),
        (partial(heard.confirm, by=HANS, at=AT), "T1", case.id, replace(ref, ts="2.0")),
        (heard.forget,),
        (partial(write_to, by=HANS, at=AT), case.id, "I saw it. We talk at two."),
        (partial(cases.correct_text, by=KARIN, at=AT), case.id, "Other words."),
        (cards.forget_message, card.id),
        (cards.forget_place, card.id),
        (cards.post_anew, card.id, case),
        (cards.leave, card.id, case),
        (partial(received.begin, key="E1"),),
        (partial(received.begin, key="E1"),),
        (partial(received.keep, key="E1", answer={"a": 1}),),
        (partial(clock.set_aside, at=AT), case.id),
    ):
        await _tried(database, work, *told)


async def _letters(database: Database, case: Case) -> None:
    """Every way in which a try may end."""
    await database.write(_written_long_ago)
    await database.write(losses.tell_of_late, at=AT)
    await database.read(underway.ready)
    await database.write(underway.end_pauses)
    for says in (Says.WORDS, Says.CARD, Says.WASHING_UP):
        await a_letter(database, HANS, says=says, case_id=case.id, team_id=case.team)
    await a_letter(database, "team_channel", team_id=case.team)
    for letter in await leased(database, urgent=True):
        await database.read(underway.about, letter)
        if letter.card_id is not None:
            await database.write(losses.without_card, letter)
        await database.write(underway.learn, letter, {"who": HANS})
        await database.write(losses.give_up, letter, reason="gone", at=AT)
    letter = await taken(database)
    await database.write(underway.wait, letter, seconds=0)
    await database.write(underway.all_wait, letter, seconds=0, reason="token_revoked")
    await database.write(underway.look_later, letter, reason="TimeoutError")
    await database.write(underway.set_aside, letter, reason="x", first=timedelta(0))
    await database.write(outbox.place_is_back, "T1", "C1")
    for each in await leased(database):
        if each.case_id is None:
            await database.write(losses.tell_of_place, each, at=AT)
            await database.write(losses.not_where_others_read, each, at=AT)
        else:
            await sends(database, each)
    await database.write(underway.drop, letter)
    nudge = replace(letter, case_id=case.id, facts={"nudge": ["care", 1, "50"]})
    await database.write(underway.drop, nudge)


async def _time_passes(database: Database) -> None:
    """Clocks, also those of an owner who is gone; digests and weekly lists."""
    gone = Person("UOLAV", "Olav", "UTC", deactivated=True)
    await database.write(people.remember, "T1", [gone], at=AT)
    for days in range(1, 22, 4):
        at = AT + timedelta(days=days)
        for forget in (outbox.forget, due.forget):
            await database.write(forget)
        for work in (due.fall_due, weekly.fall_due):
            while await database.write(work, at=at):
                pass
        if (week := await database.read(digests.counted, at=at)) is not None:
            await database.write(digests.write, week)


def _lists(session: Session, office: Office, case: Case) -> None:
    """What is looked at, and changes nothing."""
    for person in (KARIN, IDA, HANS):
        awaited.mine(session, "T1", person, at=AT)
        awaited.unanswered(session, "T1", person)
        dishes.dishes_of(session, "T1", person)
        cards.newest(session, case, person)
    claims.unowned(session, office.team.id)
    claims.open_of(session, "T1")
    awaited.everybody(session, "T1")
    claims.read(session, office.owned[0], by=IDA, at=AT)
    clock.next_due(session)
    backlog.backlog(session, at=AT)
    finding.wished_before(session, "T1", "UOLAV")  # many claims, and never a flag
    cards.at(session, "T1", "C1", "1.0")
    for channel in ("G1", "C1"):
        heard.agents(session, "T1", channel)
        cards.in_channel(session, "T1", channel)
    digests.consents(session, "T1", [KARIN])
    together.numbers(session, case, by=HANS, at=AT)
    people.met(session, "T1")
    people.names(session, "T1")
    people.may_work(session, "T1", KARIN)
    people.stored(session, "T1", [KARIN])
    teams.of_workspace(session, "T1")
    teams.changed_since(session, office.team.id, 0)
    texts.several(session, [Typed(1)])


def _settings(session: Session, office: Office) -> None:
    teams.rename(session, "T1", "C1", "support")
    leaving.remember(session, "T1", Person("UNEW", "New", "UTC", guest=True), at=AT)
    leaving.gone(session, "T1", HANS, at=AT)
    people.back(session, "T1", HANS, at=AT)


def _card(session: Session, case: Case) -> cards.Card:
    found = cards.newest(session, case)
    assert found is not None
    return cards.get(session, found.id)


def _written_long_ago(session: Session) -> None:
    session.execute(update(LetterRow).values(written_at=LONG_AGO))


async def _tried(database: Database, work: Any, *told: Any) -> None:
    try:
        await database.write(work, *told)
    except Refused:
        return
