"""Each protection, taken out of this process: what the judge finds then is in docs/reliability.md."""

from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import Any

from sqlalchemy import ColumnElement, and_, or_

import handlers.running
from handlers.sending import deliver, trouble
from storage import received, underway
from storage.tables import LetterRow
from storage.underway import Letter


def look() -> None:
    """Whatever ended unknown is posted again without a look."""

    async def nothing(*_anything: Any) -> None:
        return None

    deliver.found = nothing


def lease() -> None:
    """A letter that somebody has in hand is anybody's."""
    deliver.LEASE = timedelta()
    underway.LOOK_AFTER = timedelta()


def lanes() -> None:
    """Letters do not wait for the one before them."""

    def may_go(at: Any) -> ColumnElement[bool]:
        return and_(
            LetterRow.state == "waiting",
            or_(LetterRow.not_before.is_(None), LetterRow.not_before <= at),
            or_(LetterRow.leased_until.is_(None), LetterRow.leased_until <= at),
        )

    underway._may_go = may_go


def aside() -> None:
    """What is refused is given up at once."""

    def give_up(session: Any, letter: Letter, *, reason: str, **_more: Any) -> None:
        underway.give_up(session, letter, reason=reason)

    trouble.underway.set_aside = give_up  # type: ignore[attr-defined]  # imported there


def again() -> None:
    """What ended unknown counts as sent."""

    def taken(session: Any, letter: Letter, **_more: Any) -> None:
        row = session.get_one(LetterRow, letter.id)
        row.state = "sent"

    underway.look_later = taken


def once() -> None:
    """What is delivered twice is done twice."""
    received.begin = lambda *_anything: None


def owners() -> None:
    """Nobody looks whether an account is closed: neither at events nor every day."""
    from handlers import EVENTS  # noqa: PLC0415  the table of listeners imports everything

    async def nothing(*_anything: Any) -> None:
        return None

    EVENTS["user_change"] = nothing
    handlers.running.look_after_owners = nothing


def clocks() -> None:
    """No clock falls due."""
    handlers.running.due.fall_due = lambda *_a, **_k: False  # type: ignore[attr-defined]  # imported there


WITHOUT: Mapping[str, Callable[[], None]] = {
    each.__name__: each for each in (look, lease, lanes, aside, again, once, owners, clocks)
}
