"""A flag is spoken of in a conversation of the agent and one person who is asked."""

from bot.flag.case import Type
from bot.notices import Says
from bot.refusals import Code
from handlers.slack import ids
from sandbox.client import Seen
from tests.stories.world import World

ABUSE = {"types": [Type.PERSONAL_ABUSE], "customer": "K-2290"}
THREAT = {"types": [Type.THREAT], "customer": "K-2290", "said": "Jeg ved, hvor du bor."}
WORDS = "I saw it, Karin. We talk at two."


async def strangers_come_in(world: World, card: Seen) -> None:
    await world.changes(card.channel, "turn_into_channel", name="gossip")
    await world.changes(card.channel, "invite", people=["ida"])
    await world.settle()


async def test_only_the_first_who_is_asked_shares_a_conversation_with_the_agent(
    world: World,
) -> None:
    await world.karin.flags(THREAT)
    assert len(await world.karin.cards()) == len(await world.hans.cards()) == 1
    assert not await world.dorte.cards()
    assert (await world.dorte.sees()).heard(Says.PAGE, "Karin Holm") == 1


async def test_whoever_else_is_asked_gets_one_with_their_first_words(world: World) -> None:
    await world.karin.flags(THREAT)
    await world.dorte.presses(ids.WRITE)
    await world.dorte.fills_in({"words": WORDS})
    assert (await world.karin.sees()).heard(Says.WORDS, "Dorte Lund", WORDS) == 1
    assert not (await world.hans.sees()).heard(Says.WORDS)
    assert len(await world.dorte.cards()) == 1
    assert len(await world.karin.cards()) == 2
    await world.dorte.replies("Jeg ringer klokken tre, Karin.")
    assert (await world.karin.sees()).has("klokken tre")
    assert not (await world.hans.sees()).has("klokken tre")


async def test_the_earlier_card_says_who_goes_on(world: World) -> None:
    await world.is_at("2026-03-02T08:15:00+01:00")
    await world.karin.flags(ABUSE)
    await world.until("2026-03-02T16:00:00+01:00")
    await world.sigrid.presses(ids.WRITE)
    await world.sigrid.fills_in({"words": WORDS})
    assert (await world.hans.card()).has("Sigrid Vang")


async def test_when_others_come_in_nothing_more_is_said_there_and_the_agent_hears_why(
    world: World,
) -> None:
    await world.karin.flags({**ABUSE, "types": [Type.SEXUAL]})
    card = await world.hans.card()
    await strangers_come_in(world, card)
    before = len((await world.ida.sees()).messages)
    assert (await world.karin.sees()).heard(Says.CONVERSATION_LEFT) == 1
    assert (await world.hans.card()).channel != card.channel
    await world.hans.presses(ids.WRITE, on=await world.hans.card())
    await world.hans.fills_in({"words": WORDS})
    assert (await world.karin.sees()).heard(Says.WORDS, WORDS) == 1
    assert len((await world.ida.sees()).messages) == before


async def test_words_in_the_conversation_that_was_left_get_a_link(world: World) -> None:
    await world.karin.flags(ABUSE)
    card = await world.hans.card()
    await strangers_come_in(world, card)
    await world.hans.replies(WORDS, to=card)
    moved = [each for each in (await world.hans.sees()).whispers if each.has("It goes on here")]
    assert len(moved) == 1


async def test_it_is_noticed_before_anything_is_said_when_no_event_told_of_it(world: World) -> None:
    await world.karin.flags(ABUSE)
    card = await world.hans.card()
    await world.fault(kind="kept_back", envelope="events_api", times=None)
    await strangers_come_in(world, card)
    world.bot.desk.colleagues.forget_members(card.channel)  # a minute later
    before = len((await world.ida.sees()).messages)
    await world.hans.presses(ids.WE_TALKED, on=card)
    assert len((await world.ida.sees()).messages) == before
    assert (await world.hans.card()).channel != card.channel
    await world.mend()
    await world.hans.replies(WORDS, to=card)
    moved = [each for each in (await world.hans.sees()).whispers if each.has("It goes on here")]
    assert len(moved) == 1


async def test_a_card_that_somebody_deletes_is_posted_anew_and_the_words_arrive_under_it(
    world: World,
) -> None:
    await world.karin.flags(ABUSE)
    card = await world.hans.card()
    await world.hans.presses(ids.WRITE, on=card)
    await world.hans.does("become", is_admin=True)
    await world.hans.deletes(card)
    await world.hans.fills_in({"words": WORDS})
    await world.a_while_later(minutes=1)
    again = await world.hans.card()
    assert again.ts != card.ts
    assert (await world.karin.sees()).heard(Says.WORDS, WORDS) == 1


async def test_where_slack_opens_no_conversation_letters_carry_the_words(world: World) -> None:
    await world.fault(kind="error", method="conversations.open", error="not_enough_users")
    await world.karin.flags(ABUSE)
    assert not await world.hans.cards()
    assert (await world.hans.sees()).heard(Says.FLAG_BY_LETTER, "Karin Holm") == 1
    assert (await world.karin.sees()).heard(Says.FLAG_SAVED, "Hans Friis") == 1


async def test_a_stranger_to_the_case_cannot_open_it(world: World) -> None:
    await world.karin.flags(ABUSE)
    card = await world.hans.card()
    await strangers_come_in(world, card)
    await world.ida.refused(ids.READ, Code.NOT_YOURS)
