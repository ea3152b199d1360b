"""Where a letter goes: a card's conversation, a case's thread, a team's channel, a person."""

from dataclasses import dataclass

from bot.notices import Place
from bot.steps import Case
from bot.team import TeamSettings
from handlers.desk import Desk
from handlers.sending.failures import Failure, Means
from storage import cards, outbox, teams
from storage.outbox import Letter


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a letter is to stand, or already stands."""

    channel: str
    thread: str | None = None
    ts: str | None = None
    """Of the message that stands there and is to be edited."""


async def spot_of(desk: Desk, letter: Letter, case: Case | None) -> Spot:
    """Raises Failure when there is no such place."""
    if letter.card_id is not None:
        return await _of_card(desk, letter.card_id)
    if letter.to == Place.CASE_THREAD and case is not None:
        card = await desk.read(cards.newest, case)
        if card is None:
            raise Failure(Means.PLACE, "no_card")
        return Spot(card[0], thread=card[1])
    if letter.to == Place.TEAM_CHANNEL:
        channel = (await team_of(desk, letter)).channel
        await _never_shared(desk, channel)
        return Spot(channel, ts=letter.ts)
    return Spot(await desk.colleagues.direct(letter.to))


async def mend(desk: Desk, letter: Letter, spot: Spot | None, case: Case | None) -> bool:
    """Try to make the place fit again; whether the letter should be tried once more at once.

    A card whose message is gone is posted anew, a conversation is opened afresh, a channel is
    joined where the bot may.
    """
    if letter.card_id is not None:
        readers, _channel, _ts = await desk.read(cards.get, letter.card_id)
        if spot is not None and spot.ts is not None:
            await desk.write(cards.forget_message, letter.card_id)
            return True
        if readers:
            await desk.write(cards.forget_place, letter.card_id)
            return True
        return spot is not None and await _joined(desk, spot.channel)
    if letter.to == Place.CASE_THREAD and case is not None and spot is not None:
        await desk.note(cards.post_anew, case, spot.channel)
        return False
    if letter.to == Place.TEAM_CHANNEL and spot is not None:
        return await _joined(desk, spot.channel)
    desk.colleagues.forget_direct(letter.to)
    return spot is not None


async def team_of(desk: Desk, letter: Letter) -> TeamSettings:
    if letter.team_id is None:
        raise Failure(Means.LETTER, "no_team")
    return await desk.read(teams.get, letter.team_id)


async def _joined(desk: Desk, channel: str) -> bool:
    """Whether the bot is in the channel again."""
    try:
        await desk.colleagues.join(channel)
    except Failure:
        return False
    return True


async def _of_card(desk: Desk, card_id: int) -> Spot:
    readers, channel, ts = await desk.read(cards.get, card_id)
    if channel is None:
        channel = await _conversation(desk, card_id, readers)
    elif not readers:
        await _never_shared(desk, channel)
    return Spot(channel, ts=ts)


async def _conversation(desk: Desk, card_id: int, readers: list[str]) -> str:
    """The group conversation of just these people and the bot."""
    channel = await desk.colleagues.group(readers)
    strangers = await desk.colleagues.members(channel) - set(readers)
    if len(strangers) > 1:
        raise Failure(Means.PLACE, "conversation_has_others")
    await desk.write(cards.opened, card_id, channel)
    return channel


async def _never_shared(desk: Desk, channel: str) -> None:
    desk.colleagues.forget_channel(channel)
    found = await desk.colleagues.channel(channel)
    if found is None:
        raise Failure(Means.PLACE, "channel_not_found")
    if found.shared:
        raise Failure(Means.PLACE, outbox.SHARED)
