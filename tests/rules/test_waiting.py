"""What waits for whom: one entry for each thing."""

from dataclasses import replace
from datetime import date

from bot.cases import waits_for
from bot.claim.case import Claim
from bot.claim.handover import HandOver
from bot.claim.promise import KeepPromise, MissPromise
from bot.claim.steps import MarkHelped
from bot.claim.unowned import LetGo
from bot.dishes.steps import AddDish, PassDish
from bot.flag.behalf import Confirm
from bot.flag.care import Acknowledge, AskTalk, NoteTalk
from bot.flag.case import Type
from bot.flag.closing import Close, KeepOpen, Object
from bot.flag.customer import HandBack, TakeOver, WishToFinish
from bot.flag.decision import AnswerExplanation, Decide
from bot.flag.routing import DeclineContact, StepUp
from bot.flag.steps import open_flag
from bot.flag.tracks import Behaviour, Decided, Finish, How, Matter, Reply, TalkOutcome
from bot.steps import C
from bot.text import Typed
from bot.waiting import What
from tests.rules.people import (
    DORTE,
    EVERYBODY,
    GRETA,
    HANS,
    IDA,
    KARIN,
    OLAV,
    SIGRID,
    a_flag,
    at,
    claimed,
    flagged,
    team,
)
from tests.rules.play import Play

START, DUE = "2026-03-02T10:15+01:00", "2026-03-02T14:00+01:00"
DAY = date(2026, 3, 6)
ANSWER = Acknowledge(How.TALKED)
DECISION = Decided(Matter.NO, Behaviour.TALKED, to_agent=Typed(5))


def abuse() -> Play:  # type: ignore[type-arg]  # of a flag
    there = team()
    return Play(flagged(START, Type.PERSONAL_ABUSE, team=there), there, at(START))


def claim() -> Play[Claim]:
    return Play(claimed(START, DUE), team(), at(START))


def waiting(play: Play[C]) -> dict[str, list[What]]:
    """What each person is awaited for; who is not awaited is left out."""
    found = {
        person: [wait.what for wait in waits_for(play.case, person, play.team, play.now)]
        for person in EVERYBODY
    }
    assert {person for person, whats in found.items() if whats} <= play.case.may_await(play.team)
    return {person: whats for person, whats in found.items() if whats}


def test_a_new_flag_waits_for_everybody_who_is_asked() -> None:
    play = abuse()
    assert waiting(play) == {HANS: [What.ANSWER]}
    play.does("clock", StepUp(SIGRID))
    assert waiting(play) == {HANS: [What.ANSWER], SIGRID: [What.ANSWER]}


def test_after_the_answer_decision_and_talk_wait_each_for_itself() -> None:
    play = abuse()
    play.does("clock", StepUp(SIGRID))
    play.does(HANS, ANSWER)
    assert waiting(play) == {HANS: [What.DECISION, What.TALK]}


def test_what_is_late_is_late_from_its_due_time_on() -> None:
    play = abuse()
    (wait,) = waits_for(play.case, HANS, play.team, play.now)
    assert wait.due == at("2026-03-02T12:15+01:00")
    assert not wait.late(at("2026-03-02T12:14+01:00"))
    assert wait.late(at("2026-03-02T12:15+01:00"))


def test_an_explanation_is_owed_and_then_the_agents_word_is() -> None:
    play = abuse()
    play.does(HANS, ANSWER)
    play.does(HANS, Decide(DECISION, False, 0))
    assert waiting(play) == {HANS: [What.EXPLANATION, What.TALK]}
    play = abuse()
    play.does(HANS, ANSWER)
    play.does(HANS, Decide(DECISION, True, 0))
    assert waiting(play) == {KARIN: [What.REPLY], HANS: [What.TALK]}


def test_a_case_that_could_close_waits_until_it_is_closed_and_then_for_the_agent() -> None:
    play = abuse()
    for step in (ANSWER, Decide(DECISION, True, 0), NoteTalk(TalkOutcome.HELD)):
        play.does(HANS, step)
    play.does(KARIN, AnswerExplanation(Reply.THANKS))
    assert waiting(play) == {HANS: [What.CLOSE]}
    play.does(HANS, Close())
    assert waiting(play) == {KARIN: [What.CLOSES]}
    play.does(KARIN, Object())
    assert waiting(play) == {HANS: [What.TALK]}


def test_a_light_case_closes_by_itself_unless_it_is_kept_open() -> None:
    there = team()
    play = Play(flagged(START, Type.RUDE, team=there), there, at(START))
    play.does(HANS, ANSWER)
    assert waiting(play) == {}
    play.does(KARIN, KeepOpen())
    assert waiting(play) == {HANS: [What.CLOSE]}
    play.does(KARIN, AskTalk())
    assert waiting(play) == {HANS: [What.TALK]}


def test_nothing_is_owed_to_an_agent_without_an_account_and_the_case_can_be_closed() -> None:
    play = abuse()
    play.team = team(gone=(KARIN,))
    assert waiting(play) == {HANS: [What.CLOSE]}


def test_an_urgent_case_waits_for_all_and_later_for_a_manager_not_for_on_call() -> None:
    there = team()
    play = Play(flagged(START, Type.THREAT, team=there), there, at(START))
    assert waiting(play) == {HANS: [What.ANSWER], OLAV: [What.ANSWER]}
    play.does(OLAV, ANSWER)
    assert waiting(play) == {HANS: [What.DECISION, What.TALK]}


def test_a_flag_for_a_colleague_waits_for_their_word_alone() -> None:
    there = team()
    case, _told = open_flag(replace(a_flag(START, Type.RUDE), reported_by=IDA), there)
    play = Play(case, there, at(START))
    assert waiting(play) == {KARIN: [What.CONFIRM]}
    play.does(KARIN, Confirm())
    assert waiting(play) == {HANS: [What.ANSWER]}


def test_when_the_chosen_contact_says_no_the_agent_is_to_choose() -> None:
    there = team()
    play = Play(flagged(START, Type.SEXUAL, team=there, contact=IDA), there, at(START))
    assert waiting(play) == {IDA: [What.ANSWER]}
    play.does(IDA, DeclineContact())
    assert waiting(play) == {KARIN: [What.CONTACT]}


def test_the_customer_waits_for_whoever_is_to_take_or_have_them_back() -> None:
    there = team()
    play = Play(flagged(START, Type.RUDE, team=there), there, at(START))
    play.does(HANS, ANSWER)
    play.does(KARIN, WishToFinish(Finish.PLEASE_TAKE))
    assert waiting(play) == {HANS: [What.TAKE_OVER]}
    play.does(HANS, TakeOver())
    assert waiting(play) == {}
    play.does(HANS, HandBack())
    assert waiting(play) == {KARIN: [What.HAND_BACK]}


def test_a_promise_waits_for_the_owner_and_a_hand_over_for_whoever_is_asked() -> None:
    play = claim()
    assert waiting(play) == {IDA: [What.PROMISE]}
    play.does(IDA, HandOver(KARIN))
    assert waiting(play) == {IDA: [What.PROMISE], KARIN: [What.OFFER]}


def test_a_promise_that_was_kept_waits_for_nobody_and_one_missed_for_a_new_time() -> None:
    play = claim()
    play.does(IDA, KeepPromise())
    assert waiting(play) == {}
    play = claim()
    play.now = at("2026-03-02T14:30+01:00")
    play.does(IDA, MissPromise())
    assert waiting(play) == {IDA: [What.NEW_TIME]}


def test_a_claim_without_an_owner_waits_for_every_manager_and_later_for_the_skip() -> None:
    play = claim()
    play.team = team(managers=(HANS, GRETA))
    play.does(IDA, LetGo())
    assert waiting(play) == {HANS: [What.UNOWNED], GRETA: [What.UNOWNED]}
    play.now = at("2026-03-02T14:15+01:00")
    assert set(waiting(play)) == {HANS, GRETA, SIGRID}


def test_while_all_managers_are_away_it_waits_for_the_deputy_too() -> None:
    play = claim()
    play.does(IDA, LetGo())
    play.team = team(away=(HANS,))
    assert set(waiting(play)) == {HANS, DORTE}


def test_washing_up_waits_for_its_person_whoever_is_asked_and_in_the_end_a_manager() -> None:
    play = claim()
    play.does(IDA, MarkHelped())
    play.does(IDA, AddDish(KARIN, DAY))
    play.does(KARIN, PassDish(1, DORTE))
    assert waiting(play) == {KARIN: [What.DISH], DORTE: [What.DISH_ASKED]}
    play.now = at("2026-03-30T12:00+02:00")
    assert waiting(play)[HANS] == [What.DISH_STALE]
    (wait,) = waits_for(play.case, KARIN, play.team, play.now)
    assert wait.due == at("2026-03-07T00:00+01:00")
