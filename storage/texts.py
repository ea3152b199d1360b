"""What people typed, apart from the facts: everything else holds its id, so that it can go."""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy.orm import Session

from storage.tables import TextRow


def keep_text(
    session: Session,
    workspace: str,
    body: str,
    *,
    by: str,
    at: datetime,
    case_id: int | None = None,
) -> int:
    """Keep what a person typed, apart from the facts; its id."""
    row = TextRow(workspace_id=workspace, case_id=case_id, body=body, by=by, at=at)
    session.add(row)
    session.flush()
    return row.id


def words(session: Session, text_id: int | None) -> str | None:
    """What a person typed; None when there is none, or it was erased."""
    row = session.get(TextRow, text_id) if text_id is not None else None
    return row.body if row else None


def several(session: Session, ids: Iterable[int | None]) -> list[str]:
    """The texts in that order; an empty one where there is none."""
    return [words(session, text_id) or "" for text_id in ids]
