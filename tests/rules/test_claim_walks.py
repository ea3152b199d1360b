"""Whatever people do with a claim, and however long they wait: some things never happen."""

from datetime import timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.cases import next_due
from bot.claim.case import OPEN, Claim, Headline, Kept
from bot.claim.handover import AcceptCase, DeclineCase, HandOver, WithdrawOffer
from bot.claim.promise import KeepPromise, MissPromise, NewTime
from bot.claim.steps import MarkHelped, NoteThanks, OfferHelp, PassNote, Reopen
from bot.claim.unowned import LetGo, ProposeOwner, TakeCase, TurnHostile
from bot.dishes.dish import open_dishes
from bot.dishes.steps import (
    AcceptDish,
    AddDish,
    DeclineDish,
    DishDone,
    DropDish,
    KeepDish,
    PassDish,
)
from bot.refusals import Refused
from storage.states import case_from, state_of
from tests.rules.people import EMMA, EVERYBODY, HANS, IDA, KARIN, at, claimed, team
from tests.rules.play import Play

START = "2026-03-27T14:15+01:00"
"""A Friday afternoon, two days before summer time."""
DUE = "2026-03-27T16:30+01:00"
SOMEBODY = st.sampled_from(EVERYBODY)
DISHES = st.integers(1, 3)
DAYS = st.integers(-1, 40).map(lambda days: at(START).date() + timedelta(days=days))
AHEAD = st.integers(-60, 60 * 24 * 4).map(lambda m: at(START) + timedelta(minutes=m))
CLAIM_STEPS: st.SearchStrategy[Any] = st.one_of(
    st.just(KeepPromise()),
    st.builds(TurnHostile, st.just(9), st.sampled_from([None, HANS]), st.booleans()),
    st.just(MissPromise()),
    st.builds(NewTime, AHEAD),
    st.builds(MarkHelped, st.sampled_from([None, *Kept])),
    st.just(OfferHelp()),
    st.just(PassNote()),
    st.just(NoteThanks()),
    st.builds(Reopen, AHEAD),
    st.builds(HandOver, SOMEBODY),
    st.just(WithdrawOffer()),
    st.just(AcceptCase()),
    st.just(AcceptCase()),
    st.just(DeclineCase()),
    st.just(LetGo()),
    st.just(TakeCase()),
    st.builds(ProposeOwner, SOMEBODY),
    st.builds(AddDish, SOMEBODY, DAYS),
    st.builds(DishDone, DISHES),
    st.builds(DropDish, DISHES),
    st.builds(KeepDish, DISHES, DAYS),
    st.builds(PassDish, DISHES, SOMEBODY),
    st.builds(AcceptDish, DISHES),
    st.builds(DeclineDish, DISHES),
)
TIME = st.one_of(st.integers(1, 600), st.integers(600, 60 * 24 * 8)).map(
    lambda minutes: timedelta(minutes=minutes)
)
LEAVES = st.sampled_from([(), (HANS,), (KARIN, HANS)])
FOREVER = at("2027-03-01T00:00Z")


def moves(steps: st.SearchStrategy[Any]) -> st.SearchStrategy[list[Any]]:
    """Somebody tries a step, time passes, the bot sleeps, or people leave."""
    tries = st.tuples(st.just("does"), st.sampled_from(EVERYBODY[:-1]), steps)
    likely = st.tuples(st.just("does"), st.sampled_from([KARIN, HANS, IDA]), steps)
    passes = st.tuples(st.sampled_from(["passes", "sleeps"]), TIME)
    leave = st.tuples(st.just("leave"), LEAVES)
    return st.lists(st.one_of(tries, likely, likely, passes, leave), max_size=30)


def walked(play: Play[Claim], path: list[Any]) -> Play[Claim]:
    for what, *told in path:
        before = play.case
        if what == "does":
            try:
                play.does(*told)
            except Refused:
                continue
        elif what == "leave":
            play.team = team(gone=told[0])
        else:
            getattr(play, what)(play.now + told[0])
        sane(play)
        if what == "does":
            carried_along(before, play.case)
    play.passes(FOREVER)
    sane(play)
    assert next_due(play.case, play.team, play.sent) is None, "no clock runs for ever"
    return play


def sane(play: Play[Claim]) -> None:
    case = play.case
    assert case_from(case.kind.name, state_of(case), id=case.id, number=case.number) == case
    due = next_due(play.case, play.team, play.sent)
    thanks = play.case.thanked_at is None
    assert due is None or not play.case.closed_at or thanks, "a closed case has no clock"
    sane_claim(play.case)


def sane_claim(case: Claim) -> None:
    assert all(promise.kept for promise in case.promises[:-1]), "one promise runs at a time"
    assert (case.owner is None) == (case.headline is Headline.UNOWNED), "one owner, or unowned"
    assert (case.owner is None) == (case.unowned is not None)
    assert case.owner not in case.helpers
    assert case.owner != EMMA, "nobody of another company has a case"
    assert case.offer is None or (case.headline in OPEN and case.offer.to != case.owner)
    assert not case.closed_at or (case.helped_at and case.promise.kept)
    assert not case.closed_at or not open_dishes(case.dishes), "closed with washing-up left"
    assert len({dish.number for dish in case.dishes}) == len(case.dishes)


def carried_along(before: Claim, after: Claim) -> None:
    """Whoever has the case has its promise: only a new time changes it."""
    if before.owner != after.owner:
        assert after.promises == before.promises


@given(moves(CLAIM_STEPS))
@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_however_a_claim_goes_it_stays_sane(path: list[Any]) -> None:
    walked(Play(claimed(START, DUE), team(), at(START)), path)


@pytest.mark.slow
@given(moves(CLAIM_STEPS))
@settings(max_examples=1500, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_however_a_claim_goes_it_stays_sane_on_long_walks(path: list[Any]) -> None:
    walked(Play(claimed(START, DUE), team(), at(START)), path)
