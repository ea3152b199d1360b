"""Every pattern of locks (docs/reliability.md, Locks), to be done again and again.

All of them meet at the same few cases of two customers; whoever is refused has locked all the same.
"""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from functools import partial
from random import Random
from typing import Any

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from bot.claim.case import Claim, Kept
from bot.claim.handover import AcceptCase, HandOver, WithdrawOffer
from bot.claim.steps import MarkHelped, Reopen
from bot.claim.unowned import LetGo
from bot.dishes.steps import AcceptDish, AddDish, PassDish
from bot.flag.behalf import Confirm
from bot.flag.care import Acknowledge, See
from bot.flag.tracks import How, MessageRef
from bot.refusals import Refused
from bot.team import Absence, Person, TeamSettings
from bot.text import customer_key
from storage import (
    absences,
    cases,
    claims,
    clock,
    digests,
    due,
    people,
    received,
    teams,
    together,
    underway,
    weekly,
)
from storage.database import Database
from storage.states import case_of
from storage.tables import CaseRow
from tests.storage.office import AT, a_claim, a_flag

KARIN, IDA, HANS, SIGRID, OLAV = "UKARIN", "UIDA", "UHANS", "USIGRID", "UOLAV"
COPENHAGEN = "Europe/Copenhagen"
SOON = AT + timedelta(hours=5)
BOTH = (True, False)


@dataclass
class Office:
    """The cases at which everybody meets, and dice of its own."""

    team: TeamSettings
    dice: Random
    customer: str = ""
    """Who is claimed."""
    hostile: str = ""
    """Who is flagged."""
    owned: list[int] = field(default_factory=list)
    unowned: list[int] = field(default_factory=list)
    flags: list[int] = field(default_factory=list)
    washed_up: int = 0
    """A claim whose customer is helped, with a dish."""
    count: int = 0

    def next(self) -> int:
        self.count += 1
        return self.count

    def one_of(self, *chances: Any) -> Any:
        return self.dice.choice(chances)


Deed = Callable[[Database, Office], Awaitable[object]]


async def furnished(database: Database, office: Office) -> None:
    """Fresh cases of new customers; those of before are over, and nobody meets there any more."""
    await database.write(_all_over)
    office.customer, office.hostile = f"N-{office.next()}", f"K-{office.next()}"
    office.owned = [await _claimed(database, office, by) for by in (IDA, OLAV, OLAV)]
    office.unowned = [await _claimed(database, office, IDA) for _ in range(3)]
    for each in office.unowned:
        await _does(database, each, LetGo(), IDA)
    office.washed_up = await _claimed(database, office, IDA)
    await _does(database, office.washed_up, MarkHelped(), IDA)
    await _does(database, office.washed_up, AddDish(IDA, date(2026, 3, 9)), IDA)
    office.flags = [(await _flagged(database, office, by)).case.id for by in (KARIN, IDA, KARIN)]


async def one_case(database: Database, office: Office) -> None:
    """A step on one case; a dish that is passed on writes the weekly lists, too."""
    answer = Acknowledge(How.REPLY, MessageRef("G1", str(office.next())))
    step, case_id, by = office.one_of(
        (HandOver(KARIN), office.owned[0], IDA),
        (WithdrawOffer(), office.owned[0], IDA),
        (AcceptCase(), office.owned[0], KARIN),
        (HandOver(IDA), office.owned[0], KARIN),
        (AcceptCase(), office.owned[0], IDA),
        (AcceptCase(), office.unowned[0], KARIN),
        (LetGo(), office.unowned[0], KARIN),
        (See(), office.flags[0], HANS),
        (answer, office.flags[1], HANS),
        *((PassDish(1, to), office.washed_up, IDA) for to in (KARIN, HANS)),
        *((AcceptDish(1), office.washed_up, by) for by in (KARIN, HANS)),
    )
    await _does(database, case_id, step, by)


async def hold_customer(database: Database, office: Office) -> None:
    """A claim behind a flag, or one opened again; where somebody has the customer, it closes."""
    closed, held = await database.read(_claims_of, office.customer)
    if closed and office.one_of(*BOTH):
        case = office.dice.choice(closed)
        done = await _does(database, case.id, Reopen(SOON), str(case.owner))
    else:
        form = replace(a_claim(office.team, office.customer), linked=office.one_of(*office.flags))
        by = office.one_of(KARIN, IDA, HANS)
        done = await _tried(database, together.claim, form, workspace="T1", by=by, at=AT)
    if not done and held is not None:
        await _does(database, held.id, MarkHelped(Kept.KEPT), str(held.owner))


async def flag_customer(database: Database, office: Office) -> None:
    """A flag, from a claim or not; or one for a colleague, who says yes."""
    if office.one_of(True, False, False):
        reported = await _flagged(database, office, IDA, agent=KARIN)
        yes = partial(together.confirm, step=Confirm(), by=KARIN, at=AT)
        await _tried(database, yes, reported.case.id)
    else:
        await _flagged(database, office, IDA, linked=office.one_of(None, *office.owned))


async def link_flags(database: Database, office: Office) -> None:
    """Both are the same event: linked with all that are linked already, or merged."""
    first, second = office.dice.sample(office.flags, 2)
    by = (await database.read(cases.look, first)).person
    await _tried(database, together.same_event, first, second, by=by, at=AT)


async def share_out(database: Database, office: Office) -> None:
    """The cases without an owner, whatever the order in which they stand in the form."""
    asked = office.dice.sample(office.unowned, 2)
    chosen = {each: office.one_of(KARIN, IDA, HANS) for each in asked}
    await _tried(database, claims.share_out, chosen, by=HANS, at=AT)


async def touch(database: Database, office: Office) -> None:
    """What makes every open case look again: an absence, an account, the team's settings."""
    first = date(2026, 4, office.dice.randint(1, 3))
    away = Absence(first, first + timedelta(days=office.dice.randint(0, 2)))
    zone, gone = office.one_of(COPENHAGEN, "UTC"), office.one_of(*BOTH)
    met = [Person(OLAV, "Olav", zone, deactivated=gone), Person(IDA, "Ida", COPENHAGEN)]
    newest = await database.read(teams.get, office.team.id)
    settings = replace(newest, skip=office.one_of(None, SIGRID))
    work, *told = office.one_of(
        (absences.keep, "T1", KARIN, away),
        (absences.end, "T1", KARIN, away),
        (people.remember, "T1", met),
        (partial(teams.save, by=SIGRID), settings),
    )
    await _tried(database, work, *told, at=AT)


async def fall_due(database: Database, _office: Office) -> None:
    """The clocks of one case, and what its owner left behind; none is due: all look again."""
    if not await database.write(due.fall_due, at=AT):
        await database.write(clock.touch, "T1", at=AT)


async def deliver(database: Database, office: Office) -> None:
    """One letter on its way: it arrives, or is no longer wanted, or waits."""
    leased = await database.write(
        underway.lease, lasting=timedelta(seconds=60), most=1, urgent=office.one_of(True, False)
    )
    if not leased:
        return
    (letter,) = leased
    how = office.one_of("sent", "sent", "dropped", "later")
    if how == "later":
        await database.write(underway.look_later, letter, reason="TimeoutError")
    elif how == "sent" or letter.card_id is not None:
        await database.write(underway.sent, letter, channel="C1", ts=f"{office.next()}.0")
    else:
        await database.write(underway.drop, letter)


async def rows_due(database: Database, office: Office) -> None:
    """What has a row of its own: weekly lists, digests, who may be named, what was received."""
    later = AT + timedelta(weeks=office.next())
    named, by = office.one_of(*BOTH), office.one_of(KARIN, IDA)
    work = office.one_of(
        weekly.fall_due,
        partial(digests.consent, workspace="T1", named=named, by=by),
        partial(teams.ensure_workspace, workspace="T1", name="Nordlys", bot_user="UBOT"),
    )
    await database.write(work, at=later)
    if (week := await database.read(digests.counted, at=later)) is not None:
        await database.write(digests.write, week)
    await database.write(received.forget)


PATTERNS: tuple[Deed, ...] = (
    one_case,
    hold_customer,
    flag_customer,
    link_flags,
    share_out,
    touch,
    fall_due,
    deliver,
    rows_due,
)


async def _tried(database: Database, work: Any, *args: Any, **told: Any) -> bool:
    """Whether it was done, and not refused."""
    try:
        await database.write(work, *args, **told)
    except Refused:
        return False
    return True


async def _does(database: Database, case_id: int, step: Any, by: str) -> bool:
    return await _tried(database, cases.record, case_id, step, by=by, at=AT)


async def _claimed(database: Database, office: Office, by: str) -> int:
    form = a_claim(office.team, f"N-{office.next()}")
    return (await database.write(together.claim, form, workspace="T1", by=by, at=AT)).id


async def _flagged(database: Database, office: Office, by: str, **more: Any) -> together.Flagged:
    said = f"It happened again, {office.next()}"
    form = replace(a_flag(office.team), reference=office.hostile, said=said, **more)
    return await database.write(together.flag, form, workspace="T1", by=by, at=AT)


def _claims_of(session: Session, reference: str) -> tuple[list[Claim], Claim | None]:
    """The closed ones, and the one that is open."""
    query = select(CaseRow).where(CaseRow.customer_key == customer_key(reference))
    every = [cases.only(Claim, case_of(row)) for row in session.scalars(query)]
    held = next((case for case in every if case.holds_customer), None)
    return [case for case in every if case.over], held


def _all_over(session: Session) -> None:
    session.execute(update(CaseRow).values(open=False, closed=True, next_due=None))
