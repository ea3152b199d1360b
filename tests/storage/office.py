"""A team in an empty database, for tests that need nothing of Slack."""

from datetime import UTC, datetime, timedelta
from functools import partial

from sqlalchemy import delete
from sqlalchemy.orm import Session

from bot.claim.case import ClaimForm, Origin
from bot.flag.care import Acknowledge
from bot.flag.case import FlagForm, Type, Wish
from bot.flag.tracks import How
from bot.steps import Case
from bot.team import Person, TeamSettings
from storage import cases, people, teams
from storage.database import Database
from storage.tables import LetterRow

AT = datetime(2026, 3, 2, 9, 15, tzinfo=UTC)
PEOPLE = ("UKARIN", "UIDA", "UHANS", "USIGRID")


async def opened(database: Database) -> TeamSettings:
    """A workspace with one team, and an empty outbox: Hans manages it, Sigrid is the skip."""
    await database.write(teams.ensure_workspace, "T1", name="Nordlys", bot_user="UBOT", at=AT)
    known = [
        Person(person, person.title(), "Europe/Copenhagen", admin=person == "USIGRID")
        for person in PEOPLE
    ]
    await database.write(people.remember, "T1", known, at=AT)
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
