"""Urgent flags: minutes at all hours, and everybody at once."""

import pytest

from bot.flag import clocks as flag_clocks
from bot.flag.care import Acknowledge, NoteTalk
from bot.flag.case import Track, Type, track_of
from bot.flag.closing import Withdraw
from bot.flag.steps import open_flag
from bot.flag.tracks import How, Talk, TalkOutcome
from bot.notices import Says
from bot.refusals import Code, Refused
from bot.team import OnCall
from tests.rules.people import GRETA, HANS, KARIN, OLAV, SIGRID, a_flag, at, flagged, team
from tests.rules.play import Play, heard

THREAT, DANGER = Type.THREAT, Type.CUSTOMER_IN_DANGER
CLOCKS = {
    # name: zone, types, flagged, second page, answer due and skip, the agent is told
    "S01": ("2026-03-02T10:15+01:00", "10:30", "10:45", "11:00"),
    "S25": ("2026-03-18T12:30+01:00", "12:45", "13:00", "13:15"),
    "S28": ("2026-03-19T14:00+01:00", "14:15", "14:30", "14:45"),
    "S38": ("2026-03-25T09:00+00:00", "09:15", "09:30", "09:45"),
    "S50": ("2026-04-08T10:00+02:00", "10:15", "10:30", "10:45"),
}


@pytest.mark.parametrize("name", CLOCKS)
def test_an_urgent_flag_is_paged_again_then_goes_to_the_skip_then_the_agent_is_told(
    name: str,
) -> None:
    start, *times = CLOCKS[name]
    page, skip, told = (at(start[:11] + text + start[16:]) for text in times)
    there = team()
    case = flagged(start, THREAT, Type.PERSONAL_ABUSE, team=there)
    play = Play(case, there, at(start))
    assert flag_clocks.answer_due(case, there) == skip
    assert heard(play.passes(at("2027-01-01T00:00Z"))) == [
        (page, Says.PAGE_AGAIN, HANS),
        (page, Says.PAGE_AGAIN, OLAV),
        (skip, Says.STEPPED_UP_TO_YOU, SIGRID),
        (skip, Says.STEPPED_UP_FOR_YOU, KARIN),
        (skip, Says.STEPPED_UP_STILL_WAITING, HANS),
        (skip, Says.STEPPED_UP_STILL_WAITING, OLAV),
        (told, Says.NOBODY_ANSWERED_URGENT, KARIN),
    ]
    assert play.said[-1].notice.facts == {"tried": [HANS, OLAV, SIGRID]}


def test_sunday_night_is_no_other_time_than_any() -> None:
    there, start = team(), at("2026-03-08T23:40+01:00")
    play = Play(flagged("2026-03-08T23:40+01:00", THREAT, team=there), there, start)
    play.passes(at("2026-03-09T07:00+01:00"))
    assert sorted({entry.at for entry in play.said}) == [
        at("2026-03-08T23:55+01:00"),
        at("2026-03-09T00:10+01:00"),
        at("2026-03-09T00:25+01:00"),
    ]


@pytest.mark.parametrize("start", ["2026-03-29T01:40+01:00", "2026-10-25T02:40+02:00"])
def test_thirty_minutes_are_thirty_minutes_when_clocks_are_changed(start: str) -> None:
    there = team()
    case = flagged(start, THREAT, team=there)
    assert (flag_clocks.answer_due(case, there) - case.flagged_at).total_seconds() == 1800


def test_managers_and_on_call_are_paged_at_once_and_the_agent_hears_their_names() -> None:
    there = team(managers=(HANS, GRETA))
    case, told = open_flag(a_flag("2026-03-02T10:15+01:00", THREAT), there)
    assert case.asked == (HANS, GRETA, OLAV)
    assert [(notice.says, notice.to) for notice in told] == [
        (Says.FLAG_SAVED_URGENT, KARIN),
        (Says.PAGE, HANS),
        (Says.PAGE, GRETA),
        (Says.PAGE, OLAV),
    ]
    assert told[0].facts == {"asked": [HANS, GRETA, OLAV]}


def test_somebody_who_manages_and_is_on_call_is_asked_once() -> None:
    there = team(on_call=(OnCall(HANS, "112"),))
    assert flagged("2026-03-18T12:30+01:00", DANGER, team=there).asked == (HANS,)


def test_an_answer_of_on_call_ends_the_urgent_clock() -> None:
    there, start = team(), at("2026-03-02T10:15+01:00")
    play = Play(flagged("2026-03-02T10:15+01:00", THREAT, team=there), there, start)
    play.does(OLAV, Acknowledge(How.TALKED))
    assert heard(play.passes(at("2026-03-04T10:15+01:00"))) == [
        (at("2026-03-03T13:00+01:00"), Says.DECISION_DUE, HANS)
    ], "the later steps are the manager's"


def test_after_an_outage_thirty_fresh_minutes() -> None:
    there, start = team(), at("2026-03-02T10:15+01:00")
    play = Play(flagged("2026-03-02T10:15+01:00", THREAT, team=there), there, start)
    play.sleeps(at("2026-03-02T12:00+01:00"))
    play.passes(at("2026-03-02T14:00+01:00"))
    assert [(entry.at, entry.notice.says) for entry in play.said if entry.notice.to != HANS] == [
        (at("2026-03-02T12:00+01:00"), Says.PAGE_AGAIN),
        (at("2026-03-02T12:30+01:00"), Says.STEPPED_UP_TO_YOU),
        (at("2026-03-02T12:30+01:00"), Says.STEPPED_UP_FOR_YOU),
        (at("2026-03-02T12:30+01:00"), Says.STEPPED_UP_STILL_WAITING),
        (at("2026-03-02T12:45+01:00"), Says.NOBODY_ANSWERED_URGENT),
    ]


def test_an_outage_after_the_page_leaves_the_skip_a_quarter_of_an_hour() -> None:
    there, start = team(), at("2026-03-02T10:15+01:00")
    play = Play(flagged("2026-03-02T10:15+01:00", THREAT, team=there), there, start)
    play.passes(at("2026-03-02T10:31+01:00"))
    play.sleeps(at("2026-03-02T12:00+01:00"))
    play.passes(at("2026-03-02T14:00+01:00"))
    assert play.said[-1].at == at("2026-03-02T12:15+01:00")
    assert play.said[-1].to == (Says.NOBODY_ANSWERED_URGENT, KARIN)


def test_without_a_skip_or_deputy_the_agent_is_told_at_the_three_quarters() -> None:
    there, start = team(deputy=None, skip=None, admins=("UADA",)), at("2026-03-02T10:15+01:00")
    play = Play(flagged("2026-03-02T10:15+01:00", THREAT, team=there), there, start)
    play.passes(at("2026-03-02T10:31+01:00"))
    assert heard(play.passes(at("2026-03-05T10:15+01:00"))) == [
        (at("2026-03-02T11:00+01:00"), Says.NOBODY_ANSWERED_URGENT, KARIN),
        (at("2026-03-02T11:00+01:00"), Says.CASE_WAITS, "UADA"),
    ]


def test_a_withdrawn_urgent_flag_is_told_to_whoever_was_asked() -> None:
    there, start = team(), at("2026-03-02T10:20+01:00")
    play = Play(flagged("2026-03-02T10:15+01:00", THREAT, team=there), there, start)
    play.does(KARIN, Withdraw())
    assert heard(play.passes(at("2026-03-03T10:00+01:00"))) == []
    assert [entry.to for entry in play.said] == [(Says.WITHDRAWN, HANS), (Says.WITHDRAWN, OLAV)]


@pytest.mark.parametrize("outcome", [TalkOutcome.HELD, TalkOutcome.IN_WRITING])
def test_the_talk_of_an_urgent_case_is_never_on_the_same_day(outcome: TalkOutcome) -> None:
    there, start = team(), at("2026-03-02T10:20+01:00")
    play = Play(flagged("2026-03-02T10:15+01:00", THREAT, team=there), there, start)
    play.does(HANS, Acknowledge(How.TALKED))
    play.passes(at("2026-03-02T23:59+01:00"))
    with pytest.raises(Refused) as refused:
        play.does(HANS, NoteTalk(outcome))
    assert refused.value.code is Code.TALK_TOO_SOON
    play.passes(at("2026-03-03T00:01+01:00"))
    play.does(HANS, NoteTalk(outcome))
    assert play.case.care.talk == Talk(outcome, HANS, play.now)


def test_a_talk_that_is_not_wanted_may_be_declined_on_the_day() -> None:
    there, start = team(), at("2026-03-02T10:20+01:00")
    play = Play(flagged("2026-03-02T10:15+01:00", THREAT, team=there), there, start)
    play.does(HANS, Acknowledge(How.TALKED))
    play.does(HANS, NoteTalk(TalkOutcome.NOT_WANTED))
    assert not play.case.talk_awaited


@pytest.mark.parametrize(
    ("types", "track"),
    [
        ([Type.RUDE], Track.LIGHT),
        ([Type.RUDE, Type.PRESSURE], Track.SERIOUS),
        ([Type.PERSONAL_ABUSE], Track.SERIOUS),
        ([Type.PRESSURE], Track.SERIOUS),
        ([Type.DISCRIMINATORY], Track.SERIOUS),
        ([Type.SEXUAL], Track.SERIOUS),
        ([Type.THREAT], Track.URGENT),
        ([Type.PRESSURE, Type.THREAT], Track.URGENT),
        ([Type.RUDE, Type.PHYSICAL], Track.URGENT),
        ([Type.CUSTOMER_IN_DANGER], Track.URGENT),
    ],
)
def test_the_gravest_type_decides(types: list[Type], track: Track) -> None:
    assert track_of(tuple(types)) is track
