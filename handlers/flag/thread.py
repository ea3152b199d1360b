"""Words in a case's conversation: whether they are an answer is noted, never what they say."""

from bot.flag.care import See
from bot.flag.case import OPEN, WAITING, Flag, Headline
from bot.flag.tracks import MessageRef
from bot.team import PersonId
from bot.text import answers
from handlers.desk import Desk
from handlers.sending.failures import Failure
from handlers.sending.places import still_private
from handlers.slack import ids, parts
from handlers.slack.language import _
from handlers.slack.markup import called, escape
from handlers.slack.parts import Message, said
from handlers.slack.payloads import Ack, Payload, person, workspace
from handlers.slack.told import Told
from handlers.team.colleagues import Names
from storage import awaited, cards, cases, heard
from storage.cards import Card
from storage.heard import Heard

MOST_NOTED = 10
"""Answers that are kept of one case, however long its thread is."""


async def wrote(body: Payload, message: Told, desk: Desk) -> None:
    """Somebody wrote or edited a message in a conversation of the bot."""
    if await _is_news(body, message, desk):
        await (_in_thread if message.thread else _beside)(body, message, desk)


async def is_answer(body: Payload, desk: Desk) -> Ack:
    """[Yes]: the words beside the thread, or through another app, are the answer."""
    case, channel, ts = ids.unpack(body)
    ref = MessageRef(channel, ts)
    return await desk.run(heard.confirm, workspace(body), int(case), ref, by=person(body))


async def was_a_conversation(body: Payload, channel: str, desk: Desk) -> bool:
    """Whether the channel has been made of a flag's conversation."""
    return bool(await desk.read(cards.in_channel, body["team_id"], channel))


async def reacted(body: Payload, desk: Desk) -> None:
    """An emoji on the card is *seen*, and stops no clock."""
    event = body["event"]
    item = event["item"]
    if item.get("type") == "message":
        case = await _case_at(body, item["channel"], item["ts"], desk)
        if case is not None and event["user"] in case.asked and case.headline is Headline.NEW:
            await desk.colleagues.acting(event["user"], flags=False)
            await desk.run(cases.record, case.id, See(), by=event["user"])


async def _is_news(body: Payload, message: Told, desk: Desk) -> bool:
    """Whether nothing newer is known of the message: an event may come long after the next one."""
    known = await desk.read(heard.known, body["team_id"], message.ref)
    return known is None or known.before(_as_heard(body, message))


async def _in_thread(body: Payload, message: Told, desk: Desk) -> None:
    """Somebody wrote or edited a message in a thread.

    1. Edited into a filler: where it was the answer, it is none any more.
    2. In a thread of no case: nothing. Under a card that the case has left: tell the writer where
       it goes on.
    3. Somebody who is asked, and more than a filler: note it as an answer; what another app posted
       for them is asked about.
    4. Anybody else, or a filler, while the agent waits: tell the writer who is awaited.
    """
    card = await _card_at(body, message.ref.channel, message.thread or "", desk)
    says = await _says(body, message, desk, *([card[0].agent] if card else []))
    if message.edited and not says:
        await desk.run(heard.take_back, _as_heard(body, message))
        return
    if card is None:
        return
    case, place = card
    if not await _goes_on_here(case, place, desk):
        if not message.edited and not message.through_app:
            await _in_an_old_thread(case, message, desk)
    elif says and message.by in case.asked and case.headline in OPEN:
        await _answered(body, case, message, desk)
    elif case.headline in WAITING and not message.edited and _awaited(case, message):
        names = await desk.colleagues.names(case.agent, *case.asked)
        reply = not_an_answer(case, message.by, names)
        await desk.whisper(message.ref.channel, message.by, reply, thread=message.thread)
        await desk.write(heard.note, _as_heard(body, message))


def _awaited(case: Flag, message: Told) -> bool:
    """Whether its writer is to hear who is awaited: no app that posts for somebody else."""
    return message.by in case.asked or not message.through_app


async def _says(body: Payload, message: Told, desk: Desk, *agents: PersonId) -> bool:
    """Whether the words are more than fillers and names, of those agents among them."""
    here = await desk.read(heard.agents, body["team_id"], message.ref.channel)
    names = await desk.colleagues.names(*here.union(agents), message.by)
    return answers(message.words, names.values())


async def _answered(body: Payload, case: Flag, message: Told, desk: Desk) -> None:
    """Later answers are noted too, so that one may be deleted without losing the others."""
    answer = _as_heard(body, message, says=True)
    if message.through_app and case.headline in WAITING:
        await _ask(body, case, message, desk)
    elif message.through_app or len(case.care.answers) >= MOST_NOTED:
        await desk.write(heard.note, answer)
    else:
        await desk.colleagues.acting(message.by, flags=False)
        await desk.run(heard.answer, case.id, answer, by=message.by)


async def _beside(body: Payload, message: Told, desk: Desk) -> None:
    """Words outside a thread: ask whether they are the answer to the case whose card is here.

    Who is awaited and writes to the bot directly hears that nobody else can read it. Edited into a
    filler, words that were said to be the answer are none any more.
    """
    case = await _awaited_here(body, message, desk)
    if case is None and not message.edited:
        return
    says = await _says(body, message, desk, *([case.agent] if case else []))
    if message.edited and not says:
        await desk.run(heard.take_back, _as_heard(body, message))
    elif case is not None and says:
        await _ask(body, case, message, desk)
    elif says:
        await desk.write(heard.note_here, _as_heard(body, message, says=True))


async def _awaited_here(body: Payload, message: Told, desk: Desk) -> Flag | None:
    """The case that waits for the writer, and whose card is there; any, where only the bot reads.

    None for a message that was there before the card, and is only shown otherwise.
    """
    waiting = await desk.read(awaited.unanswered, body["team_id"], message.by)
    cases_here = await _cases_in(message.ref.channel, body, desk)
    here = next((case for case in waiting if case.id in cases_here), None)
    if here is None:
        is_direct = body["event"].get("channel_type") == "im" and not message.edited
        return next(iter(waiting), None) if is_direct else None
    if not message.edited:
        return here
    card = await desk.read(cards.newest, here, message.by)
    if card is None or card.ts is None:
        return None
    return here if float(message.ref.ts) > float(card.ts) else None


async def _cases_in(channel: str, body: Payload, desk: Desk) -> set[int]:
    return {card.case_id for card in await desk.read(cards.in_channel, body["team_id"], channel)}


async def _ask(body: Payload, case: Flag, message: Told, desk: Desk) -> None:
    """Once for each message: noted after it was asked, so that a lost question is asked again."""
    known = await desk.read(heard.known, body["team_id"], message.ref)
    if known is not None and known.says:
        await desk.write(heard.note, _as_heard(body, message, says=True))
        return
    if case.id in await _cases_in(message.ref.channel, body, desk):
        reply = is_this_your_answer(case, message.ref)
    else:
        reply = only_i_can_read_this(case, await desk.colleagues.names(case.agent))
    await desk.whisper(message.ref.channel, message.by, reply, thread=message.thread)
    await desk.write(heard.note, _as_heard(body, message, says=True))


def _as_heard(body: Payload, message: Told, *, says: bool = False) -> Heard:
    return Heard(body["team_id"], message.ref, message.version, says)


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


async def _in_an_old_thread(case: Flag, message: Told, desk: Desk) -> None:
    """Words where the case no longer is: its readers get a link, others only hear that it moved."""
    link = None
    newest_card = (
        await desk.read(cards.newest, case, message.by)
        if case.may_read(message.by, await desk.team_of(case, message.by))
        else None
    )
    if newest_card is not None and newest_card.channel and newest_card.ts:
        answer = await desk.client.chat_getPermalink(
            channel=newest_card.channel, message_ts=newest_card.ts
        )
        link = str(answer["permalink"])
    reply = has_moved(case, link)
    await desk.whisper(message.ref.channel, message.by, reply, thread=message.thread)


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
