"""Teams and workspaces, and what a rule has to know around a case."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from bot import setup
from bot.calendar import known_zone
from bot.digest import next_digest
from bot.notices import Says
from bot.refusals import Code, Refused
from bot.team import PersonId, Team, TeamSettings, zone_of
from storage import absences, clock, outbox, people
from storage.database import insert
from storage.locks import held
from storage.states import facts_of, settings_from
from storage.tables import TeamHistoryRow, TeamRow, Workspace


def save(session: Session, team: TeamSettings, *, by: PersonId, at: datetime) -> TeamSettings:
    """Keep a team's settings; raises Refused when they have been saved since they were read.

    1. Its open cases look at their clocks again: they are held before the team is.
    2. Hold the team of that channel, if there is one, and compare the versions.
    3. Save, keep in the history what `by` has changed, and tell whoever it concerns.
    """
    row = session.scalars(_of_channel(team.workspace, team.channel)).one_or_none()
    if row is not None:
        clock.touch(session, team.workspace, at=at, team=row.id)
        row = session.scalars(held(_of_channel(team.workspace, team.channel))).one()
    old = settings_of(row) if row else None
    if team.version != (old.version if old else 0):
        raise Refused(Code.SETUP_STALE)
    team = replace(team, version=team.version + 1)
    digest_due = next_digest(team, at) if team.digest_on else None
    if row is None:
        team = replace(team, id=_new(session, team, digest_due))
    else:
        row.settings, row.digest_due = facts_of(team), digest_due
        team = replace(team, id=row.id)
    session.flush()
    if setup.changed(old, team):
        _remember(session, old, team, by=by, at=at)
        _tell(session, old, team, by=by)
    return team


def _new(session: Session, team: TeamSettings, digest_due: datetime | None) -> int:
    """Raises Refused when somebody has set the channel up at the same time."""
    place = {"workspace_id": team.workspace, "channel": team.channel}
    row = insert(session, TeamRow).values(**place, settings=facts_of(team), digest_due=digest_due)
    team_id = session.execute(row.on_conflict_do_nothing().returning(TeamRow.id)).scalar()
    if team_id is None:
        raise Refused(Code.SETUP_STALE)
    return int(team_id)


def _remember(
    session: Session, old: TeamSettings | None, team: TeamSettings, *, by: PersonId, at: datetime
) -> None:
    before, after = facts_of(old) if old else {}, facts_of(team)
    facts = {name: [before.get(name), after[name]] for name in setup.changed(old, team)}
    row = TeamHistoryRow(team_id=team.id, version=team.version, at=at, by=by, facts=facts)
    session.add(row)


def _tell(session: Session, old: TeamSettings | None, team: TeamSettings, *, by: PersonId) -> None:
    readers = [person for person in setup.told_of(old, team) if person != by]
    known = people.known(session, team.workspace, readers)
    facts: dict[str, object] = {"by": by, "settings": list(setup.changed(old, team))}
    before, now = setup.asked_in(old), setup.asked_in(team)
    for role in setup.WHO_IS_ASKED:
        facts |= {role: list(now[role]), f"{role}_before": list(before[role])}
    for person in readers:
        if person not in known or not (known[person].deactivated or known[person].outsider):
            outbox.post(
                session,
                Says.SETTINGS_CHANGED,
                person,
                workspace=team.workspace,
                key=f"settings:{team.id}:{team.version}:{person}",
                facts=facts,
                team_id=team.id,
            )


@dataclass(frozen=True, slots=True)
class Changed:
    """One saving of a team's settings."""

    by: PersonId
    at: datetime
    settings: tuple[str, ...]


def changed_since(session: Session, team_id: int, version: int) -> list[Changed]:
    """What was saved after that version, the first one first."""
    query = select(TeamHistoryRow).where(
        TeamHistoryRow.team_id == team_id, TeamHistoryRow.version > version
    )
    rows = session.scalars(query.order_by(TeamHistoryRow.version))
    return [Changed(row.by, row.at, tuple(row.facts)) for row in rows]


def get(session: Session, team_id: int) -> TeamSettings:
    row = session.get(TeamRow, team_id)
    if row is None:
        raise Refused(Code.TEAM_UNKNOWN)
    return settings_of(row)


def of_channel(session: Session, workspace: str, channel: str) -> TeamSettings | None:
    row = session.scalars(_of_channel(workspace, channel)).one_or_none()
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


def _of_channel(workspace: str, channel: str) -> Select[TeamRow]:
    return select(TeamRow).where(TeamRow.workspace_id == workspace, TeamRow.channel == channel)


def rename(session: Session, workspace: str, channel: str, name: str) -> None:
    """The team is called as its channel is, where there is one."""
    row = session.scalars(_of_channel(workspace, channel)).one_or_none()
    if row is not None:
        row.settings = {**row.settings, "name": name}


def ensure_workspace(
    session: Session, workspace: str, *, name: str, bot_user: str, at: datetime
) -> None:
    """Know the workspace; its case numbers begin at 1."""
    told = {"name": name, "bot_user": bot_user}
    row = insert(session, Workspace).values(id=workspace, created_at=at, last_number=0, **told)
    session.execute(row.on_conflict_do_update(index_elements=["id"], set_=told))
