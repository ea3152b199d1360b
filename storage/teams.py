"""Teams and workspaces, and what a rule has to know around a case."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.calendar import known_zone
from bot.digest import next_digest
from bot.refusals import Code, Refused
from bot.team import PersonId, Team, TeamSettings, zone_of
from storage import absences, clock, people
from storage.database import insert
from storage.states import facts_of, settings_from
from storage.tables import TeamRow, Workspace


def save(session: Session, team: TeamSettings, *, at: datetime) -> TeamSettings:
    """Keep a team's settings (id 0: a new one); its open cases look at their clocks again."""
    row = session.get(TeamRow, team.id) if team.id else None
    if row is None:
        row = _row(session, team.workspace, team.channel) or TeamRow(
            workspace_id=team.workspace, channel=team.channel
        )
        session.add(row)
    row.settings = facts_of(team)
    row.digest_due = next_digest(team, at) if team.digest_on else None
    session.flush()
    clock.touch(session, team.workspace, at=at, team=row.id)
    return replace(team, id=row.id)


def get(session: Session, team_id: int) -> TeamSettings:
    row = session.get(TeamRow, team_id)
    if row is None:
        raise Refused(Code.TEAM_UNKNOWN)
    return settings_of(row)


def of_channel(session: Session, workspace: str, channel: str) -> TeamSettings | None:
    row = _row(session, workspace, channel)
    return settings_of(row) if row else None


def of_workspace(session: Session, workspace: str) -> list[TeamSettings]:
    query = select(TeamRow).where(TeamRow.workspace_id == workspace).order_by(TeamRow.id)
    return [settings_of(row) for row in session.scalars(query)]


def at_work(
    session: Session, team_id: int, also: Iterable[PersonId | None] = (), *, at: datetime
) -> Team:
    """The team with those people whom its settings or `also` name, and who of them is away."""
    settings = get(session, team_id)
    named = {*settings.responsible, *settings.on_call_people, *also}
    ids = {person for person in named if person}
    known = people.known(session, settings.workspace, ids)
    zones = {person: zone_of(known.get(person), settings) for person in ids}
    absences_of = absences.known(session, settings.workspace, ids)
    return Team(
        settings,
        known,
        admins=people.admins(session, settings.workspace),
        absences=absences_of,
        away=frozenset(
            person
            for person, known_absences in absences_of.items()
            if any(absence.covers(at, zones[person]) for absence in known_absences)
        ),
    )


def settings_of(row: TeamRow) -> TeamSettings:
    found = settings_from(row.settings, row.id)
    return replace(found, zone=known_zone(found.zone) or "UTC")  # zones change with the machine


def _row(session: Session, workspace: str, channel: str) -> TeamRow | None:
    query = select(TeamRow).where(TeamRow.workspace_id == workspace, TeamRow.channel == channel)
    return session.scalars(query).one_or_none()


def rename(session: Session, workspace: str, channel: str, name: str) -> None:
    """The team is called as its channel is, where there is one."""
    row = _row(session, workspace, channel)
    if row is not None:
        row.settings = {**row.settings, "name": name}


def ensure_workspace(
    session: Session, workspace: str, *, name: str, bot_user: str, at: datetime
) -> None:
    """Know the workspace; its case numbers begin at 1."""
    told = {"name": name, "bot_user": bot_user}
    row = insert(session, Workspace).values(id=workspace, created_at=at, last_number=0, **told)
    session.execute(row.on_conflict_do_update(index_elements=["id"], set_=told))
