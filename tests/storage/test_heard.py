"""The newest that Slack told of a message counts, in whatever order it comes."""

import asyncio
from itertools import permutations

import pytest

from bot.flag.tracks import MessageRef
from storage import heard
from storage.database import Database, connect
from storage.heard import Heard
from tests.storage.office import opened

REF = MessageRef("G1", "1772442900.000100")
POSTED, SHOWN, EDITED = (Heard("T1", REF, version, says=True) for version in ("0 1", "0 3", "2 2"))
GONE = Heard("T1", REF, "0 2", gone=True)


@pytest.mark.parametrize("order", list(permutations((POSTED, SHOWN, EDITED))), ids=str)
async def test_the_newest_version_is_kept(database: Database, order: tuple[Heard, ...]) -> None:
    await opened(database)
    for each in order:
        await database.write(heard.note, each)
    assert await database.read(heard.known, "T1", REF) == EDITED
    assert not await database.write(heard.note, EDITED)


@pytest.mark.parametrize("order", list(permutations((POSTED, EDITED, GONE))), ids=str)
async def test_what_is_gone_stays_gone(database: Database, order: tuple[Heard, ...]) -> None:
    await opened(database)
    for each in order:
        await database.write(heard.note, each)
    known = await database.read(heard.known, "T1", REF)
    assert known is not None
    assert known.gone


async def test_two_events_of_one_message_at_once_leave_the_newer(
    database: Database, database_url: str
) -> None:
    await opened(database)
    other = connect(database_url)
    await asyncio.gather(
        *(bot.write(heard.note, each) for bot in (database, other) for each in (POSTED, EDITED))
    )
    assert await database.read(heard.known, "T1", REF) == EDITED
    await other.close()
