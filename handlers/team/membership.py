"""Whose channel it is: the teams that somebody belongs to."""

from collections.abc import Sequence

from bot.refusals import Code, Refused
from bot.team import TeamSettings
from handlers.desk import Desk
from handlers.slack import parts
from handlers.slack.language import _
from handlers.slack.parts import Block
from handlers.slack.payloads import Payload, person, workspace
from storage import teams


async def their_teams(
    body: Payload, channel: str, desk: Desk
) -> tuple[list[TeamSettings], TeamSettings]:
    """The person's teams, and the one that the form starts with; refused with none."""
    joined = await desk.colleagues.teams_of(person(body))
    known = await desk.read(teams.of_workspace, workspace(body))
    found = [team for team in known if team.channel in joined]
    if not found:
        raise Refused(Code.NO_TEAM)
    return found, next((team for team in found if team.channel == channel), found[0])


def team_choice(
    teams: Sequence[TeamSettings], team: TeamSettings, *, dispatch: str | None = None
) -> list[Block]:
    """Only with more than one."""
    if len(teams) < 2:
        return []
    found = parts.options([(str(each.id), f"#{each.name}") for each in teams[:100]])
    choice = parts.choice("static_select", found, str(team.id))
    return [parts.asked("team", _("Team"), choice, dispatch=dispatch)]


async def person_changed(body: Payload, desk: Desk) -> None:
    """An account that has changed may move the cases in which the person is asked."""
    await desk.colleagues.changed(body["event"]["user"])
    desk.bell.ring()
