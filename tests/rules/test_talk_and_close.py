"""When the talk is due, and when a light case closes by itself."""

from contextlib import nullcontext
from datetime import datetime, timedelta
from typing import Any

import pytest

from bot.flag import clocks as flag_clocks
from bot.flag.care import Acknowledge, AskTalk, CorrectTalk, CorrectTalked, NoteTalk, TakeBackWords
from bot.flag.case import Flag, Headline, Type
from bot.flag.closing import Close, KeepOpen, Reopen
from bot.flag.decision import Decide
from bot.flag.routing import GiveToDeputy
from bot.flag.tracks import Behaviour, Decided, How, Matter, MessageRef, TalkOutcome
from bot.notices import Says
from bot.refusals import Code, Refused
from bot.text import Typed
from tests.rules.people import GRETA, HANS, KARIN, OLAV, SIGRID, at, flagged, team
from tests.rules.play import Play, Said, heard

ABUSE, THREAT, RUDE = Type.PERSONAL_ABUSE, Type.THREAT, Type.RUDE
REPLY = MessageRef("G1", "1.0")


def answered(kind: Type, when: str, *, by: str = HANS, **settings: Any) -> Play[Flag]:
    """A case that was flagged an hour before the answer."""
    there = team(**settings)
    start = (at(when) - timedelta(hours=1)).isoformat()
    play = Play(flagged(start, kind, team=there), there, at(when))
    play.does(by, Acknowledge(How.REPLY, REPLY))
    return play


def talks(said: list[Said]) -> list[tuple[datetime, Says, str]]:
    """What was said of the talk."""
    return [each for each in heard(said) if each[1] is Says.TALK_DUE]


@pytest.mark.parametrize(
    ("kind", "answer", "due", "again"),
    [
        # S01: the talk is due on Thursday
        (THREAT, "2026-03-02T10:40+01:00", "2026-03-05T09:00+01:00", "2026-03-09T09:00+01:00"),
        (ABUSE, "2026-03-02T10:40+01:00", "2026-03-04T09:00+01:00", "2026-03-06T09:00+01:00"),
        (ABUSE, "2026-03-05T15:00+01:00", "2026-03-09T09:00+01:00", "2026-03-11T09:00+01:00"),
        (ABUSE, "2026-03-07T12:00+01:00", "2026-03-10T09:00+01:00", "2026-03-12T09:00+01:00"),
        (ABUSE, "2026-03-26T15:00+01:00", "2026-03-30T09:00+02:00", "2026-04-01T09:00+02:00"),
        (THREAT, "2026-10-22T15:00+02:00", "2026-10-27T09:00+01:00", "2026-10-29T09:00+01:00"),
    ],
)
def test_the_talk_is_due_at_nine_and_once_again_two_working_days_later(
    kind: Type, answer: str, due: str, again: str
) -> None:
    play = answered(kind, answer)
    assert flag_clocks.talk_due(play.case, play.team) == at(due)
    assert talks(play.passes(at("2027-06-01T00:00Z"))) == [
        (at(due), Says.TALK_DUE, HANS),
        (at(again), Says.TALK_DUE, HANS),
    ]


def test_the_talk_is_the_managers_in_their_own_zone_also_when_on_call_answered() -> None:
    play = answered(THREAT, "2026-03-02T10:40+01:00", by=OLAV, zones={HANS: "America/New_York"})
    assert talks(play.passes(at("2026-03-06T00:00+01:00"))) == [
        (at("2026-03-05T09:00-05:00"), Says.TALK_DUE, HANS)
    ]


def test_when_the_first_answer_is_deleted_the_next_one_goes_on_with_the_case() -> None:
    play = answered(THREAT, "2026-03-02T10:40+01:00", managers=(HANS, GRETA))
    play.does(GRETA, Acknowledge(How.TALKED))
    play.does(HANS, TakeBackWords(REPLY))
    assert talks(play.passes(at("2026-03-05T12:00+01:00")))[0][2] == GRETA


@pytest.mark.parametrize("outcome", TalkOutcome)
def test_a_talk_that_is_noted_is_not_asked_for(outcome: TalkOutcome) -> None:
    play = answered(ABUSE, "2026-03-02T10:40+01:00")
    play.passes(at("2026-03-03T10:00+01:00"))
    play.does(HANS, NoteTalk(outcome))
    assert flag_clocks.talk_due(play.case, play.team) is None
    assert talks(play.passes(at("2026-06-01T00:00Z"))) == []


def test_a_talk_that_the_agent_corrects_is_due_again_but_no_nudge_goes_out_twice() -> None:
    play = answered(ABUSE, "2026-03-02T10:40+01:00")
    play.passes(at("2026-03-04T10:00+01:00"))
    play.does(HANS, NoteTalk(TalkOutcome.HELD))
    play.does(KARIN, CorrectTalk())
    assert play.case.talk_awaited
    assert talks(play.passes(at("2026-06-01T00:00Z"))) == [
        (at("2026-03-06T09:00+01:00"), Says.TALK_DUE, HANS)
    ]


def test_a_light_case_has_no_talk_clock() -> None:
    play = answered(RUDE, "2026-03-02T10:40+01:00")
    assert flag_clocks.talk_due(play.case, play.team) is None


def test_after_an_outage_the_talk_is_asked_for_once() -> None:
    play = answered(ABUSE, "2026-03-02T10:40+01:00")
    said = play.sleeps(at("2026-03-20T10:00+01:00"))
    assert talks(said) == [(at("2026-03-20T10:00+01:00"), Says.TALK_DUE, HANS)]
    assert play.passes(at("2026-06-01T00:00Z")) == []


@pytest.mark.parametrize(
    ("answer", "closes"),
    [
        ("2026-03-02T10:40+01:00", "2026-03-09T10:40+01:00"),
        ("2026-03-05T15:59+01:00", "2026-03-12T15:59+01:00"),
        ("2026-03-05T20:00+01:00", "2026-03-13T08:00+01:00"),
        ("2026-03-07T12:00+01:00", "2026-03-13T12:00+01:00"),
        ("2026-03-25T11:00+01:00", "2026-04-01T11:00+02:00"),
        ("2026-10-22T11:00+02:00", "2026-10-29T11:00+01:00"),
    ],
)
def test_a_light_case_closes_by_itself_after_five_working_days(answer: str, closes: str) -> None:
    play = answered(RUDE, answer)
    assert heard(play.passes(at("2027-01-01T00:00Z"))) == [(at(closes), Says.CLOSED, KARIN)]
    assert play.case.closed_at == at(closes)


def test_a_light_case_that_the_agent_keeps_open_stays_open() -> None:
    play = answered(RUDE, "2026-03-02T10:40+01:00")
    play.does(KARIN, KeepOpen())
    assert play.passes(at("2027-01-01T00:00Z")) == []
    assert play.case.headline is Headline.ANSWERED


def test_a_light_case_that_was_re_opened_does_not_close_by_itself_again() -> None:
    play = answered(RUDE, "2026-03-02T10:40+01:00")
    play.passes(at("2026-03-10T10:00+01:00"))
    play.does(KARIN, Reopen())
    assert play.passes(at("2027-01-01T00:00Z")) == []


def test_the_agent_closes_a_light_case_at_any_time_after_the_answer() -> None:
    play = answered(RUDE, "2026-03-02T10:40+01:00")
    play.does(KARIN, AskTalk())
    play.does(HANS, Decide(Decided(Matter.NO, Behaviour.TALKED, to_agent=Typed(5)), True, 0))
    for by, missing in ((HANS, Code.TALK_STILL_DUE), (KARIN, None)):
        with nullcontext() if missing is None else pytest.raises(Refused, match=missing):
            play.does(by, Close())
    assert play.case.headline is Headline.CLOSED


def test_an_urgent_talk_waits_for_the_next_working_day_also_past_midnight() -> None:
    play = answered(THREAT, "2026-03-06T23:50+01:00")
    for moment, allowed in (("2026-03-07T00:30+01:00", False), ("2026-03-09T08:30+01:00", True)):
        play.passes(at(moment))
        with nullcontext() if allowed else pytest.raises(Refused, match=Code.TALK_TOO_SOON):
            play.does(HANS, NoteTalk(TalkOutcome.HELD))


def test_a_second_answer_stands_when_the_first_is_deleted() -> None:
    play = answered(ABUSE, "2026-03-02T10:40+01:00")
    play.does(HANS, Acknowledge(How.REPLY, MessageRef("G1", "2.0")))
    play.does(HANS, TakeBackWords(REPLY))
    assert play.case.headline is Headline.ANSWERED


def test_whoever_answered_may_take_it_back_also_when_the_case_has_moved() -> None:
    play = answered(ABUSE, "2026-03-02T10:40+01:00")
    play.does(HANS, GiveToDeputy())
    play.does(HANS, TakeBackWords(REPLY))
    assert play.case.headline is Headline.NEW


def test_a_serious_case_never_closes_by_itself() -> None:
    play = answered(ABUSE, "2026-03-02T10:40+01:00")
    play.passes(at("2027-01-01T00:00Z"))
    assert play.case.headline is Headline.ANSWERED


def test_we_havent_talked_brings_the_clock_back() -> None:
    there = team()
    case = flagged("2026-03-09T08:30+01:00", team=there)
    play = Play(case, there, at("2026-03-09T08:40+01:00"))
    play.does(HANS, Acknowledge(How.TALKED))
    play.does(KARIN, CorrectTalked())
    assert heard(play.passes(at("2026-03-09T11:30+01:00")))[:3] == [
        (at("2026-03-09T09:30+01:00"), Says.NUDGE_TO_ANSWER, HANS),
        (at("2026-03-09T10:30+01:00"), Says.WARNING_TO_ANSWER, HANS),
        (at("2026-03-09T11:30+01:00"), Says.STEPPED_UP_TO_YOU, SIGRID),
    ]


def test_a_new_run_of_the_clock_begins_when_the_agent_asks_for_an_answer_again() -> None:
    play = answered(RUDE, "2026-03-02T10:40+01:00")
    play.passes(at("2026-03-10T08:00+01:00"))
    play.does(KARIN, Reopen(answer_wanted=True))
    assert play.case.headline is Headline.NEW
    assert heard(play.passes(at("2026-03-11T08:00+01:00"))) == [
        (at("2026-03-10T12:00+01:00"), Says.NUDGE_TO_ANSWER, HANS),
        (at("2026-03-11T08:00+01:00"), Says.WARNING_TO_ANSWER, HANS),
    ]
