"""What the bot has kept of somebody's account."""

from sqlalchemy import select

from storage.tables import PersonRow
from tests.stories.world import World


async def stored(world: World, key: str) -> PersonRow | None:
    """What the bot has kept of that person."""
    query = select(PersonRow).where(PersonRow.id == await ident(world, key))
    return await world.bot.desk.read(lambda session: session.scalars(query).one_or_none())


async def ident(world: World, key: str) -> str:
    told = await world.get("/control/people")
    return str(next(each["id"] for each in told["people"] if each["key"] == key))
