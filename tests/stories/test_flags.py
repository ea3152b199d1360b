"""A customer was hostile: from the flag to the manager's words."""

import logging

import pytest

from bot.flag.case import Headline, Type
from bot.flag.tracks import TalkOutcome
from bot.refusals import Code
from sandbox.client import Json
from tests.stories.world import Says, World, ids, refusal, word

ABUSE: Json = {
    "types": [Type.PERSONAL_ABUSE],
    "customer": "K-2290",
    "said": "Fire beskeder i træk med skældsord.",
}
RUDE = {"types": [Type.RUDE], "customer": "C-90211"}
ANSWERED, CLOSED = word(Headline.ANSWERED), word(Headline.CLOSED)


async def test_the_agent_hears_who_was_told_and_when_to_expect_an_answer(world: World) -> None:
    await world.is_at("2026-03-09T13:30:00+01:00")
    await world.karin.flags(ABUSE)
    assert (await world.karin.sees()).heard(Says.FLAG_SAVED, "Hans Friis", "15:30") == 1


async def test_what_was_typed_in_the_form_stands_in_no_message_and_no_log(
    world: World, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG, "oppvask")
    await world.karin.flags(ABUSE)
    for person in (world.karin, world.hans, world.ida, world.dorte):
        assert not (await person.sees()).has("skældsord")
    assert "skældsord" not in caplog.text


async def test_the_flag_is_seen_by_the_agent_and_the_manager_alone(world: World) -> None:
    await world.karin.flags(ABUSE)
    for insider in (world.karin, world.hans):
        assert (await insider.card()).has("Karin Holm")
    for outsider in (world.ida, world.dorte, world.sigrid, world.gita):
        assert (await outsider.sees()).total == 0


async def test_reading_is_seen_and_stops_no_clock(world: World) -> None:
    await world.is_at("2026-03-09T13:30:00+01:00")
    await world.karin.flags(ABUSE)
    assert (await world.hans.reads()).has(ABUSE["said"])
    await world.passes(hours=1)
    assert (await world.hans.sees()).heard(Says.NUDGE_TO_ANSWER, "Karin Holm") == 1


async def test_an_emoji_on_the_card_is_seen_and_stops_no_clock(world: World) -> None:
    await world.is_at("2026-03-09T13:30:00+01:00")
    await world.karin.flags(ABUSE)
    await world.hans.reacts("eyes", to=await world.hans.card())
    assert (await world.karin.card()).has(word(Headline.SEEN))
    await world.passes(hours=1)
    assert (await world.hans.sees()).heard(Says.NUDGE_TO_ANSWER, "Karin Holm") == 1


async def test_the_managers_reply_in_the_thread_is_the_answer(world: World) -> None:
    await world.is_at("2026-03-09T13:30:00+01:00")
    await world.karin.flags(ABUSE)
    await world.hans.replies("I saw this, Karin. We talk at two.")
    await world.passes(days=1)
    assert not (await world.hans.sees()).heard(Says.NUDGE_TO_ANSWER)
    assert not (await world.sigrid.sees()).letters


async def test_a_filler_is_no_answer_and_its_writer_is_told(world: World) -> None:
    await world.is_at("2026-03-09T13:30:00+01:00")
    await world.karin.flags(ABUSE)
    for told, filler in enumerate(("ok", "modtaget", ":+1:", "👍"), start=1):
        await world.hans.replies(filler)
        whispers = (await world.hans.sees()).whispers
        assert len(whispers) == told
        assert whispers[-1].has("Karin Holm")
    await world.passes(hours=1)
    assert (await world.hans.sees()).heard(Says.NUDGE_TO_ANSWER, "Karin Holm") == 1


async def test_a_reply_that_was_a_filler_counts_when_it_is_edited(world: World) -> None:
    await world.is_at("2026-03-09T13:30:00+01:00")
    await world.karin.flags(ABUSE)
    reply = await world.hans.replies("ok")
    await world.hans.edits(reply, "I saw it, Karin. I call you at three.")
    assert (await world.karin.card()).has(ANSWERED)
    await world.passes(days=1)
    assert not (await world.hans.sees()).heard(Says.NUDGE_TO_ANSWER)


async def test_deleting_the_only_answer_opens_the_step_with_its_old_due_time(world: World) -> None:
    await world.is_at("2026-03-09T13:30:00+01:00")
    await world.karin.flags(ABUSE)
    reply = await world.hans.replies("I saw it, Karin. I call you at three.")
    await world.passes(minutes=90)
    await world.hans.deletes(reply)
    assert not (await world.karin.card()).has(ANSWERED)
    await world.until("2026-03-09T15:30:00+01:00")
    assert (await world.hans.sees()).heard(Says.WARNING_TO_ANSWER, "Karin Holm", "15:30") == 1


async def test_words_beside_the_thread_are_asked_about(world: World) -> None:
    await world.karin.flags(ABUSE)
    await world.hans.says("I saw it, Karin. I call you at three.", to=await world.hans.card())
    (asked,) = (await world.hans.sees()).whispers
    assert asked.has("#1")
    await world.hans.presses(ids.IS_ANSWER, on=asked)
    assert (await world.karin.card()).has(ANSWERED)


async def test_words_that_only_the_bot_can_read_are_pointed_to_the_agent(world: World) -> None:
    await world.is_at("2026-03-09T13:30:00+01:00")
    await world.karin.flags(ABUSE)
    await world.passes(hours=1)
    await world.hans.says_to_the_bot("I saw it, Karin. I call you at three.")
    (pointed,) = (await world.hans.sees()).whispers
    assert pointed.has("Karin Holm")
    assert pointed.offers(ids.WRITE)
    assert not (await world.karin.card()).has(ANSWERED)


async def test_write_to_carries_the_managers_words_into_the_thread(world: World) -> None:
    await world.karin.flags(ABUSE)
    await world.hans.presses(ids.WRITE)
    await world.hans.fills_in({"words": "You did right to stop, Karin. I call you at three."})
    carried = "You did right to stop, Karin. I call you at three."
    assert (await world.karin.sees()).heard(Says.WORDS, carried) == 1
    assert (await world.karin.card()).has(ANSWERED)


async def test_a_filler_in_write_to_is_refused_where_it_was_typed(world: World) -> None:
    await world.karin.flags(ABUSE)
    await world.hans.presses(ids.WRITE)
    await world.hans.fills_in({"words": "noted"})
    modal = (await world.hans.sees()).form
    assert modal.errors == {"words": refusal(Code.FILLER)}
    assert modal.typed("words") == "noted"


async def test_the_agent_corrects_a_talk_that_never_was(world: World) -> None:
    await world.is_at("2026-03-09T13:30:00+01:00")
    await world.karin.flags(ABUSE)
    await world.hans.presses(ids.WE_TALKED)
    assert (await world.karin.sees()).heard(Says.TALKED_NOTED, "Hans Friis") == 1
    await world.karin.presses(ids.CORRECT_TALKED)
    await world.passes(hours=1)
    assert (await world.hans.sees()).heard(Says.NUDGE_TO_ANSWER, "Karin Holm") == 1


async def test_when_nobody_answers_at_all_the_nudges_end_and_the_agent_is_told(
    world: World,
) -> None:
    await world.is_at("2026-03-09T13:30:00+01:00")
    await world.karin.flags(ABUSE)
    await world.until("2026-03-10T08:30:00+01:00")
    told = len((await world.hans.sees()).letters)
    await world.until("2026-03-20T16:00:00+01:00")
    assert len((await world.hans.sees()).letters) == told
    assert (await world.karin.sees()).heard(Says.NOBODY_ANSWERED) == 1


async def test_after_a_step_up_either_may_answer(world: World) -> None:
    await world.is_at("2026-03-09T13:30:00+01:00")
    await world.karin.flags(ABUSE)
    await world.until("2026-03-10T08:30:00+01:00")
    await world.sigrid.presses(ids.WRITE)
    await world.sigrid.fills_in({"words": "Hans is travelling. I call you now, Karin."})
    carried = "Hans is travelling. I call you now, Karin."
    assert (await world.karin.sees()).heard(Says.WORDS, "Sigrid Vang", carried) == 1
    assert (await world.karin.card()).has(ANSWERED)


async def test_a_rude_case_closes_by_itself_five_working_days_after_the_answer(
    world: World,
) -> None:
    await world.is_at("2026-03-03T11:20:00+01:00")
    await world.karin.flags(RUDE)
    await world.hans.replies("Saw this, Karin. Good call to stay on the delivery question.")
    await world.until("2026-03-10T11:00:00+01:00")
    assert not (await world.karin.card()).has(CLOSED)
    await world.until("2026-03-10T12:00:00+01:00")
    assert (await world.karin.card()).has(CLOSED)


async def test_a_case_that_was_kept_open_does_not_close_by_itself(world: World) -> None:
    await world.is_at("2026-03-03T11:20:00+01:00")
    await world.karin.flags(RUDE)
    await world.hans.replies("Saw this, Karin. Good call to stay on the delivery question.")
    await world.karin.behind_more(ids.KEEP_OPEN)
    await world.until("2026-03-20T12:00:00+01:00")
    assert not (await world.karin.card()).has(CLOSED)


async def test_the_talk_falls_due_two_working_days_after_the_answer(world: World) -> None:
    await world.is_at("2026-03-05T13:30:00+01:00")
    await world.karin.flags(ABUSE)
    await world.hans.replies("I saw it, Karin. Let us talk on Monday.")
    await world.falls_due("2026-03-09T09:00:00+01:00", world.hans, Says.TALK_DUE, "Karin Holm")
    await world.hans.presses(ids.TALK_HELD)
    await world.until("2026-03-20T09:00:00+01:00")
    assert (await world.hans.sees()).heard(Says.TALK_DUE) == 1


async def test_the_talk_after_a_threat_is_never_the_same_day(world: World) -> None:
    await world.is_at("2026-03-02T10:15:00+01:00")
    await world.karin.flags({**RUDE, "types": [Type.THREAT]})
    await world.hans.replies("I am with you in five minutes, Karin.")
    assert (await world.hans.opens(ids.TALK)).choices("outcome") == [TalkOutcome.NOT_WANTED]
    await world.hans.closes()
    await world.until("2026-03-03T09:30:00+01:00")
    assert (await world.hans.opens(ids.TALK)).choices("outcome") == [*TalkOutcome]
    await world.hans.fills_in({"outcome": TalkOutcome.HELD})
    assert (await world.karin.sees()).heard(Says.TALK_NOTED, "Hans Friis") == 1


async def test_a_withdrawn_threat_is_still_told_to_whoever_was_asked(world: World) -> None:
    await world.karin.flags({**RUDE, "types": [Type.THREAT]})
    await world.karin.behind_more(ids.WITHDRAW)
    assert (await world.hans.sees()).heard(Says.WITHDRAWN, "Karin Holm", "#1") == 1
    await world.passes(hours=2)
    assert not (await world.sigrid.sees()).letters


async def test_a_withdrawn_rude_case_is_told_to_nobody_else_and_nudges_nobody(
    world: World,
) -> None:
    await world.is_at("2026-03-03T11:20:00+01:00")
    await world.karin.flags(RUDE)
    await world.karin.behind_more(ids.WITHDRAW)
    await world.passes(days=3)
    assert not (await world.hans.sees()).heard(Says.NUDGE_TO_ANSWER)


async def test_a_closed_case_is_opened_again_with_an_answer_asked_for(world: World) -> None:
    await world.is_at("2026-03-03T11:20:00+01:00")
    await world.karin.flags(RUDE)
    await world.hans.replies("Saw this, Karin. Good call to stay on the delivery question.")
    await world.karin.presses(ids.CLOSE)
    await world.passes(days=6)
    await world.karin.presses(ids.REOPEN_FLAG)
    await world.karin.fills_in({"answer_wanted": ["yes"]})
    await world.passes(days=2)
    assert (await world.hans.sees()).heard(Says.NUDGE_TO_ANSWER, "Karin Holm") == 1


async def test_a_case_closed_for_more_than_thirty_days_stays_closed(world: World) -> None:
    await world.is_at("2026-03-03T11:20:00+01:00")
    await world.karin.flags(RUDE)
    await world.hans.replies("Saw this, Karin. Good call to stay on the delivery question.")
    await world.karin.presses(ids.CLOSE)
    await world.leaps(days=31)
    await world.karin.presses(ids.REOPEN_FLAG)
    await world.karin.fills_in({})
    assert (await world.karin.sees()).refuses(Code.REOPEN_TOO_LATE, days=30) == 1


async def test_a_manager_who_flags_is_answered_by_the_skip_never_the_deputy(world: World) -> None:
    await world.hans.flags(ABUSE)
    assert (await world.sigrid.card()).has("Hans Friis")
    assert not (await world.dorte.sees()).letters
