"""Looking people up never decides over safety: what is stored serves, and nobody waits for it."""

from datetime import UTC, datetime

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from storage.tables import LetterRow, PersonRow
from tests.stories.world import World

ABUSE = {"What happened": ["Personal abuse"], "Customer reference": "K-2290"}
THREAT = {"What happened": ["Threat"], "Customer reference": "K-4"}
LONG_AGO = datetime(2026, 1, 1, tzinfo=UTC)


def stored_long_ago(session: Session) -> None:
    session.execute(update(PersonRow).values(fetched_at=LONG_AGO))


def stored(session: Session, key: str) -> PersonRow:
    return session.scalars(select(PersonRow).where(PersonRow.id == f"U0{key}")).one()


async def known(world: World, key: str) -> PersonRow | None:
    """What the bot has stored of them."""
    told = await world.get("/control/people")
    ident = next(each["id"] for each in told["people"] if each["key"] == key)

    def look(session: Session) -> PersonRow | None:
        return session.scalars(select(PersonRow).where(PersonRow.id == ident)).one_or_none()

    return await world.bot.desk.read(look)
