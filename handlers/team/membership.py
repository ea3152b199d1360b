"""Who belongs where: somebody's teams, and accounts that have changed."""

from collections.abc import Sequence

from bot.refusals import Code, Refused
from bot.team import TeamSettings, zone_of
from handlers.desk import Desk
from handlers.slack import parts
from handlers.slack.language import _
from handlers.slack.parts import Block
from handlers.slack.payloads import Payload, person, workspace
from storage import teams


async def their_teams(
    body: Payload, channel: str, desk: Desk
) -> tuple[list[TeamSettings], TeamSettings]:
    """The person's teams, and the one that the form starts with; refused with none.

    When Slack cannot say which those are, it is the channel's, or any: a flag waits for nothing.
    """
    joined = await desk.colleagues.teams_of(person(body))
    known = await desk.read(teams.of_workspace, workspace(body))
    here = [team for team in known if team.channel == channel]
    found = [team for team in known if team.channel in (joined or ())]
    if joined is None:
        found = here or known
    if not found:
        raise Refused(Code.NO_TEAM)
    return found, next((team for team in found if team in here), found[0])


async def their_zone(body: Payload, desk: Desk) -> str:
    """The person's, else that of their first team, where there is no case that has a team."""
    me = await desk.colleagues.one(person(body))
    joined = await desk.colleagues.teams_of(person(body)) or ()
    known = await desk.read(teams.of_workspace, workspace(body))
    first = next((team for team in known if team.channel in joined), None)
    return zone_of(me, first)


def team_choice(
    teams: Sequence[TeamSettings], team: TeamSettings, *, dispatch: str | None = None
) -> list[Block]:
    """Only with more than one."""
    if len(teams) < 2:
        return []
    found = parts.options([(str(each.id), f"#{each.name}") for each in teams[:100]])
    choice = parts.choice("static_select", found, str(team.id))
    return [parts.asked("team", _("Team"), choice, dispatch=dispatch)]


async def person_chosen(body: Payload, desk: Desk) -> None:
    """Somebody is picked in a form: who they are is asked while it is still being filled in."""
    chosen = body["actions"][0].get("selected_user")
    if chosen:
        await desk.colleagues.know(chosen)


async def person_changed(body: Payload, desk: Desk) -> None:
    """An account that has changed may move the cases in which the person is asked."""
    await desk.colleagues.changed(body["event"]["user"])
    desk.bell.ring()
