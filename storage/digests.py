"""The weekly digest as a due row of its team, and who may be named in it."""

import logging
from collections.abc import Iterable
from dataclasses import asdict
from datetime import datetime

from sqlalchemy import literal_column, select
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from bot import digest
from bot.notices import Place, Says
from bot.steps import Case
from storage import clock, finding, outbox, teams
from storage.database import insert
from storage.locks import held
from storage.states import readable
from storage.tables import CaseRow, ConsentRow, DishRow, LetterRow, TeamRow

log = logging.getLogger("oppvask.digests")


def fall_due(session: Session, *, at: datetime) -> bool:
    """Write one team's digest; False when none is due.

    1. Take the team that is due first, unless another copy of the bot has it.
    2. Count the last whole week. Older weeks that an outage has missed are not made up for.
    3. Write the letter; its key is unique per team and week.
    4. Set the team's next digest. One that cannot be written rests an hour; the others go on.
    """
    query = (
        select(TeamRow)
        .where(TeamRow.digest_due <= at)
        .order_by(TeamRow.digest_due, TeamRow.id)
        .limit(1)
    )
    row = session.scalars(held(query, free=True)).one_or_none()
    if row is None:
        return False
    try:
        _written(session, row, at)
    except SQLAlchemyError:
        raise  # the database is unwell, not the team
    except Exception:
        log.exception("digest_stuck team=%s", row.id)
        row.digest_due = at + clock.STUCK_FOR
    return True


def _written(session: Session, row: TeamRow, at: datetime) -> None:
    team = teams.settings_of(row)
    start, end, week = digest.week_before(team, at)
    counted_cases = _of_week(session, team.id, start)
    facts = asdict(digest.count(counted_cases, start, end))
    facts["owners"] = digest.owners(counted_cases, start, end)
    outbox.post(
        session,
        Says.DIGEST,
        Place.TEAM_CHANNEL,
        workspace=team.workspace,
        key=f"digest:{team.id}:{week}",
        facts=facts,
        team_id=team.id,
    )
    row.digest_due = digest.next_digest(team, at)


def _of_week(session: Session, team_id: int, start: datetime) -> list[Case]:
    """The cases that changed since `start`, and those with an open dish, however old."""
    by_id = {case.id: case for case in finding.of_team(session, team_id, since=start)}
    with_dishes = CaseRow.id.in_(select(DishRow.case_id))
    # + 0: from the few dishes to their cases, never through all the cases of the team
    query = select(CaseRow).where(with_dishes, CaseRow.team_id + 0 == team_id)
    by_id |= {case.id: case for case in readable(session.scalars(query))}
    return list(by_id.values())


REDRAWN = 8
"""How many of a workspace's newest digests are drawn anew when somebody takes their yes back."""


def consents(session: Session, workspace: str, people: Iterable[str]) -> dict[str, bool]:
    """Whether each person said yes; who has said nothing is left out."""
    query = select(ConsentRow).where(
        ConsentRow.workspace_id == workspace, ConsentRow.person.in_(list(people))
    )
    return {row.person: row.named for row in session.scalars(query)}


def consent(session: Session, workspace: str, *, named: bool, by: str, at: datetime) -> bool:
    """Keep and return the yes or no; after a no, digests that name the person are edited."""
    answer = {"named": named, "at": at}
    statement = insert(session, ConsentRow).values(workspace_id=workspace, person=by, **answer)
    columns = ["workspace_id", "person"]
    session.execute(statement.on_conflict_do_update(index_elements=columns, set_=answer))
    if not named:
        _draw_anew(session, workspace, by)
    return named


def _draw_anew(session: Session, workspace: str, person: str) -> None:
    """Send those digests again: their messages in Slack are edited."""
    newest = (
        select(LetterRow.id)
        .where(LetterRow.workspace_id == workspace)
        .where(LetterRow.says == literal_column(f"'{Says.DIGEST.id}'"))
        .where(LetterRow.state == "sent")
        .order_by(LetterRow.id.desc())
        .limit(REDRAWN)
    )
    ids = session.scalars(newest).all()
    query = select(LetterRow).where(LetterRow.id.in_(ids)).order_by(LetterRow.id)
    for row in session.scalars(held(query)):
        if person in row.facts.get("owners", ()):
            row.state, row.wanted = "waiting", row.wanted + 1
