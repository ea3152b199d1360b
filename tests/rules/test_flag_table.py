"""Who may do which step of a flag, and when: the whole table, written out."""

from dataclasses import replace

import pytest

from bot.flag.behalf import Confirm, Decline
from bot.flag.care import (
    Acknowledge,
    AskTalk,
    Called,
    Calling,
    CorrectTalk,
    CorrectTalked,
    LoseWords,
    NotCalled,
    NoteTalk,
    SafeNow,
    See,
    TakeBackWords,
)
from bot.flag.case import Flag, Headline, Type, Wish
from bot.flag.closing import Close, CorrectText, KeepOpen, NoteLesson, Object, Reopen, Withdraw
from bot.flag.customer import (
    CustomerHelped,
    HandBack,
    StayWithManager,
    TakeBack,
    TakeOver,
    WishToFinish,
)
from bot.flag.decision import (
    AnswerExplanation,
    Decide,
    Explain,
    HearElsewhere,
    LoseExplanation,
    NoAnswer,
)
from bot.flag.routing import ChooseContact, DeclineContact, GiveToDeputy, Move, StepUp
from bot.flag.steps import STEPS
from bot.flag.together import Link, Merge, TakeIn
from bot.flag.tracks import Behaviour, Decided, Finish, How, Matter, MessageRef, Reply, TalkOutcome
from bot.refusals import Refused
from bot.steps import Step, allowed
from bot.team import CLOCK, Now
from bot.text import Typed
from tests.rules.people import (
    DORTE,
    EMMA,
    GRETA,
    HANS,
    IDA,
    KARIN,
    SIGRID,
    a_flag,
    at,
    flagged,
    team,
)
from tests.rules.play import Play
from tests.rules.test_dish_table import DISH_STEPS

MORNING = "2026-03-02T10:15+01:00"
WORDS = MessageRef("G1", "1.0")
ANSWER = Acknowledge(How.REPLY, WORDS)
NO, NOTHING = Matter.NO, Behaviour.NOTHING
DECIDED_NO = Decided(NO, NOTHING, to_agent=Typed(5), because=Typed(6))
NEW, SEEN, ANSWERED = Headline.NEW, Headline.SEEN, Headline.ANSWERED
DECIDED, EXPLAINED = Headline.DECIDED, Headline.EXPLAINED
CLOSED, WITHDRAWN, MERGED = Headline.CLOSED, Headline.WITHDRAWN, Headline.MERGED
WAITING, ON = {NEW, SEEN}, {ANSWERED, DECIDED, EXPLAINED}
OPEN = WAITING | ON
AGENT, ASKED, EITHER, BY_CLOCK = {KARIN}, {HANS}, {KARIN, HANS}, {CLOCK}
PEOPLE = (KARIN, HANS, DORTE, SIGRID, IDA, EMMA, GRETA, CLOCK)
"""Agent, manager, deputy, skip, colleague, another company's, a deactivated manager, the clock."""
THERE = team(gone=(GRETA,), managers=(HANS, GRETA))
TALKED = (HANS, Acknowledge(How.TALKED))
WRITTEN = (HANS, Acknowledge(How.WRITTEN, text=Typed(5)))
NOTED = (HANS, NoteTalk(TalkOutcome.HELD))
THANKS = (KARIN, AnswerExplanation(Reply.THANKS))
Row = tuple[Step[Flag], set[str], set[Headline], list[tuple[str, Step[Flag]]]]
ELSEWHERE = {Confirm, Decline, Calling, Called, NotCalled, SafeNow}
"""test_behalf.py: only before the colleague's yes; test_urgent.py: while the urgent clock runs."""
TABLE: list[Row] = [
    (See(), ASKED, OPEN, []),
    (ANSWER, ASKED, OPEN, []),
    (TakeBackWords(WORDS), ASKED | BY_CLOCK, OPEN, []),
    (LoseWords(5), BY_CLOCK, OPEN, [WRITTEN]),
    (CorrectTalked(), AGENT, OPEN, [TALKED]),
    (AskTalk(), AGENT, ON, []),
    (NoteTalk(TalkOutcome.HELD), ASKED, ON, []),
    (CorrectTalk(), AGENT, ON, [NOTED]),
    (Decide(DECIDED_NO, True, 0), ASKED, {ANSWERED}, []),
    (Decide(DECIDED_NO, True, 1, reason=Typed(7)), ASKED, {DECIDED, EXPLAINED}, []),
    (Explain(), ASKED, {DECIDED}, []),
    (LoseExplanation(), BY_CLOCK, {EXPLAINED}, []),
    (HearElsewhere(), AGENT, OPEN | {CLOSED}, []),
    (AnswerExplanation(Reply.DIFFERENT, Typed(8)), AGENT, {EXPLAINED}, []),
    (NoAnswer(), BY_CLOCK, {EXPLAINED}, []),
    (WishToFinish(Finish.TOGETHER), AGENT, OPEN, []),
    (TakeOver(), ASKED, OPEN, []),
    (HandBack(), ASKED, OPEN, [(HANS, TakeOver())]),
    (TakeBack(), AGENT, OPEN, [(HANS, TakeOver()), (HANS, HandBack())]),
    (StayWithManager(), AGENT, OPEN, [(HANS, TakeOver()), (HANS, HandBack())]),
    (CustomerHelped(), AGENT, OPEN, []),
    (CustomerHelped(), ASKED, OPEN, [(HANS, TakeOver())]),
    (CustomerHelped(), EITHER, OPEN, [(KARIN, WishToFinish(Finish.TOGETHER))]),
    (CorrectText(Typed(9)), AGENT, OPEN, []),
    (NoteLesson(Typed(9)), EITHER, OPEN | {CLOSED}, []),
    (Withdraw(), AGENT, {NEW, SEEN, ANSWERED}, []),
    (StepUp(SIGRID), BY_CLOCK, OPEN, []),
    (Move((DORTE,)), BY_CLOCK, OPEN, []),
    (GiveToDeputy(), ASKED, OPEN, []),
    (KeepOpen(), AGENT, ON, []),
    # a light case: the agent's and the clock's to close too
    (Close(), {HANS, KARIN, CLOCK}, {ANSWERED, EXPLAINED}, [THANKS]),
    (Object(), AGENT, {ANSWERED, EXPLAINED}, [THANKS, (HANS, Close())]),
    (Reopen(), EITHER, {CLOSED}, []),
    (Link((6,)), AGENT | BY_CLOCK, OPEN, []),
    (Merge(6, 41), AGENT, WAITING, []),
    (TakeIn(6, (Type.RUDE,), Wish.CALL_ME, (Typed(11),)), AGENT, WAITING, []),
]


def a_flag_that_is(headline: Headline) -> Play[Flag]:
    play = Play(flagged(MORNING, Type.RUDE, team=THERE), THERE, at(MORNING))
    path: list[tuple[Headline, str, Step[Flag]]] = [
        (SEEN, HANS, See()),
        (ANSWERED, HANS, ANSWER),
        (DECIDED, HANS, Decide(DECIDED_NO, False, 0)),
        (EXPLAINED, HANS, Explain()),
        (CLOSED, KARIN, AnswerExplanation(Reply.THANKS)),
        (CLOSED, KARIN, Close()),
    ]
    if headline is MERGED:
        play.does(KARIN, Merge(6, 41))
    if headline is WITHDRAWN:
        play.does(KARIN, Withdraw())
    for reached, by, step in path:
        if list(Headline).index(reached) <= list(Headline).index(headline) <= 5:
            play.does(by, step)
    assert play.case.headline is headline
    return play


def goes(play: Play[Flag], by: str, step: Step[Flag]) -> bool:
    """Whether the step is allowed; one that is refused changes and says nothing."""
    case, said = play.case, list(play.said)
    try:
        play.does(by, step)
    except Refused:
        assert (play.case, play.said) == (case, said)
        return False
    return True


@pytest.mark.parametrize("headline", Headline)
@pytest.mark.parametrize(("step", "who", "when", "before"), TABLE)
def test_each_step_of_a_flag_belongs_to_some_people_at_some_time(
    step: Step[Flag],
    who: set[str],
    when: set[Headline],
    before: list[tuple[str, Step[Flag]]],
    headline: Headline,
) -> None:
    who_may = set()
    for person in PEOPLE:
        play = a_flag_that_is(headline)
        for by, earlier in before:
            goes(play, by, earlier)
        shown = allowed(play.case, type(step), Now(person, play.now, play.team))
        if goes(play, person, step):
            who_may.add(person)
            assert shown, "what is allowed is offered behind More"
    assert who_may == (who if headline in when else set())


@pytest.mark.parametrize("person", PEOPLE)
def test_only_the_contact_says_that_they_cannot_take_it(person: str) -> None:
    play = Play(flagged(MORNING, Type.SEXUAL, team=THERE, contact=IDA), THERE, at(MORNING))
    assert goes(play, person, DeclineContact()) is (person == IDA)
    if person == IDA:
        assert list(play.case.asked) == []
        assert play.passes(at("2026-04-02T10:15+02:00")) == []
        assert goes(play, KARIN, ChooseContact(SIGRID))
        assert play.case.asked == (SIGRID,)


@pytest.mark.parametrize("person", PEOPLE)
def test_only_the_agent_chooses_another_contact(person: str) -> None:
    case = replace(a_flag(MORNING, Type.SEXUAL), contact=SIGRID)
    play = Play(case, THERE, at(MORNING))
    assert goes(play, person, ChooseContact(IDA)) is (person == KARIN)


def test_the_table_holds_every_step_there_is() -> None:
    assert {type(step) for step, *_ in TABLE} | {ChooseContact, DeclineContact, *ELSEWHERE} == set(
        STEPS
    ) - DISH_STEPS


def test_somebody_whose_account_is_gone_does_nothing_any_more() -> None:
    play = a_flag_that_is(NEW)
    play.team = team(gone=(HANS, KARIN))
    for person in (HANS, KARIN):
        assert not any(goes(play, person, step) for step, *_ in TABLE)


def test_a_serious_flag_is_not_the_agents_or_the_clocks_to_close() -> None:
    play = Play(flagged(MORNING, team=team()), team(), at(MORNING))
    for by, step in ((HANS, ANSWER), (HANS, Decide(DECIDED_NO, True, 0)), THANKS, NOTED):
        play.does(by, step)
    open_case = play.case
    for by in (KARIN, CLOCK):
        play.case = replace(open_case)
        assert not goes(play, by, Close())
    assert goes(play, HANS, Close())
    assert play.case.headline is EXPLAINED
    assert goes(play, KARIN, Close())
    assert play.case.headline is CLOSED


def test_after_a_step_up_both_may_answer() -> None:
    for by in (HANS, SIGRID):
        play = Play(flagged(MORNING, team=team()), team(), at(MORNING))
        play.passes(at("2026-03-03T10:15+01:00"))
        assert goes(play, by, ANSWER)
