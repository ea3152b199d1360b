"""What happens when somebody types /escalate: start here."""

from collections.abc import Awaitable, Callable
from typing import Any

from slack_bolt.async_app import AsyncAck

from bot.people import Team, manager_of
from bot.refusals import Code, Refused
from handlers import dishes, setup
from handlers.blocks import forms, replies
from handlers.desk import Desk
from handlers.payloads import Payload, metadata, person, remember, workspace
from storage import cases, claims, teams

Answer = dict[str, Any]


async def typed(ack: AsyncAck, body: Payload, desk: Desk) -> None:
    """`/escalate` with a word behind it, or with none: then the chooser."""
    word = body.get("text", "").strip().lower()
    answer = SUBCOMMANDS.get(word)
    if answer is None:
        unknown = replies.unknown(desk.settings.command, word)
        await ack(text=unknown.text, blocks=unknown.blocks)
    else:
        await ack(**await answer(body, desk))


async def choose(body: Payload, desk: Desk) -> Answer:
    await _teams(body, body["channel_id"], desk)
    view = forms.chooser(metadata=remember(channel=body["channel_id"]))
    await desk.open_view(body["trigger_id"], view)
    return await _privately(body, desk)


async def hostile(body: Payload, desk: Desk) -> Answer:
    view = await _flag_form(body, body["channel_id"], desk)
    await desk.open_view(body["trigger_id"], view)
    return await _privately(body, desk)


async def claim(body: Payload, desk: Desk) -> Answer:
    view = await _claim_form(body, body["channel_id"], desk)
    await desk.open_view(body["trigger_id"], view)
    return await _privately(body, desk)


async def open_flag(ack: AsyncAck, body: Payload, desk: Desk) -> None:
    """The chooser's first button: the form takes the chooser's place."""
    view = await _flag_form(body, metadata(body["view"])["channel"], desk)
    await desk.update_view(body["view"]["id"], view)
    await ack()


async def open_claim(ack: AsyncAck, body: Payload, desk: Desk) -> None:
    """The chooser's second button."""
    view = await _claim_form(body, metadata(body["view"])["channel"], desk)
    await desk.update_view(body["view"]["id"], view)
    await ack()


async def mine(body: Payload, desk: Desk) -> Answer:
    """The person's open cases, and those that wait for them."""
    own = await desk.read(cases.mine, workspace(body), person(body))
    waiting = await desk.read(cases.awaiting, workspace(body), person(body))
    known = await desk.colleagues.know(*{case.agent for case in waiting})
    said = replies.mine(own, waiting, {key: found.name for key, found in known.items()})
    return {"text": said.text, "blocks": said.blocks}


async def explain(_body: Payload, desk: Desk) -> Answer:
    said = replies.help(desk.settings.command)
    return {"text": said.text, "blocks": said.blocks}


SUBCOMMANDS: dict[str, Callable[[Payload, Desk], Awaitable[Answer]]] = {
    "": choose,
    "hostile": hostile,
    "claim": claim,
    "mine": mine,
    "dishes": dishes.mine,
    "help": explain,
    "setup": setup.open_form,
}


async def _flag_form(body: Payload, channel: str, desk: Desk) -> Payload:
    found, team = await _teams(body, channel, desk)
    return forms.flag_form(teams=found, team=team, metadata=remember(team=team.id))


async def _claim_form(body: Payload, channel: str, desk: Desk) -> Payload:
    found, team = await _teams(body, channel, desk)
    me = (await desk.colleagues.know(person(body)))[person(body)]
    note = remember(team=team.id)
    at = desk.clock.now()
    load = await _load(team, body, desk)
    return forms.claim_form(teams=found, team=team, zone=me.zone, at=at, metadata=note, load=load)


async def _load(team: Team, body: Payload, desk: Desk) -> tuple[int, str | None]:
    """How many open claims the person has, and which manager could find somebody else."""
    count = (await desk.read(claims.open_of, workspace(body)))[person(body)]
    office = await desk.read(teams.office, team, (person(body),))
    manager = manager_of(office, person(body))
    known = await desk.colleagues.know(manager) if manager else {}
    return count, known[manager].name if manager else None


async def _teams(body: Payload, channel: str, desk: Desk) -> tuple[list[Team], Team]:
    """The person's teams, and the one that the form starts with; refused with none."""
    joined = await desk.colleagues.teams_of(person(body))
    known = await desk.read(teams.of_workspace, workspace(body))
    found = [team for team in known if team.channel in joined]
    if not found:
        raise Refused(Code.NO_TEAM)
    return found, next((team for team in found if team.channel == channel), found[0])


async def _privately(body: Payload, desk: Desk) -> Answer:
    """In a channel shared with another company, say that nothing is posted there."""
    channel = await desk.colleagues.channel(body["channel_id"])
    if channel is None or not channel.shared:
        return {}
    return {"text": replies.opened_privately()}
