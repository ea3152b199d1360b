"""Every way into a form: a command, the chooser, a shortcut; and the form as it grows."""

from collections.abc import Sequence

from slack_bolt.async_app import AsyncAck

from bot.cases import Hostile
from bot.cases.hostile import Track, Type, track_of
from bot.people import Team, first_asked, manager_of, may_read, require
from bot.refusals import Code, Refused
from handlers.blocks import forms, ids, masked, prefill
from handlers.blocks.prefill import NOTHING, Prefill
from handlers.desk import Desk
from handlers.payloads import Payload, case_id, chosen_team, metadata, person, remember, workspace
from storage import cases, claims, teams


async def chooser(body: Payload, channel: str, desk: Desk) -> Payload:
    await their_teams(body, channel, desk)
    return forms.chooser(metadata=remember(channel=channel))


async def flag_form(body: Payload, channel: str, desk: Desk, begun: Prefill = NOTHING) -> Payload:
    found, team = await their_teams(body, channel, desk)
    note = remember(team=team.id, **begun.note)
    return forms.flag_form(teams=found, team=team, metadata=note, typed=begun.typed)


async def claim_form(body: Payload, channel: str, desk: Desk, begun: Prefill = NOTHING) -> Payload:
    found, team = await their_teams(body, channel, desk)
    me = (await desk.colleagues.know(person(body)))[person(body)]
    return forms.claim_form(
        teams=found,
        team=team,
        zone=me.zone,
        at=desk.clock.now(),
        metadata=remember(team=team.id, **begun.note),
        begun=begun,
        load=await _load(team, body, desk),
    )


async def _load(team: Team, body: Payload, desk: Desk) -> tuple[int, str | None]:
    """How many open claims the person has, and which manager could find somebody else."""
    count = (await desk.read(claims.open_of, workspace(body)))[person(body)]
    office = await desk.read(teams.office, team, (person(body),), at=desk.clock.now())
    manager = manager_of(office, person(body))
    known = await desk.colleagues.know(manager) if manager else {}
    return count, known[manager].name if manager else None


async def open_flag(ack: AsyncAck, body: Payload, desk: Desk) -> None:
    """The chooser's first button: the form takes the chooser's place."""
    view = await flag_form(body, metadata(body["view"])["channel"], desk)
    await desk.update_view(body["view"]["id"], view)
    await ack()


async def open_claim(ack: AsyncAck, body: Payload, desk: Desk) -> None:
    """The chooser's second button."""
    view = await claim_form(body, metadata(body["view"])["channel"], desk)
    await desk.update_view(body["view"]["id"], view)
    await ack()


async def from_anywhere(ack: AsyncAck, body: Payload, desk: Desk) -> None:
    """The shortcut without a message: it opens the chooser."""
    await desk.open_view(body["trigger_id"], await chooser(body, "", desk))
    await ack()


async def from_message(ack: AsyncAck, body: Payload, desk: Desk) -> None:
    """ "Escalate this message": the form with a quote and the way back, privately anywhere."""
    channel, message = body["channel"]["id"], body["message"]
    link = await desk.link_to(channel, message["ts"])
    begun = prefill.from_message(message.get("text") or "", link)
    await desk.open_view(body["trigger_id"], await flag_form(body, channel, desk, begun))
    await ack()


async def from_claim(ack: AsyncAck, body: Payload, desk: Desk) -> None:
    """The owner: the customer has turned hostile. Nothing is typed twice."""
    case, typed = await desk.note(claims.read, case_id(body), by=person(body))
    require(person(body) == case.owner)
    team = await desk.read(teams.get, case.team)
    begun = Prefill(case.customer, typed[0] or "", case.id)
    await desk.show_view(body, await flag_form(body, team.channel, desk, begun))
    await ack()


async def from_flag(ack: AsyncAck, body: Payload, desk: Desk) -> None:
    """Behind a flag there is a mess that others left: the reference goes along."""
    case = await desk.read(cases.look, case_id(body))
    require(isinstance(case, Hostile) and may_read(case, person(body)))
    team = await desk.read(teams.get, case.team)
    begun = Prefill(case.customer, linked=case.id)
    await desk.show_view(body, await claim_form(body, team.channel, desk, begun))
    await ack()


async def changed(ack: AsyncAck, body: Payload, desk: Desk) -> None:
    """Something was chosen that changes what the form asks; what was typed stays."""
    await desk.update_view(body["view"]["id"], await redrawn(body, desk))
    await ack()


async def redrawn(body: Payload, desk: Desk) -> Payload:
    """The form from what is chosen so far, or where to turn when it was a colleague."""
    view = body["view"]
    typed = forms.values(view)
    found, team = await _as_chosen(body, typed, desk)
    if forms.about_a_colleague(typed):
        return forms.internal_way(team)
    asked = await asked_first(team, person(body), forms.types_in(typed), desk)
    note = view["private_metadata"]
    draw = forms.behalf_form if view["callback_id"] == ids.BEHALF else forms.flag_form
    drawn = draw(teams=found, team=team, metadata=note, typed=typed, asked=asked)
    return masked.carried(view, drawn)


async def asked_first(team: Team, agent: str, types: tuple[Type, ...], desk: Desk) -> Sequence[str]:
    """The names of those who are asked when the agent chooses nobody."""
    office = await desk.read(teams.office, team, (agent,), at=desk.clock.now())
    asked = first_asked(office, agent, urgent=track_of(types) is Track.URGENT)
    names = await desk.colleagues.names(*asked)
    return [names[each] for each in asked]


async def their_teams(body: Payload, channel: str, desk: Desk) -> tuple[list[Team], Team]:
    """The person's teams, and the one that the form starts with; refused with none."""
    joined = await desk.colleagues.teams_of(person(body))
    known = await desk.read(teams.of_workspace, workspace(body))
    found = [team for team in known if team.channel in joined]
    if not found:
        raise Refused(Code.NO_TEAM)
    return found, next((team for team in found if team.channel == channel), found[0])


async def _as_chosen(body: Payload, typed: Payload, desk: Desk) -> tuple[list[Team], Team]:
    found, first = await their_teams(body, "", desk)
    wanted = chosen_team(body["view"], typed)
    return found, next((team for team in found if team.id == wanted), first)
