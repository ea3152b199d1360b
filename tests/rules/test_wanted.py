"""Whoever does a step cancels all that is queued for it, and nothing is said to the wrong one."""

from collections.abc import Callable
from datetime import date
from types import MappingProxyType
from typing import Any, NamedTuple

import pytest

from bot.claim.case import Claim
from bot.claim.handover import AcceptCase, DeclineCase, HandOver, WithdrawOffer
from bot.claim.promise import KeepPromise, MissPromise, NewTime
from bot.claim.steps import MarkHelped, NoteThanks
from bot.claim.unowned import LetGo, TakeCase
from bot.dishes.steps import AcceptDish, AddDish, DeclineDish, DishDone, DropDish, PassDish
from bot.flag.behalf import Confirm, Decline
from bot.flag.care import Acknowledge, Called, NoteTalk, SafeNow
from bot.flag.case import Flag, Type
from bot.flag.closing import Close, Object, Withdraw
from bot.flag.customer import HandBack, StayWithManager, TakeBack, TakeOver
from bot.flag.decision import Decide, Explain, HearElsewhere
from bot.flag.routing import ChooseContact, DeclineContact, GiveToDeputy, Move
from bot.flag.tracks import Behaviour, Decided, How, Matter, TalkOutcome
from bot.notices import Facts, Says
from bot.team import CLOCK, PersonId, Team
from bot.text import Typed
from tests.rules.people import (
    DORTE,
    EVERYBODY,
    GRETA,
    HANS,
    IDA,
    KARIN,
    OLAV,
    at,
    claimed,
    flagged,
    team,
)
from tests.rules.play import Play

MORNING = "2026-03-02T10:15+01:00"
DUE, LATER = at("2026-03-02T14:00+01:00"), at("2026-03-02T15:00+01:00")
Deed = tuple[PersonId, object]
Begins = Callable[[], Play[Flag] | Play[Claim]]
TALKED: Deed = (HANS, Acknowledge(How.TALKED))
WROTE: Deed = (HANS, Acknowledge(How.WRITTEN, text=Typed(4)))
DECIDED = Decided(Matter.NO, Behaviour.TALKED, to_agent=Typed(5))
TELL_LATER, TELL_NOW = (HANS, Decide(DECIDED, False, 0)), (HANS, Decide(DECIDED, True, 0))
EXPLAIN: Deed = (HANS, Explain())
WITHDRAW: Deed = (KARIN, Withdraw())


def a_flag(*deeds: Deed, kind: Type = Type.PERSONAL_ABUSE, there: Team, **how: Any) -> Play[Flag]:
    play = Play(flagged(MORNING, kind, team=there, **how), there, at(MORNING))
    for deed in deeds:
        play.does(*deed)
    return play


def flag_after(*deeds: Deed, kind: Type = Type.PERSONAL_ABUSE, **how: Any) -> Begins:
    return lambda: a_flag(*deeds, **{"kind": kind, "there": team(), **how})


def unasked(*deeds: Deed) -> Begins:
    """A flag that nobody could be asked about."""
    there = team(managers=(), deputy=None, skip=None, on_call=())
    return lambda: a_flag(*deeds, there=there)


def claim_after(*deeds: Deed) -> Begins:
    def begins() -> Play[Claim]:
        play = Play(claimed(MORNING, DUE.isoformat()), team(), at(MORNING))
        for deed in deeds:
            play.does(*deed)
        return play

    return begins


class Life(NamedTuple):
    """A message, a case in which it is to be said to somebody, and the deeds that each end it."""

    says: Says
    begins: Begins
    to: PersonId
    ends: tuple[Deed, ...]
    facts: Facts = MappingProxyType({})

    def __str__(self) -> str:
        return self.says.id


WAITING = flag_after()
PAGING = flag_after(kind=Type.THREAT, there=team(on_call=()))
ANSWERED = flag_after(TALKED)
UNEXPLAINED = flag_after(TALKED, TELL_LATER)
HEARD = flag_after(TALKED, (KARIN, HearElsewhere()))
OFFERED_BACK = flag_after((HANS, TakeOver()), (HANS, HandBack()))
ON_BEHALF = flag_after(reported_by=IDA)
NO_CONTACT = flag_after((IDA, DeclineContact()), kind=Type.SEXUAL, contact=IDA)
CLAIMED = claim_after()
MISSED = claim_after((IDA, NewTime(at("2026-03-02T10:16+01:00"))))
OFFERED = claim_after((IDA, HandOver(KARIN)))
WASHING = claim_after(
    (IDA, MarkHelped()), (IDA, AddDish(KARIN, date(2026, 3, 9))), (KARIN, PassDish(1, GRETA))
)
STEPPED_UP = (Says.STEPPED_UP_TO_YOU, Says.STEPPED_UP_STILL_WAITING, Says.STEPPED_UP_FOR_YOU)
ASKING = (
    Says.NUDGE_TO_ANSWER,
    Says.WARNING_TO_ANSWER,
    Says.NOBODY_ANSWERED,
    Says.CONTACT_SILENT,
    Says.CASE_WAITS,
    Says.FLAG_BY_LETTER,
    *STEPPED_UP,
)
PAGES = {
    Says.PAGE: HANS,
    Says.PAGE_AGAIN: HANS,
    Says.PAGE_ON_BEHALF: HANS,
    Says.CALLING: KARIN,
    Says.CALLED_YET: KARIN,
    Says.NOBODY_ANSWERED_URGENT: KARIN,
}
ABOUT_PROMISE = {Says.PROMISE_SOON: IDA, Says.PROMISE_DUE: IDA, Says.PROMISE_UNANSWERED: HANS}
ABOUT_DISH = {
    Says.DISH_YOURS: KARIN,
    Says.DISH_KEPT: KARIN,
    Says.DISH_DUE: KARIN,
    Says.DISH_STALE: HANS,
    Says.DISH_ASKED: GRETA,
}
ASKED_ANEW: Deed = (CLOCK, Move((HANS,)))
PROMISE_ENDS: tuple[Deed, ...] = (
    (IDA, KeepPromise()),
    (IDA, NewTime(LATER)),
    (IDA, MarkHelped()),
    (IDA, LetGo()),
)
DISH_ENDS: tuple[Deed, ...] = (
    (KARIN, DishDone(1)),
    (KARIN, DropDish(1)),
    (GRETA, AcceptDish(1)),
)
FLAG_LIVES = [
    *(Life(says, WAITING, HANS, (TALKED, WITHDRAW), {"decided": False}) for says in ASKING),
    *(
        Life(says, PAGING, to, (TALKED, (KARIN, Called()), (KARIN, SafeNow()), WITHDRAW))
        for says, to in PAGES.items()
    ),
    Life(Says.CAN_WAIT, flag_after((KARIN, SafeNow()), kind=Type.THREAT), HANS, (WROTE, WITHDRAW)),
    *(Life(says, UNEXPLAINED, HANS, (EXPLAIN,), {"decided": True}) for says in STEPPED_UP),
    Life(Says.NOBODY_TO_ASK, unasked(), KARIN, (ASKED_ANEW, WITHDRAW)),
    Life(Says.CASE_WAITS, unasked(), "UADA", (WITHDRAW,)),
    Life(Says.CONTACT_AWAY, NO_CONTACT, KARIN, ((KARIN, ChooseContact(GRETA)), WITHDRAW)),
    Life(Says.FLAGGED_FOR_YOU, ON_BEHALF, KARIN, ((KARIN, Confirm()), (KARIN, Decline()))),
    Life(Says.NOT_REACHED_YET, flag_after(kind=Type.THREAT), KARIN, (TALKED, WITHDRAW)),
    Life(Says.TALK_DUE, ANSWERED, HANS, ((HANS, NoteTalk(TalkOutcome.HELD)), WITHDRAW)),
    Life(Says.DECISION_DUE, ANSWERED, HANS, (TELL_LATER, TELL_NOW, WITHDRAW)),
    Life(Says.EXPLANATION_DUE, UNEXPLAINED, HANS, (EXPLAIN,)),
    Life(Says.HEARD_ELSEWHERE, HEARD, HANS, (TELL_NOW,)),
    Life(
        Says.HAND_BACK_ASKED,
        OFFERED_BACK,
        KARIN,
        ((KARIN, TakeBack()), (KARIN, StayWithManager())),
    ),
    Life(
        Says.CLOSING,
        flag_after(TALKED, (HANS, Close()), kind=Type.RUDE),
        KARIN,
        ((KARIN, Object()), (KARIN, Close())),
    ),
]
CLAIM_LIVES = [
    *(Life(says, CLAIMED, to, PROMISE_ENDS, {"due": DUE}) for says, to in ABOUT_PROMISE.items()),
    *(
        Life(says, OFFERED, KARIN, ((KARIN, DeclineCase()), (IDA, WithdrawOffer())))
        for says in (Says.OFFERED, Says.OFFER_WAITS)
    ),
    Life(Says.STILL_UNOWNED, claim_after((IDA, LetGo())), HANS, ((KARIN, TakeCase()),)),
    Life(Says.THANK, CLAIMED, HANS, ((HANS, NoteThanks()),)),
    *(
        Life(says, WASHING, to, DISH_ENDS, {"dish": 1, "owner": KARIN})
        for says, to in ABOUT_DISH.items()
    ),
    Life(Says.DISH_ASKED, WASHING, GRETA, ((GRETA, DeclineDish(1)),), {"dish": 1}),
]
LIVES = [*FLAG_LIVES, *CLAIM_LIVES]
FOR_ASKED = {
    Says.NUDGE_TO_ANSWER: WAITING,
    Says.WARNING_TO_ANSWER: WAITING,
    Says.PAGE: PAGING,
    Says.PAGE_AGAIN: PAGING,
    Says.PAGE_ON_BEHALF: PAGING,
    Says.CALLED: WAITING,
    Says.FLAG_BY_LETTER: WAITING,
    Says.STEPPED_UP_TO_YOU: WAITING,
    Says.STEPPED_UP_STILL_WAITING: WAITING,
    Says.TALK_DUE: ANSWERED,
    Says.TALK_ASKED: ANSWERED,
    Says.DECISION_DUE: ANSWERED,
    Says.EXPLANATION_DUE: UNEXPLAINED,
    Says.HEARD_ELSEWHERE: HEARD,
    Says.SEES_DIFFERENTLY: ANSWERED,
    Says.LIMIT_ENDS: ANSWERED,
    Says.FINISH_WISHED: WAITING,
    Says.TAKEN_BACK: WAITING,
    Says.OBJECTED: ANSWERED,
    Says.OBJECTED_AGAIN: ANSWERED,
}
"""About a flag, each with one in which it is to be said to whoever is asked."""
FOR_OWNER = (Says.PROMISE_SOON, Says.PROMISE_DUE)
FOR_RECEIVER = (Says.OFFERED, Says.OFFER_WAITS)
OTHERS = [s for s in Says if s not in FOR_ASKED and s not in {life.says for life in LIVES}]


def ids(says: object) -> str | None:
    return says.id if isinstance(says, Says) else None


def wanted_by(says: Says, play: Play[Flag] | Play[Claim], facts: Facts) -> set[PersonId]:
    return {person for person in EVERYBODY if says.wanted(play.case, person, facts)}


@pytest.mark.parametrize("life", LIVES, ids=str)
def test_what_is_queued_is_wanted_until_somebody_has_done_it(life: Life) -> None:
    assert life.says.wanted(life.begins().case, life.to, life.facts)
    for deed in life.ends:
        play = life.begins()
        play.does(*deed)
        assert not life.says.wanted(play.case, life.to, life.facts), deed


def test_every_message_that_may_become_unwanted_or_has_one_reader_is_tested() -> None:
    """A card is for everybody who sees it, and always says how things stand."""
    always, anybody = Says.CARD.value.wanted, Says.CARD.value.reader
    readers = {says for says in Says if says.value.reader is not anybody}
    assert readers == {*FOR_ASKED, *FOR_OWNER, *FOR_RECEIVER}
    cancelled = {says for says in Says if says.value.wanted is not always}
    assert cancelled == {life.says for life in LIVES} - {*FOR_RECEIVER}


@pytest.mark.parametrize("says", OTHERS, ids=ids)
def test_what_asks_for_nothing_is_always_said(says: Says) -> None:
    flag, claim = WAITING().case, CLAIMED().case
    withdrawn = a_flag(WITHDRAW, there=team()).case
    closed = claim_after((IDA, MarkHelped()))().case
    for case in (flag, claim, withdrawn, closed):
        assert all(says.wanted(case, person, {}) for person in (*EVERYBODY, "USOMEBODY"))


@pytest.mark.parametrize(("says", "begins"), FOR_ASKED.items(), ids=ids)
def test_what_is_for_whoever_is_asked_is_said_to_nobody_else(says: Says, begins: Begins) -> None:
    play, facts = begins(), {"decided": False}
    assert wanted_by(says, play, facts) == {HANS}
    play.does(HANS, GiveToDeputy())
    assert wanted_by(says, play, facts) == {DORTE}


@pytest.mark.parametrize("says", [Says.STEPPED_UP_FOR_YOU, Says.NOBODY_ANSWERED, Says.CASE_WAITS])
def test_what_the_agent_or_an_admin_hears_of_a_flag_does_not_go_by_who_is_asked(
    says: Says,
) -> None:
    assert wanted_by(says, WAITING(), {"decided": False}) == set(EVERYBODY)


def test_what_is_about_a_flag_is_said_about_no_claim() -> None:
    for says in FOR_ASKED:
        assert wanted_by(says, CLAIMED(), {"decided": False}) == set()


def test_a_step_up_to_explain_is_not_wanted_for_the_want_of_an_answer_nor_the_other_way() -> None:
    for says in STEPPED_UP:
        assert not says.wanted(WAITING().case, HANS, {"decided": True})
        assert not says.wanted(UNEXPLAINED().case, HANS, {"decided": False})


@pytest.mark.parametrize("says", FOR_OWNER, ids=ids)
def test_of_a_promise_the_owner_alone_is_asked_and_a_former_owner_hears_no_more(
    says: Says,
) -> None:
    play, facts = OFFERED(), {"due": DUE}
    assert wanted_by(says, play, facts) == {IDA}
    play.does(KARIN, AcceptCase())
    assert wanted_by(says, play, facts) == {KARIN}


@pytest.mark.parametrize("says", ABOUT_PROMISE, ids=ids)
def test_a_promise_is_spoken_of_while_that_very_promise_runs(says: Says) -> None:
    play, to = CLAIMED(), ABOUT_PROMISE[says]
    play.does(IDA, NewTime(LATER))
    for due in (LATER, LATER.isoformat(), "2026-03-02T14:00:00+00:00"):
        assert says.wanted(play.case, to, {"due": due}), "as given, or as the outbox keeps it"
    assert not says.wanted(play.case, to, {"due": DUE.isoformat()})


def test_a_missed_promise_is_told_to_a_manager_until_the_customer_has_a_new_one() -> None:
    play, facts = CLAIMED(), {"due": DUE, "missed": True}
    play.now = DUE
    play.does(IDA, MissPromise())
    assert Says.PROMISE_UNANSWERED.wanted(play.case, HANS, facts)
    assert not Says.PROMISE_UNANSWERED.wanted(play.case, HANS, {"due": DUE})
    play.does(IDA, NewTime(LATER))
    assert not Says.PROMISE_UNANSWERED.wanted(play.case, HANS, facts)


@pytest.mark.parametrize("says", FOR_RECEIVER, ids=ids)
def test_a_question_about_a_case_is_for_whoever_is_asked_to_take_it(says: Says) -> None:
    play = OFFERED()
    assert wanted_by(says, play, {}) == {KARIN}
    play.does(KARIN, DeclineCase())
    assert wanted_by(says, play, {}) == set()
    play.does(IDA, HandOver(OLAV))
    assert wanted_by(says, play, {}) == {OLAV}


@pytest.mark.parametrize("says", ABOUT_DISH, ids=ids)
def test_of_a_dish_those_hear_whom_it_concerns(says: Says) -> None:
    facts: dict[str, object] = {"dish": 1, "owner": KARIN}
    anybody = says is Says.DISH_STALE  # whoever decides about it then
    play = WASHING()
    assert wanted_by(says, play, facts) == (set(EVERYBODY) if anybody else {ABOUT_DISH[says]})
    play.does(GRETA, AcceptDish(1))
    gone = anybody or says is Says.DISH_ASKED
    assert wanted_by(says, play, facts) == (set() if gone else {GRETA})
