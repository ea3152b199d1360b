"""Words in a case's conversation: whether they are an answer is noted, never what they say."""

from bot.flag.care import Acknowledge, See, TakeBackWords
from bot.flag.case import OPEN, WAITING, Flag, Headline
from bot.flag.tracks import How, MessageRef
from bot.text import answers
from handlers.desk import Desk
from handlers.slack import ids, parts
from handlers.slack.language import _
from handlers.slack.markup import escape
from handlers.slack.parts import Message, said
from handlers.slack.payloads import Ack, Payload, person
from handlers.team.colleagues import Names
from storage import cards, cases, finding

MOST_NOTED = 10
"""Answers of one case; the thread may be long."""


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


async def wrote(body: Payload, event: Payload, desk: Desk) -> None:
    channel, user = event["channel"], event["user"]
    thread = event.get("thread_ts")
    if thread is None or thread == event["ts"]:
        await _beside(body, event, desk)
        return
    found = await _card_at(body, channel, thread, desk)
    if found is None:
        return
    case, readers = found
    if not case.may_share(readers):
        await _in_an_old_thread(case, event, desk)
        return
    if case.headline not in OPEN:
        return
    if user in case.asked and await _answers(case, user, event, desk):
        await _answered(case, MessageRef(channel, event["ts"]), event, desk)
    elif case.headline in WAITING:
        names = await desk.colleagues.names(case.agent, *case.asked)
        told = not_an_answer(case, user, names)
        await desk.whisper(channel, user, told, thread=thread)


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
    """Words beside the thread: the bot asks whether they are meant as the answer."""
    waiting = await desk.read(finding.awaiting, body["team_id"], event["user"])
    here = await desk.read(cards.in_channel, body["team_id"], event["channel"])
    case = next((case for case in waiting if case.id in here), None)
    alone = event.get("channel_type") == "im"
    if case is None and alone:
        case = next(iter(waiting), None)
    if case is None or not await _answers(case, event["user"], event, desk):
        return
    names = await desk.colleagues.names(case.agent)
    if case.id in here:
        told = is_this_your_answer(case, MessageRef(event["channel"], event["ts"]))
    else:
        told = only_i_can_read_this(case, names)
    await desk.whisper(event["channel"], event["user"], told)


async def edited(body: Payload, event: Payload, desk: Desk) -> None:
    """An edited reply counts when edited; edited into a filler it no longer does."""
    message, channel = event["message"], event["channel"]
    thread = message.get("thread_ts")
    found = await _card_at(body, channel, thread, desk) if thread else None
    user = message.get("user", "")
    if found is None or thread == message["ts"]:
        return
    case, ref = found[0], MessageRef(channel, message["ts"])
    if not await _answers(case, user, message, desk):
        await _taken_back(body, ref, user, desk)
    elif user in case.asked and case.headline in OPEN and found[0].may_share(found[1]):
        await _answered(case, ref, message, desk)


async def deleted(body: Payload, event: Payload, desk: Desk) -> None:
    old = event.get("previous_message")
    if old is not None:
        ref = MessageRef(event["channel"], old["ts"])
        await _taken_back(body, ref, old.get("user", ""), desk)


async def _taken_back(body: Payload, ref: MessageRef, by: str, desk: Desk) -> None:
    for case_id in await desk.read(cards.in_channel, body["team_id"], ref.channel):
        case = await desk.read(cases.look, case_id)
        if isinstance(case, Flag) and any(a.ref == ref for a in case.care.answers):
            await desk.run(cases.record, case_id, TakeBackWords(ref), by=by)


async def _case_at(body: Payload, channel: str, ts: str, desk: Desk) -> Flag | None:
    """The flag whose card that is, wherever it still stands for all who read it."""
    found = await _card_at(body, channel, ts, desk)
    return found[0] if found and found[0].may_share(found[1]) else None


async def _card_at(
    body: Payload, channel: str, ts: str, desk: Desk
) -> tuple[Flag, list[str]] | None:
    found = await desk.read(cards.at, body["team_id"], channel, ts)
    if found is None:
        return None
    case = await desk.read(cases.look, found[0])
    if isinstance(case, Flag) and case.merged_into is not None:  # an answer is for both
        case = await desk.read(cases.look, case.merged_into)
    return (case, found[1]) if isinstance(case, Flag) else None


async def _in_an_old_thread(case: Flag, event: Payload, desk: Desk) -> None:
    """Words where the case no longer is: a link for those who go on, for others the news."""
    user = event["user"]
    link = None
    stands = (
        await desk.read(cards.newest, case)
        if case.may_read(user, await desk.team_of(case))
        else None
    )
    if stands is not None:
        answer = await desk.client.chat_getPermalink(channel=stands[0], message_ts=stands[1])
        link = str(answer["permalink"])
    told = has_moved(case, link)
    await desk.whisper(event["channel"], user, told, thread=event.get("thread_ts"))


def not_an_answer(case: Flag, writer: str, names: Names) -> Message:
    """Words in the thread that do not stop the clock: who still waits, for whom."""
    agent = escape(names[case.agent])
    if writer in case.asked:
        return said(
            _(
                "Thank you. {agent} still waits for an answer in words: two sentences are enough.",
                agent=agent,
            )
        )
    asked = ", ".join(escape(names[person]) for person in case.asked)
    return said(
        _(
            "Your words stand here. Case #{number} still waits for an answer from {names}.",
            number=case.number,
            names=asked,
        )
    )


def has_moved(case: Flag, link: str | None) -> Message:
    """Words in a conversation that the case has left."""
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
    said = _("Is this your answer to #{number}?", number=case.number)
    yes = parts.button(_("Yes"), ids.IS_ANSWER, case.id, ref.channel, ref.ts)
    return Message(said, [parts.section(said), *parts.buttons(yes)])


def only_i_can_read_this(case: Flag, names: Names) -> Message:
    agent = names[case.agent]
    said = _(
        "Only I can read this. Write to {agent}, so that your words arrive.", agent=escape(agent)
    )
    write = parts.button(_("Write to {agent}", agent=agent), ids.WRITE, case.id)
    return Message(said, [parts.section(said), *parts.buttons(write)])
