"""What happens when somebody types /escalate: start here."""

from collections.abc import Awaitable, Callable
from typing import Any

from slack_bolt.async_app import AsyncAck

from bot.numbers.finding import mask
from handlers import away, dishes, setup, ways_in
from handlers.blocks import replies
from handlers.blocks.prefill import from_command
from handlers.desk import Desk
from handlers.payloads import Payload, person, workspace
from storage import finding

Answer = dict[str, Any]


async def typed(ack: AsyncAck, body: Payload, desk: Desk) -> None:
    """`/escalate` with a word behind it, or with none: then the chooser."""
    word, _rest = _words(body)
    answer = SUBCOMMANDS.get(word)
    if answer is None:
        shown, _rest = _words({"text": mask(body["text"]).text})  # Slack keeps what is said back
        unknown = replies.unknown(desk.settings.command, shown)
        await ack(text=unknown.text, blocks=unknown.blocks)
    else:
        await ack(**await answer(body, desk))


async def choose(body: Payload, desk: Desk) -> Answer:
    view = await ways_in.chooser(body, body["channel_id"], desk)
    await desk.open_view(body["trigger_id"], view)
    return await _privately(body, desk)


async def hostile(body: Payload, desk: Desk) -> Answer:
    """`/escalate hostile 48213 he shouted`: what stands behind the word is filled in."""
    begun = from_command(_words(body)[1])
    view = await ways_in.flag_form(body, body["channel_id"], desk, begun)
    await desk.open_view(body["trigger_id"], view)
    return await _privately(body, desk)


async def claim(body: Payload, desk: Desk) -> Answer:
    begun = from_command(_words(body)[1])
    view = await ways_in.claim_form(body, body["channel_id"], desk, begun)
    await desk.open_view(body["trigger_id"], view)
    return await _privately(body, desk)


async def mine(body: Payload, desk: Desk) -> Answer:
    """The person's open cases, and those that wait for them."""
    own = await desk.read(finding.mine, workspace(body), person(body))
    waiting = await desk.read(finding.asked_of, workspace(body), person(body))
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
    "away": away.open_form,
    "setup": setup.open_form,
}


def _words(body: Payload) -> tuple[str, str]:
    """The first word, and what stands behind it."""
    word, _, rest = body.get("text", "").strip().partition(" ")
    return word.lower(), rest


async def _privately(body: Payload, desk: Desk) -> Answer:
    """In a channel shared with another company, say that nothing is posted there."""
    channel = await desk.colleagues.channel(body["channel_id"])
    if channel is None or not channel.shared:
        return {}
    return {"text": replies.opened_privately()}
