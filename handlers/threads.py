"""Words in a case's conversation: whether they are an answer is noted, never what they say."""

from slack_bolt.async_app import AsyncAck

from bot.cases import Hostile
from bot.cases.care_steps import Acknowledge, See, TakeBackWords
from bot.cases.hostile import OPEN, WAITING, Headline, How, Words
from bot.people import may_read
from bot.text import answers
from handlers import thanks
from handlers.blocks import replies
from handlers.blocks.flag_card import stands_for
from handlers.desk import Desk
from handlers.payloads import Payload, person, pressed
from storage import cards, cases, finding

MOST_NOTED = 10
"""Answers of one case; the thread may be long."""
SAID = (None, "file_share", "thread_broadcast")


async def said(ack: AsyncAck, body: Payload, event: Payload, desk: Desk) -> None:
    """Somebody wrote, edited or deleted a message where the bot is."""
    subtype = event.get("subtype")
    if event.get("channel_type") in thanks.CHANNELS:
        if subtype in SAID and not event.get("bot_id"):
            await thanks.said_in_channel(body, event, desk)
    elif subtype in SAID and not event.get("bot_id"):
        await _written(body, event, desk)
    elif subtype == "message_changed" and not event["message"].get("bot_id"):
        await _edited(body, event, desk)
    elif subtype == "message_deleted" and "previous_message" in event:
        old = event["previous_message"]
        await _taken_back(body, Words(event["channel"], old["ts"]), old.get("user", ""), desk)
    await ack()


async def is_answer(ack: AsyncAck, body: Payload, desk: Desk) -> None:
    """[Yes]: the words beside the thread are the answer."""
    case, channel, ts = pressed(body).split("|")
    step = Acknowledge(How.CONFIRMED, words=Words(channel, ts))
    await ack(**await desk.run(cases.record, int(case), step, by=person(body)))


async def reacted(ack: AsyncAck, body: Payload, event: Payload, desk: Desk) -> None:
    """An emoji on the card is *seen*, and stops no clock."""
    item = event["item"]
    if item.get("type") == "message":
        case = await _case_at(body, item["channel"], item["ts"], desk)
        if case is not None and event["user"] in case.asked and case.headline is Headline.NEW:
            await desk.run(cases.record, case.id, See(), by=event["user"])
    await ack()


async def _written(body: Payload, event: Payload, desk: Desk) -> None:
    channel, user = event["channel"], event["user"]
    thread = event.get("thread_ts")
    if thread is None or thread == event["ts"]:
        await _beside(body, event, desk)
        return
    found = await _card_at(body, channel, thread, desk)
    if found is None:
        return
    case, readers = found
    if not stands_for(case, readers):
        await _in_an_old_thread(case, event, desk)
        return
    if case.headline not in OPEN:
        return
    if user in case.asked and await _answers(case, user, event, desk):
        await _answered(case, Words(channel, event["ts"]), event, desk)
    elif case.headline in WAITING:
        names = await desk.colleagues.names(case.agent, *case.asked)
        told = replies.not_an_answer(case, user, names)
        await desk.whisper(channel, user, told, thread=thread)


async def _answers(case: Hostile, user: str, message: Payload, desk: Desk) -> bool:
    """Whether the words are more than fillers and names."""
    names = await desk.colleagues.names(case.agent, user)
    return answers(message.get("text", ""), names.values())


async def _answered(case: Hostile, words: Words, event: Payload, desk: Desk) -> None:
    """Later answers are noted too, so that one may be deleted without losing the others."""
    if len(case.care.answers) >= MOST_NOTED:
        return
    step = Acknowledge(How.REPLY, said=event.get("text", ""), words=words)
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
        told = replies.is_this_your_answer(case, Words(event["channel"], event["ts"]))
    else:
        told = replies.only_i_can_read_this(case, names)
    await desk.whisper(event["channel"], event["user"], told)


async def _edited(body: Payload, event: Payload, desk: Desk) -> None:
    """An edited reply counts when edited; edited into a filler it no longer does."""
    message, channel = event["message"], event["channel"]
    thread = message.get("thread_ts")
    found = await _card_at(body, channel, thread, desk) if thread else None
    user = message.get("user", "")
    if found is None or thread == message["ts"]:
        return
    case, words = found[0], Words(channel, message["ts"])
    if not await _answers(case, user, message, desk):
        await _taken_back(body, words, user, desk)
    elif user in case.asked and case.headline in OPEN and stands_for(*found):
        await _answered(case, words, message, desk)


async def _taken_back(body: Payload, words: Words, by: str, desk: Desk) -> None:
    for case_id in await desk.read(cards.in_channel, body["team_id"], words.channel):
        case = await desk.read(cases.look, case_id)
        if isinstance(case, Hostile) and any(a.words == words for a in case.care.answers):
            await desk.run(cases.record, case_id, TakeBackWords(words), by=by)


async def _case_at(body: Payload, channel: str, ts: str, desk: Desk) -> Hostile | None:
    """The flag whose card that is, wherever it still stands for all who read it."""
    found = await _card_at(body, channel, ts, desk)
    return found[0] if found and stands_for(*found) else None


async def _card_at(
    body: Payload, channel: str, ts: str, desk: Desk
) -> tuple[Hostile, list[str]] | None:
    found = await desk.read(cards.at, body["team_id"], channel, ts)
    if found is None:
        return None
    case = await desk.read(cases.look, found[0])
    if isinstance(case, Hostile) and case.merged_into is not None:  # an answer is for both
        case = await desk.read(cases.look, case.merged_into)
    return (case, found[1]) if isinstance(case, Hostile) else None


async def _in_an_old_thread(case: Hostile, event: Payload, desk: Desk) -> None:
    """Words where the case no longer is: a link for those who go on, for others the news."""
    user = event["user"]
    link = None
    stands = await desk.read(cards.newest, case) if may_read(case, user) else None
    if stands is not None:
        answer = await desk.client.chat_getPermalink(channel=stands[0], message_ts=stands[1])
        link = str(answer["permalink"])
    told = replies.has_moved(case, link)
    await desk.whisper(event["channel"], user, told, thread=event.get("thread_ts"))
