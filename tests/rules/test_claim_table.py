"""Who may do which step of a claim, and when: the whole table, written out."""

from typing import Any

import pytest

from bot.cases import claim_steps
from bot.cases.claim import Kept, Standing
from bot.cases.claim_steps import KeepPromise, MarkHelped, MissPromise, NewTime, OfferHelp
from bot.cases.claim_steps import Reopen as ReopenClaim
from bot.people import CLOCK
from bot.refusals import Code, Refused
from tests.rules.office import DORTE, EMMA, HANS, IDA, KARIN, SIGRID, at, claimed, office
from tests.rules.play import Play

MORNING, DUE = "2026-03-02T10:15+01:00", "2026-03-02T14:00+01:00"
PEOPLE = (KARIN, HANS, IDA, DORTE, SIGRID, EMMA, CLOCK)
CLAIM_TABLE: list[tuple[Any, set[str], set[Standing]]] = [
    (KeepPromise(), {IDA}, {Standing.CLAIMED}),
    (MissPromise(), {IDA}, {Standing.CLAIMED}),
    (NewTime(at("2026-03-03T14:00+01:00")), {IDA}, {Standing.CLAIMED}),
    (MarkHelped(Kept.LATE), {IDA}, {Standing.CLAIMED}),
    (OfferHelp(), {KARIN, HANS, DORTE, SIGRID}, {Standing.CLAIMED}),
    (ReopenClaim(at("2026-03-03T14:00+01:00")), {IDA, HANS}, {Standing.CLOSED}),
]


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


@pytest.mark.parametrize("standing", Standing)
@pytest.mark.parametrize(("step", "who", "when"), CLAIM_TABLE, ids=lambda v: type(v).__name__)
def test_each_step_of_a_claim_belongs_to_some_people_at_some_time(
    step: Any, who: set[str], when: set[Standing], standing: Standing
) -> None:
    allowed = {person for person in PEOPLE if goes(a_claim_that_is(standing), person, step)}
    assert allowed == (who if standing in when else set())


def test_the_tables_hold_every_step_there_is() -> None:
    assert {type(step) for step, *_ in CLAIM_TABLE} == set(claim_steps.STEPS)
