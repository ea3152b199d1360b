"""Words in a case's conversation: whether they are an answer is noted, never what they say."""

from bot.flag.care import Acknowledge, See, TakeBackWords
from bot.flag.case import OPEN, WAITING, Flag, Headline
from bot.flag.tracks import How, MessageRef
from bot.text import answers
from handlers.claim.thanks import CHANNELS, said_in_channel
from handlers.desk import Desk
from handlers.home.mine import Names
from handlers.slack import ids, parts
from handlers.slack.language import _
from handlers.slack.markup import called, escape
from handlers.slack.parts import Message, said
from handlers.slack.payloads import Ack, Payload, person
from storage import awaited, cards, cases

MOST_NOTED = 10
"""Answers that are kept of one case, however long its thread is."""
SAID = (None, "file_share", "thread_broadcast")
"""Subtypes of a message that somebody wrote; others tell of edits, joins and the like."""


async def wrote(body: Payload, desk: Desk) -> None:
    """Somebody wrote, edited or deleted a message where the bot is."""
    event = body["event"]
    subtype = event.get("subtype")
    if event.get("channel_type") in CHANNELS:
        if subtype in SAID and not event.get("bot_id"):
            await said_in_channel(body, event, desk)
    elif subtype in SAID and not event.get("bot_id"):
        await _written(body, event, desk)
    elif subtype == "message_changed" and not event["message"].get("bot_id"):
        await _edited(body, event, desk)
    elif subtype == "message_deleted" and "previous_message" in event:
        old = event["previous_message"]
        await _taken_back(body, MessageRef(event["channel"], old["ts"]), old.get("user", ""), desk)


async def is_answer(body: Payload, desk: Desk) -> Ack:
    """[Yes]: the words beside the thread are the answer."""
    case, channel, ts = ids.unpack(body)
    step = Acknowledge(How.CONFIRMED, MessageRef(channel, ts))
    return await desk.run(cases.record, int(case), step, by=person(body))


async def reacted(body: Payload, desk: Desk) -> None:
    """An emoji on the card is *seen*, and stops no clock."""
    event = body["event"]
    item = event["item"]
    if item.get("type") == "message":
        case = await _case_at(body, item["channel"], item["ts"], desk)
        if case is not None and event["user"] in case.asked and case.headline is Headline.NEW:
            await desk.run(cases.record, case.id, See(), by=event["user"])


async def _written(body: Payload, event: Payload, desk: Desk) -> None:
    """Somebody wrote in a conversation of the bot.

    1. Outside a thread: see `_beside`. In a thread of no case: nothing.
    2. Under a card that the case has left: tell the writer where it goes on.
    3. Somebody who is asked, and more than a filler: note it as an answer.
    4. Anybody else, or a filler, while the agent waits: tell the writer who is awaited.
    """
    channel, user = event["channel"], event["user"]
    thread = event.get("thread_ts")
    if thread is None or thread == event["ts"]:
        await _beside(body, event, desk)
        return
    card = await _card_at(body, channel, thread, desk)
    if card is None:
        return
    case, readers = card
    if not case.may_share(readers):
        await _in_an_old_thread(case, event, desk)
        return
    if case.headline not in OPEN:
        return
    if user in case.asked and await _answers(case, user, event, desk):
        await _answered(case, MessageRef(channel, event["ts"]), event, desk)
    elif case.headline in WAITING:
        names = await desk.colleagues.names(case.agent, *case.asked)
        reply = not_an_answer(case, user, names)
        await desk.whisper(channel, user, reply, thread=thread)


async def _answers(case: Flag, user: str, message: Payload, desk: Desk) -> bool:
    """Whether the words are more than fillers and names."""
    names = await desk.colleagues.names(case.agent, user)
    return answers(message.get("text", ""), names.values())


async def _answered(case: Flag, ref: MessageRef, event: Payload, desk: Desk) -> None:
    """Later answers are noted too, so that one may be deleted without losing the others."""
    if len(case.care.answers) >= MOST_NOTED:
        return
    step = Acknowledge(How.REPLY, ref)
    await desk.run(cases.record, case.id, step, by=event["user"])


async def _beside(body: Payload, event: Payload, desk: Desk) -> None:
    """Words outside a thread: ask whether they are the answer to the case whose card is here.

    Who is awaited and writes to the bot directly hears that nobody else can read it.
    """
    waiting = await desk.read(awaited.unanswered, body["team_id"], event["user"])
    cases_here = await desk.read(cards.in_channel, body["team_id"], event["channel"])
    case = next((case for case in waiting if case.id in cases_here), None)
    is_direct = event.get("channel_type") == "im"
    if case is None and is_direct:
        case = next(iter(waiting), None)
    if case is None or not await _answers(case, event["user"], event, desk):
        return
    names = await desk.colleagues.names(case.agent)
    if case.id in cases_here:
        reply = is_this_your_answer(case, MessageRef(event["channel"], event["ts"]))
    else:
        reply = only_i_can_read_this(case, names)
    await desk.whisper(event["channel"], event["user"], reply)


async def _edited(body: Payload, event: Payload, desk: Desk) -> None:
    """An edited reply counts when edited; edited into a filler it no longer does."""
    message, channel = event["message"], event["channel"]
    thread = message.get("thread_ts")
    card = await _card_at(body, channel, thread, desk) if thread else None
    user = message.get("user", "")
    if card is None or thread == message["ts"]:
        return
    case, ref = card[0], MessageRef(channel, message["ts"])
    if not await _answers(case, user, message, desk):
        await _taken_back(body, ref, user, desk)
    elif user in case.asked and case.headline in OPEN and card[0].may_share(card[1]):
        await _answered(case, ref, message, desk)


async def _taken_back(body: Payload, ref: MessageRef, by: str, desk: Desk) -> None:
    for case_id in await desk.read(cards.in_channel, body["team_id"], ref.channel):
        case = await desk.read(cases.look, case_id)
        if isinstance(case, Flag) and any(a.ref == ref for a in case.care.answers):
            await desk.run(cases.record, case_id, TakeBackWords(ref), by=by)


async def _case_at(body: Payload, channel: str, ts: str, desk: Desk) -> Flag | None:
    """The flag whose card that is; None too where people read it who are no longer asked."""
    card = await _card_at(body, channel, ts, desk)
    return card[0] if card and card[0].may_share(card[1]) else None


async def _card_at(
    body: Payload, channel: str, ts: str, desk: Desk
) -> tuple[Flag, list[str]] | None:
    """The flag whose card that is, and who can read it there; None for any other message."""
    card = await desk.read(cards.at, body["team_id"], channel, ts)
    if card is None:
        return None
    case = await desk.read(cases.look, card[0])
    if isinstance(case, Flag) and case.merged_into is not None:  # an answer is for both
        case = await desk.read(cases.look, case.merged_into)
    return (case, card[1]) if isinstance(case, Flag) else None


async def _in_an_old_thread(case: Flag, event: Payload, desk: Desk) -> None:
    """Words where the case no longer is: its readers get a link, others only hear that it moved."""
    user = event["user"]
    link = None
    newest_card = (
        await desk.read(cards.newest, case)
        if case.may_read(user, await desk.team_of(case))
        else None
    )
    if newest_card is not None:
        answer = await desk.client.chat_getPermalink(
            channel=newest_card[0], message_ts=newest_card[1]
        )
        link = str(answer["permalink"])
    reply = has_moved(case, link)
    await desk.whisper(event["channel"], user, reply, thread=event.get("thread_ts"))


def not_an_answer(case: Flag, writer: str, names: Names) -> Message:
    """Says who still waits, and for whom."""
    agent = escape(called(names.get(case.agent)))
    if writer in case.asked:
        return said(
            _(
                "Thank you. {agent} still waits for an answer in words: two sentences are enough.",
                agent=agent,
            )
        )
    asked = ", ".join(escape(called(names.get(person))) for person in case.asked)
    return said(
        _(
            "Your words stand here. Case #{number} still waits for an answer from {names}.",
            number=case.number,
            names=asked,
        )
    )


def has_moved(case: Flag, link: str | None) -> Message:
    """Without a `link` for whoever may no longer read the case."""
    if link is None:
        words = _(
            "Case #{number} has moved, and goes on with other people. Your words stand here alone.",
            number=case.number,
        )
    else:
        words = _(
            "Case #{number} has moved. <{link}|It goes on here.>", number=case.number, link=link
        )
    return said(words)


def is_this_your_answer(case: Flag, ref: MessageRef) -> Message:
    question = _("Is this your answer to #{number}?", number=case.number)
    yes = parts.button(_("Yes"), ids.IS_ANSWER, case.id, ref.channel, ref.ts)
    return Message(question, [parts.section(question), *parts.buttons(yes)])


def only_i_can_read_this(case: Flag, names: Names) -> Message:
    agent = called(names.get(case.agent))
    words = _(
        "Only I can read this. Write to {agent}, so that your words arrive.", agent=escape(agent)
    )
    write = parts.button(_("Write to {agent}", agent=agent), ids.WRITE, case.id)
    return Message(words, [parts.section(words), *parts.buttons(write)])
