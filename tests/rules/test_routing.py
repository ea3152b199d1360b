"""Who is asked, and who is asked on top."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from bot.cases import next_due
from bot.flag.asked import first_asked, goes_on
from bot.flag.care import Acknowledge
from bot.flag.case import Headline, Type
from bot.flag.clocks import answer_due, route
from bot.flag.closing import Close, Reopen
from bot.flag.decision import Decide
from bot.flag.routing import ChooseContact, GiveToDeputy, asking
from bot.flag.steps import open_flag
from bot.flag.tracks import Behaviour, Decided, How, Matter
from bot.notices import Says
from bot.refusals import Code, Refused
from bot.team import Absence, OnCall, Person, may_set_up, stepped_up
from bot.text import Typed
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
    flagged,
    settings,
    team,
)
from tests.rules.play import Play, heard

MORNING = "2026-03-02T10:15+01:00"
BOTH = (HANS, GRETA)
DECIDED = Decided(Matter.NO, Behaviour.TALKED, to_agent=Typed(5))


@pytest.mark.parametrize(
    ("agent", "settings", "asked", "on_top"),
    [
        (KARIN, {}, HANS, SIGRID),
        (KARIN, {"managers": BOTH}, HANS, SIGRID),
        (KARIN, {"managers": BOTH, "gone": (HANS,)}, GRETA, SIGRID),
        (KARIN, {"gone": (HANS,)}, DORTE, SIGRID),
        (KARIN, {"gone": (HANS, DORTE)}, SIGRID, None),
        (KARIN, {"gone": (HANS, DORTE, SIGRID)}, None, None),
        (KARIN, {"managers": (), "deputy": None, "skip": None}, None, None),
        (KARIN, {"managers": (EMMA, HANS)}, HANS, SIGRID),
        (KARIN, {"skip": None}, HANS, DORTE),
        (KARIN, {"managers": BOTH, "skip": None}, HANS, GRETA),
        (KARIN, {"deputy": None, "skip": None}, HANS, None),
        (KARIN, {"managers": (KARIN, HANS)}, HANS, SIGRID),
        # self-cases: the agent is a manager
        (HANS, {}, SIGRID, None),
        (HANS, {"managers": BOTH}, GRETA, SIGRID),
        (HANS, {"managers": BOTH, "skip": None}, GRETA, None),
        (HANS, {"skip": None}, None, None),
        (HANS, {"managers": BOTH, "gone": (GRETA, SIGRID)}, None, None),
        # the deputy's and the skip's own
        (DORTE, {}, HANS, SIGRID),
        (DORTE, {"gone": (HANS,)}, SIGRID, None),
        (SIGRID, {}, HANS, DORTE),
        (SIGRID, {"gone": (HANS,)}, DORTE, None),
    ],
)
def test_the_first_who_is_there_is_asked_and_the_skip_on_top(
    agent: str, settings: dict[str, Any], asked: str | None, on_top: str | None
) -> None:
    there = team(**settings)
    people = first_asked(there, agent, urgent=False)
    assert people == ((asked,) if asked else ())
    assert stepped_up(there, agent, people) == on_top


@pytest.mark.parametrize("agent", [KARIN, HANS, DORTE, SIGRID, OLAV])
@pytest.mark.parametrize("kind", [Type.RUDE, Type.PERSONAL_ABUSE, Type.THREAT])
def test_nobody_is_asked_about_their_own_flag(agent: str, kind: Type) -> None:
    there = team(managers=(HANS, GRETA), on_call=(OnCall(OLAV, "1"), OnCall(DORTE, "2")))
    play = Play(flagged(MORNING, kind, team=there, agent=agent), there, at(MORNING))
    play.passes(at("2026-04-02T10:15+02:00"))
    assert agent not in play.case.asked
    to_the_agent = {entry.notice.says for entry in play.said if entry.notice.to == agent}
    assert to_the_agent <= {
        Says.STEPPED_UP_FOR_YOU,
        Says.NOBODY_ANSWERED,
        Says.NOBODY_ANSWERED_URGENT,
    }


def test_an_urgent_flag_with_nobody_on_call_goes_down_the_usual_way() -> None:
    there = team(managers=(HANS,), on_call=(), gone=(HANS,))
    assert first_asked(there, KARIN, urgent=True) == (DORTE,)
    assert first_asked(team(on_call=()), HANS, urgent=True) == (SIGRID,)


def test_everybody_is_asked_at_once_about_an_urgent_flag_however_many_they_are() -> None:
    managers = tuple(f"UM{number}" for number in range(6))
    on_call = tuple(f"UC{number}" for number in range(5))
    there = team(managers=managers, on_call=tuple(OnCall(each, "1") for each in on_call))
    play = Play(flagged(MORNING, Type.THREAT, team=there), there, at(MORNING))
    assert play.case.asked == (*managers, *on_call)
    play.passes(at("2026-03-02T12:00+01:00"))
    assert play.case.asked == (*managers, *on_call, SIGRID)


def test_a_conversation_is_the_agents_with_who_was_asked_first_and_with_each_who_has_written() -> (
    None
):
    there = team(managers=(HANS, GRETA))
    play = Play(flagged(MORNING, Type.THREAT, team=there), there, at(MORNING))
    first = (HANS, KARIN)
    assert list(play.case.conversations) == [first]
    play.does(GRETA, Acknowledge(How.TALKED))
    assert list(play.case.conversations) == [first], "whoever has talked needs none"
    play.does(GRETA, Acknowledge(How.WRITTEN, text=Typed(5)))
    assert list(play.case.conversations) == [first, (GRETA, KARIN)], "the newest comes last"


def test_before_the_colleagues_yes_there_is_no_conversation_and_with_nobody_asked_one_alone() -> (
    None
):
    assert flagged(MORNING, team=team(), reported_by=IDA).conversations == ()
    nobody = team(managers=(), deputy=None, skip=None, on_call=())
    assert flagged(MORNING, team=nobody).conversations == ((KARIN,),)


def test_with_nobody_left_the_agent_is_told_plainly_and_the_admins_only_that_a_case_waits() -> None:
    there = team(managers=(), deputy=None, skip=None, on_call=(), admins=("UADA", KARIN))
    for kind in (Type.PERSONAL_ABUSE, Type.THREAT):
        case, told = open_flag(a_flag(MORNING, kind), there)
        assert case.asked == ()
        assert [(notice.says, notice.to, dict(notice.facts)) for notice in told] == [
            (Says.NOBODY_TO_ASK, KARIN, {}),
            (Says.CASE_WAITS, "UADA", {}),
        ]
        assert Play(case, there, at(MORNING)).passes(at("2027-01-01T00:00Z")) == []


def test_a_manager_who_leaves_is_followed_at_once_by_the_next_in_the_route() -> None:
    play = Play(flagged(MORNING, team=team()), team(), at(MORNING))
    play.passes(at("2026-03-02T10:30+01:00"))
    play.team = team(gone=(HANS,))
    assert heard(play.passes(at("2026-03-02T13:15+01:00"))) == [
        (at("2026-03-02T10:30+01:00"), Says.MOVED, KARIN),
        (at("2026-03-02T11:15+01:00"), Says.NUDGE_TO_ANSWER, DORTE),
        (at("2026-03-02T12:15+01:00"), Says.WARNING_TO_ANSWER, DORTE),
        (at("2026-03-02T13:15+01:00"), Says.STEPPED_UP_TO_YOU, SIGRID),
        (at("2026-03-02T13:15+01:00"), Says.STEPPED_UP_FOR_YOU, KARIN),
        (at("2026-03-02T13:15+01:00"), Says.STEPPED_UP_STILL_WAITING, DORTE),
    ]
    assert not play.case.may_read(HANS, play.team)


def test_a_case_that_moves_after_its_due_time_begins_anew() -> None:
    play = Play(flagged(MORNING, team=team()), team(), at(MORNING))
    play.passes(at("2026-03-02T12:20+01:00"))
    play.team = team(gone=(HANS,))
    play.passes(at("2026-03-02T13:00+01:00"))
    assert play.case.asked == (DORTE,)
    assert answer_due(play.case, play.team) == at("2026-03-02T14:20+01:00")


@pytest.mark.parametrize(
    ("settings", "asked"),
    [
        ({"managers": (GRETA,)}, (GRETA,)),
        ({"managers": (GRETA, HANS)}, (HANS,)),
        ({"managers": (), "deputy": DORTE}, (DORTE,)),
        ({"away": (HANS,)}, (DORTE,)),
        ({"away": (HANS, DORTE)}, (SIGRID,)),
        ({"away": (HANS, DORTE, SIGRID)}, ()),
        ({"skip": GRETA}, (HANS,)),
        ({"managers": (GRETA,), "away": (GRETA,)}, (DORTE,)),
    ],
)
def test_absence_and_a_changed_team_move_a_case_and_nothing_else_does(
    settings: dict[str, Any], asked: tuple[str, ...]
) -> None:
    play = Play(flagged(MORNING, team=team()), team(), at(MORNING))
    play.team = team(**settings)
    play.passes(at("2026-03-02T10:30+01:00"))
    assert play.case.asked == asked
    play.team = team()
    play.passes(at("2026-03-02T10:40+01:00"))
    came_back = {(): (HANS,), (GRETA,): (HANS,)}.get(asked, asked)
    assert play.case.asked == came_back, "whoever comes back is asked again only when nobody is"


def test_after_a_step_up_a_manager_who_goes_away_is_not_replaced() -> None:
    play = Play(flagged(MORNING, team=team()), team(), at(MORNING))
    play.passes(at("2026-03-02T13:30+01:00"))
    assert play.case.asked == (HANS, SIGRID)
    play.team = team(away=(HANS,))
    play.passes(at("2026-03-02T14:30+01:00"))
    assert play.case.asked == (HANS, SIGRID)
    play.team = team(managers=(GRETA,))
    play.passes(at("2026-03-02T14:40+01:00"))
    assert play.case.asked == (GRETA, SIGRID)


def test_a_chosen_contact_is_asked_alone_and_silence_is_told_to_the_agent() -> None:
    play = Play(flagged(MORNING, Type.SEXUAL, team=team(), contact=IDA), team(), at(MORNING))
    assert play.case.asked == (IDA,)
    said = play.passes(at("2026-04-02T10:15+02:00"))
    assert {entry.notice.to for entry in said} == {IDA, KARIN}
    assert said[-1].to == (Says.CONTACT_SILENT, KARIN)
    play.does(KARIN, ChooseContact(GRETA))
    assert play.case.asked == (GRETA,)
    assert not play.case.may_read(IDA, play.team)
    assert play.passes(at("2026-04-02T12:15+02:00"))[0].to == (Says.NUDGE_TO_ANSWER, GRETA)


def test_a_contact_who_is_away_is_told_to_the_agent_and_to_nobody_else() -> None:
    there = team(away=(IDA,), admins=("UADA",))
    case, told = open_flag(replace(a_flag(MORNING, Type.SEXUAL), contact=IDA), there)
    assert case.asked == ()
    assert [(n.says, n.to) for n in told] == [(Says.CONTACT_AWAY, KARIN)]
    play = Play(case, there, at(MORNING))
    for contact, code in ((KARIN, Code.NOT_A_COLLEAGUE), (IDA, Code.CONTACT_IS_AWAY)):
        with pytest.raises(Refused) as refused:
            play.does(KARIN, ChooseContact(contact))
        assert refused.value.code is code


def test_an_urgent_case_with_a_contact_pages_the_contact_alone() -> None:
    play = Play(flagged(MORNING, Type.THREAT, team=team(), contact=IDA), team(), at(MORNING))
    assert [entry.to for entry in play.passes(at("2026-03-02T11:30+01:00"))] == [
        (Says.PAGE_AGAIN, IDA),
        (Says.CONTACT_SILENT, KARIN),
        (Says.NOBODY_ANSWERED_URGENT, KARIN),
        (Says.PAGE_AGAIN, IDA),
    ]


def test_a_coming_absence_moves_the_case_when_it_begins_with_time_enough_to_answer() -> None:
    tuesday = {HANS: (Absence(date(2026, 3, 3), date(2026, 3, 5)),)}
    there = replace(team(), absences=tuesday)
    play = Play(flagged("2026-03-02T14:30+01:00", team=there), there, at(MORNING))
    play.passes(at("2026-03-02T23:59+01:00"))
    assert play.case.asked == (HANS,)
    play.team = replace(there, away=frozenset({HANS}))
    play.passes(at("2026-03-03T00:01+01:00"))
    assert play.case.asked == (DORTE,)
    assert answer_due(play.case, play.team) == at("2026-03-03T10:00+01:00")


def test_with_nobody_left_whoever_comes_back_is_asked() -> None:
    days = (Absence(date(2026, 3, 2), date(2026, 3, 3)),)
    away = replace(team(away=(HANS, DORTE, SIGRID)), absences=dict.fromkeys((HANS, DORTE), days))
    play = Play(flagged(MORNING, team=away), away, at(MORNING))
    assert list(play.case.asked) == []
    assert next_due(play.case, away, play.sent) == at("2026-03-04T00:00+01:00")
    play.now = at("2026-03-04T00:00+01:00")
    play.team = replace(away, away=frozenset({SIGRID}))
    play.passes(at("2026-03-04T00:01+01:00"))
    assert play.case.asked == (HANS,)


def test_on_call_who_is_the_deputy_too_leaves_the_later_steps_to_the_manager() -> None:
    there = team(on_call=(OnCall(DORTE, "1"),))
    play = Play(flagged(MORNING, Type.THREAT, team=there), there, at(MORNING))
    play.does(DORTE, Acknowledge(How.TALKED))
    assert goes_on(play.case, there) == HANS


def test_a_managers_own_urgent_flag_goes_to_the_skip_at_once() -> None:
    there = team(on_call=(OnCall(OLAV, "1"),))
    assert flagged(MORNING, Type.THREAT, team=there, agent=HANS).asked == (SIGRID, OLAV)


def test_what_is_lost_with_its_contact_after_the_answer_is_told_to_the_agent() -> None:
    there = team()
    play = Play(flagged(MORNING, Type.SEXUAL, team=there, contact=IDA), there, at(MORNING))
    play.does(IDA, Acknowledge(How.TALKED))
    play.team = team(gone=(IDA,))
    said = play.passes(at("2026-03-02T10:30+01:00"))
    assert [entry.to for entry in said] == [(Says.CONTACT_AWAY, KARIN)]
    assert Says.CONTACT_AWAY.wanted(play.case, KARIN, {})


def test_the_deputy_is_given_a_case_but_never_a_managers_own_nor_one_with_a_contact() -> None:
    play = Play(flagged(MORNING, team=team()), team(), at(MORNING))
    play.does(HANS, GiveToDeputy())
    assert play.case.asked == (DORTE,)
    for case in (
        flagged(MORNING, team=team(), agent=HANS),
        flagged(MORNING, Type.SEXUAL, team=team(), contact=IDA),
    ):
        with pytest.raises(Refused) as refused:
            Play(case, team(), at(MORNING)).does(case.asked[0], GiveToDeputy())
        assert refused.value.code is Code.NO_DEPUTY


def test_the_steps_of_a_deactivated_agent_lapse_and_whoever_is_asked_closes() -> None:
    play = Play(flagged(MORNING, team=team()), team(), at(MORNING))
    play.does(HANS, Acknowledge(How.TALKED))
    play.does(HANS, Decide(DECIDED, False, 0))
    play.team = team(gone=(KARIN,))
    play.does(HANS, Close())
    assert play.case.headline is Headline.CLOSED
    waiting = Play(flagged(MORNING, team=team()), team(gone=(KARIN,)), at(MORNING))
    assert waiting.passes(at("2026-04-02T10:15+02:00")) == []
    waiting.does(HANS, Close())
    assert waiting.case.closed_at


def test_only_who_is_still_there_is_paged_again() -> None:
    play = Play(flagged(MORNING, Type.THREAT, team=team()), team(gone=(HANS,)), at(MORNING))
    assert [entry.to for entry in play.passes(at("2026-03-02T10:31+01:00"))] == [
        (Says.PAGE_AGAIN, OLAV)
    ]


def test_when_the_manager_who_answered_has_left_the_next_one_goes_on_and_not_on_call() -> None:
    """C7: what follows an answer is not on-call's."""
    play = Play(flagged(MORNING, Type.THREAT, team=team()), team(), at(MORNING))
    play.does(HANS, Acknowledge(How.TALKED))
    play.team = team(gone=(HANS,))
    said = play.passes(at("2026-03-05T10:00+01:00"))
    assert said[0].to == (Says.MOVED, KARIN)
    assert said[0].notice.facts["now"] == [DORTE]
    assert said[-1].to == (Says.TALK_DUE, DORTE)
    assert play.case.asked == (DORTE, OLAV)


def test_when_on_call_alone_was_there_to_answer_a_manager_takes_it_from_there() -> None:
    """C7."""
    nobody = team(away=(HANS, DORTE, SIGRID))
    play = Play(flagged(MORNING, Type.THREAT, team=nobody), nobody, at(MORNING))
    assert list(play.case.asked) == [OLAV]
    play.does(OLAV, Acknowledge(How.TALKED))
    play.passes(at("2026-03-05T10:00+01:00"))
    assert list(play.case.asked) == [OLAV]
    play.team = team()
    assert play.passes(at("2026-03-05T10:01+01:00"))[0].to == (Says.MOVED, KARIN)
    assert list(play.case.asked) == [HANS, OLAV]
    assert (Says.TALK_DUE, OLAV) not in [entry.to for entry in play.said]


def test_once_a_manager_is_back_the_clock_rings_although_on_call_is_asked() -> None:
    """C7."""
    away = {person: (Absence(date(2026, 3, 2), date(2026, 3, 4)),) for person in (HANS, DORTE)}
    nobody = replace(team(away=(HANS, DORTE, SIGRID)), absences=away)
    play = Play(flagged(MORNING, Type.THREAT, team=nobody), nobody, at(MORNING))
    play.does(OLAV, Acknowledge(How.TALKED))
    rings = [due.at for due in route(play.case, nobody)]
    assert at("2026-03-05T00:00+01:00") in rings


def test_who_is_asked_is_worked_out_afresh_when_an_answer_is_wanted_again() -> None:
    play = Play(flagged(MORNING, Type.RUDE, team=team()), team(), at(MORNING))
    play.does(HANS, Acknowledge(How.TALKED))
    play.passes(at("2026-03-10T10:00+01:00"))
    play.team = team(gone=(HANS,))
    play.does(KARIN, Reopen(answer_wanted=True))
    assert play.case.asked == (DORTE,)
    assert play.said[-1].to == (Says.FLAG_SAVED, KARIN)


def test_a_new_run_has_nothing_of_the_old_one() -> None:
    case = flagged(MORNING, team=team())
    again, _told = asking(case, team(), at("2026-03-09T10:00+01:00"), run=2)
    assert (again.care.run, again.care.answers, again.care.stepped_up) == (2, (), False)


def test_a_new_flag_tells_the_agent_who_is_asked_and_nobody_is_paged() -> None:
    _case, told = open_flag(a_flag(MORNING), team())
    assert [(notice.says, notice.to, dict(notice.facts)) for notice in told] == [
        (Says.FLAG_SAVED, KARIN, {"asked": [HANS]})
    ]


def test_a_flag_needs_a_customer_and_a_type() -> None:
    with pytest.raises(Refused) as refused:
        open_flag(a_flag(MORNING, reference=" "), team())
    assert refused.value.code is Code.REFERENCE_EMPTY
    with pytest.raises(Refused) as refused:
        open_flag(replace(a_flag(MORNING), types=()), team())
    assert refused.value.code is Code.TYPES_EMPTY


def test_what_was_typed_is_for_the_agent_and_whoever_is_asked_at_that_moment() -> None:
    play = Play(flagged("2026-03-09T13:30+01:00", team=team()), team(), at(MORNING))
    readers = {p for p in EVERYBODY if play.case.may_read(p, play.team)}
    assert readers == {KARIN, HANS}
    play.passes(at("2026-03-10T08:30+01:00"))
    readers = {p for p in EVERYBODY if play.case.may_read(p, play.team)}
    assert readers == {KARIN, HANS, SIGRID}


def test_a_team_is_set_up_by_an_admin_or_by_its_manager() -> None:
    assert may_set_up(Person("UADA", "Ada", admin=True), None)
    assert may_set_up(Person("UADA", "Ada", admin=True), settings())
    assert may_set_up(Person(HANS, "Hans"), settings())
    assert not may_set_up(Person(HANS, "Hans"), None)
    assert not may_set_up(Person(DORTE, "Dorte"), settings())


def test_a_stranger_is_taken_to_be_there_and_nobody_is_not() -> None:
    there = team(gone=(HANS,))
    assert there.available("UNEW")
    assert not there.available(None)
    assert not there.available(HANS)
    assert not there.available(EMMA)
