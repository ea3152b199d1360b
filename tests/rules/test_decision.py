"""Both halves of a decision, when it is to be explained, and what the agent's silence is."""

from contextlib import nullcontext
from dataclasses import replace
from datetime import date, datetime
from typing import Any

import pytest

from bot.flag.asked import goes_on
from bot.flag.care import Acknowledge, CorrectTalked
from bot.flag.case import Flag, Headline, Type
from bot.flag.closing import Close, Object, Withdraw, lacking
from bot.flag.decision import AnswerExplanation, Decide, Explain, HearElsewhere, LoseExplanation
from bot.flag.routing import GiveToDeputy
from bot.flag.tracks import Behaviour, Decided, Gesture, How, Matter, Reply
from bot.notices import Says
from bot.refusals import Code, Refused
from bot.team import CLOCK
from bot.text import Typed
from tests.rules.people import DORTE, GRETA, HANS, KARIN, SIGRID, at, flagged, team
from tests.rules.play import Play, heard

MONDAY = "2026-03-02T10:15+01:00"
NO = Decided(Matter.NO, Behaviour.TALKED, to_agent=Typed(5))
WAY = replace(NO, matter=Matter.GETS_THEIR_WAY, agent_first=True)
THANKS = AnswerExplanation(Reply.THANKS)


def answered(kind: Type = Type.PERSONAL_ABUSE, **settings: Any) -> Play[Flag]:
    play = Play(flagged(MONDAY, kind, team=team(**settings)), team(**settings), at(MONDAY))
    play.does(HANS, Acknowledge(How.TALKED))
    return play


@pytest.mark.parametrize(
    ("what", "code"),
    [
        (replace(NO, behaviour=None), Code.BOTH_HALVES),
        (replace(NO, behaviour=Behaviour.NOTHING), Code.BECAUSE_EMPTY),
        (replace(NO, behaviour=Behaviour.LIMITED), Code.LIMITED_TO_EMPTY),
        (replace(NO, behaviour=Behaviour.LIMITED, limited_to=Typed(7)), Code.LIMITED_UNTIL_EMPTY),
        (replace(WAY, agent_first=None), Code.AGENT_FIRST_EMPTY),
        (replace(NO, matter=Matter.PARTLY), Code.AGENT_FIRST_EMPTY),
        (replace(NO, gesture=Gesture.CREDIT), Code.AGENT_FIRST_EMPTY),
    ],
)
def test_neither_half_may_be_empty_nor_what_a_choice_needs(what: Decided, code: Code) -> None:
    play = answered()
    with pytest.raises(Refused) as refused:
        play.does(HANS, Decide(what, True, 0))
    assert refused.value.code is code
    assert play.case.decisions == ()


@pytest.mark.parametrize(
    ("until", "allowed"),
    [
        (date(2026, 3, 2), False),
        (date(2026, 3, 3), True),
        (date(2026, 5, 25), True),
        (date(2026, 5, 26), False),
    ],
)
def test_contact_is_limited_for_twelve_weeks_at_most(until: date, allowed: bool) -> None:
    limited = replace(NO, behaviour=Behaviour.LIMITED, limited_to=Typed(7), limited_until=until)
    play = answered()
    expected = nullcontext() if allowed else pytest.raises(Refused, match=Code.LIMIT_TOO_LONG)
    with expected:
        play.does(HANS, Decide(limited, True, 0))
    assert bool(play.case.decisions) is allowed


def test_a_customer_in_danger_has_no_behaviour_half() -> None:
    play = answered(Type.CUSTOMER_IN_DANGER)
    with pytest.raises(Refused):
        play.does(HANS, Decide(NO, True, 0))
    play.does(HANS, Decide(replace(NO, behaviour=None), True, 0))
    assert play.case.headline is Headline.EXPLAINED


def test_a_form_that_was_opened_before_somebody_else_decided_is_stale() -> None:
    play = answered(Type.THREAT, managers=(HANS, GRETA))
    play.does(HANS, Decide(NO, True, 0))
    with pytest.raises(Refused) as refused:
        play.does(GRETA, Decide(WAY, True, 0, reason=Typed(9)))
    assert refused.value.code is Code.STALE


@pytest.mark.parametrize(
    ("kind", "due"),
    [
        (Type.PERSONAL_ABUSE, "2026-03-04T13:00+01:00"),
        (Type.THREAT, "2026-03-03T13:00+01:00"),
        (Type.RUDE, None),
    ],
)
def test_a_decision_is_asked_for_once(kind: Type, due: str | None) -> None:
    said = heard(answered(kind).passes(at("2026-06-01T00:00Z")))
    asked = [entry for entry in said if entry[1] is Says.DECISION_DUE]
    assert asked == ([(at(due), Says.DECISION_DUE, HANS)] if due else [])


def reply(play: Play[Flag]) -> Reply | None:
    """What the agent says to the newest decision."""
    decision = play.case.decision
    assert decision is not None
    return decision.answer.reply if decision.answer else None


def explained(play: Play[Flag]) -> list[tuple[datetime, Says, str]]:
    about = {Says.EXPLANATION_DUE, Says.STEPPED_UP_TO_YOU, Says.STEPPED_UP_STILL_WAITING}
    return [entry for entry in heard(play.passes(at("2026-06-01T00:00Z"))) if entry[1] in about]


def test_an_explanation_is_asked_for_at_four_and_eight_hours_and_at_sixteen_of_the_skip() -> None:
    play = answered()
    play.does(HANS, Decide(WAY, False, 0))
    assert explained(play) == [
        (at("2026-03-03T09:00+01:00"), Says.EXPLANATION_DUE, HANS),
        (at("2026-03-03T13:00+01:00"), Says.EXPLANATION_DUE, HANS),
        (at("2026-03-04T10:15+01:00"), Says.STEPPED_UP_TO_YOU, SIGRID),
        (at("2026-03-04T10:15+01:00"), Says.STEPPED_UP_STILL_WAITING, HANS),
    ]
    assert play.case.asked == (HANS, SIGRID)


def test_one_that_is_not_against_the_agent_is_never_stepped_up() -> None:
    play = answered()
    play.does(HANS, Decide(NO, False, 0))
    assert [entry[1] for entry in explained(play)] == [Says.EXPLANATION_DUE] * 2


def test_the_decider_explains_also_when_somebody_else_answered_first() -> None:
    play = answered(Type.THREAT, managers=(HANS, GRETA))
    play.does(GRETA, Decide(WAY, False, 0))
    assert goes_on(play.case, play.team) == HANS
    assert explained(play)[0][2] == GRETA
    play.team = team(managers=(HANS, GRETA), away=(GRETA,))
    play.does(HANS, Explain())
    assert play.case.headline is Headline.EXPLAINED


def test_an_explanation_that_did_not_arrive_is_owed_as_before_and_told_to_the_decider() -> None:
    play = answered()
    play.does(HANS, Decide(WAY, True, 0))
    before = play.case.decisions
    play.does(CLOCK, LoseExplanation())
    assert heard(play.said[-1:]) == [(play.now, Says.EXPLANATION_LOST, HANS)]
    assert play.case.headline is Headline.DECIDED
    assert play.case.unexplained_since == at(MONDAY)
    assert [each.what for each in play.case.decisions] == [each.what for each in before]
    assert explained(play) == [
        (at("2026-03-03T09:00+01:00"), Says.EXPLANATION_DUE, HANS),
        (at("2026-03-03T13:00+01:00"), Says.EXPLANATION_DUE, HANS),
        (at("2026-03-04T10:15+01:00"), Says.STEPPED_UP_TO_YOU, SIGRID),
        (at("2026-03-04T10:15+01:00"), Says.STEPPED_UP_STILL_WAITING, HANS),
    ]


def test_whoever_decided_hears_that_the_explanation_did_not_arrive() -> None:
    play = answered(Type.THREAT, managers=(HANS, GRETA))
    play.does(GRETA, Decide(WAY, False, 0))
    play.does(HANS, Explain())
    play.does(CLOCK, LoseExplanation())
    assert heard(play.said[-1:]) == [(play.now, Says.EXPLANATION_LOST, GRETA)]


def test_an_explanation_that_is_lost_can_be_sent_once_more() -> None:
    play = answered()
    play.does(HANS, Decide(NO, True, 0))
    play.does(CLOCK, LoseExplanation())
    play.does(HANS, Explain())
    assert play.case.headline is Headline.EXPLAINED
    assert play.said[-1].to == (Says.EXPLANATION, KARIN)


@pytest.mark.parametrize("answer", [THANKS, None])
def test_an_explanation_that_the_agent_answered_or_that_is_owed_cannot_be_lost(
    answer: AnswerExplanation | None,
) -> None:
    play = answered()
    play.does(HANS, Decide(NO, True, 0))
    play.does(KARIN, answer) if answer else play.does(CLOCK, LoseExplanation())
    case, said = play.case, list(play.said)
    with pytest.raises(Refused) as refused:
        play.does(CLOCK, LoseExplanation())
    assert refused.value.code is Code.NOT_NOW
    assert (play.case, play.said) == (case, said)


def test_what_was_heard_elsewhere_is_owed_until_it_is_decided_and_explained_anew() -> None:
    play = answered()
    play.does(HANS, Decide(NO, True, 0))
    play.does(KARIN, THANKS)
    play.passes(at("2026-03-03T08:00+01:00"))
    play.does(KARIN, HearElsewhere())
    assert lacking(play.case, play.team) is Code.NOT_EXPLAINED
    with pytest.raises(Refused) as refused:
        play.does(HANS, Explain())
    assert refused.value.code is Code.DECIDE_AGAIN
    with pytest.raises(Refused) as refused:
        play.does(KARIN, HearElsewhere())
    assert refused.value.code is Code.EXPLANATION_COMES
    play.passes(at("2026-03-03T09:00+01:00"))
    play.does(HANS, Decide(WAY, True, 1, reason=Typed(9)))
    assert play.case.unexplained_since is None
    assert [decision.what for decision in play.case.decisions] == [NO, WAY]


def test_a_closed_case_opens_again_when_the_agent_hears_something_elsewhere() -> None:
    play = answered(Type.RUDE)
    play.does(HANS, Close())
    play.does(KARIN, Close())
    play.passes(at("2026-03-20T08:00+01:00"))
    play.does(KARIN, HearElsewhere())
    assert play.case.headline is Headline.ANSWERED
    assert play.said[-1].to == (Says.HEARD_ELSEWHERE, HANS)


def test_silence_becomes_no_answer_after_five_working_days_and_is_no_agreement() -> None:
    play = answered()
    play.does(HANS, Decide(NO, True, 0))
    replies = []
    for moment in ("2026-03-09T10:14+01:00", "2026-03-09T10:15+01:00"):
        play.passes(at(moment))
        replies.append(reply(play))
    play.does(KARIN, AnswerExplanation(Reply.DIFFERENT, Typed(8)))
    replies.append(reply(play))
    assert replies == [None, Reply.NO_ANSWER, Reply.DIFFERENT]
    assert play.case.talk_awaited


def test_what_was_decided_stays_also_when_the_answer_is_taken_back() -> None:
    play = answered()
    play.does(HANS, Decide(NO, True, 0))
    play.does(KARIN, CorrectTalked())
    assert play.case.headline is Headline.NEW
    with pytest.raises(Refused, match=Code.WITHDRAW_TOO_LATE):
        play.does(KARIN, Withdraw())
    play.does(KARIN, THANKS)
    assert reply(play) is Reply.THANKS


def test_whoever_a_case_moves_to_gets_the_whole_time_to_explain() -> None:
    play = answered()
    play.does(HANS, Decide(NO, False, 0))
    play.passes(at("2026-03-05T10:15+01:00"))
    play.does(HANS, GiveToDeputy())
    assert explained(play) == [
        (at("2026-03-06T09:00+01:00"), Says.EXPLANATION_DUE, DORTE),
        (at("2026-03-06T13:00+01:00"), Says.EXPLANATION_DUE, DORTE),
    ]


def test_the_deputy_is_never_asked_in_the_skips_place() -> None:
    play = answered(skip=None)
    play.does(HANS, Decide(WAY, False, 0))
    assert [entry[1] for entry in explained(play)] == [Says.EXPLANATION_DUE] * 2
    assert play.case.asked == (HANS,)


def test_an_answer_that_asks_for_a_talk_makes_it_due_also_after_one_was_held() -> None:
    play = answered(Type.RUDE)
    play.does(HANS, Decide(NO, True, 0))
    play.does(KARIN, AnswerExplanation(Reply.TALK))
    assert play.said[-1].to == (Says.TALK_ASKED, HANS)
    assert (at("2026-03-04T09:00+01:00"), Says.TALK_DUE, HANS) in heard(
        play.passes(at("2026-03-04T09:00+01:00"))
    )


def test_an_objection_keeps_the_case_open_and_the_second_one_goes_to_the_skip() -> None:
    play = answered(Type.RUDE)
    for asked in ((HANS,), (HANS, SIGRID)):
        play.does(HANS, Close())
        play.does(KARIN, Object())
        assert play.case.asked == asked
        assert lacking(play.case, play.team) is Code.TALK_STILL_DUE
        play.case = replace(play.case, care=replace(play.case.care, talk_asked_at=None))
    play.passes(at("2026-06-01T00:00Z"))
    assert play.case.headline is Headline.ANSWERED
