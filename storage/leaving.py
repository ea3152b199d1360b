"""What is heard of an account, and who is told when a team's settings name one that is gone."""

from datetime import datetime

from sqlalchemy.orm import Session

from bot.notices import Says
from bot.team import Person, TeamSettings
from storage import outbox, people, teams


def remember(session: Session, workspace: str, person: Person, *, at: datetime) -> None:
    """Keep the account as Slack tells of it now."""
    before = people.known(session, workspace, [person.id]).get(person.id)
    people.remember(session, workspace, [person], at=at)
    if not person.may_work and (before is None or before.may_work):
        _tell_admins(session, workspace, person.id, at=at)


def gone(session: Session, workspace: str, person: str, *, at: datetime) -> None:
    """Slack no longer knows the account."""
    before = people.known(session, workspace, [person]).get(person)
    people.gone(session, workspace, person, at=at)
    if before is None or before.may_work:
        _tell_admins(session, workspace, person, at=at)


def _tell_admins(session: Session, workspace: str, person: str, *, at: datetime) -> None:
    """Once for each team that names the person: others are asked meanwhile."""
    naming = [team for team in teams.of_workspace(session, workspace) if _names(team, person)]
    for team in naming:
        for admin in people.admins(session, workspace):
            outbox.post(
                session,
                Says.NAMES_SOMEBODY_GONE,
                admin,
                workspace=workspace,
                key=f"gone:{team.id}:{person}:{at:%Y-%m-%d}:{admin}",
                facts={"person": person},
                team_id=team.id,
            )


def _names(team: TeamSettings, person: str) -> bool:
    return person in (*team.responsible, *team.on_call_people)
