"""When the manager is reminded to answer, and when one more person is asked."""

from datetime import UTC, datetime, time
from zoneinfo import ZoneInfo

import pytest

from bot.calendar import Hours
from bot.flag import clocks as flag_clocks
from bot.flag.care import Acknowledge, LoseWords, See, TakeBackWords
from bot.flag.case import Headline, Type
from bot.flag.closing import Withdraw
from bot.flag.tracks import How, MessageRef
from bot.notices import Says
from bot.refusals import Code, Refused
from bot.team import CLOCK
from bot.text import Typed
from tests.rules.people import COPENHAGEN, DORTE, HANS, KARIN, SIGRID, at, flagged, team
from tests.rules.play import Play, heard

LONDON, OSLO = "Europe/London", "Europe/Oslo"
RUDE, ABUSE, PRESSURE, SEXUAL = Type.RUDE, Type.PERSONAL_ABUSE, Type.PRESSURE, Type.SEXUAL
REPLY = MessageRef("G1", "1.0")
ANSWER = Acknowledge(How.REPLY, REPLY)

CLOCKS = {
    # name: zone, type, flagged, first nudge, answer due, second nudge, step-up
    "S03": (LONDON, RUDE, "03-03 11:20", "03-03 15:20", "03-04 11:20", "03-04 15:20"),
    "S07": (COPENHAGEN, ABUSE, "03-09 13:30", "03-09 14:30", "03-09 15:30", "03-10 08:30"),
    "S09": (LONDON, RUDE, "03-10 10:10", "03-10 14:10", "03-11 10:10", "03-11 14:10"),
    "S11": (OSLO, ABUSE, "03-11 08:20", "03-11 09:20", "03-11 10:20", "03-11 11:20"),
    "S16": (COPENHAGEN, ABUSE, "03-16 10:00", "03-16 11:00", "03-16 12:00", "03-16 13:00"),
    "S21": (COPENHAGEN, RUDE, "03-18 08:30", "03-18 12:30", "03-19 08:30", "03-19 12:30"),
    "S22": (OSLO, RUDE, "03-18 09:00", "03-18 13:00", "03-19 09:00", "03-19 13:00"),
    "S24": (COPENHAGEN, RUDE, "03-18 11:00", "03-18 15:00", "03-19 11:00", "03-19 15:00"),
    "S27": (COPENHAGEN, PRESSURE, "03-19 10:00", "03-19 11:00", "03-19 12:00", "03-19 13:00"),
    "S29": (LONDON, SEXUAL, "03-20 09:00", "03-20 10:00", "03-20 11:00", "03-20 12:00"),
    "S31": (OSLO, ABUSE, "03-23 09:00", "03-23 10:00", "03-23 11:00", "03-23 12:00"),
    # half of the time ends at closing time: the nudge waits for the morning, and is not lost
    "S33": (COPENHAGEN, ABUSE, "03-10 15:00", "03-11 08:00", "03-11 09:00", "03-11 10:00"),
    "S49": (LONDON, ABUSE, "04-08 09:00", "04-08 10:00", "04-08 11:00", "04-08 12:00"),
    "at night": (COPENHAGEN, ABUSE, "03-10 22:00", "03-11 09:00", "03-11 10:00", "03-11 11:00"),
    "weekend": (COPENHAGEN, ABUSE, "03-07 12:00", "03-09 09:00", "03-09 10:00", "03-09 11:00"),
    "Friday": (COPENHAGEN, ABUSE, "03-06 15:30", "03-09 08:30", "03-09 09:30", "03-09 10:30"),
    "into summer": (COPENHAGEN, ABUSE, "03-27 15:30", "03-30 08:30", "03-30 09:30", "03-30 10:30"),
    "into winter": (COPENHAGEN, RUDE, "10-23 14:00", "10-26 10:00", "10-26 14:00", "10-27 10:00"),
}


def local(zone: str, text: str) -> datetime:
    return datetime.fromisoformat(f"2026-{text}").replace(tzinfo=ZoneInfo(zone)).astimezone(UTC)


@pytest.mark.parametrize("name", CLOCKS)
def test_a_flag_has_two_nudges_and_then_one_more_person(name: str) -> None:
    zone, kind, *times = CLOCKS[name]
    start, nudge, due, step_up = (local(zone, text) for text in times)
    there = team(zone=zone)
    play = Play(flagged(start.isoformat(), kind, team=there), there, start)
    assert flag_clocks.answer_due(play.case, there) == due
    assert heard(play.passes(step_up)) == [
        (nudge, Says.NUDGE_TO_ANSWER, HANS),
        (due, Says.WARNING_TO_ANSWER, HANS),
        (step_up, Says.STEPPED_UP_TO_YOU, SIGRID),
        (step_up, Says.STEPPED_UP_FOR_YOU, KARIN),
        (step_up, Says.STEPPED_UP_STILL_WAITING, HANS),
    ]


def test_an_answer_due_at_closing_time_is_warned_of_in_the_morning() -> None:
    there, start = team(), at("2026-03-10T14:00+01:00")
    play = Play(flagged("2026-03-10T14:00+01:00", team=there), there, start)
    assert heard(play.passes(at("2026-03-11T09:00+01:00")))[:3] == [
        (at("2026-03-10T15:00+01:00"), Says.NUDGE_TO_ANSWER, HANS),
        (at("2026-03-11T08:00+01:00"), Says.WARNING_TO_ANSWER, HANS),
        (at("2026-03-11T09:00+01:00"), Says.STEPPED_UP_TO_YOU, SIGRID),
    ]


def test_the_second_nudge_says_who_will_be_asked_and_when() -> None:
    there = team()
    play = Play(flagged("2026-03-09T13:30+01:00", team=there), there, at("2026-03-09T13:30+01:00"))
    first, second = play.passes(at("2026-03-09T16:00+01:00"))
    assert first.notice.facts == {"due": at("2026-03-09T14:30:00+00:00")}
    assert second.notice.facts == {
        "due": at("2026-03-09T14:30:00+00:00"),
        "next": SIGRID,
        "step_up": at("2026-03-10T07:30:00+00:00"),
    }


def test_the_clock_runs_in_the_managers_zone_and_not_in_the_teams() -> None:
    there = team(zones={HANS: "America/New_York"})
    start = at("2026-03-02T10:15+01:00")
    play = Play(flagged("2026-03-02T10:15+01:00", team=there), there, start)
    assert heard(play.passes(at("2026-03-03T12:00+01:00")))[:3] == [
        (at("2026-03-02T09:00-05:00"), Says.NUDGE_TO_ANSWER, HANS),
        (at("2026-03-02T10:00-05:00"), Says.WARNING_TO_ANSWER, HANS),
        # Sigrid has gone home when it is eleven in New York
        (at("2026-03-03T08:00+01:00"), Says.STEPPED_UP_TO_YOU, SIGRID),
    ]


def test_the_second_nudge_names_the_morning_on_which_the_next_person_works() -> None:
    there = team(zones={HANS: "America/New_York"})
    start = at("2026-03-02T10:15+01:00")
    play = Play(flagged("2026-03-02T10:15+01:00", team=there), there, start)
    play.passes(at("2026-03-02T10:00-05:00"))
    assert play.said[-1].notice.facts["step_up"] == at("2026-03-03T07:00:00+00:00")


def test_the_teams_hours_decide_how_long_a_day_is() -> None:
    there = team(hours=Hours(time(12), time(20), frozenset(range(7))))
    start = at("2026-03-07T10:00+01:00")
    play = Play(flagged("2026-03-07T10:00+01:00", team=there), there, start)
    assert [entry.at for entry in play.passes(at("2026-03-07T15:00+01:00"))[:3]] == [
        at("2026-03-07T13:00+01:00"),
        at("2026-03-07T14:00+01:00"),
        at("2026-03-07T15:00+01:00"),
    ]


def test_an_answer_silences_the_clock() -> None:
    there = team()
    play = Play(flagged("2026-03-10T15:00+01:00", team=there), there, at("2026-03-11T08:50+01:00"))
    play.does(HANS, ANSWER)
    assert play.passes(at("2026-03-11T18:00+01:00")) == []


@pytest.mark.parametrize(
    "step",
    [
        Acknowledge(How.REPLY, REPLY, filler=True),
        Acknowledge(How.CONFIRMED, REPLY, filler=True),
        Acknowledge(How.WRITTEN, text=Typed(5, filler=True)),
        Acknowledge(How.WRITTEN),
    ],
    ids=["a reply", "a reply beside the thread", "carried by the bot", "nothing at all"],
)
def test_fillers_are_no_answer(step: Acknowledge) -> None:
    start = at("2026-03-09T13:30+01:00")
    play = Play(flagged("2026-03-09T13:30+01:00", team=team()), team(), start)
    with pytest.raises(Refused) as refused:
        play.does(HANS, step)
    assert refused.value.code is Code.FILLER
    assert play.case.headline is Headline.NEW


def test_having_seen_it_stops_no_clock() -> None:
    there = team()
    play = Play(flagged("2026-03-09T13:30+01:00", team=there), there, at("2026-03-09T13:40+01:00"))
    play.does(HANS, See())
    assert [e.notice.says for e in play.passes(at("2026-03-09T14:30+01:00"))] == [
        Says.NUDGE_TO_ANSWER
    ]


def test_a_withdrawn_flag_reminds_nobody() -> None:
    there = team()
    play = Play(flagged("2026-03-09T13:30+01:00", team=there), there, at("2026-03-09T13:40+01:00"))
    play.does(KARIN, Withdraw())
    assert play.passes(at("2026-06-01T12:00+02:00")) == []


def test_a_deleted_answer_brings_back_the_old_due_time() -> None:
    there = team()
    case = flagged("2026-03-09T08:30+01:00", team=there)
    play = Play(case, there, at("2026-03-09T09:00+01:00"))
    play.does(HANS, ANSWER)
    play.passes(at("2026-03-09T10:00+01:00"))
    play.does(HANS, TakeBackWords(REPLY))
    assert heard(play.passes(at("2026-03-09T11:29+01:00"))) == [
        (at("2026-03-09T10:00+01:00"), Says.NUDGE_TO_ANSWER, HANS),
        (at("2026-03-09T10:30+01:00"), Says.WARNING_TO_ANSWER, HANS),
    ]


def test_an_answer_deleted_after_its_due_time_warns_before_anybody_is_asked() -> None:
    there = team()
    case = flagged("2026-03-09T08:30+01:00", team=there)
    play = Play(case, there, at("2026-03-09T09:00+01:00"))
    play.does(HANS, ANSWER)
    play.passes(at("2026-03-09T13:00+01:00"))
    play.does(HANS, TakeBackWords(REPLY))
    assert heard(play.passes(at("2026-03-09T15:00+01:00")))[:2] == [
        (at("2026-03-09T13:00+01:00"), Says.WARNING_TO_ANSWER, HANS),
        (at("2026-03-09T15:00+01:00"), Says.STEPPED_UP_TO_YOU, SIGRID),
    ]


WRITTEN = Acknowledge(How.WRITTEN, text=Typed(5))


def test_words_that_the_bot_could_not_bring_are_no_answer_and_the_old_due_time_holds() -> None:
    there = team()
    case = flagged("2026-03-09T08:30+01:00", team=there)
    play = Play(case, there, at("2026-03-09T09:00+01:00"))
    play.does(HANS, WRITTEN)
    play.passes(at("2026-03-09T10:00+01:00"))
    play.does(CLOCK, LoseWords(5))
    assert play.case.headline is Headline.NEW
    assert heard(play.said[-1:]) == [(play.now, Says.WORDS_LOST, HANS)]
    assert heard(play.passes(at("2026-03-09T11:29+01:00"))) == [
        (at("2026-03-09T10:00+01:00"), Says.NUDGE_TO_ANSWER, HANS),
        (at("2026-03-09T10:30+01:00"), Says.WARNING_TO_ANSWER, HANS),
    ]


def test_words_lost_after_their_due_time_warn_before_anybody_is_asked() -> None:
    there = team()
    case = flagged("2026-03-09T08:30+01:00", team=there)
    play = Play(case, there, at("2026-03-09T09:00+01:00"))
    play.does(HANS, WRITTEN)
    play.passes(at("2026-03-09T13:00+01:00"))
    play.does(CLOCK, LoseWords(5))
    assert heard(play.passes(at("2026-03-09T15:00+01:00")))[:2] == [
        (at("2026-03-09T13:00+01:00"), Says.WARNING_TO_ANSWER, HANS),
        (at("2026-03-09T15:00+01:00"), Says.STEPPED_UP_TO_YOU, SIGRID),
    ]


def test_only_the_words_that_were_lost_are_taken_back() -> None:
    there, start = team(), at("2026-03-09T13:30+01:00")
    play = Play(flagged("2026-03-09T13:30+01:00", team=there), there, start)
    talked, other = Acknowledge(How.TALKED), Acknowledge(How.WRITTEN, text=Typed(6))
    for step in (WRITTEN, talked, other):
        play.does(HANS, step)
    play.does(CLOCK, LoseWords(5))
    assert [answer.text for answer in play.case.care.answers] == [None, Typed(6)]
    assert play.case.headline is Headline.ANSWERED


@pytest.mark.parametrize("text", [5, 6])
def test_words_that_are_no_answer_any_more_cannot_be_lost(text: int) -> None:
    there, start = team(), at("2026-03-09T13:30+01:00")
    play = Play(flagged("2026-03-09T13:30+01:00", team=there), there, start)
    play.does(HANS, WRITTEN)
    play.does(CLOCK, LoseWords(5))
    case, said = play.case, list(play.said)
    with pytest.raises(Refused) as refused:
        play.does(CLOCK, LoseWords(text))
    assert refused.value.code is Code.NOT_NOW
    assert (play.case, play.said) == (case, said)


def test_nobody_answers_after_the_step_up_and_the_agent_hears_it_once() -> None:
    there = team(admins=("UADA",))
    play = Play(flagged("2026-03-09T13:30+01:00", team=there), there, at("2026-03-09T13:30+01:00"))
    play.passes(at("2026-03-10T08:30+01:00"))
    assert heard(play.passes(at("2027-03-10T12:00+01:00"))) == [
        (at("2026-03-11T08:30+01:00"), Says.NOBODY_ANSWERED, KARIN),
        (at("2026-03-11T08:30+01:00"), Says.CASE_WAITS, "UADA"),
    ]
    assert play.said[-2].notice.facts == {"tried": [HANS, SIGRID]}


def test_after_a_step_up_either_may_answer() -> None:
    there = team()
    for person in (HANS, SIGRID):
        start = at("2026-03-09T13:30+01:00")
        play = Play(flagged("2026-03-09T13:30+01:00", team=there), there, start)
        play.passes(at("2026-03-10T08:30+01:00"))
        play.does(person, ANSWER)
        assert play.case.care.answers[0].by == person


def test_with_nobody_to_step_up_to_the_agent_is_told_at_once() -> None:
    there = team(deputy=None, skip=None)
    play = Play(flagged("2026-03-09T13:30+01:00", team=there), there, at("2026-03-09T13:30+01:00"))
    play.passes(at("2026-03-09T15:30+01:00"))
    assert play.said[-1].notice.facts["next"] is None
    assert heard(play.passes(at("2027-03-10T12:00+01:00"))) == [
        (at("2026-03-10T08:30+01:00"), Says.NOBODY_ANSWERED, KARIN)
    ]


def test_without_a_skip_the_deputy_is_asked_on_top() -> None:
    there = team(skip=None)
    play = Play(flagged("2026-03-09T13:30+01:00", team=there), there, at("2026-03-09T13:30+01:00"))
    play.passes(at("2026-03-10T08:30+01:00"))
    assert play.case.asked == (HANS, DORTE)


def test_after_an_outage_one_nudge_and_two_fresh_hours() -> None:
    there = team()
    play = Play(flagged("2026-03-09T08:30+01:00", team=there), there, at("2026-03-09T08:30+01:00"))
    play.sleeps(at("2026-03-09T12:00+01:00"))
    assert heard(play.passes(at("2026-03-09T14:00+01:00"))) == [
        (at("2026-03-09T14:00+01:00"), Says.STEPPED_UP_TO_YOU, SIGRID),
        (at("2026-03-09T14:00+01:00"), Says.STEPPED_UP_FOR_YOU, KARIN),
        (at("2026-03-09T14:00+01:00"), Says.STEPPED_UP_STILL_WAITING, HANS),
    ]
    assert play.said[0].to == (Says.WARNING_TO_ANSWER, HANS)
    assert play.said[0].notice.facts["step_up"] == at("2026-03-09T13:00:00+00:00")
