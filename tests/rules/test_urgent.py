"""Urgent flags: minutes at all hours, and everybody at once."""

import pytest

from bot.flag import clocks as flag_clocks
from bot.flag.care import (
    Acknowledge,
    Called,
    Calling,
    CorrectTalked,
    NotCalled,
    NoteTalk,
    SafeNow,
)
from bot.flag.case import Flag, Headline, Track, Type, track_of
from bot.flag.closing import Close, Withdraw
from bot.flag.steps import open_flag
from bot.flag.tracks import How, MessageRef, Talk, TalkOutcome
from bot.notices import Says
from bot.refusals import Code, Refused
from bot.steps import Step
from bot.team import OnCall
from bot.text import Typed
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
    assert heard(play.passes(told)) == [
        (page, Says.PAGE_AGAIN, HANS),
        (page, Says.PAGE_AGAIN, OLAV),
        (skip, Says.STEPPED_UP_TO_YOU, SIGRID),
        (skip, Says.STEPPED_UP_FOR_YOU, KARIN),
        (skip, Says.STEPPED_UP_STILL_WAITING, HANS),
        (skip, Says.STEPPED_UP_STILL_WAITING, OLAV),
        (told, Says.NOBODY_ANSWERED_URGENT, KARIN),
        (told, Says.PAGE_AGAIN, HANS),
        (told, Says.PAGE_AGAIN, OLAV),
        (told, Says.PAGE_AGAIN, SIGRID),
    ]
    assert play.said[-4].notice.facts == {"tried": [HANS, OLAV, SIGRID]}


def test_a_threat_that_nobody_answers_is_never_forgotten() -> None:
    """I5: once an hour to on-call, to all at 08:00; then twice a day, at weekends too."""
    there, start = team(), at("2026-03-06T21:15+01:00")
    play = Play(flagged("2026-03-06T21:15+01:00", THREAT, team=there), there, start)
    play.passes(at("2026-03-06T22:00+01:00"))
    expected = [
        ("2026-03-06T23:00+01:00", OLAV),
        ("2026-03-07T00:00+01:00", OLAV),
        ("2026-03-07T01:00+01:00", OLAV),
        ("2026-03-07T02:00+01:00", OLAV),
        *(
            (f"2026-03-{day:02}T{hour}:00+01:00", person)
            for day in (7, 8, 9)
            for hour in ("08", "09", "13")
            for person in (HANS, OLAV, SIGRID)
            if hour != "08" or day == 7
        ),
    ]
    pages = heard(play.passes(at("2026-03-09T23:00+01:00")))
    assert pages == [(at(when), Says.PAGE_AGAIN, person) for when, person in expected]
    assert len(heard(play.passes(at("2026-04-08T23:00+02:00")))) == 30 * 2 * 3


def test_whoever_lives_elsewhere_is_paged_by_their_own_clock() -> None:
    there, start = team(zones={SIGRID: "America/New_York"}), at("2026-03-06T21:15+01:00")
    play = Play(flagged("2026-03-06T21:15+01:00", THREAT, team=there), there, start)
    play.passes(at("2026-03-06T22:01+01:00"))
    pages = heard(play.passes(at("2026-03-07T23:00+01:00")))
    assert [when.hour for when, _says, person in pages if person == SIGRID] == [13, 14, 18]


def test_after_an_outage_in_the_pages_everybody_gets_one() -> None:
    there, start = team(), at("2026-03-06T21:15+01:00")
    play = Play(flagged("2026-03-06T21:15+01:00", THREAT, team=there), there, start)
    play.passes(at("2026-03-06T22:01+01:00"))
    back = at("2026-03-08T17:00+01:00")
    assert heard(play.sleeps(back)) == [
        (back, Says.PAGE_AGAIN, person) for person in (HANS, OLAV, SIGRID)
    ]


def paging(*types: Type) -> Play[Flag]:
    """A flag of Monday 10:15, five minutes later."""
    there, start = team(), "2026-03-02T10:15+01:00"
    play = Play(flagged(start, *(types or (THREAT,)), team=there), there, at(start))
    play.passes(at("2026-03-02T10:20+01:00"))
    return play


def test_words_hold_the_pages_a_quarter_of_an_hour_and_the_agent_is_asked() -> None:
    play = paging()
    play.does(HANS, Acknowledge(How.REPLY, MessageRef("G1", "1.0")))
    assert heard(play.said[-1:]) == [(play.now, Says.CALLED_YET, KARIN)]
    assert play.case.headline is Headline.ANSWERED
    assert play.case.paging
    pages = heard(play.passes(at("2026-03-02T10:46+01:00")))
    assert pages[0] == (at("2026-03-02T10:35+01:00"), Says.PAGE_AGAIN, HANS)
    assert pages[2] == (at("2026-03-02T10:45+01:00"), Says.STEPPED_UP_TO_YOU, SIGRID)
    play.does(HANS, Acknowledge(How.REPLY, MessageRef("G1", "2.0")))
    assert Says.CALLED_YET not in [entry.notice.says for entry in play.said[-1:]]
    assert play.case.care.held_until == at("2026-03-02T10:35+01:00"), "held once for each writer"


def test_not_yet_lets_the_pages_go_on_at_once() -> None:
    play = paging()
    play.does(HANS, Acknowledge(How.REPLY, MessageRef("G1", "1.0")))
    play.does(KARIN, NotCalled())
    assert heard(play.passes(at("2026-03-02T10:31+01:00")))[0] == (
        at("2026-03-02T10:30+01:00"),
        Says.PAGE_AGAIN,
        HANS,
    )


def test_whoever_is_calling_tells_the_others_and_holds_the_pages_once() -> None:
    play = paging()
    play.passes(at("2026-03-02T10:28+01:00"))
    play.does(OLAV, Calling())
    assert [entry.to for entry in play.said[-2:]] == [
        (Says.CALLING, KARIN),
        (Says.CALLING, HANS),
    ]
    pages = heard(play.passes(at("2026-03-02T10:39+01:00")))
    assert pages[0] == (at("2026-03-02T10:38+01:00"), Says.PAGE_AGAIN, HANS)
    before = play.case
    play.does(OLAV, Calling())
    assert play.case == before, "nobody holds the pages again and again"


@pytest.mark.parametrize(
    ("by", "step"),
    [
        (HANS, Acknowledge(How.TALKED)),
        (OLAV, Acknowledge(How.TALKED)),
        (KARIN, Called()),
        (KARIN, Withdraw()),
    ],
)
def test_only_a_talk_or_the_agent_ends_the_urgent_clock(by: str, step: Step[Flag]) -> None:
    play = paging()
    play.does(by, step)
    asking = {Says.PAGE_AGAIN, Says.STEPPED_UP_TO_YOU, Says.NOBODY_ANSWERED_URGENT}
    said = play.passes(at("2026-04-02T10:15+02:00"))
    assert not asking & {entry.notice.says for entry in said}
    with pytest.raises(Refused):
        play.does(KARIN, NotCalled())


def test_an_account_that_is_closed_ends_it_too() -> None:
    play = paging()
    play.team = team(gone=(KARIN,))
    assert play.passes(at("2026-04-02T10:15+02:00")) == []


def test_what_was_no_talk_is_taken_back_and_the_pages_go_on() -> None:
    play = paging()
    play.does(KARIN, Called())
    play.passes(at("2026-03-02T11:30+01:00"))
    play.does(KARIN, CorrectTalked())
    assert play.case.headline is Headline.NEW
    assert heard(play.passes(at("2026-03-02T11:31+01:00")))[0][1:] == (Says.PAGE_AGAIN, HANS)


def test_safe_and_it_can_wait_is_the_serious_clock_from_then_on() -> None:
    play = paging()
    play.does(KARIN, SafeNow())
    assert [entry.to for entry in play.said[-3:]] == [
        (Says.CAN_WAIT, KARIN),
        (Says.CAN_WAIT, HANS),
        (Says.CAN_WAIT, OLAV),
    ]
    assert flag_clocks.answer_due(play.case, play.team) == at("2026-03-02T12:20+01:00")
    assert heard(play.passes(at("2026-03-02T13:30+01:00"))) == [
        (at("2026-03-02T11:20+01:00"), Says.NUDGE_TO_ANSWER, HANS),
        (at("2026-03-02T12:20+01:00"), Says.WARNING_TO_ANSWER, HANS),
        (at("2026-03-02T13:20+01:00"), Says.STEPPED_UP_TO_YOU, SIGRID),
        (at("2026-03-02T13:20+01:00"), Says.STEPPED_UP_FOR_YOU, KARIN),
        (at("2026-03-02T13:20+01:00"), Says.STEPPED_UP_STILL_WAITING, HANS),
        (at("2026-03-02T13:20+01:00"), Says.STEPPED_UP_STILL_WAITING, OLAV),
    ]
    play.does(HANS, Acknowledge(How.WRITTEN, text=Typed(5)))
    assert not play.case.answer_awaited, "then words are enough"


@pytest.mark.parametrize("types", [(DANGER,), (THREAT, DANGER)])
def test_a_customer_in_danger_does_not_wait(types: tuple[Type, ...]) -> None:
    play = paging(*types)
    with pytest.raises(Refused) as refused:
        play.does(KARIN, SafeNow())
    assert refused.value.code is Code.NOT_NOW


def test_an_urgent_case_in_which_nobody_has_talked_does_not_close() -> None:
    play = paging()
    play.does(HANS, Acknowledge(How.REPLY, MessageRef("G1", "1.0")))
    with pytest.raises(Refused) as refused:
        play.does(HANS, Close())
    assert refused.value.code is Code.NO_ANSWER_YET


def test_sunday_night_is_no_other_time_than_any() -> None:
    there, start = team(), at("2026-03-08T23:40+01:00")
    play = Play(flagged("2026-03-08T23:40+01:00", THREAT, team=there), there, start)
    play.passes(at("2026-03-09T00:30+01:00"))
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
    since = at("2026-03-02T10:15+01:00")
    assert told[0].facts == {"asked": [HANS, GRETA, OLAV], "since": since}


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
    play.passes(at("2026-03-02T12:46+01:00"))
    said = [(entry.at, entry.notice.says) for entry in play.said if entry.notice.to != HANS]
    assert said[:5] == [
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
    play.passes(at("2026-03-02T12:16+01:00"))
    told = [entry for entry in play.said if entry.notice.says is Says.NOBODY_ANSWERED_URGENT]
    assert [entry.at for entry in told] == [at("2026-03-02T12:15+01:00")]


def test_without_a_skip_or_deputy_the_agent_is_told_at_the_three_quarters() -> None:
    there, start = team(deputy=None, skip=None, admins=("UADA",)), at("2026-03-02T10:15+01:00")
    play = Play(flagged("2026-03-02T10:15+01:00", THREAT, team=there), there, start)
    play.passes(at("2026-03-02T10:31+01:00"))
    assert heard(play.passes(at("2026-03-02T11:00+01:00"))) == [
        (at("2026-03-02T11:00+01:00"), Says.NOBODY_ANSWERED_URGENT, KARIN),
        (at("2026-03-02T11:00+01:00"), Says.CASE_WAITS, "UADA"),
        (at("2026-03-02T11:00+01:00"), Says.PAGE_AGAIN, HANS),
        (at("2026-03-02T11:00+01:00"), Says.PAGE_AGAIN, OLAV),
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
