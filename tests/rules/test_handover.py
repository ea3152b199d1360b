"""When a question lapses, when a case that nobody has goes further, and who then hears of it."""

from dataclasses import replace
from datetime import date, datetime
from typing import Any

import pytest

from bot.claim.case import Claim, Headline
from bot.claim.handover import AcceptCase, DeclineCase, HandOver, LoseOffer, WithdrawOffer
from bot.claim.promise import KeepPromise, NewTime
from bot.claim.steps import MarkHelped
from bot.claim.unowned import LetGo, ProposeOwner, TakeCase
from bot.notices import Says
from bot.refusals import Code, Refused
from bot.steps import Step
from bot.team import CLOCK, Absence
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
from tests.rules.play import Play, heard

MONDAY = "2026-03-16T09:00+01:00"
FRIDAY = "2026-03-20T14:00+01:00"
FOREVER = at("2027-01-01T00:00Z")
WAITS, LAPSED = Says.OFFER_WAITS, Says.OFFER_LAPSED


def stands(play: Play[Claim]) -> Headline:
    return play.case.headline


def a_claim(
    due: str = FRIDAY, *, owner: str = IDA, when: str = MONDAY, **settings: Any
) -> Play[Claim]:
    there = team(**settings)
    case = claimed(when, due, owner=owner)
    return Play(replace(case, thanked_at=at(when)), there, at(when))


def about_the_offer(play: Play[Claim]) -> list[tuple[datetime, Says, str]]:
    return [entry for entry in heard(play.said) if entry[1] in (WAITS, LAPSED)]


@pytest.mark.parametrize(
    ("asked", "due", "zone", "nudge", "lapses"),
    [
        # S18: 09:15, the customer hears by 15:00 (in March London is an hour behind)
        (
            "2026-03-17T09:15+00:00",
            "2026-03-17T15:00+00:00",
            "Europe/London",
            "2026-03-17T11:15+00:00",
            "2026-03-17T13:15+00:00",
        ),
        # an hour before the promise, sooner than four hours
        (
            "2026-03-16T09:00+01:00",
            "2026-03-16T13:00+01:00",
            None,
            "2026-03-16T11:00+01:00",
            "2026-03-16T12:00+01:00",
        ),
        # so soon that there is no nudge
        ("2026-03-16T09:00+01:00", "2026-03-16T11:00+01:00", None, None, "2026-03-16T10:00+01:00"),
        # within the hour: until the promise itself
        ("2026-03-16T09:00+01:00", "2026-03-16T09:40+01:00", None, None, "2026-03-16T09:40+01:00"),
        # over night, and over a weekend
        (
            "2026-03-16T15:00+01:00",
            FRIDAY,
            None,
            "2026-03-17T09:00+01:00",
            "2026-03-17T11:00+01:00",
        ),
        (
            "2026-03-20T15:00+01:00",
            "2026-03-25T14:00+01:00",
            None,
            "2026-03-23T09:00+01:00",
            "2026-03-23T11:00+01:00",
        ),
        # over the night of summer time, in the receiver's own zone
        (
            "2026-03-27T15:00+01:00",
            "2026-04-10T14:00+02:00",
            "America/New_York",
            "2026-03-27T12:00-04:00",
            "2026-03-27T14:00-04:00",
        ),
    ],
)
def test_a_question_is_nudged_after_two_hours_and_lapses_after_four_or_before_the_promise(
    asked: str, due: str, zone: str | None, nudge: str | None, lapses: str
) -> None:
    zones = {KARIN: zone} if zone else {}
    if zone == "Europe/London":
        zones[IDA] = zone
    play = a_claim(due, when=asked, zones=zones)
    play.does(IDA, HandOver(KARIN))
    play.passes(at(lapses))
    expected = [(at(nudge), WAITS, KARIN)] if nudge else []
    assert about_the_offer(play) == [*expected, (at(lapses), LAPSED, IDA)]
    assert (play.case.owner, play.case.offer, play.case.declines) == (IDA, None, 0)


def test_a_new_time_moves_the_lapse_and_a_kept_promise_leaves_four_hours() -> None:
    play = a_claim("2026-03-16T11:00+01:00")
    play.does(IDA, HandOver(KARIN))
    play.does(IDA, NewTime(at(FRIDAY)))
    play.passes(at("2026-03-16T12:59+01:00"))
    assert stands(play) is Headline.HANDING_OVER
    play.does(IDA, KeepPromise())
    play.passes(at("2026-03-16T13:00+01:00"))
    assert stands(play) is Headline.CLAIMED


@pytest.mark.parametrize("step", [WithdrawOffer(), MarkHelped()])
def test_the_owner_goes_on_meanwhile_and_whoever_was_asked_is_told(step: Step[Claim]) -> None:
    play = a_claim()
    play.does(IDA, HandOver(KARIN))
    play.does(IDA, step)
    assert (Says.OFFER_GONE, KARIN) in [entry.to for entry in play.said]
    with pytest.raises(Refused) as refused:
        play.does(KARIN, AcceptCase())
    assert refused.value.code is Code.OFFER_GONE


def test_the_promise_and_the_helpers_go_along_and_the_new_owner_helps_no_longer() -> None:
    play = a_claim()
    play.case = replace(play.case, helpers=(KARIN, GRETA))
    play.does(IDA, HandOver(KARIN))
    play.does(KARIN, AcceptCase())
    assert (play.case.owner, play.case.helpers) == (KARIN, (GRETA,))
    assert play.case.promise.due == at(FRIDAY)


@pytest.mark.parametrize(("owner", "told"), [(IDA, HANS), (HANS, SIGRID)])
def test_the_second_decline_goes_to_the_manager_and_that_of_a_manager_to_the_skip(
    owner: str, told: str
) -> None:
    play = a_claim(owner=owner)
    for number in range(1, 4):
        play.does(owner, HandOver(KARIN))
        play.does(KARIN, DeclineCase())
        twice = [e.notice.to for e in play.said if e.notice.says is Says.DECLINED_TWICE]
        assert twice == ([told] if number >= 2 else [])


@pytest.mark.parametrize(
    ("to", "code"),
    [
        (IDA, Code.OWN_CASE),
        (EMMA, Code.NOT_THERE),
        (KARIN, Code.NOT_THERE),
        (GRETA, Code.NOT_THERE),
    ],
)
def test_nobody_is_asked_who_cannot_take_it(to: str, code: Code) -> None:
    play = a_claim(gone=(GRETA,))
    play.team = replace(play.team, away=frozenset({KARIN}))
    with pytest.raises(Refused) as refused:
        play.does(IDA, HandOver(to))
    assert refused.value.code is code


def test_a_question_to_somebody_whose_account_is_gone_lapses_at_once() -> None:
    play = a_claim()
    play.does(IDA, HandOver(KARIN))
    play.team = team(gone=(KARIN,))
    play.passes(at("2026-03-16T09:01+01:00"))
    assert stands(play) is Headline.CLAIMED


def test_a_case_that_is_let_go_or_left_may_still_be_accepted_by_whoever_is_asked() -> None:
    for gone in (False, True):
        play = a_claim()
        play.does(IDA, HandOver(KARIN))
        if gone:
            play.team = team(gone=(IDA,))
            play.passes(at("2026-03-16T09:01+01:00"))
        else:
            play.does(IDA, LetGo())
        assert stands(play) is Headline.UNOWNED
        assert (Says.UNOWNED, HANS) in [entry.to for entry in play.said]
        play.does(KARIN, AcceptCase())
        assert (play.case.owner, play.case.unowned) == (KARIN, None)


@pytest.mark.parametrize(
    ("made", "due", "first", "last", "lost"),
    [
        # the absence outlasts the promise: from its first day on
        (MONDAY, FRIDAY, "2026-03-18", "2026-03-27", "2026-03-18T00:00+01:00"),
        (MONDAY, FRIDAY, "2026-03-20", "2026-03-20", "2026-03-20T00:00+01:00"),
        # on the day itself: at once
        (MONDAY, FRIDAY, "2026-03-16", "2026-03-27", MONDAY),
        # back before it falls due, or away after it
        (MONDAY, FRIDAY, "2026-03-17", "2026-03-19", None),
        (MONDAY, FRIDAY, "2026-03-21", "2026-03-29", None),
        # promised while away: somebody is at work after all
        (MONDAY, FRIDAY, "2026-03-12", "2026-03-27", None),
    ],
)
def test_an_absence_beyond_the_promise_leaves_the_case_to_a_manager(
    made: str, due: str, first: str, last: str, lost: str | None
) -> None:
    play = a_claim(due, when=made)
    away = Absence(date.fromisoformat(first), date.fromisoformat(last))
    play.team = replace(play.team, absences={IDA: (away,)})
    play.passes(at(FRIDAY))
    told = [entry for entry in heard(play.said) if entry[1] is Says.UNOWNED]
    assert told == ([(at(lost), Says.UNOWNED, HANS)] if lost else [])
    told = [entry for entry in heard(play.said) if entry[1] is Says.NO_LONGER_YOURS]
    assert told == ([(at(lost), Says.NO_LONGER_YOURS, IDA)] if lost else [])


@pytest.mark.parametrize(
    ("due", "skip", "told"),
    [
        (FRIDAY, SIGRID, "2026-03-16T13:00+01:00"),
        ("2026-03-16T11:30+01:00", SIGRID, "2026-03-16T11:30+01:00"),
        (FRIDAY, None, None),
    ],
)
def test_a_case_that_nobody_has_goes_to_the_skip_after_four_hours_or_with_its_promise(
    due: str, skip: str | None, told: str | None
) -> None:
    play = a_claim(due, skip=skip)
    play.does(IDA, LetGo())
    play.passes(FOREVER)
    said = [entry for entry in heard(play.said) if entry[1] is not Says.UNOWNED]
    assert said == ([(at(told), Says.STILL_UNOWNED, skip)] if told and skip else [])


def test_while_somebody_is_proposed_the_skip_is_left_alone_and_a_decline_gives_fresh_time() -> None:
    play = a_claim()
    play.does(IDA, LetGo())
    play.passes(at("2026-03-16T12:00+01:00"))
    play.does(HANS, ProposeOwner(KARIN))
    play.passes(at("2026-03-16T15:00+01:00"))
    assert (Says.STILL_UNOWNED, SIGRID) not in [entry.to for entry in play.said]
    play.does(KARIN, DeclineCase())
    assert play.said[-1].to == (Says.OFFER_DECLINED, HANS)
    play.passes(at("2026-03-17T10:59+01:00"))
    assert (Says.STILL_UNOWNED, SIGRID) not in [entry.to for entry in play.said]
    play.passes(at("2026-03-17T11:00+01:00"))
    assert play.said[-1].to == (Says.STILL_UNOWNED, SIGRID)


def test_a_question_that_did_not_arrive_is_taken_back_and_is_no_decline() -> None:
    play = a_claim()
    play.does(IDA, HandOver(KARIN))
    play.does(CLOCK, LoseOffer(KARIN))
    assert heard(play.said[-1:]) == [(play.now, Says.OFFER_LOST, IDA)]
    assert play.said[-1].notice.facts == {"who": KARIN}
    assert (stands(play), play.case.owner, play.case.declines) == (Headline.CLAIMED, IDA, 0)
    play.passes(at("2026-03-16T15:00+01:00"))
    assert about_the_offer(play) == []
    play.does(IDA, HandOver(GRETA))
    assert stands(play) is Headline.HANDING_OVER


def test_a_lost_question_takes_back_no_other_one() -> None:
    play = a_claim()
    play.does(IDA, HandOver(KARIN))
    play.does(IDA, WithdrawOffer())
    for asked in (None, GRETA):
        if asked:
            play.does(IDA, HandOver(asked))
        case, said = play.case, list(play.said)
        with pytest.raises(Refused) as refused:
            play.does(CLOCK, LoseOffer(KARIN))
        assert refused.value.code is Code.OFFER_GONE
        assert (play.case, play.said) == (case, said)


def test_a_proposal_that_did_not_arrive_is_told_to_whoever_made_it_and_gives_fresh_time() -> None:
    play = a_claim()
    play.does(IDA, LetGo())
    play.passes(at("2026-03-16T12:00+01:00"))
    play.does(HANS, ProposeOwner(KARIN))
    play.passes(at("2026-03-16T14:00+01:00"))
    play.does(CLOCK, LoseOffer(KARIN))
    assert play.said[-1].to == (Says.OFFER_LOST, HANS)
    assert stands(play) is Headline.UNOWNED
    play.passes(at("2026-03-17T09:59+01:00"))
    assert (Says.STILL_UNOWNED, SIGRID) not in [entry.to for entry in play.said]
    play.passes(at("2026-03-17T10:00+01:00"))
    assert play.said[-1].to == (Says.STILL_UNOWNED, SIGRID)


def test_a_proposal_that_lapses_is_told_to_whoever_made_it() -> None:
    play = a_claim()
    play.does(IDA, LetGo())
    play.does(DORTE, ProposeOwner(KARIN))
    play.passes(at("2026-03-16T13:00+01:00"))
    assert (Says.OFFER_LAPSED, DORTE) in [entry.to for entry in play.said]
    assert stands(play) is Headline.UNOWNED


def test_whoever_takes_a_case_whose_promise_has_passed_is_asked_for_a_new_one() -> None:
    play = a_claim("2026-03-16T10:00+01:00")
    play.does(IDA, LetGo())
    play.passes(at("2026-03-16T10:30+01:00"))
    play.does(KARIN, TakeCase())
    assert (Says.YOURS_NOW, KARIN) in [entry.to for entry in play.said]
    assert play.case.promise_running


@pytest.mark.parametrize(
    ("claimed_at", "owner", "asked"),
    [
        # S02: 8 working hours, then the manager's next half-day
        ("2026-03-03T09:05+01:00", IDA, ("2026-03-04T13:00+01:00", HANS)),
        ("2026-03-03T08:00+01:00", IDA, ("2026-03-04T09:00+01:00", HANS)),
        ("2026-03-06T15:00+01:00", IDA, ("2026-03-10T09:00+01:00", HANS)),
        ("2026-03-03T09:05+01:00", HANS, None),
    ],
)
def test_a_manager_is_asked_once_for_thanks_at_a_half_day(
    claimed_at: str, owner: str, asked: tuple[str, str] | None
) -> None:
    there = team()
    play = Play(claimed(claimed_at, FRIDAY, owner=owner), there, at(claimed_at))
    play.does(owner, MarkHelped())
    play.passes(FOREVER)
    said = [entry for entry in heard(play.said) if entry[1] is Says.THANK]
    assert said == ([(at(asked[0]), Says.THANK, asked[1])] if asked else [])
