"""The Slack workspaces that the bot serves."""

from datetime import datetime

from sqlalchemy.orm import Session

from storage.database import insert
from storage.tables import Workspace


def ensure(session: Session, workspace: str, *, name: str, bot_user: str, at: datetime) -> None:
    """Know the workspace; its case numbers begin at 1."""
    told = {"name": name, "bot_user": bot_user}
    row = insert(session, Workspace).values(id=workspace, created_at=at, last_number=0, **told)
    session.execute(row.on_conflict_do_update(index_elements=["id"], set_=told))
