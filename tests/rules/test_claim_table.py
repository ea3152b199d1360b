"""Who may do which step of a claim, and when: the whole table, written out."""

import pytest

from bot.claim import steps as claim_steps
from bot.claim.case import Claim, Headline, Kept, Why
from bot.claim.handover import (
    AcceptCase,
    DeclineCase,
    HandOver,
    LapseOffer,
    LoseOffer,
    WithdrawOffer,
)
from bot.claim.promise import KeepPromise, MissPromise, NewTime
from bot.claim.steps import MarkHelped, NoteThanks, OfferHelp, PassNote, Reopen
from bot.claim.unowned import LetGo, LoseOwner, ProposeOwner, TakeCase, TurnHostile
from bot.dishes.steps import AddDish
from bot.refusals import Code, Refused
from bot.steps import Step
from bot.team import CLOCK
from bot.text import Typed
from tests.rules.people import (
    DORTE,
    EMMA,
    GRETA,
    HANS,
    IDA,
    KARIN,
    SIGRID,
    at,
    claimed,
    team,
)
from tests.rules.play import Play
from tests.rules.test_dish_table import DAY, DISH_STEPS

MORNING, DUE = "2026-03-02T10:15+01:00", "2026-03-02T14:00+01:00"
NEXT = at("2026-03-03T14:00+01:00")
CLAIMED, HANDING_OVER = Headline.CLAIMED, Headline.HANDING_OVER
UNOWNED, HELPED, CLOSED = Headline.UNOWNED, Headline.HELPED, Headline.CLOSED
OWNED = {CLAIMED, HANDING_OVER}
PEOPLE = (IDA, KARIN, GRETA, HANS, DORTE, SIGRID, EMMA, CLOCK)
RESPONSIBLE = {HANS, DORTE, SIGRID}
COLLEAGUES = {KARIN, GRETA, *RESPONSIBLE}
"""Ida has the case; Karin is asked to take it when it is handed over, or shared out."""
TABLE: list[tuple[Step[Claim], set[str], set[Headline]]] = [
    (KeepPromise(), {IDA}, OWNED),
    (MissPromise(), {IDA}, OWNED),
    (NewTime(NEXT), {IDA}, OWNED),
    (MarkHelped(Kept.LATE), {IDA}, OWNED),
    (OfferHelp(), COLLEAGUES, OWNED),
    (PassNote(Typed(7)), COLLEAGUES, OWNED),
    (TurnHostile(9, HANS, urgent=True), {IDA}, OWNED),
    (HandOver(GRETA, Typed(5)), {IDA}, {CLAIMED}),
    (WithdrawOffer(), {IDA}, {HANDING_OVER}),
    (AcceptCase(), {KARIN}, {HANDING_OVER}),
    (DeclineCase(), {KARIN}, {HANDING_OVER}),
    (LapseOffer(), {CLOCK}, {HANDING_OVER}),
    (LoseOffer(KARIN), {CLOCK}, {HANDING_OVER}),
    (LetGo(Typed(6)), {IDA}, OWNED),
    (LoseOwner(Why.LEFT), {CLOCK}, OWNED),
    (TakeCase(), {IDA, *COLLEAGUES}, {UNOWNED}),
    (ProposeOwner(GRETA), RESPONSIBLE, {UNOWNED}),
    (NoteThanks(), RESPONSIBLE, {*OWNED, HELPED, CLOSED}),
    (Reopen(NEXT), {IDA, HANS}, {HELPED, CLOSED}),
]
NO = {Code.NOT_YOURS, Code.NOT_NOW, Code.OWN_CASE, Code.OFFER_GONE, Code.ALREADY_CLAIMED}


def a_claim_that_is(headline: Headline) -> Play[Claim]:
    play = Play(claimed(MORNING, DUE), team(), at("2026-03-02T15:00+01:00"))
    match headline:
        case Headline.HANDING_OVER:
            play.does(IDA, HandOver(KARIN))
        case Headline.UNOWNED:
            play.does(IDA, LetGo())
        case Headline.HELPED | Headline.CLOSED:
            play.does(IDA, MarkHelped(Kept.KEPT))
    if headline is HELPED:
        play.does(IDA, AddDish(IDA, DAY))
    assert play.case.headline is headline
    return play


def goes(play: Play[Claim], by: str, step: Step[Claim]) -> bool:
    """Whether the step is allowed, or refused as no step should be: changing or saying things."""
    case, said = play.case, list(play.said)
    try:
        play.does(by, step)
    except Refused as refused:
        return not (refused.code in NO and (play.case, play.said) == (case, said))
    return True


@pytest.mark.parametrize("headline", Headline)
@pytest.mark.parametrize(("step", "who", "when"), TABLE, ids=lambda v: type(v).__name__)
def test_each_step_of_a_claim_belongs_to_some_people_at_some_time(
    step: Step[Claim], who: set[str], when: set[Headline], headline: Headline
) -> None:
    allowed = {person for person in PEOPLE if goes(a_claim_that_is(headline), person, step)}
    assert allowed == (who if headline in when else set())


def test_the_table_holds_every_step_there_is() -> None:
    assert {type(step) for step, *_ in TABLE} == set(claim_steps.STEPS) - DISH_STEPS
