"""Who is asked, and who is asked on top."""

import pytest

from bot.cases.care_steps import Acknowledge
from bot.cases.hostile import How, Type
from bot.cases.hostile_steps import Reopen, asking, flag
from bot.notices import Says
from bot.people import (
    MAY_HOLD,
    OnCall,
    Person,
    first_asked,
    may_read,
    may_set_up,
    stepped_up,
)
from bot.refusals import Code, Refused
from tests.rules.office import (
    DORTE,
    EMMA,
    GRETA,
    HANS,
    IDA,
    KARIN,
    OLAV,
    SIGRID,
    a_flag,
    at,
    flagged,
    office,
    team,
)
from tests.rules.play import Play, heard

MORNING = "2026-03-02T10:15+01:00"
BOTH = (HANS, GRETA)


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
    agent: str, settings: dict[str, object], asked: str | None, on_top: str | None
) -> None:
    there = office(**settings)  # type: ignore[arg-type]  # whatever a team may have
    people = first_asked(there, agent, urgent=False)
    assert people == ((asked,) if asked else ())
    assert stepped_up(there, agent, people) == on_top


@pytest.mark.parametrize("agent", [KARIN, HANS, DORTE, SIGRID, OLAV])
@pytest.mark.parametrize("kind", [Type.RUDE, Type.PERSONAL_ABUSE, Type.THREAT])
def test_nobody_is_asked_about_their_own_flag(agent: str, kind: Type) -> None:
    there = office(managers=(HANS, GRETA), on_call=(OnCall(OLAV, "1"), OnCall(DORTE, "2")))
    play = Play(flagged(MORNING, kind, office=there, agent=agent), there, at(MORNING))
    play.passes(at("2026-04-02T10:15+02:00"))
    assert agent not in play.case.asked
    to_the_agent = {entry.notice.says for entry in play.said if entry.notice.to == agent}
    assert to_the_agent <= {
        Says.STEPPED_UP_FOR_YOU,
        Says.NOBODY_ANSWERED,
        Says.NOBODY_ANSWERED_URGENT,
    }


def test_an_urgent_flag_with_nobody_on_call_goes_down_the_usual_way() -> None:
    there = office(managers=(HANS,), on_call=(), gone=(HANS,))
    assert first_asked(there, KARIN, urgent=True) == (DORTE,)
    assert first_asked(office(on_call=()), HANS, urgent=True) == (SIGRID,)


def test_eight_people_at_most_are_in_a_conversation() -> None:
    managers = tuple(f"UM{number}" for number in range(6))
    there = office(managers=managers, on_call=tuple(OnCall(f"UC{n}", "1") for n in range(5)))
    play = Play(flagged(MORNING, Type.THREAT, office=there), there, at(MORNING))
    assert play.case.asked == managers
    play.passes(at("2026-03-02T12:00+01:00"))
    assert len({KARIN, *play.case.asked}) == MAY_HOLD
    assert play.case.asked[-1] == SIGRID


def test_with_nobody_left_the_agent_is_told_plainly_and_the_admins_only_that_a_case_waits() -> None:
    there = office(managers=(), deputy=None, skip=None, on_call=(), admins=("UADA", KARIN))
    for kind in (Type.PERSONAL_ABUSE, Type.THREAT):
        case, told = flag(a_flag(MORNING, kind), there)
        assert case.asked == ()
        assert [(notice.says, notice.to, dict(notice.facts)) for notice in told] == [
            (Says.NOBODY_TO_ASK, KARIN, {}),
            (Says.CASE_WAITS, "UADA", {}),
        ]
        assert Play(case, there, at(MORNING)).passes(at("2027-01-01T00:00Z")) == []


def test_a_manager_who_has_left_since_is_not_reminded_but_the_next_one_is_asked_early() -> None:
    case = flagged(MORNING, office=office())
    play = Play(case, office(gone=(HANS,)), at(MORNING))
    assert heard(play.passes(at("2026-03-02T18:00+01:00"))) == [
        (at("2026-03-02T11:15+01:00"), Says.STEPPED_UP_TO_YOU, SIGRID),
        (at("2026-03-02T11:15+01:00"), Says.STEPPED_UP_FOR_YOU, KARIN),
    ]


def test_a_manager_who_leaves_after_the_warning_is_followed_at_the_time_it_gave() -> None:
    play = Play(flagged(MORNING, office=office()), office(), at(MORNING))
    play.passes(at("2026-03-02T12:20+01:00"))
    play.office = office(gone=(HANS,))
    assert heard(play.passes(at("2026-03-02T18:00+01:00")))[0] == (
        at("2026-03-02T13:15+01:00"),
        Says.STEPPED_UP_TO_YOU,
        SIGRID,
    )


def test_only_who_is_still_there_is_paged_again() -> None:
    play = Play(flagged(MORNING, Type.THREAT, office=office()), office(gone=(HANS,)), at(MORNING))
    assert [entry.to for entry in play.passes(at("2026-03-02T10:31+01:00"))] == [
        (Says.PAGE_AGAIN, OLAV)
    ]


def test_the_talk_passes_to_who_is_asked_when_the_one_who_answered_has_left() -> None:
    play = Play(flagged(MORNING, Type.THREAT, office=office()), office(), at(MORNING))
    play.does(HANS, Acknowledge(How.TALKED))
    play.office = office(gone=(HANS,))
    assert play.passes(at("2026-03-05T10:00+01:00"))[-1].to == (Says.TALK_DUE, OLAV)
    play.office = office(gone=(HANS, OLAV))
    assert play.passes(at("2026-03-15T10:00+01:00")) == []


def test_who_is_asked_is_worked_out_afresh_when_an_answer_is_wanted_again() -> None:
    play = Play(flagged(MORNING, Type.RUDE, office=office()), office(), at(MORNING))
    play.does(HANS, Acknowledge(How.TALKED))
    play.passes(at("2026-03-10T10:00+01:00"))
    play.office = office(gone=(HANS,))
    play.does(KARIN, Reopen(answer_wanted=True))
    assert play.case.asked == (DORTE,)
    assert play.said[-1].to == (Says.FLAG_SAVED, KARIN)


def test_a_new_run_has_nothing_of_the_old_one() -> None:
    case = flagged(MORNING, office=office())
    again, _told = asking(case, office(), at("2026-03-09T10:00+01:00"), run=2)
    assert (again.care.run, again.care.answers, again.care.stepped_up) == (2, (), False)


def test_a_new_flag_tells_the_agent_who_is_asked_and_nobody_is_paged() -> None:
    _case, told = flag(a_flag(MORNING), office())
    assert [(notice.says, notice.to, dict(notice.facts)) for notice in told] == [
        (Says.FLAG_SAVED, KARIN, {"asked": [HANS]})
    ]


def test_a_flag_needs_a_customer_and_a_type() -> None:
    with pytest.raises(Refused) as refused:
        flag(a_flag(MORNING, customer=" "), office())
    assert (refused.value.code, refused.value.field) == (Code.FIELD_EMPTY, "customer")
    bare = a_flag(MORNING)
    with pytest.raises(Refused) as refused:
        flag(type(bare)(**{n: getattr(bare, n) for n in bare.__slots__} | {"types": ()}), office())
    assert (refused.value.code, refused.value.field) == (Code.FIELD_EMPTY, "types")


def test_what_was_typed_is_for_the_agent_and_whoever_is_asked_at_that_moment() -> None:
    play = Play(flagged("2026-03-09T13:30+01:00", office=office()), office(), at(MORNING))
    readers = {p for p in (KARIN, IDA, HANS, DORTE, SIGRID, OLAV) if may_read(play.case, p)}
    assert readers == {KARIN, HANS}
    play.passes(at("2026-03-10T08:30+01:00"))
    readers = {p for p in (KARIN, IDA, HANS, DORTE, SIGRID, OLAV) if may_read(play.case, p)}
    assert readers == {KARIN, HANS, SIGRID}


def test_a_team_is_set_up_by_an_admin_or_by_its_manager() -> None:
    assert may_set_up(Person("UADA", "Ada", admin=True), None)
    assert may_set_up(Person("UADA", "Ada", admin=True), team())
    assert may_set_up(Person(HANS, "Hans"), team())
    assert not may_set_up(Person(HANS, "Hans"), None)
    assert not may_set_up(Person(DORTE, "Dorte"), team())


def test_a_stranger_is_taken_to_be_there_and_nobody_is_not() -> None:
    there = office(gone=(HANS,))
    assert there.available("UNEW")
    assert not there.available(None)
    assert not there.available(HANS)
    assert not there.available(EMMA)
