"""A team in an empty database, for tests that need nothing of Slack."""

import secrets
from datetime import UTC, datetime, timedelta
from functools import partial

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from bot.claim.case import ClaimForm, Origin
from bot.flag.care import Acknowledge
from bot.flag.case import Flag, FlagForm, Type, Wish
from bot.flag.tracks import How
from bot.notices import Says
from bot.steps import Case
from bot.team import Person, TeamSettings
from storage import cases, outbox, people, teams, underway
from storage.database import Database
from storage.tables import LetterRow
from storage.underway import Letter

AT = datetime(2026, 3, 2, 9, 15, tzinfo=UTC)
LEASE = timedelta(seconds=30)
PEOPLE = ("UKARIN", "UIDA", "UHANS", "USIGRID")


async def opened(database: Database) -> TeamSettings:
    """A workspace with one team, and an empty outbox: Hans manages it, Sigrid is the skip."""
    await database.write(teams.ensure_workspace, "T1", name="Nordlys", bot_user="UBOT", at=AT)
    known = [
        Person(person, person.title(), "Europe/Copenhagen", admin=person == "USIGRID")
        for person in PEOPLE
    ]
    await database.write(people.remember, "T1", known, at=AT)
    existing = await database.read(teams.of_channel, "T1", "C1")
    if existing is not None:
        return existing
    team = TeamSettings(
        0, "T1", "C1", "support", ("UHANS",), skip="USIGRID", zone="Europe/Copenhagen"
    )
    team = await database.write(teams.save, team, by="USIGRID", at=AT)
    await database.write(_heard)
    return team


def _heard(session: Session) -> None:
    """Who is asked has heard of it."""
    session.execute(delete(LetterRow))


def a_flag(team: TeamSettings, *types: Type) -> FlagForm:
    return FlagForm(team.id, types or (Type.PERSONAL_ABUSE,), Wish.ANSWER_ME, "K-1", "Said a lot.")


def a_claim(team: TeamSettings, customer: str = "N-1") -> ClaimForm:
    due = AT + timedelta(hours=4)
    return ClaimForm(team.id, customer, "Never ordered", Origin.LEFT_OPEN, due)


def write_to(session: Session, case_id: int, words: str, *, by: str, at: datetime) -> Case:
    """[Write to the agent]: words that the bot carries."""
    step = partial(Acknowledge, How.WRITTEN)
    return cases.record_typed(session, case_id, step, {"text": words}, by=by, at=at)


async def flag(database: Database, *types: Type) -> Flag:
    """A flag of Karin's in the team, which is set up if need be."""
    team = await opened(database)
    return await database.write(
        cases.new_flag, a_flag(team, *types), workspace="T1", by="UKARIN", at=AT
    )


async def a_letter(
    database: Database,
    to: str,
    *,
    key: str = "",
    says: Says = Says.WASHING_UP,
    urgent: bool = False,
    **about: int | None,
) -> int:
    """The id of the letter."""

    def write(session: Session) -> int:
        outbox.post(
            session,
            says,
            to,
            workspace="T1",
            key=key or secrets.token_hex(4),
            facts={},
            urgent=urgent,
            **about,
        )
        return session.scalars(select(func.max(LetterRow.id))).one()

    return await database.write(write)


async def leased(database: Database, *, most: int = 9, urgent: bool = False) -> list[Letter]:
    return await database.write(underway.lease, lasting=LEASE, most=most, urgent=urgent)


async def taken(database: Database, *, lasting: timedelta = LEASE) -> Letter:
    """The next letter."""
    (letter,) = await database.write(underway.lease, lasting=lasting, most=1, urgent=False)
    return letter


async def sends(database: Database, letter: Letter, *, stands: bool = True) -> None:
    ts = f"1.{letter.id}"
    await database.write(underway.sent, letter, channel="C1", ts=ts, stands=stands)


async def all_sent(database: Database) -> list[Says]:
    said = []
    while letters := await leased(database, most=1):
        said.append(letters[0].says)
        await sends(database, letters[0])
    return said


async def state_of(database: Database, letter_id: int) -> LetterRow:
    return await database.read(lambda session: session.get_one(LetterRow, letter_id))
