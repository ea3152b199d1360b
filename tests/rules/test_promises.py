"""When the owner is asked about a promise, and when the manager hears of it."""

from dataclasses import replace
from typing import Any

import pytest

from bot.claim.case import Claim
from bot.claim.promise import KeepPromise, NewTime
from bot.claim.steps import MarkHelped, Reopen
from bot.notices import Says
from bot.team import manager_of
from tests.rules.people import DORTE, GRETA, HANS, IDA, SIGRID, at, claimed, team
from tests.rules.play import Play, heard

SOON, DUE, LATE = Says.PROMISE_SOON, Says.PROMISE_DUE, Says.PROMISE_UNANSWERED


def promised(when: str, due: str, *, owner: str = IDA, **settings: Any) -> Play[Claim]:
    there = team(**settings)
    case = claimed(when, due, owner=owner)
    return Play(replace(case, thanked_at=at(when)), there, at(when))


@pytest.mark.parametrize(
    ("made", "due", "soon", "asked", "late"),
    [
        # S02: promised for two o'clock
        (
            "2026-03-03T09:05+01:00",
            "2026-03-03T14:00+01:00",
            "2026-03-03T13:00+01:00",
            "2026-03-03T14:00+01:00",
            "2026-03-04T10:00+01:00",
        ),
        (
            "2026-03-03T09:05+01:00",
            "2026-03-04T08:00+01:00",
            "2026-03-03T15:00+01:00",
            "2026-03-04T08:00+01:00",
            "2026-03-04T12:00+01:00",
        ),
        (
            "2026-03-03T09:05+01:00",
            "2026-03-03T21:00+01:00",
            "2026-03-03T15:00+01:00",
            "2026-03-04T08:00+01:00",
            "2026-03-04T12:00+01:00",
        ),
        (
            "2026-03-05T09:05+01:00",
            "2026-03-07T12:00+01:00",
            "2026-03-06T15:00+01:00",
            "2026-03-09T08:00+01:00",
            "2026-03-09T12:00+01:00",
        ),
        (
            "2026-03-27T09:00+01:00",
            "2026-03-30T08:30+02:00",
            "2026-03-27T15:30+01:00",
            "2026-03-30T08:30+02:00",
            "2026-03-30T12:30+02:00",
        ),
        (
            "2026-10-23T09:00+02:00",
            "2026-10-26T08:30+01:00",
            "2026-10-23T15:30+02:00",
            "2026-10-26T08:30+01:00",
            "2026-10-26T12:30+01:00",
        ),
    ],
)
def test_a_promise_is_spoken_of_an_hour_before_when_due_and_four_hours_after(
    made: str, due: str, soon: str, asked: str, late: str
) -> None:
    play = promised(made, due)
    assert heard(play.passes(at("2027-01-01T00:00Z"))) == [
        (at(soon), SOON, IDA),
        (at(asked), DUE, IDA),
        (at(late), LATE, HANS),
    ]
    assert play.said[-1].notice.facts == {"due": at(due), "owner": IDA}


def test_a_promise_within_the_hour_has_no_nudge_before_it() -> None:
    play = promised("2026-03-03T13:30+01:00", "2026-03-03T14:00+01:00")
    assert play.passes(at("2026-03-03T18:00+01:00"))[0].to == (DUE, IDA)


def test_the_owner_works_in_one_zone_and_the_manager_hears_in_another() -> None:
    play = promised(
        "2026-03-03T09:05+01:00", "2026-03-03T14:00+01:00", zones={HANS: "America/New_York"}
    )
    assert play.passes(at("2026-03-06T00:00Z"))[-1].at == at("2026-03-04T08:00-05:00")


@pytest.mark.parametrize("step", [KeepPromise(), MarkHelped()])
def test_a_kept_promise_is_not_asked_about(step: object) -> None:
    play = promised("2026-03-03T09:05+01:00", "2026-03-03T14:00+01:00")
    play.passes(at("2026-03-03T13:10+01:00"))
    play.does(IDA, step)
    assert play.passes(at("2027-01-01T00:00Z")) == []


def test_another_time_has_nudges_of_its_own() -> None:
    play = promised("2026-03-03T09:05+01:00", "2026-03-03T14:00+01:00")
    play.passes(at("2026-03-03T13:10+01:00"))
    play.does(IDA, NewTime(at("2026-03-04T12:00+01:00")))
    assert heard(play.passes(at("2027-01-01T00:00Z"))) == [
        (at("2026-03-04T11:00+01:00"), SOON, IDA),
        (at("2026-03-04T12:00+01:00"), DUE, IDA),
        (at("2026-03-05T08:00+01:00"), LATE, HANS),
    ]


def test_a_claim_that_was_re_opened_has_a_promise_with_nudges_of_its_own() -> None:
    play = promised("2026-03-03T09:05+01:00", "2026-03-03T14:00+01:00")
    play.does(IDA, MarkHelped())
    play.passes(at("2026-03-05T09:00+01:00"))
    play.does(IDA, Reopen(at("2026-03-05T12:00+01:00")))
    assert play.passes(at("2026-03-05T11:00+01:00"))[0].to == (SOON, IDA)


def test_after_an_outage_the_owner_is_asked_two_hours_before_the_manager_hears() -> None:
    play = promised("2026-03-03T09:05+01:00", "2026-03-03T14:00+01:00")
    play.sleeps(at("2026-03-05T09:00+01:00"))
    play.passes(at("2026-03-06T00:00Z"))
    assert heard(play.said) == [
        (at("2026-03-05T09:00+01:00"), DUE, IDA),
        (at("2026-03-05T11:00+01:00"), LATE, HANS),
    ]


@pytest.mark.parametrize(
    ("owner", "settings", "told"),
    [
        (IDA, {}, HANS),
        (IDA, {"gone": (HANS,)}, DORTE),
        (IDA, {"gone": (HANS, DORTE)}, SIGRID),
        (DORTE, {"gone": (HANS,)}, SIGRID),
        (IDA, {"gone": (HANS, DORTE, SIGRID)}, None),
        (HANS, {}, SIGRID),
        (HANS, {"managers": (HANS, GRETA)}, SIGRID),
        (HANS, {"managers": (HANS, GRETA), "skip": None}, GRETA),
        (HANS, {"skip": None}, None),
    ],
)
def test_lateness_goes_to_the_manager_and_that_of_a_manager_to_the_skip(
    owner: str, settings: dict[str, Any], told: str | None
) -> None:
    play = promised("2026-03-03T09:05+01:00", "2026-03-03T14:00+01:00", owner=owner, **settings)
    assert manager_of(play.team, play.case.owner) == told
    said = [entry.notice.to for entry in play.passes(at("2027-01-01T00:00Z"))[2:]]
    assert said == ([told] if told else [])
