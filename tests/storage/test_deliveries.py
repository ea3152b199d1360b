"""What Slack delivers twice is done once."""

import asyncio
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import update
from sqlalchemy.orm import Session

from bot.refusals import Code, Refused
from storage import received
from storage.database import Database, connect, now
from storage.tables import ReceivedRow

KEY = "event:Ev1"


def answering(session: Session, done: list[str]) -> dict[str, Any]:
    known = received.begin(session, KEY)
    if known is None:
        done.append(KEY)
        received.keep(session, KEY, {"text": "done"})
    return known or {"text": "done"}


async def test_a_delivery_is_answered_once_and_forgotten_after_a_day(database: Database) -> None:
    def a_day_passes(session: Session) -> None:
        old = now(session) - timedelta(days=1, seconds=1)
        session.execute(update(ReceivedRow).values(at=old))

    done: list[str] = []
    for _ in range(2):
        assert await database.write(answering, done) == {"text": "done"}
        await database.write(received.forget)
    assert done == [KEY]
    await database.write(a_day_passes)
    await database.write(received.forget)
    await database.write(answering, done)
    assert done == [KEY, KEY]


async def test_one_delivery_on_two_connections_at_once_is_answered_alike(database_url: str) -> None:
    one, other = connect(database_url), connect(database_url)
    done: list[str] = []
    answers = await asyncio.gather(*(bot.write(answering, done) for bot in (one, other) * 4))
    assert answers == [{"text": "done"}] * 8
    assert done == [KEY]
    await asyncio.gather(one.close(), other.close())


async def test_what_was_refused_may_be_tried_again(database: Database) -> None:
    def refused(session: Session) -> None:
        received.begin(session, KEY)
        raise Refused(Code.BUSY)

    with pytest.raises(Refused):
        await database.write(refused)
    done: list[str] = []
    await database.write(answering, done)
    assert done == [KEY]
