"""Several flags of one event: what the agent is asked, and what becomes of the cases."""

from dataclasses import replace
from typing import Any

import pytest

from bot.digest import count
from bot.flag.behalf import Confirm
from bot.flag.care import Acknowledge
from bot.flag.case import Flag, Headline, Type, Wish
from bot.flag.steps import open_flag
from bot.flag.together import Link, Merge, TakeIn, may_merge, offered
from bot.flag.tracks import How
from bot.notices import Says
from bot.team import CLOCK
from bot.text import Typed
from tests.rules.people import DORTE, HANS, IDA, KARIN, a_flag, at, team
from tests.rules.play import Play, declared

MORNING, NOON = "2026-03-16T10:00+01:00", "2026-03-16T11:30+01:00"
TEAM = team()


def flagged(when: str = MORNING, *types: Type, id: int = 7, **facts: Any) -> Flag:
    case = replace(a_flag(when, *(types or (Type.PERSONAL_ABUSE,))), id=id, number=id, **facts)
    return open_flag(case, TEAM)[0]


def asks(case: Flag, *others: Flag) -> list[tuple[Says, str, dict[str, Any]]]:
    told = offered(case, others, TEAM)
    for notice in told:
        declared(notice)
    return [(notice.says, str(notice.to), dict(notice.facts)) for notice in told]


@pytest.mark.parametrize("spelt", ["K-48213", "k48213", "K 48213", " k–48213 "])
def test_a_colleagues_flag_of_that_customer_today_is_asked_about_however_it_is_spelt(
    spelt: str,
) -> None:
    """S16: without a name and without a number."""
    first = flagged(MORNING, id=6, agent=KARIN, reference="K-48213")
    second = flagged(NOON, agent=IDA, customer=spelt)
    assert asks(second, first) == [(Says.SAME_EVENT, IDA, {"other": 6})]


@pytest.mark.parametrize(
    ("second", "first"),
    [
        ({"reference": "K-2"}, {"reference": "K-1"}),
        ({"reference": "unknown"}, {"reference": "ukendt"}),
        ({}, {"contact": DORTE, "types": (Type.SEXUAL,)}),
        ({}, {"reported_by": HANS}),
        ({"reported_by": HANS}, {}),
    ],
    ids=["another customer", "unknown", "a chosen contact", "unconfirmed first", "unconfirmed"],
)
def test_nothing_is_asked_where_it_is_another_event_or_nobodys_business(
    second: dict[str, Any], first: dict[str, Any]
) -> None:
    before = replace(flagged(MORNING, id=6, agent=KARIN), **first)
    after = replace(flagged(NOON, agent=IDA), **second)
    assert asks(after, before) == []


def test_a_day_is_the_teams_day() -> None:
    late = flagged("2026-03-15T23:50+01:00", id=6, agent=KARIN)
    assert asks(flagged("2026-03-16T00:10+01:00", agent=IDA), late) == []
    assert asks(flagged("2026-03-15T23:55+01:00", agent=IDA), late) != []


def test_a_flag_is_no_second_flag_of_itself() -> None:
    case = flagged()
    assert asks(case, case) == []


def test_of_ones_own_flags_the_number_is_said() -> None:
    first = flagged(MORNING, id=6)
    told = asks(flagged(NOON), first, flagged(MORNING, id=5, agent=IDA))
    assert told == [(Says.SAME_AS_YOURS, KARIN, {"other": 6, "number": 6})]


MAY = [
    ({}, {}, True),
    ({"types": (Type.RUDE,)}, {}, True),
    ({}, {"types": (Type.RUDE,)}, False),
    ({"types": (Type.THREAT,)}, {}, False),
    ({"types": (Type.SEXUAL,)}, {}, False),
    ({"types": (Type.SEXUAL,)}, {"types": (Type.THREAT,)}, True),
    ({"agent": IDA}, {}, False),
    ({"team": 2}, {}, False),
    ({"contact": DORTE}, {}, False),
]


@pytest.mark.parametrize(("case", "into", "may"), MAY)
def test_flags_are_merged_only_when_nobody_hears_less_or_later_by_it(
    case: dict[str, Any], into: dict[str, Any], may: bool
) -> None:
    newer, older = replace(flagged(NOON), **case), replace(flagged(MORNING, id=6), **into)
    assert may_merge(newer, older) is may


def test_what_is_answered_is_not_merged() -> None:
    play = Play(flagged(), TEAM, at(NOON))
    play.does(HANS, Acknowledge(How.TALKED))
    assert not may_merge(play.case, flagged(MORNING, id=6))
    assert not may_merge(flagged(MORNING, id=6), play.case)


def test_a_link_is_known_to_both_and_said_to_the_agent_who_made_it() -> None:
    play = Play(flagged(), TEAM, at(NOON))
    play.does(KARIN, Link((6, 5)))
    play.does(CLOCK, Link((6, 4)))
    assert play.case.linked == (6, 5, 4)
    assert [entry.to for entry in play.said] == [(Says.LINKED, KARIN)]


def test_linked_cases_keep_their_own_clocks() -> None:
    plain = Play(flagged(), TEAM, at(MORNING))
    linked = Play(flagged(), TEAM, at(MORNING))
    linked.does(CLOCK, Link((6,)))
    evening = at("2026-03-16T16:00+01:00")
    assert [said.to for said in linked.passes(evening)] == [
        said.to for said in plain.passes(evening)
    ]


def test_a_merged_case_has_no_clock_and_no_step_left() -> None:
    play = Play(flagged(), TEAM, at(MORNING))
    play.does(KARIN, Merge(6, 41))
    assert play.case.headline is Headline.MERGED
    assert (play.case.merged_into, play.case.linked, play.case.over) == (6, (6,), True)
    assert play.said[-1].notice.facts == {"number": 41}
    assert play.passes(at("2026-04-16T16:00+02:00")) == []


def test_the_case_that_takes_another_in_has_its_types_its_words_and_the_stronger_wish() -> None:
    play = Play(flagged(MORNING, Type.PRESSURE), TEAM, at(NOON))
    first, second, third = Typed(11), Typed(12), Typed(13)
    play.does(KARIN, TakeIn(6, (Type.RUDE, Type.PERSONAL_ABUSE), Wish.CALL_ME, (first, second)))
    assert play.case.types == (Type.RUDE, Type.PERSONAL_ABUSE, Type.PRESSURE)
    assert (play.case.wish, play.case.more_text, play.case.linked) == (
        Wish.CALL_ME,
        (first, second),
        (6,),
    )
    play.does(KARIN, TakeIn(5, (), Wish.LOG_ONLY, (third,)))
    assert (play.case.wish, play.case.more_text) == (
        Wish.CALL_ME,
        (first, second, third),
    )


def test_what_went_along_or_is_not_confirmed_is_not_counted_in_the_digest() -> None:
    merged = replace(flagged(), merged_into=6)
    unconfirmed = replace(flagged(), reported_by=IDA)
    week = at("2026-03-16T00:00+01:00"), at("2026-03-23T00:00+01:00")
    assert count([flagged(), merged, unconfirmed], *week).flags == 1
    play = Play(unconfirmed, TEAM, at(NOON))
    play.does(KARIN, Confirm())
    assert count([play.case], *week).flags == 1
