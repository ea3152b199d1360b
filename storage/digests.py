"""The weekly digest as a due row of its team."""

from dataclasses import asdict
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot import digest
from storage import finding, outbox, teams
from storage.tables import TeamRow


def fall_due(session: Session, *, at: datetime) -> bool:
    """Write one team's digest; after an outage the last one, older ones not. False: none due."""
    row = session.scalars(
        select(TeamRow)
        .where(TeamRow.digest_due <= at)
        .order_by(TeamRow.digest_due, TeamRow.id)
        .limit(1)
        .with_for_update(skip_locked=True)
    ).one_or_none()
    if row is None:
        return False
    team = teams.team_of(row)
    start, end, week = digest.week_before(team, at)
    counted = digest.count(finding.of_team(session, team.id, since=start), start, end)
    outbox.put_digest(session, team.workspace, team.id, week, asdict(counted))
    row.digest_due = digest.next_digest(team, at)
    return True
