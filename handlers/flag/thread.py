"""Words in a case's conversation: whether they are an answer is noted, never what they say."""

from bot.flag.care import Acknowledge, See, TakeBackWords
from bot.flag.case import OPEN, WAITING, Flag, Headline
from bot.flag.tracks import How, MessageRef
from bot.text import answers
from handlers.desk import Desk
from handlers.sending.failures import Failure
from handlers.sending.places import still_private
from handlers.slack import ids, parts
from handlers.slack.language import _
from handlers.slack.markup import called, escape
from handlers.slack.parts import Message, said
from handlers.slack.payloads import Ack, Payload, person
from handlers.team.colleagues import Names
from storage import awaited, cards, cases
from storage.cards import Card

MOST_NOTED = 10
"""Answers that are kept of one case, however long its thread is."""


async def is_answer(body: Payload, desk: Desk) -> Ack:
    """[Yes]: the words beside the thread are the answer."""
    case, channel, ts = ids.unpack(body)
    step = Acknowledge(How.CONFIRMED, MessageRef(channel, ts))
    return await desk.run(cases.record, int(case), step, by=person(body))


async def was_a_conversation(body: Payload, channel: str, desk: Desk) -> bool:
    """Whether the channel has been made of a flag's conversation."""
    cards_here = await desk.read(cards.in_channel, body["team_id"], channel)
    return any(card.people for card in cards_here)


async def reacted(body: Payload, desk: Desk) -> None:
    """An emoji on the card is *seen*, and stops no clock."""
    event = body["event"]
    item = event["item"]
    if item.get("type") == "message":
        case = await _case_at(body, item["channel"], item["ts"], desk)
        if case is not None and event["user"] in case.asked and case.headline is Headline.NEW:
            await desk.colleagues.acting(event["user"], flags=False)
            await desk.run(cases.record, case.id, See(), by=event["user"])


async def wrote(body: Payload, event: Payload, desk: Desk) -> None:
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
    case, place = card
    if not await _goes_on_here(case, place, desk):
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
    await desk.colleagues.acting(event["user"], flags=False)
    step = Acknowledge(How.REPLY, ref)
    await desk.run(cases.record, case.id, step, by=event["user"])


async def _beside(body: Payload, event: Payload, desk: Desk) -> None:
    """Words outside a thread: ask whether they are the answer to the case whose card is here.

    Who is awaited and writes to the bot directly hears that nobody else can read it.
    """
    waiting = await desk.read(awaited.unanswered, body["team_id"], event["user"])
    cases_here = await desk.read(cards.in_channel, body["team_id"], event["channel"])
    case = next(
        (case for case in waiting if case.id in {each.case_id for each in cases_here}), None
    )
    is_direct = event.get("channel_type") == "im"
    if case is None and is_direct:
        case = next(iter(waiting), None)
    if case is None or not await _answers(case, event["user"], event, desk):
        return
    names = await desk.colleagues.names(case.agent)
    if case.id in {each.case_id for each in cases_here}:
        reply = is_this_your_answer(case, MessageRef(event["channel"], event["ts"]))
    else:
        reply = only_i_can_read_this(case, names)
    await desk.whisper(event["channel"], event["user"], reply)


async def edited(body: Payload, event: Payload, desk: Desk) -> None:
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
    elif user in case.asked and case.headline in OPEN and await _goes_on_here(*card, desk):
        await _answered(case, ref, message, desk)


async def deleted(body: Payload, event: Payload, desk: Desk) -> None:
    old = event.get("previous_message")
    if old is not None:
        ref = MessageRef(event["channel"], old["ts"])
        await _taken_back(body, ref, old.get("user", ""), desk)


async def _taken_back(body: Payload, ref: MessageRef, by: str, desk: Desk) -> None:
    for card in await desk.read(cards.in_channel, body["team_id"], ref.channel):
        case = await desk.read(cases.look, card.case_id)
        if isinstance(case, Flag) and any(a.ref == ref for a in case.care.answers):
            await desk.run(cases.record, case.id, TakeBackWords(ref), by=by)


async def _case_at(body: Payload, channel: str, ts: str, desk: Desk) -> Flag | None:
    """The flag whose card that is; None too where people read it who are no longer asked."""
    card = await _card_at(body, channel, ts, desk)
    return card[0] if card and card[0].may_share(card[1].people) else None


async def _goes_on_here(case: Flag, card: Card, desk: Desk) -> bool:
    """Whether words under that card are words of the case."""
    if not case.may_share(card.people):
        return False
    try:
        return await still_private(desk, card, case)
    except Failure:  # whoever wrote is heard all the same
        return not card.left


async def _card_at(body: Payload, channel: str, ts: str, desk: Desk) -> tuple[Flag, Card] | None:
    """The flag whose card that is, and the card; None for any other message."""
    card = await desk.read(cards.at, body["team_id"], channel, ts)
    if card is None:
        return None
    case = await desk.read(cases.look, card.case_id)
    if isinstance(case, Flag) and case.merged_into is not None:  # an answer is for both
        case = await desk.read(cases.look, case.merged_into)
    return (case, card) if isinstance(case, Flag) else None


async def _in_an_old_thread(case: Flag, event: Payload, desk: Desk) -> None:
    """Words where the case no longer is: its readers get a link, others only hear that it moved."""
    user = event["user"]
    link = None
    newest_card = (
        await desk.read(cards.newest, case, user)
        if case.may_read(user, await desk.team_of(case, user))
        else None
    )
    if newest_card is not None and newest_card.channel and newest_card.ts:
        answer = await desk.client.chat_getPermalink(
            channel=newest_card.channel, message_ts=newest_card.ts
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
