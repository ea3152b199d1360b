"""The weekly digest as a due row of its team, and who may be named in it."""

import logging
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import literal_column, select
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from bot import digest
from bot.notices import Place, Says
from bot.steps import Case
from bot.team import TeamSettings
from storage import clock, outbox, teams
from storage.database import insert
from storage.locks import held
from storage.states import readable
from storage.tables import CaseRow, ConsentRow, DishRow, LetterRow, TeamRow

log = logging.getLogger("oppvask.digests")


@dataclass(frozen=True, slots=True)
class Week:
    """A team's digest that was due, and when its next one is; None where it cannot be written."""

    team: int
    due: datetime
    next: datetime
    letter: dict[str, Any] | None


def counted(session: Session, *, at: datetime) -> Week | None:
    """The digest that is due first, counted while others write; None when none is due.

    It is about the last whole week: older ones that an outage has missed are not made up for. One
    that cannot be written rests an hour; the others go on.
    """
    due = TeamRow.digest_due
    query = select(TeamRow).where(due <= at).order_by(due, TeamRow.id).limit(1)
    row = session.scalars(query).first()
    if row is None or row.digest_due is None:
        return None
    try:
        team = teams.settings_of(row)
        after = digest.next_digest(team, at)
        return Week(row.id, row.digest_due, after, _letter(session, team, at))
    except SQLAlchemyError:
        raise  # the database is unwell, not the team
    except Exception:
        log.exception("digest_stuck team=%s", row.id)
        return Week(row.id, row.digest_due, at + clock.STUCK_FOR, None)


def write(session: Session, week: Week) -> bool:
    """Post it, unless another copy of the bot has, or the team was changed meanwhile."""
    query = select(TeamRow).where(TeamRow.id == week.team, TeamRow.digest_due == week.due)
    row = session.scalars(held(query, free=True)).one_or_none()
    if row is None:
        return False
    row.digest_due = week.next
    if week.letter is not None:
        outbox.post(session, Says.DIGEST, Place.TEAM_CHANNEL, **week.letter)
    return True


def _letter(session: Session, team: TeamSettings, at: datetime) -> dict[str, Any]:
    """Its key is unique per team and week."""
    start, end, week = digest.week_before(team, at)
    cases = _of_week(session, team.id, start)
    facts = {**asdict(digest.count(cases, start, end)), "owners": digest.owners(cases, start, end)}
    key = f"digest:{team.id}:{week}"
    return {"workspace": team.workspace, "key": key, "facts": facts, "team_id": team.id}


def _of_week(session: Session, team_id: int, start: datetime) -> list[Case]:
    """The cases that changed since `start`, and those with an open dish, however old."""
    changed = select(CaseRow).where(CaseRow.team_id == team_id, CaseRow.changed_at >= start)
    with_dishes = CaseRow.id.in_(select(DishRow.case_id))
    # + 0: from the few dishes to their cases, never through all the cases of the team
    washing_up = select(CaseRow).where(with_dishes, CaseRow.team_id + 0 == team_id)
    found = (row for query in (changed, washing_up) for row in session.scalars(query))
    return readable({row.id: row for row in found}.values())


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
