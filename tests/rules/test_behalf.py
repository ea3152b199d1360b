"""A flag on a colleague's behalf is nobody's business before the colleague has said yes."""

from dataclasses import replace

import pytest

from bot.flag.behalf import Confirm, Decline
from bot.flag.care import Acknowledge, See
from bot.flag.case import Flag, Headline, Type, Wish
from bot.flag.closing import Withdraw
from bot.flag.steps import open_flag
from bot.flag.tracks import How, MessageRef
from bot.notices import Says
from bot.refusals import Code, Refused
from bot.steps import Step
from bot.team import CLOCK, OnCall, Team
from tests.rules.people import (
    DORTE,
    EMMA,
    EVERYBODY,
    GRETA,
    HANS,
    IDA,
    KARIN,
    OLAV,
    SIGRID,
    a_flag,
    at,
    team,
)
from tests.rules.play import Play, heard

MORNING = "2026-03-02T10:15+01:00"
LATER, NEXT_WEEK = at("2026-03-02T11:00+01:00"), at("2026-03-09T10:15+01:00")
PEOPLE = (*EVERYBODY, CLOCK)
ANSWER = Acknowledge(How.REPLY, MessageRef("G1", "1.0"))


def for_karin(
    *types: Type, by: str = IDA, agent: str = KARIN, there: Team | None = None
) -> Play[Flag]:
    """Ida flags for Karin."""
    there = there or team()
    case = replace(a_flag(MORNING, *types, agent=agent), reported_by=by)
    found, told = open_flag(case, there)
    play = Play(found, there, at(MORNING))
    play.hear(told)
    return play


def told(play: Play[Flag]) -> list[tuple[Says, str]]:
    return [entry.to for entry in play.said]


def test_only_the_colleague_hears_of_it_nobody_is_asked_and_no_clock_runs() -> None:
    play = for_karin(Type.PERSONAL_ABUSE)
    assert told(play) == [(Says.FLAGGED_FOR_YOU, KARIN)]
    assert play.said[0].notice.facts["by"] == IDA
    assert play.case.asked == ()
    assert play.passes(NEXT_WEEK) == []


@pytest.mark.parametrize("kind", Type)
def test_before_the_yes_the_text_is_the_colleagues_alone(kind: Type) -> None:
    case = for_karin(kind).case
    assert [person for person in PEOPLE if case.may_read(person, team())] == [KARIN]


def test_after_the_yes_it_is_asked_as_any_flag_with_its_clock_from_then_on() -> None:
    play = for_karin(Type.PERSONAL_ABUSE)
    play.now = LATER
    play.does(KARIN, Confirm(Wish.CALL_ME))
    assert (play.case.wish, play.case.confirmed_at) == (Wish.CALL_ME, LATER)
    assert play.case.asked == (HANS,)
    assert play.case.care.since == LATER
    assert told(play)[1:] == [(Says.FLAG_SAVED, KARIN)]
    assert play.case.may_read(HANS, play.team)
    assert not play.case.may_read(IDA, play.team)
    nudged = play.passes(at("2026-03-02T12:00+01:00"))
    assert heard(nudged) == [(at("2026-03-02T12:00+01:00"), Says.NUDGE_TO_ANSWER, HANS)]


@pytest.mark.parametrize("kind", [Type.RUDE, Type.PERSONAL_ABUSE, Type.SEXUAL])
def test_after_the_no_nobody_else_ever_hears(kind: Type) -> None:
    play = for_karin(kind)
    play.does(KARIN, Decline())
    assert told(play)[1:] == [(Says.NOT_FLAGGED, KARIN)]
    assert play.case.headline is Headline.WITHDRAWN
    assert play.passes(NEXT_WEEK) == []
    assert not Says.FLAGGED_FOR_YOU.wanted(play.case, KARIN, {})


def test_what_is_urgent_goes_to_on_call_at_once_and_the_yes_adds_the_managers() -> None:
    play = for_karin(Type.THREAT)
    assert told(play) == [(Says.FLAGGED_FOR_YOU, KARIN), (Says.PAGE_ON_BEHALF, OLAV)]
    assert play.said[0].notice.facts["asked"] == [OLAV]
    play.now = LATER
    play.does(KARIN, Confirm())
    assert set(play.case.asked) == {OLAV, HANS}
    assert play.case.care.since == at(MORNING)
    assert set(told(play)[2:]) == {(Says.FLAG_SAVED_URGENT, KARIN), (Says.PAGE, HANS)}


def test_whoever_is_asked_about_something_urgent_stays_asked_whatever_contact_is_named() -> None:
    play = for_karin(Type.THREAT)
    play.now = LATER
    play.does(KARIN, Confirm(contact=GRETA))
    play.passes(NEXT_WEEK)
    assert play.case.contact is None
    assert OLAV in play.case.asked


def test_the_clock_of_an_urgent_one_does_not_wait_for_the_yes() -> None:
    play = for_karin(Type.THREAT)
    paged = play.passes(at("2026-03-02T10:30+01:00"))
    assert heard(paged) == [(at("2026-03-02T10:30+01:00"), Says.PAGE_AGAIN, OLAV)]


def test_with_nobody_on_call_the_managers_hear_at_once() -> None:
    play = for_karin(Type.THREAT, there=team(on_call=(), managers=(HANS, GRETA)))
    assert play.case.asked == (HANS, GRETA)


def test_who_is_on_call_and_the_agent_is_not_asked_about_themselves() -> None:
    there = team(on_call=(OnCall(KARIN, "1"),))
    assert for_karin(Type.THREAT, there=there).case.asked == (HANS,)


def test_with_nobody_at_all_the_admins_hear_that_a_case_waits() -> None:
    there = team(on_call=(), managers=(), deputy=None, skip=None, admins=(SIGRID,))
    play = for_karin(Type.THREAT, there=there)
    assert told(play) == [(Says.FLAGGED_FOR_YOU, KARIN), (Says.CASE_WAITS, SIGRID)]


def test_what_on_call_has_answered_stays_answered_after_the_yes() -> None:
    play = for_karin(Type.THREAT)
    play.does(OLAV, See())
    play.does(OLAV, ANSWER)
    before = len(play.said)
    play.does(KARIN, Confirm())
    assert play.case.headline is Headline.ANSWERED
    assert set(play.case.asked) == {OLAV, HANS}
    assert play.said[before:] == []


def test_a_withdrawn_urgent_one_is_told_to_those_who_were_told() -> None:
    play = for_karin(Type.THREAT)
    play.does(KARIN, Decline())
    assert told(play)[2:] == [(Says.NOT_FLAGGED, KARIN), (Says.WITHDRAWN, OLAV)]


def test_the_colleague_chooses_who_sees_a_closed_type() -> None:
    play = for_karin(Type.SEXUAL)
    with pytest.raises(Refused) as refused:
        play.does(KARIN, Confirm(contact=EMMA))
    assert refused.value.code is Code.NOT_A_COLLEAGUE
    play.does(KARIN, Confirm(contact=DORTE))
    assert play.case.contact == DORTE


@pytest.mark.parametrize(
    ("agent", "code"),
    [(IDA, Code.COLLEAGUE_IS_YOU), (EMMA, Code.NOT_A_COLLEAGUE), (GRETA, Code.NOT_A_COLLEAGUE)],
    ids=["oneself", "an outsider", "somebody whose account is closed"],
)
def test_it_is_for_a_colleague_with_an_account(agent: str, code: Code) -> None:
    with pytest.raises(Refused) as refused:
        for_karin(Type.RUDE, agent=agent, there=team(gone=(GRETA,)))
    assert refused.value.code is code


STEPS: list[tuple[Step[Flag], set[str]]] = [
    (Confirm(), {KARIN}),
    (Decline(), {KARIN}),
    (Withdraw(), {KARIN}),
    (See(), {OLAV}),
    (ANSWER, {OLAV}),
]


@pytest.mark.parametrize(("step", "who"), STEPS, ids=lambda v: type(v).__name__)
def test_each_step_before_the_yes_belongs_to_the_colleague_or_who_was_told_at_once(
    step: Step[Flag], who: set[str]
) -> None:
    for kind in (Type.PERSONAL_ABUSE, Type.THREAT):
        asked = who if kind is Type.THREAT else who - {OLAV}
        assert {person for person in PEOPLE if goes(for_karin(kind), person, step)} == asked


def test_what_was_flagged_by_the_agent_or_confirmed_wants_no_second_yes() -> None:
    play = for_karin(Type.PERSONAL_ABUSE)
    play.does(KARIN, Confirm())
    own = Play(open_flag(a_flag(MORNING), team())[0], team(), at(MORNING))
    for step in (Confirm(), Decline()):
        assert not goes(play, KARIN, step)
        assert not goes(own, KARIN, step)


def goes(play: Play[Flag], by: str, step: Step[Flag]) -> bool:
    case = play.case
    try:
        play.does(by, step)
    except Refused as refused:
        expected = refused.code in (Code.NOT_YOURS, Code.NOT_NOW)
        return not (expected and play.case == case)
    return True
