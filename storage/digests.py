"""The weekly digest as a due row of its team, and who may be named in it."""

from collections.abc import Iterable
from dataclasses import asdict
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot import digest
from bot.notices import Place, Says
from bot.steps import Case
from storage import cases, finding, outbox, teams
from storage.database import insert
from storage.locks import held
from storage.tables import CaseRow, ConsentRow, DishRow, LetterRow, TeamRow


def fall_due(session: Session, *, at: datetime) -> bool:
    """Write one team's digest; after an outage the last one, older ones not. False: none due."""
    query = (
        select(TeamRow)
        .where(TeamRow.digest_due <= at)
        .order_by(TeamRow.digest_due, TeamRow.id)
        .limit(1)
    )
    row = session.scalars(held(query, free=True)).one_or_none()
    if row is None:
        return False
    team = teams.settings_of(row)
    start, end, week = digest.week_before(team, at)
    found = _of_week(session, team.id, start)
    counted = asdict(digest.count(found, start, end))
    counted["owners"] = digest.owners(found, start, end)
    outbox.post(
        session,
        Says.DIGEST,
        Place.TEAM_CHANNEL,
        workspace=team.workspace,
        key=f"digest:{team.id}:{week}",
        facts=counted,
        team_id=team.id,
    )
    row.digest_due = digest.next_digest(team, at)
    return True


def _of_week(session: Session, team_id: int, start: datetime) -> list[Case]:
    """The cases that changed since, and those with an open dish, however long ago."""
    found = {case.id: case for case in finding.of_team(session, team_id, since=start)}
    query = select(DishRow.case_id).join(CaseRow).where(CaseRow.team_id == team_id).distinct()
    for case_id in session.scalars(query):
        found.setdefault(case_id, cases.look(session, case_id))
    return list(found.values())


REDRAWN = 8
"""So many of the newest digests are drawn anew when somebody takes their yes back."""


def consents(session: Session, workspace: str, people: Iterable[str]) -> dict[str, bool]:
    """What each has said; who has said nothing is not there."""
    query = select(ConsentRow).where(
        ConsentRow.workspace_id == workspace, ConsentRow.person.in_(list(people))
    )
    return {row.person: row.named for row in session.scalars(query)}


def consent(session: Session, workspace: str, *, named: bool, by: str, at: datetime) -> bool:
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
    newest = (
        select(LetterRow.id)
        .where(LetterRow.workspace_id == workspace, LetterRow.says == Says.DIGEST.id)
        .where(LetterRow.state == "sent")
        .order_by(LetterRow.id.desc())
        .limit(REDRAWN)
    )
    ids = session.scalars(newest).all()
    query = select(LetterRow).where(LetterRow.id.in_(ids)).order_by(LetterRow.id)
    for row in session.scalars(held(query)):
        if person in row.facts.get("owners", ()):
            row.state, row.wanted = "waiting", row.wanted + 1
