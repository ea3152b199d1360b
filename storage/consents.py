"""Whether the digest may name somebody, and the digests that have to be drawn anew."""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.notices import Says
from storage.database import insert
from storage.tables import ConsentRow, LetterRow

REDRAWN = 8
"""So many of the newest digests are drawn anew when somebody takes their yes back."""


def get(session: Session, workspace: str, people: Iterable[str]) -> dict[str, bool]:
    """What each has said; who has said nothing is not there."""
    query = select(ConsentRow).where(
        ConsentRow.workspace_id == workspace, ConsentRow.person.in_(list(people))
    )
    return {row.person: row.named for row in session.scalars(query)}


def give(session: Session, workspace: str, *, named: bool, by: str, at: datetime) -> bool:
    """Keep the yes or no; a no edits the digests that name the person. Gives it back."""
    told = {"named": named, "at": at}
    row = insert(session, ConsentRow).values(workspace_id=workspace, person=by, **told)
    columns = ["workspace_id", "person"]
    session.execute(row.on_conflict_do_update(index_elements=columns, set_=told))
    if not named:
        _draw_anew(session, workspace, by)
    return named


def _draw_anew(session: Session, workspace: str, person: str) -> None:
    """As a stale card is: the message that stands there is edited."""
    query = (
        select(LetterRow)
        .where(LetterRow.workspace_id == workspace, LetterRow.says == Says.DIGEST.value)
        .where(LetterRow.state == "sent")
        .order_by(LetterRow.id.desc())
        .limit(REDRAWN)
    )
    for row in session.scalars(query.with_for_update()):
        if person in row.facts.get("owners", ()):
            row.state, row.wanted = "waiting", row.wanted + 1
