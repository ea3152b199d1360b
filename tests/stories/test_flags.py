"""A customer was hostile: from the flag to the manager's words."""

import logging

import pytest

from tests.stories.world import World

ABUSE = {
    "What happened": ["Personal abuse"],
    "Customer reference": "K-2290",
    "What was said and done": "Fire beskeder i træk med skældsord.",
}
RUDE = {"What happened": ["Rude tone"], "Customer reference": "C-90211"}


async def test_the_agent_hears_who_was_told_and_when_to_expect_an_answer(world: World) -> None:
    await world.is_at("2026-03-09T13:30:00+01:00")
    await world.karin.flags(ABUSE)
    seen = await world.karin.sees()
    assert seen.has("Thank you for telling us. Hans Friis has been told")
    assert seen.has("15:30")


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
    assert (await world.hans.sees()).has("Karin Holm has flagged a customer contact")
    for outsider in (world.ida, world.dorte, world.sigrid, world.gita):
        assert not (await outsider.sees()).has("flagged a customer contact")


async def test_reading_is_seen_and_stops_no_clock(world: World) -> None:
    await world.is_at("2026-03-09T13:30:00+01:00")
    await world.karin.flags(ABUSE)
    await world.hans.clicks("Read")
    assert (await world.hans.sees()).form.has("Fire beskeder i træk med skældsord.")
    await world.passes(hours=1)
    assert (await world.hans.sees()).has("Karin Holm is waiting to hear from you.")


async def test_an_emoji_on_the_card_is_seen_and_stops_no_clock(world: World) -> None:
    await world.is_at("2026-03-09T13:30:00+01:00")
    await world.karin.flags(ABUSE)
    await world.hans.reacts("eyes", to=await world.hans.card())
    assert (await world.karin.sees()).has("Seen")
    await world.passes(hours=1)
    assert (await world.hans.sees()).has("Karin Holm is waiting to hear from you.")


async def test_the_managers_reply_in_the_thread_is_the_answer(world: World) -> None:
    await world.is_at("2026-03-09T13:30:00+01:00")
    await world.karin.flags(ABUSE)
    await world.hans.replies("I saw this, Karin. We talk at two.")
    await world.passes(days=1)
    assert not (await world.hans.sees()).has("is waiting to hear from you")
    assert not (await world.sigrid.sees()).has("flagged a customer contact")


async def test_a_filler_is_no_answer_and_its_writer_is_told(world: World) -> None:
    await world.is_at("2026-03-09T13:30:00+01:00")
    await world.karin.flags(ABUSE)
    for filler in ("ok", "modtaget", ":+1:", "👍"):
        await world.hans.replies(filler)
    assert (await world.hans.sees()).has("two sentences are enough")
    await world.passes(hours=1)
    assert (await world.hans.sees()).has("Karin Holm is waiting to hear from you.")


async def test_the_agents_own_words_in_the_thread_do_not_stop_the_clock(world: World) -> None:
    """S33."""
    await world.is_at("2026-03-10T15:00:00+01:00")
    await world.karin.flags(ABUSE)
    await world.karin.replies("Øv. Kaffe nogen?")
    assert (await world.karin.sees()).has("still waits for")
    await world.until("2026-03-11T07:59:00+01:00")
    assert not (await world.hans.sees()).has("is waiting to hear from you")
    await world.until("2026-03-11T08:00:00+01:00")
    assert (await world.hans.sees()).has("Karin Holm is waiting to hear from you.")
    await world.until("2026-03-11T08:50:00+01:00")
    await world.hans.replies("Godt at du sagde det, Karin. Vi tales ved.")
    await world.until("2026-03-11T16:00:00+01:00")
    assert not (await world.hans.sees()).has("Otherwise I'll ask")


async def test_a_reply_that_was_a_filler_counts_when_it_is_edited(world: World) -> None:
    await world.is_at("2026-03-09T13:30:00+01:00")
    await world.karin.flags(ABUSE)
    reply = await world.hans.replies("ok")
    await world.hans.edits(reply, "I saw it, Karin. I call you at three.")
    assert (await world.karin.sees()).has("Answered")
    await world.passes(days=1)
    assert not (await world.hans.sees()).has("is waiting to hear from you")


async def test_deleting_the_only_answer_opens_the_step_with_its_old_due_time(world: World) -> None:
    await world.is_at("2026-03-09T13:30:00+01:00")
    await world.karin.flags(ABUSE)
    reply = await world.hans.replies("I saw it, Karin. I call you at three.")
    await world.passes(minutes=90)
    await world.hans.deletes(reply)
    assert not (await world.karin.sees()).has("Answered")
    await world.until("2026-03-09T15:30:00+01:00")
    assert (await world.hans.sees()).has("Karin Holm was told to expect you by")


async def test_words_beside_the_thread_are_asked_about(world: World) -> None:
    await world.karin.flags(ABUSE)
    await world.hans.says("I saw it, Karin. I call you at three.", to=await world.hans.card())
    assert (await world.hans.sees()).has("Is this your answer to #1?")
    await world.hans.clicks("Yes")
    assert (await world.karin.sees()).has("Answered")


async def test_words_that_only_the_bot_can_read_are_pointed_to_the_agent(world: World) -> None:
    await world.is_at("2026-03-09T13:30:00+01:00")
    await world.karin.flags(ABUSE)
    await world.passes(hours=1)
    await world.hans.says_to_the_bot("I saw it, Karin. I call you at three.")
    assert (await world.hans.sees()).has("Only I can read this")
    assert not (await world.karin.sees()).has("Answered")


async def test_write_to_carries_the_managers_words_into_the_thread(world: World) -> None:
    await world.karin.flags(ABUSE)
    await world.hans.clicks("Write to Karin Holm")
    await world.hans.fills_in({"words": "You did right to stop, Karin. I call you at three."})
    seen = await world.karin.sees()
    assert seen.has("You did right to stop, Karin. I call you at three.")
    assert seen.has("Answered")


async def test_a_filler_in_write_to_is_refused_where_it_was_typed(world: World) -> None:
    await world.karin.flags(ABUSE)
    await world.hans.clicks("Write to Karin Holm")
    await world.hans.fills_in({"words": "noted"})
    modal = (await world.hans.sees()).form
    assert modal.errors["words"]
    assert modal.typed("words") == "noted"


async def test_the_agent_corrects_a_talk_that_never_was(world: World) -> None:
    await world.is_at("2026-03-09T13:30:00+01:00")
    await world.karin.flags(ABUSE)
    await world.hans.clicks("We've talked")
    assert (await world.karin.sees()).has("Hans Friis")
    await world.karin.clicks("We haven't talked")
    await world.passes(hours=1)
    assert (await world.hans.sees()).has("Karin Holm is waiting to hear from you.")


async def test_after_silence_one_more_person_is_asked_and_everybody_knows(world: World) -> None:
    """S07."""
    await world.is_at("2026-03-09T13:30:00+01:00")
    await world.karin.flags(ABUSE)
    await world.until("2026-03-09T14:30:00+01:00")
    assert (await world.hans.sees()).count("Two sentences are enough") == 1
    await world.until("2026-03-09T15:30:00+01:00")
    seen = await world.hans.sees()
    assert seen.has("If you can't, give it to Dorte Lund.")
    assert seen.has("Otherwise I'll ask Sigrid Vang to step in")
    await world.until("2026-03-10T08:29:00+01:00")
    assert not (await world.sigrid.sees()).has("flagged a customer contact")
    await world.until("2026-03-10T08:30:00+01:00")
    assert (await world.sigrid.sees()).has("hasn't heard from a manager yet")
    assert (await world.hans.sees()).has("so I have asked Sigrid Vang")
    assert (await world.karin.sees()).has("I haven't got hold of Hans Friis yet")
    told = (await world.hans.sees()).count("waiting")
    await world.until("2026-03-20T16:00:00+01:00")
    assert (await world.hans.sees()).count("waiting") == told
    assert (await world.karin.sees()).has("not got hold of anybody yet")


async def test_after_a_step_up_either_may_answer(world: World) -> None:
    await world.is_at("2026-03-09T13:30:00+01:00")
    await world.karin.flags(ABUSE)
    await world.until("2026-03-10T08:30:00+01:00")
    await world.sigrid.clicks("Write to Karin Holm")
    await world.sigrid.fills_in({"words": "Hans is travelling. I call you now, Karin."})
    seen = await world.karin.sees()
    assert seen.has("Hans is travelling. I call you now, Karin.")
    assert seen.has("Answered")


async def test_a_threat_on_sunday_evening_goes_out_at_once(world: World) -> None:
    """S04."""
    await world.is_at("2026-03-08T23:40:00+01:00")
    await world.karin.flags({**RUDE, "What happened": ["Threat"]})
    for asked in (world.hans, world.dorte):
        assert (await asked.sees()).has("see that Karin Holm is safe")
    seen = await world.karin.sees()
    assert seen.has("You don't have to answer this customer.")
    assert seen.has("+45 70 10 20 30")
    before = (await world.hans.sees()).total
    await world.passes(minutes=15)
    assert (await world.hans.sees()).total > before
    await world.passes(minutes=15)
    assert (await world.sigrid.sees()).has("flagged a customer contact")
    await world.passes(minutes=15)
    assert (await world.karin.sees()).count("+45 70 10 20 30") > 1


async def test_pressure_is_no_threat(world: World) -> None:
    """S27."""
    await world.is_at("2026-03-19T10:00:00+01:00")
    await world.karin.flags({**RUDE, "What happened": ["Pressure"]})
    assert not (await world.dorte.sees()).has("flagged")
    assert (await world.karin.sees()).has("you can expect an answer by")


async def test_with_both_pressure_and_a_threat_the_gravest_decides(world: World) -> None:
    """S27."""
    await world.karin.flags({**RUDE, "What happened": ["Pressure", "Threat"]})
    assert (await world.dorte.sees()).has("see that Karin Holm is safe")


async def test_a_rude_case_is_closed_by_the_agent_after_the_answer(world: World) -> None:
    """S03."""
    await world.karin.flags(RUDE)
    await world.hans.replies("Saw this, Karin. Good call to stay on the delivery question.")
    await world.karin.clicks("Close")
    assert (await world.hans.sees()).has("Closed")


async def test_a_rude_case_closes_by_itself_five_working_days_after_the_answer(
    world: World,
) -> None:
    await world.is_at("2026-03-03T11:20:00+01:00")
    await world.karin.flags(RUDE)
    await world.hans.replies("Saw this, Karin. Good call to stay on the delivery question.")
    await world.until("2026-03-10T11:00:00+01:00")
    assert not (await world.karin.sees()).has("Closed")
    await world.until("2026-03-10T12:00:00+01:00")
    assert (await world.karin.sees()).has("Closed")


async def test_a_case_that_was_kept_open_does_not_close_by_itself(world: World) -> None:
    await world.is_at("2026-03-03T11:20:00+01:00")
    await world.karin.flags(RUDE)
    await world.hans.replies("Saw this, Karin. Good call to stay on the delivery question.")
    await world.karin.clicks("More")
    await world.karin.clicks("Keep open")
    await world.until("2026-03-20T12:00:00+01:00")
    assert not (await world.karin.sees()).has("Closed")


async def test_the_talk_falls_due_two_working_days_after_the_answer(world: World) -> None:
    await world.is_at("2026-03-05T13:30:00+01:00")
    await world.karin.flags(ABUSE)
    await world.hans.replies("I saw it, Karin. Let us talk on Monday.")
    await world.until("2026-03-09T08:59:00+01:00")
    assert not (await world.hans.sees()).has("Time to talk with Karin Holm")
    await world.until("2026-03-09T09:00:00+01:00")
    assert (await world.hans.sees()).has("What would you have done in my place?")
    await world.hans.clicks("Talk held")
    await world.until("2026-03-20T09:00:00+01:00")
    assert (await world.hans.sees()).count("Time to talk with Karin Holm") == 1


async def test_the_talk_after_a_threat_is_never_the_same_day(world: World) -> None:
    await world.is_at("2026-03-02T10:15:00+01:00")
    await world.karin.flags({**RUDE, "What happened": ["Threat"]})
    await world.hans.replies("I am with you in five minutes, Karin.")
    await world.hans.clicks("Talk")
    assert (await world.hans.sees()).form.has("The talk can wait until tomorrow")
    await world.hans.closes()
    await world.until("2026-03-03T09:30:00+01:00")
    await world.hans.clicks("Talk")
    assert (await world.hans.sees()).form.has("What would you have done in my place?")
    await world.hans.fills_in({"outcome": "Talk held"})
    assert (await world.karin.sees()).has("Hans Friis noted that you have talked.")


async def test_a_withdrawn_threat_is_still_told_to_whoever_was_asked(world: World) -> None:
    await world.karin.flags({**RUDE, "What happened": ["Threat"]})
    await world.karin.clicks("More")
    await world.karin.clicks("Withdraw")
    assert (await world.hans.sees()).has("withdrawn")
    await world.passes(hours=2)
    assert not (await world.sigrid.sees()).has("flagged a customer contact")


async def test_a_withdrawn_rude_case_is_told_to_nobody_else_and_nudges_nobody(
    world: World,
) -> None:
    await world.is_at("2026-03-03T11:20:00+01:00")
    await world.karin.flags(RUDE)
    await world.karin.clicks("More")
    await world.karin.clicks("Withdraw")
    await world.passes(days=3)
    assert not (await world.hans.sees()).has("is waiting to hear from you")


async def test_a_closed_case_is_opened_again_with_an_answer_asked_for(world: World) -> None:
    await world.is_at("2026-03-03T11:20:00+01:00")
    await world.karin.flags(RUDE)
    await world.hans.replies("Saw this, Karin. Good call to stay on the delivery question.")
    await world.karin.clicks("Close")
    await world.passes(days=6)
    await world.karin.clicks("Re-open")
    await world.karin.fills_in({"answer_wanted": ["yes"]})
    await world.passes(days=2)
    assert (await world.hans.sees()).has("Karin Holm is waiting to hear from you.")


async def test_a_case_closed_for_more_than_thirty_days_stays_closed(world: World) -> None:
    await world.is_at("2026-03-03T11:20:00+01:00")
    await world.karin.flags(RUDE)
    await world.hans.replies("Saw this, Karin. Good call to stay on the delivery question.")
    await world.karin.clicks("Close")
    await world.leaps(days=31)
    await world.karin.clicks("Re-open")
    await world.karin.fills_in({})
    assert (await world.karin.sees()).form.has("30 days")


async def test_a_manager_who_flags_is_answered_by_the_skip_never_the_deputy(world: World) -> None:
    await world.hans.flags(ABUSE)
    assert (await world.sigrid.sees()).has("Hans Friis has flagged a customer contact")
    assert not (await world.dorte.sees()).has("flagged a customer contact")
