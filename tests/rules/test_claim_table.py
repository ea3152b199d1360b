"""Who may do which step of a claim, and when: the whole table, written out."""

from typing import Any

import pytest

from bot.claim import steps as claim_steps
from bot.claim.case import Kept, Standing, Why
from bot.claim.handover import AcceptCase, DeclineCase, HandOver, LapseOffer, WithdrawOffer
from bot.claim.promise import KeepPromise, MissPromise, NewTime
from bot.claim.steps import MarkHelped, NoteThanks, OfferHelp, PassNote, Reopen
from bot.claim.unowned import LetGo, LoseOwner, ProposeOwner, TakeCase, TurnHostile
from bot.dishes.steps import AddDish
from bot.refusals import Code, Refused
from bot.team import CLOCK
from tests.rules.office import (
    DORTE,
    EMMA,
    GRETA,
    HANS,
    IDA,
    KARIN,
    SIGRID,
    at,
    claimed,
    office,
)
from tests.rules.play import Play
from tests.rules.test_dish_table import DAY, DISH_STEPS

MORNING, DUE = "2026-03-02T10:15+01:00", "2026-03-02T14:00+01:00"
NEXT = at("2026-03-03T14:00+01:00")
CLAIMED, HANDING_OVER = Standing.CLAIMED, Standing.HANDING_OVER
UNOWNED, HELPED, CLOSED = Standing.UNOWNED, Standing.HELPED, Standing.CLOSED
OWNED = {CLAIMED, HANDING_OVER}
PEOPLE = (IDA, KARIN, GRETA, HANS, DORTE, SIGRID, EMMA, CLOCK)
RESPONSIBLE = {HANS, DORTE, SIGRID}
COLLEAGUES = {KARIN, GRETA, *RESPONSIBLE}
"""Ida has the case; Karin is asked to take it when it is handed over, or shared out."""
TABLE: list[tuple[Any, set[str], set[Standing]]] = [
    (KeepPromise(), {IDA}, OWNED),
    (MissPromise(), {IDA}, OWNED),
    (NewTime(NEXT), {IDA}, OWNED),
    (MarkHelped(Kept.LATE), {IDA}, OWNED),
    (OfferHelp(), COLLEAGUES, OWNED),
    (PassNote(7), COLLEAGUES, OWNED),
    (TurnHostile(9, HANS), {IDA}, OWNED),
    (HandOver(GRETA, 5), {IDA}, {CLAIMED}),
    (WithdrawOffer(), {IDA}, {HANDING_OVER}),
    (AcceptCase(), {KARIN}, {HANDING_OVER}),
    (DeclineCase(), {KARIN}, {HANDING_OVER}),
    (LapseOffer(), {CLOCK}, {HANDING_OVER}),
    (LetGo(6), {IDA}, OWNED),
    (LoseOwner(Why.LEFT), {CLOCK}, OWNED),
    (TakeCase(), {IDA, *COLLEAGUES}, {UNOWNED}),
    (ProposeOwner(GRETA), RESPONSIBLE, {UNOWNED}),
    (NoteThanks(), RESPONSIBLE, {*OWNED, HELPED, CLOSED}),
    (Reopen(NEXT), {IDA, HANS}, {HELPED, CLOSED}),
]
NO = {Code.NOT_YOURS, Code.NOT_NOW, Code.OWN_CASE, Code.OFFER_GONE, Code.ALREADY_CLAIMED}


def a_claim_that_is(standing: Standing) -> Play:
    play = Play(claimed(MORNING, DUE, office=office()), office(), at("2026-03-02T15:00+01:00"))
    match standing:
        case Standing.HANDING_OVER:
            play.does(IDA, HandOver(KARIN))
        case Standing.UNOWNED:
            play.does(IDA, LetGo())
        case Standing.HELPED | Standing.CLOSED:
            play.does(IDA, MarkHelped(Kept.KEPT))
    if standing is HELPED:
        play.does(IDA, AddDish(IDA, DAY))
    assert play.case.standing is standing
    return play


def goes(play: Play, by: str, step: Any) -> bool:
    """Whether the step is allowed, or refused as no step should be: changing or saying things."""
    case, said = play.case, list(play.said)
    try:
        play.does(by, step)
    except Refused as refused:
        return not (refused.code in NO and (play.case, play.said) == (case, said))
    return True


@pytest.mark.parametrize("standing", Standing)
@pytest.mark.parametrize(("step", "who", "when"), TABLE, ids=lambda v: type(v).__name__)
def test_each_step_of_a_claim_belongs_to_some_people_at_some_time(
    step: Any, who: set[str], when: set[Standing], standing: Standing
) -> None:
    allowed = {person for person in PEOPLE if goes(a_claim_that_is(standing), person, step)}
    assert allowed == (who if standing in when else set())


def test_the_table_holds_every_step_there_is() -> None:
    assert {type(step) for step, *_ in TABLE} == set(claim_steps.STEPS) - DISH_STEPS
