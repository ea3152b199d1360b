"""Who is awaited in which open case: found by the person, without reading anybody else's cases."""

import logging
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import Select, bindparam, delete, insert, select
from sqlalchemy.orm import Session

from bot.cases import waits_for
from bot.flag.case import Flag
from bot.steps import Case
from bot.team import PersonId, Team
from bot.waiting import ORDER, Wait
from storage import teams
from storage.states import readable
from storage.tables import AwaitedRow, CaseRow

log = logging.getLogger("oppvask.awaited")
AWAITED = AwaitedRow.__table__
_OF_CASE = AWAITED.c.case_id == bindparam("case")
PEOPLE = select(AWAITED.c.person).where(_OF_CASE)
GONE = delete(AWAITED).where(_OF_CASE, AWAITED.c.person.in_(bindparam("people", expanding=True)))
NEVER = datetime.max.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Mine:
    """What one person's list holds."""

    waits: list[tuple[Case, Wait]]
    """Everything that waits for them, late first, then what is due first."""
    own: list[Case]
    """Their own open cases in which nothing waits for them, the newest first."""
    unreadable: list[int]
    """Numbers of cases that cannot be read just now."""


def noted(session: Session, case: Case, team: Team) -> None:
    """Keep for whom something of the case may wait; nothing of a case that is over does."""
    people = frozenset() if case.over else case.may_await(team)
    before = set(session.scalars(PEOPLE, {"case": case.id}))
    if gone := before - people:
        session.execute(GONE, {"case": case.id, "people": list(gone)})
    if new := sorted(people - before):
        about = {"case_id": case.id, "workspace_id": case.workspace}
        session.execute(insert(AWAITED), [{**about, "person": person} for person in new])


def mine(session: Session, workspace: str, person: PersonId, *, at: datetime) -> Mine:
    rows = session.scalars(_rows(workspace, person)).all()
    cases = readable(rows)
    known = {case.id for case in cases}
    unreadable = [row.number or 0 for row in rows if row.id not in known]
    waits: list[tuple[Case, Wait]] = []
    own = []
    for case, team in _with_teams(session, cases, person, at):
        try:
            waiting = waits_for(case, person, team, at)
        except Exception:
            log.exception("waits_failed case=%s", case.id)
            unreadable.append(case.number)
            continue
        waits += [(case, wait) for wait in waiting]
        if case.person == person and not waiting:
            own.append(case)
    waits.sort(key=lambda pair: _order(pair[0], pair[1], at))
    return Mine(waits, sorted(own, key=lambda case: -case.id), sorted(unreadable))


def everybody(session: Session, workspace: str) -> list[PersonId]:
    """Of whom some open case may want something."""
    query = select(AwaitedRow.person).where(AwaitedRow.workspace_id == workspace)
    return list(session.scalars(query.distinct()))


def unanswered(session: Session, workspace: str, person: PersonId) -> list[Flag]:
    """The unanswered flags in which the person is asked, newest first."""
    rows = session.scalars(_rows(workspace, person).where(CaseRow.kind == "hostile"))
    flags = [case for case in readable(rows) if isinstance(case, Flag)]
    waiting = [case for case in flags if case.answer_awaited and person in case.asked]
    return sorted(waiting, key=lambda case: -case.id)


def _rows(workspace: str, person: PersonId) -> Select[CaseRow]:
    return (
        select(CaseRow)
        .join(AwaitedRow, AwaitedRow.case_id == CaseRow.id)
        .where(AwaitedRow.workspace_id == workspace, AwaitedRow.person == person)
        .where(CaseRow.closed.is_(False))
        .order_by(CaseRow.id)
    )


def _with_teams(
    session: Session, cases: Iterable[Case], person: PersonId, at: datetime
) -> Iterator[tuple[Case, Team]]:
    """Each case with its team, which is loaded once for all of its cases."""
    by_team: dict[int, list[Case]] = {}
    for case in cases:
        by_team.setdefault(case.team, []).append(case)
    for team_id, group in by_team.items():
        people = {person}.union(*(case.people for case in group))
        team = teams.at_work(session, team_id, people, at=at)
        yield from ((case, team) for case in group)


def _order(case: Case, wait: Wait, at: datetime) -> tuple[bool, datetime, int, int]:
    return not wait.late(at), wait.due or NEVER, ORDER.index(wait.what), case.number
