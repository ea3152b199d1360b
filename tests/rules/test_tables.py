"""Who may do which step, and when: the whole table, written out."""

from dataclasses import replace
from typing import Any

import pytest

from bot.cases import hostile_steps
from bot.cases.care_steps import (
    Acknowledge,
    CorrectTalk,
    CorrectTalked,
    NoteTalk,
    See,
    StepUp,
    TakeBackWords,
)
from bot.cases.hostile import Headline, How, Outcome, Type, Words
from bot.cases.hostile_steps import Close, KeepOpen, Reopen, Withdraw
from bot.people import CLOCK
from bot.refusals import Code, Refused
from tests.rules.office import DORTE, EMMA, HANS, IDA, KARIN, SIGRID, at, flagged, office
from tests.rules.play import Play
from tests.rules.test_dish_table import DISH_STEPS

MORNING = "2026-03-02T10:15+01:00"
WORDS = Words("G1", "1.0")
ANSWER = Acknowledge(How.REPLY, "I saw it, Karin. We talk at two.", WORDS)
NEW, SEEN, ANSWERED = Headline.NEW, Headline.SEEN, Headline.ANSWERED
CLOSED, WITHDRAWN = Headline.CLOSED, Headline.WITHDRAWN
WAITING, OPEN = {NEW, SEEN}, {NEW, SEEN, ANSWERED}
AGENT, ASKED = {KARIN}, {HANS}
PEOPLE = (KARIN, HANS, IDA, DORTE, SIGRID, EMMA, CLOCK)
FLAG_TABLE: list[tuple[Any, set[str], set[Headline]]] = [
    (See(), ASKED, OPEN),
    (ANSWER, ASKED, OPEN),
    (TakeBackWords(WORDS), ASKED, OPEN),
    (CorrectTalked(), AGENT, {ANSWERED}),
    (NoteTalk(Outcome.HELD), ASKED, {ANSWERED}),
    (CorrectTalk(), AGENT, {ANSWERED}),
    (Withdraw(), AGENT, OPEN),
    (StepUp(SIGRID), {CLOCK}, WAITING),
    (KeepOpen(), AGENT, {ANSWERED}),
    (Close(), {HANS, KARIN, CLOCK}, {ANSWERED}),
    (Reopen(), {HANS, KARIN}, {CLOSED}),
]


def a_flag_that_is(headline: Headline) -> Play:
    """A light flag: the agent and the clock may close it too."""
    play = Play(flagged(MORNING, Type.RUDE, office=office()), office(), at(MORNING))
    if headline is WITHDRAWN:
        play.does(KARIN, Withdraw())
    if headline in (SEEN, ANSWERED, CLOSED):
        play.does(HANS, See())
    if headline in (ANSWERED, CLOSED):
        play.does(HANS, ANSWER)
        play.does(HANS, Acknowledge(How.TALKED))
        play.does(HANS, NoteTalk(Outcome.HELD))
    if headline is CLOSED:
        play.does(HANS, Close())
    assert play.case.headline is headline
    return play


def goes(play: Play, by: str, step: Any) -> bool:
    """Whether the step is allowed, or refused as no step should be: changing or saying things."""
    case, said = play.case, list(play.said)
    try:
        play.does(by, step)
    except Refused as refused:
        expected = refused.code in (Code.NOT_YOURS, Code.NOT_NOW, Code.NO_ANSWER_YET, Code.OWN_CASE)
        return not (expected and (play.case, play.said) == (case, said))
    return True


@pytest.mark.parametrize("headline", Headline)
@pytest.mark.parametrize(("step", "who", "when"), FLAG_TABLE, ids=lambda v: type(v).__name__)
def test_each_step_of_a_flag_belongs_to_some_people_at_some_time(
    step: Any, who: set[str], when: set[Headline], headline: Headline
) -> None:
    allowed = {person for person in PEOPLE if goes(a_flag_that_is(headline), person, step)}
    assert allowed == (who if headline in when else set())


def test_the_table_holds_every_step_there_is() -> None:
    assert {type(step) for step, *_ in FLAG_TABLE} == set(hostile_steps.STEPS) - DISH_STEPS


def test_a_serious_flag_is_not_the_agents_or_the_clocks_to_close() -> None:
    play = Play(flagged(MORNING, office=office()), office(), at(MORNING))
    play.does(HANS, ANSWER)
    play.does(HANS, NoteTalk(Outcome.NOT_WANTED))
    open_case = play.case
    for by in (KARIN, CLOCK):
        play.case = replace(open_case)
        assert not goes(play, by, Close())
    assert goes(play, HANS, Close())


def test_after_a_step_up_both_may_answer() -> None:
    for by in (HANS, SIGRID):
        play = Play(flagged(MORNING, office=office()), office(), at(MORNING))
        play.passes(at("2026-03-03T10:15+01:00"))
        assert goes(play, by, ANSWER)
