"""Words count in every shape in which Slack tells of them, and by the newest that it told."""

from typing import Any

import pytest

from bot.flag.case import Headline, Type
from bot.refusals import Code
from sandbox.client import Json
from tests.stories.world import Says, Seen, World, ids, word

ABUSE: Json = {"types": [Type.PERSONAL_ABUSE], "customer": "K-2290", "said": "Skældsord."}
ANSWERED = word(Headline.ANSWERED)
WORDS = "I saw it, Karin. I call you at three."
FILLER = "ok, Karin"
NOON = "2026-03-09T13:30:00+01:00"


@pytest.fixture(autouse=True)
async def flagged(world: World) -> None:
    await world.is_at(NOON)
    await world.karin.flags(ABUSE)


async def answered(world: World) -> bool:
    return (await world.karin.card()).has(ANSWERED)


async def asked(world: World) -> list[Seen]:
    """The questions whether it is the answer."""
    return [each for each in (await world.hans.sees()).whispers if each.offers(ids.IS_ANSWER)]


async def beside(world: World, text: str = WORDS, shape: str = "plain") -> Seen:
    return await world.hans.says(text, to=await world.hans.card(), shape=shape)


async def in_thread(world: World, text: str = WORDS, shape: str = "plain") -> Seen:
    card = await world.hans.card()
    return await world.hans.says(text, to=card, thread=card.thread, shape=shape)


async def confirmed(world: World) -> Seen:
    said = await beside(world)
    await world.hans.presses(ids.IS_ANSWER)
    assert await answered(world)
    return said


async def deletes(world: World, said: Seen, who: str = "hans", **more: Any) -> None:
    await getattr(world, who).does("delete", channel=said.channel, ts=said.ts, **more)
    await world.settle()


async def tells(world: World, said: Seen, **event: Any) -> None:
    """An event as it stands; what is not told otherwise is as Slack tells it of that message."""
    people = (await world.get("/control/people"))["people"]
    hans = next(person["id"] for person in people if person["key"] == "hans")
    place = {"type": "message", "channel": said.channel, "channel_type": "mpim"}
    plain = {"ts": said.ts, "event_ts": said.ts, "user": hans, "text": said.words}
    thread = {"thread_ts": said.told["thread_ts"]} if said.told["thread_ts"] else {}
    told = {**place, **plain, **thread, **event}
    told = {name: value for name, value in told.items() if value is not None}
    await world.post("/control/raw", {"event": told})
    await world.settle()


async def test_a_confirmed_answer_that_becomes_a_filler_is_none_and_the_old_time_holds(
    world: World,
) -> None:
    said = await confirmed(world)
    await world.passes(minutes=90)
    await world.hans.edits(said, FILLER)
    assert not await answered(world)
    await world.until("2026-03-09T15:30:00+01:00")
    assert (await world.hans.sees()).heard(Says.WARNING_TO_ANSWER, "Karin Holm", "15:30") == 1


@pytest.mark.parametrize("bare", [False, True])
@pytest.mark.parametrize("where", [in_thread, beside])
async def test_a_deleted_answer_is_none_whatever_slack_says_of_it(
    world: World, where: Any, bare: bool
) -> None:
    said = await where(world)
    if where is beside:
        await world.hans.presses(ids.IS_ANSWER)
    assert await answered(world)
    await deletes(world, said, bare=bare)
    assert not await answered(world)


@pytest.mark.parametrize("bare", [False, True])
async def test_an_answer_with_replies_leaves_a_tombstone_and_is_none(
    world: World, bare: bool
) -> None:
    said = await confirmed(world)
    await world.karin.says("Tak, Hans", to=said, thread=said.ts)
    await deletes(world, said, bare=bare)
    assert not await answered(world)


async def test_an_answer_that_an_admin_deletes_is_none(world: World) -> None:
    await world.until("2026-03-10T08:30:00+01:00")
    card = await world.hans.card()
    said = await world.hans.says(WORDS, to=card, thread=card.thread)
    assert await answered(world)
    await world.karin.does("become", is_admin=True)
    await deletes(world, said, who="karin", bare=True)
    assert not await answered(world)


async def test_an_answer_of_somebody_who_has_left_since_is_none_when_it_is_deleted(
    world: World,
) -> None:
    said = await in_thread(world)
    await world.hans.leaves()
    await tells(world, said, subtype="message_deleted", deleted_ts=said.ts, user=None)
    assert not (await world.karin.card()).has(ANSWERED)


async def test_other_words_of_a_confirmed_answer_stay_the_answer_and_are_not_asked_about(
    world: World,
) -> None:
    said = await confirmed(world)
    await world.hans.edits(said, WORDS + " Or at four.")
    await world.hans.does("unfurl", channel=said.channel, ts=said.ts, text=said.words)
    assert await answered(world)
    assert len(await asked(world)) == 1  # of the words as they first stood


async def test_a_filler_that_was_corrected_since_takes_no_confirmed_answer_back(
    world: World,
) -> None:
    said = await confirmed(world)
    await world.fault(kind="overtaken", envelope="events_api")
    await world.hans.edits(said, FILLER)
    await world.hans.edits(said, WORDS)
    assert await answered(world)


async def test_a_filler_beside_the_thread_is_asked_about_when_it_becomes_more(
    world: World,
) -> None:
    said = await beside(world, "ok")
    assert await asked(world) == []
    await world.hans.edits(said, WORDS)
    await world.hans.presses(ids.IS_ANSWER)
    assert await answered(world)


@pytest.mark.parametrize("gone", [True, False])
async def test_a_yes_to_words_that_are_gone_is_refused(world: World, gone: bool) -> None:
    said = await beside(world)
    (question,) = await asked(world)
    await (deletes(world, said) if gone else world.hans.edits(said, FILLER))
    await world.hans.refused(ids.IS_ANSWER, Code.OFFER_GONE, on=question)
    assert not await answered(world)


@pytest.mark.parametrize("shape", ["me_message", "file_share", "in_blocks"])
async def test_words_beside_the_thread_are_asked_about_in_every_shape(
    world: World, shape: str
) -> None:
    await beside(world, "has read it and will call at two", shape)
    await world.hans.presses(ids.IS_ANSWER)
    assert await answered(world)


@pytest.mark.parametrize("shape", ["thread_broadcast", "file_share", "in_blocks", "me_message"])
async def test_words_in_the_thread_are_the_answer_in_every_shape(world: World, shape: str) -> None:
    said = await in_thread(world, WORDS, shape)
    assert await answered(world)
    await world.hans.edits(said, FILLER) if shape != "in_blocks" else await deletes(world, said)
    assert not await answered(world)


@pytest.mark.parametrize("shape", ["slackbot", "bot_message", "huddle", "in_attachments"])
async def test_what_nobody_said_in_the_thread_is_no_answer_and_fails_nothing(
    world: World, shape: str
) -> None:
    begun = len(await world.record())
    await in_thread(world, WORDS, shape)
    await beside(world, WORDS, shape)
    assert not await answered(world)
    acks = [line for line in await world.record(begun) if line["kind"] == "ack"]
    assert len(acks) == 2
    assert await asked(world) == []


async def test_a_message_of_nobody_fails_nothing(world: World) -> None:
    card = await world.hans.card()
    begun = len(await world.record())
    await tells(world, card, user=None, text=WORDS, ts="1772442999.000100", thread_ts=card.ts)
    assert [line["kind"] for line in await world.record(begun) if line["kind"] == "ack"] == ["ack"]
    assert not await answered(world)


@pytest.mark.parametrize("where", [in_thread, beside])
async def test_words_that_another_app_posts_for_somebody_are_asked_about(
    world: World, where: Any
) -> None:
    said = await where(world, WORDS, "through_app")
    assert not await answered(world)
    (question,) = await asked(world)
    await world.hans.does("unfurl", channel=said.channel, ts=said.ts, text=said.words)
    assert await asked(world) == [question]
    await world.hans.presses(ids.IS_ANSWER, on=question)
    assert await answered(world)
    await world.hans.edits(said, FILLER)
    assert not await answered(world)


async def test_an_app_that_posts_for_somebody_who_is_not_asked_is_told_nothing(
    world: World,
) -> None:
    card = await world.karin.card()
    await world.karin.says(WORDS, to=card, thread=card.thread, shape="through_app")
    assert (await world.karin.sees()).whispers == []


async def test_a_link_that_is_shown_after_the_deletion_brings_nothing_back(world: World) -> None:
    said = await in_thread(world)
    await world.fault(kind="overtaken", envelope="events_api")
    await world.hans.does("unfurl", channel=said.channel, ts=said.ts, text=said.words)
    await deletes(world, said)
    assert not await answered(world)


async def test_a_deletion_before_its_message_counts(world: World) -> None:
    await world.fault(kind="overtaken", envelope="events_api")
    said = await in_thread(world)
    await deletes(world, said)
    assert not await answered(world)


async def test_an_edit_to_a_filler_before_its_message_counts(world: World) -> None:
    await world.fault(kind="overtaken", envelope="events_api")
    said = await in_thread(world)
    await world.hans.edits(said, FILLER)
    assert not await answered(world)
    await world.hans.edits(said, WORDS)
    assert await answered(world)


async def test_after_an_outage_the_newest_counts_in_whatever_order_it_comes(world: World) -> None:
    await world.fault(kind="kept_back", envelope="events_api", times=None, twice=True)
    gone, filler, kept = [await in_thread(world) for _ in range(3)]
    await world.hans.edits(filler, WORDS + " Or later.")
    await world.hans.edits(filler, FILLER)
    await world.hans.edits(kept, FILLER)
    await world.hans.edits(kept, WORDS)
    await world.hans.does("unfurl", channel=gone.channel, ts=gone.ts, text=gone.words)
    await world.hans.does("delete", channel=gone.channel, ts=gone.ts, bare=True)
    await world.mend(kind="kept_back")
    await world.settle()
    assert await answered(world)
    await deletes(world, kept)
    assert not await answered(world)


async def test_a_question_about_words_that_were_deleted_meanwhile_is_not_asked(
    world: World,
) -> None:
    await world.fault(kind="overtaken", envelope="events_api")
    said = await beside(world)
    await deletes(world, said)
    assert await asked(world) == []


async def test_a_link_shown_with_words_that_were_edited_meanwhile_is_older(world: World) -> None:
    said = await in_thread(world)
    await world.hans.edits(said, FILLER)
    later = f"{float(said.ts) + 90:.6f}"
    old = {"type": "message", "user": None, "text": WORDS, "ts": said.ts}
    people = (await world.get("/control/people"))["people"]
    old["user"] = next(person["id"] for person in people if person["key"] == "hans")
    old["thread_ts"] = said.told["thread_ts"]
    shown = {"subtype": "message_changed", "message": old, "event_ts": later, "ts": later}
    await tells(world, said, **shown, user=None, text=None, thread_ts=None)
    assert not await answered(world)


async def test_a_filler_that_slack_delivers_twice_is_answered_once(world: World) -> None:
    await world.delivers_twice("events_api")
    await in_thread(world, "ok")
    assert len((await world.hans.sees()).whispers) == 1


async def escalated(world: World, ts: str) -> str:
    told = {"callback_id": "escalate_message", "channel": "support", "ts": ts}
    await world.karin.does("shortcut", **told)
    return str((await world.karin.sees()).form.typed("said"))


@pytest.mark.parametrize("shape", ["in_attachments", "in_blocks", "bot_message", "me_message"])
async def test_a_message_is_quoted_wherever_slack_keeps_its_words(world: World, shape: str) -> None:
    told = await world.ida.does("say", channel="support", text="Du er en idiot", shape=shape)
    assert (await escalated(world, told["ts"])).startswith("“Du er en idiot”\nhttps://")


async def test_what_a_link_leads_to_is_not_quoted(world: World) -> None:
    told = await world.ida.does("say", channel="support", text="Se https://example.com/")
    await world.ida.does("unfurl", channel="support", ts=told["ts"], text="")
    assert (await escalated(world, told["ts"])).startswith("“Se https://example.com/”\n")
