"""What happens when somebody types /escalate: start here. Every other way in is here too."""

from bot.numbers.finding import mask
from bot.steps import require
from handlers.cases import readable_flag
from handlers.claim import form as claim_form
from handlers.desk import Desk, extra
from handlers.dishes import steps as dishes
from handlers.flag import form as flag_form
from handlers.home import mine
from handlers.pressing import Listener, admit
from handlers.slack import ids, parts, prefill
from handlers.slack.language import _
from handlers.slack.markup import escape
from handlers.slack.parts import Block, Message, said
from handlers.slack.payloads import Ack, Payload, case_id, metadata, person, remember
from handlers.slack.prefill import Prefill, from_command
from handlers.team import away, setup
from handlers.team.membership import their_teams
from storage import claims, teams


async def typed(body: Payload, desk: Desk) -> Ack | None:
    """`/escalate` with a word behind it, or with none: then the chooser."""
    word, _rest = _words(body)
    answer = SUBCOMMANDS.get(word)
    if answer is not None:
        await admit(person(body), desk, flags=answer in (choose, hostile, explain))
        return await answer(body, desk)
    shown, _rest = _words({"text": mask(body["text"]).text})  # Slack keeps what is said back
    return _shown(unknown(desk.settings.command, shown))


async def choose(body: Payload, desk: Desk) -> Ack:
    await desk.show_view(body, await _new_chooser(body, body["channel_id"], desk))
    return await _privately(body, desk)


async def hostile(body: Payload, desk: Desk) -> Ack:
    """`/escalate hostile 48213 he shouted`: what stands behind the word is filled in."""
    begun = from_command(_words(body)[1])
    await desk.show_view(body, await flag_form.new_form(body, body["channel_id"], desk, begun))
    return await _privately(body, desk)


async def claim(body: Payload, desk: Desk) -> Ack:
    begun = from_command(_words(body)[1])
    await desk.show_view(body, await claim_form.new_form(body, body["channel_id"], desk, begun))
    return await _privately(body, desk)


async def explain(_body: Payload, desk: Desk) -> Ack:
    return _shown(help(desk.settings.command))


SUBCOMMANDS: dict[str, Listener] = {
    "": choose,
    "hostile": hostile,
    "claim": claim,
    "mine": mine.my_cases,
    "dishes": dishes.my_list,
    "help": explain,
    "away": away.open_form,
    "setup": setup.open_form,
}


def _words(body: Payload) -> tuple[str, str]:
    """The first word, and what stands behind it."""
    word, _, rest = body.get("text", "").strip().partition(" ")
    return word.lower(), rest


def _shown(message: Message) -> Ack:
    """As the command's own answer, for whoever typed it."""
    return {"text": message.text, "blocks": message.blocks}


async def _privately(body: Payload, desk: Desk) -> Ack:
    """In a channel shared with another company, say that nothing is posted there."""
    with extra():
        channel = await desk.colleagues.channel(body["channel_id"])
        if channel is not None and channel.shared:
            return {"text": opened_privately()}
    return {}


async def _new_chooser(body: Payload, channel: str, desk: Desk) -> Block:
    await their_teams(body, channel, desk)
    return chooser(metadata=remember(channel=channel))


async def open_flag(body: Payload, desk: Desk) -> None:
    """The chooser's first button: the form takes the chooser's place."""
    view = await flag_form.new_form(body, metadata(body["view"])["channel"], desk)
    await desk.update_view(body["view"]["id"], view)


async def open_claim(body: Payload, desk: Desk) -> None:
    """The chooser's second button."""
    view = await claim_form.new_form(body, metadata(body["view"])["channel"], desk)
    await desk.update_view(body["view"]["id"], view)


async def from_anywhere(body: Payload, desk: Desk) -> None:
    """The shortcut without a message: it opens the chooser."""
    await desk.show_view(body, await _new_chooser(body, "", desk))


async def from_message(body: Payload, desk: Desk) -> None:
    """ "Escalate this message": the form with a quote and the way back, privately anywhere."""
    channel, message = body["channel"]["id"], body["message"]
    link = await desk.link_to(channel, message["ts"])
    begun = prefill.from_message(message.get("text") or "", link)
    await desk.show_view(body, await flag_form.new_form(body, channel, desk, begun))


async def from_claim(body: Payload, desk: Desk) -> None:
    """The owner: the customer has turned hostile. Nothing is typed twice."""
    case, texts = await desk.note(claims.read, case_id(body), by=person(body))
    require(person(body) == case.owner)
    team = await desk.read(teams.get, case.team)
    begun = Prefill(case.reference, texts[0] or "", case.id)
    await desk.show_view(body, await flag_form.new_form(body, team.channel, desk, begun))


async def from_flag(body: Payload, desk: Desk) -> None:
    """Behind a flag there is a mess that others left: the reference goes along."""
    case = await readable_flag(body, desk)
    team = await desk.read(teams.get, case.team)
    begun = Prefill(case.reference, linked=case.id)
    await desk.show_view(body, await claim_form.new_form(body, team.channel, desk, begun))


def chooser(*, metadata: str) -> Block:
    """What `/escalate` alone opens."""
    blocks = [
        parts.section(_("What would you like to do?")),
        *parts.buttons(
            parts.button(_("Flag a hostile customer"), ids.FLAG, "hostile"),
            parts.button(_("Claim a case that others left"), ids.CLAIM, "claim"),
            parts.button(_("Flag for a colleague"), ids.BEHALF, "behalf"),
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
