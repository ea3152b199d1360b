"""One letter, from the outbox to Slack: it arrives exactly once, as people see it."""

import logging
from dataclasses import replace
from datetime import timedelta
from typing import Any

from bot.flag.case import Flag
from bot.notices import Place, Says
from bot.steps import Case
from bot.team import Team, TeamSettings
from handlers.desk import Desk
from handlers.sending import letters
from handlers.sending.facts import Facts, looked_up, still_true
from handlers.sending.failures import TROUBLE, Never, TryLater, Unknown, sorted_out
from handlers.slack.parts import Message
from storage import cards, cases, outbox, teams, texts
from storage.outbox import Letter

log = logging.getLogger("oppvask.delivery")
LEASE = timedelta(seconds=30)


async def deliver_one(desk: Desk) -> bool:
    """Take the next letter and bring it to Slack; False when none is due.

    1. Lease it, by the database's clock.
    2. Drop it when what it says is no longer wanted.
    3. When an earlier try ended unknown, look for it in Slack first.
    4. Post it, or edit the message that stands there; keep Slack's ts.
    5. What went wrong decides what happens next: see failures.py.
    """
    letter = await desk.database.write(outbox.lease, lasting=LEASE)
    if letter is None:
        return False
    try:
        await _bring(desk, letter)
    except TryLater as wait:
        after = timedelta(seconds=wait.seconds)
        await desk.database.write(outbox.later, letter, after=after, uncertain=False)
        log.warning("letter_held id=%s seconds=%s", letter.id, wait.seconds)
    except Unknown as unknown:
        await desk.database.write(outbox.later, letter, after=outbox.LOOK_AFTER, uncertain=True)
        log.warning("letter_unknown id=%s reason=%s", letter.id, unknown)
    except Never as never:
        if never.reason == "user_disabled" and letter.card_id is None:
            await desk.colleagues.ask_again(letter.to)
        await desk.note(outbox.fail, letter, reason=never.reason)
        log.error("letter_failed id=%s says=%s reason=%s", letter.id, letter.says.id, never.reason)
    return True


async def _bring(desk: Desk, letter: Letter) -> None:
    case = await desk.read(cases.look, letter.case_id) if letter.case_id else None
    wanted = case is None or letter.says.wanted(case, letter.to, letter.facts)
    if not (wanted and await still_true(desk, letter)):
        await desk.database.write(outbox.drop, letter)
        return
    try:
        channel, thread, stands = await _place(desk, letter, case)
        ts = stands or (await _found(desk, letter, channel, thread) if letter.uncertain else None)
        if ts is None or stands:
            message = await _drawn(desk, letter, case, channel)
            ts = await _say(desk, letter, message, channel, thread, stands)
    except TROUBLE as error:
        raise sorted_out(error) from error
    await desk.database.write(outbox.sent, letter, channel=channel, ts=ts)


async def _say(
    desk: Desk, letter: Letter, message: Message, channel: str, thread: str | None, ts: str | None
) -> str:
    """Post it, or draw the card that stands there anew; the message's ts."""
    if ts is not None:
        await desk.client.chat_update(
            channel=channel, ts=ts, text=message.text, blocks=message.blocks
        )
        return ts
    posted = await desk.client.chat_postMessage(
        channel=channel,
        text=message.text,
        blocks=message.blocks,
        thread_ts=thread,
        unfurl_links=False,
        unfurl_media=False,
        metadata={
            "event_type": f"oppvask_{letter.says.id}",
            "event_payload": {"id": letter.opaque},
        },
    )
    return str(posted["ts"])


async def _place(
    desk: Desk, letter: Letter, case: Case | None
) -> tuple[str, str | None, str | None]:
    """Channel, thread, and the ts of a card that already stands there."""
    if letter.card_id is not None:
        people, channel, ts = await desk.read(cards.get, letter.card_id)
        if channel is None:
            channel = await _conversation(desk, letter.card_id, people)
        elif not people:
            await _never_shared(desk, channel)
        return channel, None, ts
    if letter.to == Place.CASE_THREAD and case is not None:
        stands = await desk.read(cards.newest, case)
        if stands is None:
            raise Never("no_card")
        return stands[0], stands[1], None
    if letter.to == Place.TEAM_CHANNEL:
        team = await _settings(desk, letter)
        await _never_shared(desk, team.channel)
        return team.channel, None, letter.ts
    opened = await desk.client.conversations_open(users=[letter.to])
    return str(opened["channel"]["id"]), None, None


async def _conversation(desk: Desk, card_id: int, people: list[str]) -> str:
    """The group conversation of just these people and the bot."""
    opened = await desk.client.conversations_open(users=people)
    channel = str(opened["channel"]["id"])
    strangers = await desk.colleagues.members(channel) - set(people)
    if len(strangers) > 1:
        raise Never("conversation_has_others")
    await desk.database.write(cards.opened, card_id, channel)
    return channel


async def _never_shared(desk: Desk, channel: str) -> None:
    desk.colleagues.forget_channel(channel)
    found = await desk.colleagues.channel(channel)
    if found is None or found.shared:
        raise Never(outbox.SHARED if found else "channel_not_found")


async def _found(desk: Desk, letter: Letter, channel: str, thread: str | None) -> str | None:
    """The ts of the letter, if a try whose end nobody knows has brought it all the same."""
    oldest = str(letter.first_try_at.timestamp() - 60)
    asked: dict[str, Any] = {"channel": channel, "oldest": oldest, "limit": 200}
    if thread is None:
        page = await desk.client.conversations_history(**asked, include_all_metadata=True)
    else:
        page = await desk.client.conversations_replies(
            **asked, ts=thread, include_all_metadata=True
        )
    for message in page["messages"]:
        payload = (message.get("metadata") or {}).get("event_payload") or {}
        if payload.get("id") == letter.opaque:
            return str(message["ts"])
    return None


async def _drawn(desk: Desk, letter: Letter, case: Case | None, channel: str) -> Message:
    team = await _known_team(desk, letter, case)
    readers = (await desk.read(cards.get, letter.card_id))[0] if letter.card_id else []
    return letters.draw(
        Facts(
            says=letter.says,
            facts=await looked_up(desk, letter, channel),
            case=case,
            team=team,
            typed=await _typed(desk, letter, case),
            command=desk.settings.command,
            readers=readers,
            linked=await _linked(desk, letter, case),
        )
    )


async def _known_team(desk: Desk, letter: Letter, case: Case | None) -> Team:
    """The team, with everybody whom it, the case or the letter names, as Slack knows them."""
    named = letter.says.people(letter.facts) | (case.people if case else frozenset())
    settings = await _settings(desk, letter)
    team = await desk.read(teams.at_work, settings.id, named, at=desk.clock.now())
    return replace(team, people=await desk.colleagues.know(*team.people, *named))


async def _linked(desk: Desk, letter: Letter, case: Case | None) -> list[Flag]:
    """Other flags of the same event, which a card may name."""
    if letter.says is not Says.CARD or not isinstance(case, Flag):
        return []
    linked = [await desk.read(cases.look, each) for each in case.linked]
    return [each for each in linked if isinstance(each, Flag)]


async def _typed(desk: Desk, letter: Letter, case: Case | None) -> dict[str, str]:
    """The texts that stand in the letter itself, by field; without what was erased."""
    texts_: dict[str, int] = {}
    if letter.facts.get("text") is not None:
        texts_ = {"text": letter.facts["text"]}
    elif letter.says is Says.EXPLANATION and isinstance(case, Flag) and case.decision:
        texts_ = {field: text.id for field, text in case.decision.what.texts.items()}
    typed = {field: await desk.read(texts.by_id, text) for field, text in texts_.items()}
    return {field: words for field, words in typed.items() if words}


async def _settings(desk: Desk, letter: Letter) -> TeamSettings:
    if letter.team_id is None:
        raise Never("no_team")
    return await desk.read(teams.get, letter.team_id)
