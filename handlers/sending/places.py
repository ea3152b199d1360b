"""Where a letter goes: a card's conversation, a case's thread, a team's channel, a person."""

from dataclasses import dataclass

from bot.flag.case import Flag
from bot.notices import Place
from bot.steps import Case
from bot.team import TeamSettings
from handlers.desk import Desk
from handlers.sending.failures import Failure, Means
from storage import cards, teams, underway
from storage.cards import Card
from storage.underway import Letter

LEFT = "others_came_in"
"""Why nothing more is said in a conversation."""
NOT_ALLOWED = frozenset(
    """restricted_action restricted_action_read_only_channel restricted_action_thread_only_channel
    restricted_action_non_threadable_channel posting_to_channel_denied
    messages_tab_disabled""".split()
)
"""The place is there, and who may post in it has been limited: there is nothing to mend."""
MESSAGE_GONE = frozenset(
    "message_not_found cant_update_message edit_window_closed thread_not_found".split()
)
"""The place is there, and the message that stands in it cannot be edited any more."""


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
        return await _of_card(desk, await desk.read(cards.get, letter.card_id), case)
    if letter.to == Place.CASE_THREAD and isinstance(case, Flag):
        return await _of_words(desk, letter, case)
    if letter.to == Place.TEAM_CHANNEL:
        channel = (await team_of(desk, letter)).channel
        await _never_shared(desk, channel)
        return Spot(channel, ts=letter.ts)
    return Spot(await desk.colleagues.direct(letter.to))


async def mend(desk: Desk, letter: Letter, spot: Spot | None, case: Case | None, code: str) -> bool:
    """Try to make the place fit again; whether the letter should be tried once more at once.

    A card whose message is gone is posted anew, a conversation is opened afresh, a channel is
    joined where the bot may.
    """
    if letter.card_id is not None:
        return await _mend_card(desk, await desk.read(cards.get, letter.card_id), spot, code)
    if letter.to == Place.CASE_THREAD and case is not None:
        card_gone = await desk.read(cards.newest, case, letter.facts.get("by"))
        if spot is not None and card_gone is not None:
            await desk.write(cards.post_anew, card_gone.id, case)
        return False
    if letter.to == Place.TEAM_CHANNEL and spot is not None:
        return await _joined(desk, spot.channel)
    return spot is not None  # a direct message is opened anew each time


async def _mend_card(desk: Desk, card: Card, spot: Spot | None, code: str) -> bool:
    """A message is posted anew only when Slack says that it is gone: else two would stand there."""
    if card.left:
        return False  # another stands for it; words in the old place get a link
    if code in MESSAGE_GONE:
        await desk.write(cards.forget_message, card.id)
        return True
    if not card.people:
        return spot is not None and await _joined(desk, spot.channel)
    if card.channel is None:
        return False
    if card.ts and await desk.colleagues.group(card.people) == card.channel:
        return False
    await desk.write(cards.forget_place, card.id)
    return True


async def still_private(desk: Desk, card: Card, case: Case) -> bool:
    """Whether only the card's people are in its conversation; otherwise it is left for a new one.

    Raises Failure when Slack does not say who is there.
    """
    if card.left or card.channel is None:
        return False
    strangers = await desk.colleagues.members(card.channel, lately=True) - set(card.people)
    if len(strangers) <= 1:  # the bot
        return True
    await desk.write(cards.leave, card.id, case)
    return False


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


async def _of_card(desk: Desk, card: Card, case: Case | None) -> Spot:
    if card.channel is None:
        return Spot(await _conversation(desk, card))
    if not card.people:
        await _never_shared(desk, card.channel)
    elif case is not None and not await still_private(desk, card, case):
        raise Failure(Means.PLACE, LEFT)
    return Spot(card.channel, ts=card.ts)


async def _of_words(desk: Desk, letter: Letter, case: Flag) -> Spot:
    """The thread in the conversation of whoever wrote; the agent's own where there is none."""
    card = await desk.read(cards.newest, case, letter.facts["by"])
    if card is not None and card.by_letter:
        return Spot(await desk.colleagues.direct(case.agent))
    if card is None or card.channel is None or card.ts is None:
        raise Failure(Means.PLACE, "no_card")
    if not await still_private(desk, card, case):
        raise Failure(Means.PLACE, LEFT)
    return Spot(card.channel, thread=card.ts)


async def _conversation(desk: Desk, card: Card) -> str:
    """The group conversation of just these people and the bot."""
    channel = await desk.colleagues.group(card.people)
    strangers = await desk.colleagues.members(channel) - set(card.people)
    if len(strangers) > 1:
        raise Failure(Means.PLACE, "conversation_has_others")
    await desk.write(cards.opened, card.id, channel)
    return channel


async def _never_shared(desk: Desk, channel: str) -> None:
    desk.colleagues.forget_channel(channel)
    found = await desk.colleagues.channel(channel)
    if found is None:
        raise Failure(Means.PLACE, "channel_not_found")
    if found.shared:
        raise Failure(Means.PLACE, underway.SHARED)
