"""Teams, and what a rule has to know around a case."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.digest import next_digest
from bot.people import Office, Team
from bot.refusals import Code, Refused
from storage import absences, people
from storage.states import team_from, to_state
from storage.tables import TeamRow
from storage.waking import wake


def save(session: Session, team: Team, *, at: datetime) -> Team:
    """Keep a team's settings (id 0: a new one); its open cases look at their clocks again."""
    row = session.get(TeamRow, team.id) if team.id else None
    if row is None:
        row = _row(session, team.workspace, team.channel) or TeamRow(
            workspace_id=team.workspace, channel=team.channel
        )
        session.add(row)
    row.settings = to_state(team)
    row.digest_due = next_digest(team, at) if team.digest_on else None
    session.flush()
    wake(session, team.workspace, at=at, team=row.id)
    return replace(team, id=row.id)


def get(session: Session, team_id: int) -> Team:
    row = session.get(TeamRow, team_id)
    if row is None:
        raise Refused(Code.TEAM_UNKNOWN)
    return team_of(row)


def of_channel(session: Session, workspace: str, channel: str) -> Team | None:
    row = _row(session, workspace, channel)
    return team_of(row) if row else None


def of_workspace(session: Session, workspace: str) -> list[Team]:
    query = select(TeamRow).where(TeamRow.workspace_id == workspace).order_by(TeamRow.id)
    return [team_of(row) for row in session.scalars(query)]


def office(
    session: Session, team: Team, also: Iterable[str | None] = (), *, at: datetime
) -> Office:
    """The team with those people whom its settings or the case name, and who of them is away."""
    named = {*team.managers, *(entry.person for entry in team.on_call), team.deputy, team.skip}
    ids = {person for person in (*named, *also) if person}
    known = people.known(session, team.workspace, ids)
    zones = {person: known[person].zone if person in known else team.zone for person in ids}
    away = absences.known(session, team.workspace, ids)
    return Office(
        team,
        known,
        admins=people.admins(session, team.workspace),
        absences=away,
        away=frozenset(
            person
            for person, absences_ in away.items()
            if any(absence.covers(at, zones[person]) for absence in absences_)
        ),
    )


def team_of(row: TeamRow) -> Team:
    return replace(team_from(row.settings), id=row.id)


def _row(session: Session, workspace: str, channel: str) -> TeamRow | None:
    query = select(TeamRow).where(TeamRow.workspace_id == workspace, TeamRow.channel == channel)
    return session.scalars(query).one_or_none()
