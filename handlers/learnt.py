"""What a letter learns only as it leaves: counts, names that may be named, what is still so."""

from typing import Any

from bot import digest
from bot.notices import Says
from handlers.desk import Desk
from storage import claims, consents, outbox, texts
from storage.outbox import Letter


async def facts(desk: Desk, letter: Letter, channel: str) -> dict[str, Any]:
    """The letter's facts, and what it has to look up."""
    found = dict(letter.facts)
    if letter.says is Says.DIGEST:
        return await _digest(desk, letter, channel)
    if letter.says is Says.UNOWNED and letter.team_id is not None:
        cases = await desk.read(claims.unowned, letter.team_id)
        found |= {"count": len(cases), "due": cases[0].promise.due.isoformat()} if cases else {}
    if letter.says is Says.WASHING_UP:
        said = await desk.read(consents.get, letter.workspace, [letter.to])
        found["named"] = said.get(letter.to)
    if "texts" in found:
        found["lines"] = await desk.read(texts.several, found["texts"])
    return found


async def still_true(desk: Desk, letter: Letter) -> bool:
    """Whether there are still cases without an owner, when the letter is about them."""
    if letter.says is not Says.UNOWNED or letter.team_id is None:
        return True
    return bool(await desk.read(claims.unowned, letter.team_id))


async def _digest(desk: Desk, letter: Letter, channel: str) -> dict[str, Any]:
    """Drawn from what was stored, so that a digest that is edited shows the same numbers."""
    told = dict(letter.facts)
    owners = told.pop("owners", [])
    members = told.pop("members", None)
    if members is None:
        members = await desk.colleagues.humans(await desk.colleagues.members(channel))
        await desk.database.write(outbox.learn, letter, {"members": members})
    said = await desk.read(consents.get, letter.workspace, owners)
    named = [person for person in owners if said.get(person)]
    shown = digest.show(digest.Week(**told), members)
    return {"shown": shown, "named": named, "others": len(owners) - len(named)}
