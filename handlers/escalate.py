"""What happens when somebody types /escalate: start here. Every other way in is here too."""

from collections.abc import Awaitable, Callable
from typing import Any

from slack_bolt.async_app import AsyncAck

from bot.flag.case import Flag, may_read
from bot.numbers.finding import mask
from bot.team import require
from handlers.claim import form as claim_form
from handlers.claim.form import new_claim_form
from handlers.desk import Desk
from handlers.dishes import steps as dishes_steps
from handlers.flag import form as flag_form
from handlers.flag.form import new_flag_form
from handlers.home.mine import my_cases
from handlers.slack import ids, parts, prefill
from handlers.slack.language import _
from handlers.slack.markup import escape
from handlers.slack.parts import Block, Message, said
from handlers.slack.payloads import Payload, case_id, metadata, person, remember
from handlers.slack.prefill import Prefill, from_command
from handlers.team import away as team_away
from handlers.team import setup as team_setup
from handlers.team.membership import their_teams
from storage import cases, finding, teams

Answer = dict[str, Any]


async def typed(ack: AsyncAck, body: Payload, desk: Desk) -> None:
    """`/escalate` with a word behind it, or with none: then the chooser."""
    word, _rest = _words(body)
    answer = SUBCOMMANDS.get(word)
    if answer is None:
        shown, _rest = _words({"text": mask(body["text"]).text})  # Slack keeps what is said back
        said_back = unknown(desk.settings.command, shown)
        await ack(text=said_back.text, blocks=said_back.blocks)
    else:
        await ack(**await answer(body, desk))


async def choose(body: Payload, desk: Desk) -> Answer:
    view = await new_chooser(body, body["channel_id"], desk)
    await desk.open_view(body["trigger_id"], view)
    return await _privately(body, desk)


async def hostile(body: Payload, desk: Desk) -> Answer:
    """`/escalate hostile 48213 he shouted`: what stands behind the word is filled in."""
    begun = from_command(_words(body)[1])
    view = await flag_form.new_flag_form(body, body["channel_id"], desk, begun)
    await desk.open_view(body["trigger_id"], view)
    return await _privately(body, desk)


async def claim(body: Payload, desk: Desk) -> Answer:
    begun = from_command(_words(body)[1])
    view = await claim_form.new_claim_form(body, body["channel_id"], desk, begun)
    await desk.open_view(body["trigger_id"], view)
    return await _privately(body, desk)


async def explain(_body: Payload, desk: Desk) -> Answer:
    said = help(desk.settings.command)
    return {"text": said.text, "blocks": said.blocks}


SUBCOMMANDS: dict[str, Callable[[Payload, Desk], Awaitable[Answer]]] = {
    "": choose,
    "hostile": hostile,
    "claim": claim,
    "mine": my_cases,
    "dishes": dishes_steps.my_list,
    "help": explain,
    "away": team_away.open_form,
    "setup": team_setup.open_form,
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
    return {"text": opened_privately()}


async def new_chooser(body: Payload, channel: str, desk: Desk) -> Payload:
    await their_teams(body, channel, desk)
    return chooser(metadata=remember(channel=channel))


async def open_flag(ack: AsyncAck, body: Payload, desk: Desk) -> None:
    """The chooser's first button: the form takes the chooser's place."""
    view = await new_flag_form(body, metadata(body["view"])["channel"], desk)
    await desk.update_view(body["view"]["id"], view)
    await ack()


async def open_claim(ack: AsyncAck, body: Payload, desk: Desk) -> None:
    """The chooser's second button."""
    view = await new_claim_form(body, metadata(body["view"])["channel"], desk)
    await desk.update_view(body["view"]["id"], view)
    await ack()


async def from_anywhere(ack: AsyncAck, body: Payload, desk: Desk) -> None:
    """The shortcut without a message: it opens the chooser."""
    await desk.open_view(body["trigger_id"], await new_chooser(body, "", desk))
    await ack()


async def from_message(ack: AsyncAck, body: Payload, desk: Desk) -> None:
    """ "Escalate this message": the form with a quote and the way back, privately anywhere."""
    channel, message = body["channel"]["id"], body["message"]
    link = await desk.link_to(channel, message["ts"])
    begun = prefill.from_message(message.get("text") or "", link)
    await desk.open_view(body["trigger_id"], await new_flag_form(body, channel, desk, begun))
    await ack()


async def from_claim(ack: AsyncAck, body: Payload, desk: Desk) -> None:
    """The owner: the customer has turned hostile. Nothing is typed twice."""
    case, typed = await desk.note(finding.read_claim, case_id(body), by=person(body))
    require(person(body) == case.owner)
    team = await desk.read(teams.get, case.team)
    begun = Prefill(case.customer, typed[0] or "", case.id)
    await desk.show_view(body, await new_flag_form(body, team.channel, desk, begun))
    await ack()


async def from_flag(ack: AsyncAck, body: Payload, desk: Desk) -> None:
    """Behind a flag there is a mess that others left: the reference goes along."""
    case = await desk.read(cases.look, case_id(body))
    require(isinstance(case, Flag) and may_read(case, person(body)))
    team = await desk.read(teams.get, case.team)
    begun = Prefill(case.customer, linked=case.id)
    await desk.show_view(body, await new_claim_form(body, team.channel, desk, begun))
    await ack()


def chooser(*, metadata: str) -> Block:
    """What `/escalate` alone opens."""
    blocks = [
        parts.section(_("What would you like to do?")),
        *parts.buttons(
            parts.button(_("Flag a hostile customer"), ids.CHOOSE_HOSTILE, "hostile"),
            parts.button(_("Claim a case that others left"), ids.CHOOSE_CLAIM, "claim"),
            parts.button(_("Flag for a colleague"), ids.CHOOSE_BEHALF, "behalf"),
        ),
    ]
    close = parts.plain(_("Cancel"))
    return parts.modal(
        "Oppvask", blocks, callback_id=ids.CHOOSER, private_metadata=metadata, close=close
    )


def help(command: str) -> Message:
    lines = [
        _("`{command}` asks what you would like to do.", command=command),
        _("`{command} hostile` flags a hostile customer contact.", command=command),
        _("`{command} claim` takes a case that others left.", command=command),
        _("Behind either: the reference, then what happened, if you like."),
        _("`{command} mine` lists your cases, and who waits for you.", command=command),
        _("`{command} dishes` lists your washing-up.", command=command),
        _("`{command} away` says from when until when you are away.", command=command),
        _("`{command} setup` says who is asked in this channel's team.", command=command),
        _("`{command} help` shows this.", command=command),
    ]
    return said("\n".join(lines))


def unknown(command: str, word: str) -> Message:
    return said(
        _(
            "I don't know “{word}”. `{command} help` lists what I know.",
            word=escape(parts.shortened(word, 60)),
            command=command,
        )
    )


def opened_privately() -> str:
    return _("People outside the company can read this channel. I have opened it in our own space.")
