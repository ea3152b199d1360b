"""The Slack workspaces that the bot serves."""

from datetime import datetime

from sqlalchemy.orm import Session

from storage.tables import Workspace


def ensure(session: Session, workspace: str, *, name: str, bot_user: str, at: datetime) -> None:
    """Know the workspace; its case numbers begin at 1."""
    row = session.get(Workspace, workspace)
    if row is None:
        row = Workspace(id=workspace, created_at=at, last_number=0)
        session.add(row)
    row.name, row.bot_user = name, bot_user
