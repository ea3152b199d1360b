"""Each protection, taken out of this process: docs/reliability.md has what the judge finds then."""

from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import Any

from sqlalchemy import and_, or_

from handlers import EVENTS, running
from handlers.sending import deliver
from storage import due, received, underway
from storage.tables import LetterRow
from storage.underway import Letter


def put(where: object, name: str, what: object) -> None:
    """In this process from now on."""
    setattr(where, name, what)


async def nothing(*_anything: Any) -> None:
    return None


def look() -> None:
    """Whatever ended unknown is posted again without a look."""
    put(deliver, "found", nothing)


def lease() -> None:
    """A letter that somebody has in hand is anybody's."""
    put(deliver, "LEASE", timedelta())
    put(underway, "LOOK_AFTER", timedelta())


def lanes() -> None:
    """Letters do not wait for the one before them."""

    def may_go(at: Any) -> Any:
        return and_(
            LetterRow.state == "waiting",
            or_(LetterRow.not_before.is_(None), LetterRow.not_before <= at),
            or_(
                LetterRow.leased_until.is_(None),
                LetterRow.leased_until <= at - underway.LOOK_AFTER,
            ),
        )

    put(underway, "_may_go", may_go)


def aside() -> None:
    """What is refused is given up at once."""

    def give_up(session: Any, letter: Letter, *, reason: str, **_more: Any) -> None:
        underway.give_up(session, letter, reason=reason)

    put(underway, "set_aside", give_up)


def again() -> None:
    """What ended unknown counts as sent."""

    def taken(session: Any, letter: Letter, **_more: Any) -> None:
        session.get_one(LetterRow, letter.id).state = "sent"

    put(underway, "look_later", taken)


def once() -> None:
    """What is delivered twice is done twice."""
    begin = received.begin

    def always_new(session: Any, key: str) -> None:
        begin(session, key)

    put(received, "begin", always_new)


def owners() -> None:
    """Nobody looks whether an account is closed: neither at events nor every day."""
    EVENTS["user_change"] = nothing
    put(running, "look_after_accounts", nothing)


def clocks() -> None:
    """No clock falls due."""
    put(due, "fall_due", lambda *_anything, **_more: False)


WITHOUT: Mapping[str, Callable[[], None]] = {
    each.__name__: each for each in (look, lease, lanes, aside, again, once, owners, clocks)
}
