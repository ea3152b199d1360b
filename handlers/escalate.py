"""What happens when somebody types /escalate: start here. Every other way in is here too."""

from bot.steps import require
from bot.text import first_word
from handlers.cases import readable_flag
from handlers.claim import form as claim_form
from handlers.desk import Desk, extra
from handlers.dishes import steps as dishes
from handlers.flag import form as flag_form
from handlers.home import mine
from handlers.pressing import Listener, admit
from handlers.slack import ids, parts, prefill, words
from handlers.slack.language import _
from handlers.slack.parts import Block, Message, said
from handlers.slack.payloads import (
    MOST_CARRIED,
    Ack,
    Payload,
    case_id,
    metadata,
    person,
    remember,
)
from handlers.slack.prefill import NOTHING, Prefill, from_command, from_unknown, kept_in
from handlers.team import away, setup
from handlers.team.membership import their_teams
from storage import claims, teams


async def typed(body: Payload, desk: Desk) -> Ack | None:
    """`/escalate` with words behind it, or with none: then the chooser.

    With a first word that is none of ours the chooser keeps all that was typed. So it does behind
    `help`; the other words that take nothing behind them give it back.
    """
    text = words.plain(body.get("text") or "")
    word, rest = first_word(text)
    listener = SUBCOMMANDS.get(word) if word or not rest else None
    await admit(person(body), desk, flags=listener in (None, choose, hostile, explain))
    if listener is None:
        return await _choose(body, desk, from_unknown(text))
    answer = await listener(body, desk) or {}
    if not rest or word in (HOSTILE, CLAIM):
        return answer
    if word == HELP:
        await _choose(body, desk, from_unknown(text))
        return answer
    return _with_line(answer, prefill.you_typed(rest))


async def choose(body: Payload, desk: Desk) -> Ack:
    return await _choose(body, desk, NOTHING)


async def _choose(body: Payload, desk: Desk, begun: Prefill) -> Ack:
    """The chooser; what is too long for it to carry stands in the flag's form at once."""
    channel = body["channel_id"]
    view = await _new_chooser(body, channel, desk, begun)
    if len(view["private_metadata"]) > MOST_CARRIED:
        view = await flag_form.new_form(body, channel, desk, begun)
    await desk.show_view(body, view)
    return await _privately(body, desk)


async def hostile(body: Payload, desk: Desk) -> Ack:
    """`/escalate hostile 48213 he shouted`: what stands behind the word is filled in."""
    begun = _begun(body)
    await desk.show_view(body, await flag_form.new_form(body, body["channel_id"], desk, begun))
    return await _privately(body, desk)


async def claim(body: Payload, desk: Desk) -> Ack:
    begun = _begun(body)
    await desk.show_view(body, await claim_form.new_form(body, body["channel_id"], desk, begun))
    return await _privately(body, desk)


async def explain(_body: Payload, desk: Desk) -> Ack:
    return _shown(help(desk.settings.command))


HOSTILE, CLAIM, HELP = "hostile", "claim", "help"
SUBCOMMANDS: dict[str, Listener] = {
    "": choose,
    HOSTILE: hostile,
    CLAIM: claim,
    "mine": mine.my_cases,
    "dishes": dishes.my_list,
    HELP: explain,
    "away": away.open_form,
    "setup": setup.open_form,
}


def _begun(body: Payload) -> Prefill:
    """What stands behind the first word."""
    return from_command(first_word(words.plain(body["text"]))[1])


def _shown(message: Message) -> Ack:
    """As the command's own answer, for whoever typed it."""
    return {"text": message.text, "blocks": message.blocks}


def _with_line(answer: Ack, line: str) -> Ack:
    """The answer with one line more, in its text and in its blocks."""
    longer = {**answer, "text": "\n".join(filter(None, (answer.get("text"), line)))}
    if answer.get("blocks"):
        longer["blocks"] = [*answer["blocks"], parts.section(line)]
    return longer


async def _privately(body: Payload, desk: Desk) -> Ack:
    """In a channel shared with another company, say that nothing is posted there."""
    with extra():
        channel = await desk.colleagues.channel(body["channel_id"])
        if channel is not None and channel.shared:
            return {"text": opened_privately()}
    return {}


async def _new_chooser(body: Payload, channel: str, desk: Desk, begun: Prefill = NOTHING) -> Block:
    await their_teams(body, channel, desk)
    note = remember(channel=channel, **begun.kept)
    return chooser(metadata=note, begun=begun)


async def open_flag(body: Payload, desk: Desk) -> None:
    """The chooser's first button: the form takes the chooser's place."""
    chosen_in = metadata(body["view"])["channel"]
    view = await flag_form.new_form(body, chosen_in, desk, kept_in(body["view"]))
    await desk.update_view(body["view"]["id"], view)


async def open_claim(body: Payload, desk: Desk) -> None:
    """The chooser's second button."""
    chosen_in = metadata(body["view"])["channel"]
    view = await claim_form.new_form(body, chosen_in, desk, kept_in(body["view"]))
    await desk.update_view(body["view"]["id"], view)


async def from_anywhere(body: Payload, desk: Desk) -> None:
    """The shortcut without a message: it opens the chooser."""
    await desk.show_view(body, await _new_chooser(body, "", desk))


async def from_message(body: Payload, desk: Desk) -> None:
    """ "Escalate this message": the form with a quote and the way back, privately anywhere."""
    channel, message = body["channel"]["id"], body["message"]
    link = await desk.link_to(channel, message["ts"])
    begun = prefill.from_message(words.all_of(message), link)
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


def chooser(*, metadata: str, begun: Prefill = NOTHING) -> Block:
    """What `/escalate` alone opens, and what it opens with words that it does not know."""
    blocks = [
        *_kept(begun),
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


def _kept(begun: Prefill) -> list[Block]:
    typed = "\n".join(filter(None, (begun.customer, begun.said)))
    if not typed:
        return []
    return [parts.section(_("What you typed will be filled in:")), parts.typed(typed)]


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


def opened_privately() -> str:
    return _("People outside the company can read this channel. I have opened it in our own space.")
