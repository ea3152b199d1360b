"""What people typed, apart from the facts: everything else holds its id, so that it can go."""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import insert
from sqlalchemy.orm import Session

from bot.team import PersonId
from bot.text import Typed, answers
from storage.tables import TextRow

TEXTS = TextRow.__table__
KEEP = insert(TEXTS).returning(TEXTS.c.id)


def keep(
    session: Session,
    workspace: str,
    body: str,
    *,
    by: PersonId,
    at: datetime,
    case: int | None = None,
    names: Iterable[str] = (),
) -> Typed:
    """Keep what a person typed; whether it says more than fillers and `names` goes along."""
    row = {"workspace_id": workspace, "case_id": case, "body": body, "by": by, "at": at}
    text_id = session.execute(KEEP, row).scalar_one()
    return Typed(text_id, filler=not answers(body, names))


def words(session: Session, text: Typed | None) -> str | None:
    """What a person typed; None when there is none, or it was erased."""
    return by_id(session, text.id) if text is not None else None


def by_id(session: Session, text_id: int | None) -> str | None:
    row = session.get(TextRow, text_id) if text_id is not None else None
    return row.body if row else None


def several(session: Session, found: Iterable[Typed | None]) -> list[str]:
    """The texts in that order; an empty one where there is none."""
    return [words(session, text) or "" for text in found]
