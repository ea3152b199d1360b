"""The weekly digest as a due row of its team."""

from dataclasses import asdict
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot import digest
from bot.cases import Case
from storage import cases, finding, outbox, teams
from storage.tables import CaseRow, DishRow, TeamRow


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
    found = _of_week(session, team.id, start)
    counted = asdict(digest.count(found, start, end))
    counted["owners"] = digest.owners(found, start, end)
    outbox.put_digest(session, team.workspace, team.id, week, counted)
    row.digest_due = digest.next_digest(team, at)
    return True


def _of_week(session: Session, team_id: int, start: datetime) -> list[Case]:
    """The cases that changed since, and those with an open dish, however long ago."""
    found = {case.id: case for case in finding.of_team(session, team_id, since=start)}
    query = select(DishRow.case_id).join(CaseRow).where(CaseRow.team_id == team_id).distinct()
    for case_id in session.scalars(query):
        found.setdefault(case_id, cases.look(session, case_id))
    return list(found.values())
