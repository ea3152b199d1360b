"""Who may do which step, and when: the whole table, written out."""

from dataclasses import replace
from typing import Any

import pytest

from bot.cases import claim_steps, hostile_steps
from bot.cases.behalf_steps import Confirm, Decline
from bot.cases.care_steps import (
    Acknowledge,
    CorrectTalk,
    CorrectTalked,
    NoteTalk,
    See,
    StepUp,
    TakeBackWords,
)
from bot.cases.claim import Kept, Standing
from bot.cases.claim_steps import KeepPromise, MarkHelped, MissPromise, NewTime, OfferHelp
from bot.cases.claim_steps import Reopen as ReopenClaim
from bot.cases.hostile import Headline, How, Outcome, Type, Wish, Words
from bot.cases.hostile_steps import Close, KeepOpen, Reopen, Withdraw
from bot.cases.link_steps import Link, Merge, TakeIn
from bot.people import CLOCK
from bot.refusals import Code, Refused
from tests.rules.office import DORTE, EMMA, HANS, IDA, KARIN, SIGRID, at, claimed, flagged, office
from tests.rules.play import Play

MORNING, DUE = "2026-03-02T10:15+01:00", "2026-03-02T14:00+01:00"
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
    (Link((6,)), {KARIN, CLOCK}, OPEN),
    (Merge(6, 41), AGENT, WAITING),
    (TakeIn(6, (Type.RUDE,), Wish.CALL_ME, (11,)), AGENT, WAITING),
]
CLAIM_TABLE: list[tuple[Any, set[str], set[Standing]]] = [
    (KeepPromise(), {IDA}, {Standing.CLAIMED}),
    (MissPromise(), {IDA}, {Standing.CLAIMED}),
    (NewTime(at("2026-03-03T14:00+01:00")), {IDA}, {Standing.CLAIMED}),
    (MarkHelped(Kept.LATE), {IDA}, {Standing.CLAIMED}),
    (OfferHelp(), {KARIN, HANS, DORTE, SIGRID}, {Standing.CLAIMED}),
    (ReopenClaim(at("2026-03-03T14:00+01:00")), {IDA, HANS}, {Standing.CLOSED}),
]


def a_flag_that_is(headline: Headline) -> Play:
    """A light flag: the agent and the clock may close it too."""
    play = Play(flagged(MORNING, Type.RUDE, office=office()), office(), at(MORNING))
    if headline is Headline.MERGED:
        play.does(KARIN, Merge(6, 41))
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


def a_claim_that_is(standing: Standing) -> Play:
    play = Play(claimed(MORNING, DUE, office=office()), office(), at("2026-03-02T15:00+01:00"))
    if standing is Standing.CLOSED:
        play.does(IDA, MarkHelped(Kept.KEPT))
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


@pytest.mark.parametrize("standing", Standing)
@pytest.mark.parametrize(("step", "who", "when"), CLAIM_TABLE, ids=lambda v: type(v).__name__)
def test_each_step_of_a_claim_belongs_to_some_people_at_some_time(
    step: Any, who: set[str], when: set[Standing], standing: Standing
) -> None:
    allowed = {person for person in PEOPLE if goes(a_claim_that_is(standing), person, step)}
    assert allowed == (who if standing in when else set())


def test_the_tables_hold_every_step_there_is() -> None:
    elsewhere = {Confirm, Decline}  # test_behalf.py: only before the colleague's yes
    assert {type(step) for step, *_ in FLAG_TABLE} | elsewhere == set(hostile_steps.STEPS)
    assert {type(step) for step, *_ in CLAIM_TABLE} == set(claim_steps.STEPS)


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
