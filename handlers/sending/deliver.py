"""Letters from the outbox to Slack: each arrives exactly once, as people see it."""

import asyncio
import logging
import time
from dataclasses import replace
from datetime import timedelta
from typing import Any

from bot.flag.case import Flag
from bot.notices import Says
from bot.steps import Case
from bot.team import Team
from handlers.desk import Desk
from handlers.figures import LETTERS
from handlers.sending import letters, trouble
from handlers.sending.facts import Facts, looked_up, still_true
from handlers.sending.failures import TROUBLE, Failure, Means, sorted_out
from handlers.sending.places import NOT_ALLOWED, Spot, mend, spot_of
from handlers.slack.parts import Message
from storage import cases, teams, texts, underway
from storage.cards import Card
from storage.underway import Letter

log = logging.getLogger("oppvask.delivery")
LEASE = timedelta(seconds=45)
"""Longer than the client's time-outs: a slow post must not look like a dead worker."""
AT_ONCE = 5
"""Letters that are under way at the same time, each in another lane."""


async def deliver(desk: Desk, health: trouble.Health, *, urgent: bool) -> bool:
    """Bring the next letters to Slack, with `urgent` those alone; False when none is due.

    Urgent letters have a loop of their own: they never wait for a slow one of another case.
    """
    leased = await desk.database.write(underway.lease, lasting=LEASE, most=AT_ONCE, urgent=urgent)
    await asyncio.gather(*(_deliver(desk, health, letter) for letter in leased))
    return bool(leased)


async def _deliver(desk: Desk, health: trouble.Health, letter: Letter) -> None:
    """What cannot even be met (no case can be read, say) is set aside: its lane goes on."""
    try:
        await _try(desk, health, letter)
    except Exception:
        log.exception("letter_held id=%s says=%s", letter.id, letter.says.id)
        await desk.write(underway.set_aside, letter, reason="failed", first=trouble.ASIDE)


async def _try(desk: Desk, health: trouble.Health, letter: Letter) -> None:
    """Bring one letter to Slack.

    1. Drop it when what it says is no longer wanted.
    2. When an earlier try ended unknown, look for it in Slack first.
    3. Post it, or edit the message that stands there; keep Slack's ts.
    4. What went wrong decides what happens next: see failures.py and trouble.py.
    """
    try:
        LETTERS.labels(await _bring(desk, letter)).inc()
    except Failure as failure:
        LETTERS.labels(failure.means.name.lower()).inc()
        await trouble.meet(desk, health, letter, failure)
    except Exception:
        LETTERS.labels("cannot_be_drawn").inc()
        log.exception("letter_cannot_be_drawn id=%s says=%s", letter.id, letter.says.id)
        await trouble.plainly_or_aside(desk, letter, "drawing_failed")
    else:
        await health.answered(desk)


async def _bring(desk: Desk, letter: Letter) -> str:
    """Sent or dropped."""
    case, card = await desk.read(underway.about, letter)
    wanted = case is None or letter.says.wanted(case, letter.to, letter.facts)
    if not wanted or (card and card.left) or not await still_true(desk, letter):
        await desk.write(underway.drop, letter)
        return "dropped"
    spot, ts = await _posted(desk, letter, case, card)
    stands = card is None or (case is not None and card.people in case.conversations)
    await desk.write(underway.sent, letter, channel=spot.channel, ts=ts, stands=stands)
    return "sent"


async def _posted(
    desk: Desk, letter: Letter, case: Case | None, card: Card | None
) -> tuple[Spot, str]:
    """Post the letter; once more at once when its place could be mended. Raises Failure."""
    spot: Spot | None = None
    try:
        spot = await spot_of(desk, letter, case)
        return spot, await _say(desk, letter, case, card, spot)
    except TROUBLE as error:
        raise sorted_out(error) from error
    except Failure as failure:
        mended = failure.means is Means.PLACE and failure.code not in (
            underway.SHARED,
            *NOT_ALLOWED,
        )
        if not (mended and await mend(desk, letter, spot, case, failure.code)):
            raise
    spot = await spot_of(desk, letter, case)
    return spot, await _say(desk, letter, case, card, spot)


async def _say(desk: Desk, letter: Letter, case: Case | None, card: Card | None, spot: Spot) -> str:
    """Look for it, post it, or draw anew what stands there; the message's ts."""
    if spot.ts is None and letter.uncertain:
        ts = await found(desk, letter, spot)
        if ts is not None:
            return ts
    message = await _drawn(desk, letter, case, card, spot.channel)
    return await send(desk, letter, message, spot)


async def send(desk: Desk, letter: Letter, message: Message, spot: Spot) -> str:
    """Post or edit it; raises Failure where the lease may be over before Slack has answered.

    So it is after a process was frozen, or when looking up the place took too long.
    """
    if time.monotonic() > letter.yours_until - desk.client.timeout:
        raise Failure(Means.UNKNOWN, "lease_over")
    if spot.ts is not None:
        await desk.client.chat_update(
            channel=spot.channel, ts=spot.ts, text=message.text, blocks=message.blocks
        )
        return spot.ts
    posted = await desk.client.chat_postMessage(
        channel=spot.channel,
        text=message.text,
        blocks=message.blocks or None,
        thread_ts=spot.thread,
        unfurl_links=False,
        unfurl_media=False,
        metadata={
            "event_type": f"oppvask_{letter.says.id}",
            "event_payload": {"id": letter.opaque},
        },
    )
    return str(posted["ts"])


async def found(desk: Desk, letter: Letter, spot: Spot) -> str | None:
    """The ts of the letter, if a try whose end nobody knows has brought it all the same."""
    oldest = str(letter.first_try_at.timestamp() - 60)
    asked: dict[str, Any] = {"channel": spot.channel, "oldest": oldest, "limit": 200}
    asked["include_all_metadata"] = True
    if spot.thread is None:
        page = await desk.client.conversations_history(**asked)
    else:
        page = await desk.client.conversations_replies(**asked, ts=spot.thread)
    for message in page["messages"]:
        payload = (message.get("metadata") or {}).get("event_payload") or {}
        if payload.get("id") == letter.opaque:
            return str(message["ts"])
    return None


async def _drawn(
    desk: Desk, letter: Letter, case: Case | None, card: Card | None, channel: str
) -> Message:
    team = await _known_team(desk, letter, case)
    return letters.draw(
        Facts(
            says=letter.says,
            facts=await looked_up(desk, letter, channel),
            to=letter.to,
            at=desk.clock.now(),
            case=case,
            team=team,
            typed=await _typed(desk, letter, case),
            command=desk.settings.command,
            readers=card.people if card else (),
            linked=await _linked(desk, letter, case),
        )
    )


async def _known_team(desk: Desk, letter: Letter, case: Case | None) -> Team:
    """The team, with everybody whom it, the case or the letter names, as Slack knows them."""
    named = letter.says.people(letter.facts) | (case.people if case else frozenset())
    if letter.team_id is None:
        raise Failure(Means.LETTER, "no_team")
    team = await desk.read(teams.at_work, letter.team_id, named, at=desk.clock.now())
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
