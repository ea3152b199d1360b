"""Each kind of person × what they may do with a flag, and what they may read of it."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

import pytest

from bot.claim import steps as claim_steps
from bot.claim.case import Claim
from bot.flag import steps as flag_steps
from bot.flag.behalf import Confirm
from bot.flag.care import Acknowledge
from bot.flag.case import Flag, Headline, Type
from bot.flag.closing import Close, Reopen, Withdraw
from bot.flag.decision import AnswerExplanation, Decide
from bot.flag.steps import STEPS, open_flag
from bot.flag.tracks import Behaviour, Decided, How, Matter, Reply
from bot.refusals import Code, Refused
from bot.steps import Case, advance, allowed, permit
from bot.team import CLOCK, Now, OnCall, Person, PersonId, Team, TeamSettings, zone_of
from bot.text import Typed
from tests.rules.people import (
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
    claimed,
    flagged,
    team,
)
from tests.rules.play import Play

MORNING, LATER = "2026-03-02T10:15+01:00", "2026-03-03T10:15+01:00"
ROBOT, NEW, GITA = "UROBOT", "UNEW", "UGITA"
DECIDED = Decided(Matter.NO, Behaviour.NOTHING, to_agent=Typed(5), because=Typed(6))


def there(**more: Any) -> Team:
    """Everybody of these tests: of Greta the account is closed, of UNEW nothing is known."""
    found = team(gone=(GRETA,), **more)
    known = {
        GITA: Person(GITA, "Gita", guest=True),
        ROBOT: Person(ROBOT, "Robot", outsider=True),
    }
    return replace(found, people={**found.people, **known})


@dataclass(frozen=True)
class Kind:
    """One kind of person, and the team in which they are it."""

    person: PersonId
    team: Callable[[], Team] = there


AGENT, MANAGER = Kind(KARIN), Kind(HANS)
DEPUTY, SKIP, ON_CALL = Kind(DORTE), Kind(SIGRID), Kind(OLAV)
FORMER = Kind(HANS, lambda: there(managers=(IDA,)))
NOBODY_OF_IT = {
    "former manager": FORMER,
    "former deputy": Kind(DORTE, lambda: there(deputy=None)),
    "former skip": Kind(SIGRID, lambda: there(skip=None)),
    "former on-call": Kind(OLAV, lambda: there(on_call=())),
    "another manager": Kind(IDA, lambda: there(managers=(HANS, IDA))),
    "guest": Kind(GITA),
    "colleague of another team": Kind(IDA),
    "stranger of another company": Kind(EMMA),
    "bot": Kind(ROBOT),
    "deactivated": Kind(GRETA),
    "never known": Kind(NEW),
}
"""Whoever has nothing to do with the flag, or no longer."""


def urgent(headline: Headline) -> Flag:
    """Everybody is asked about it: manager and on-call, then the skip; the deputy too."""
    on_call = (OnCall(OLAV, "+45 70 10 20 30"), OnCall(DORTE, "+45 70 10 20 31"))
    play = Play(flagged(MORNING, Type.THREAT, team=there(on_call=on_call)), there(), at(MORNING))
    play.team = there(on_call=on_call)
    play.passes(at("2026-03-02T10:46+01:00"))
    assert set(play.case.asked) == {HANS, OLAV, DORTE, SIGRID}
    if headline is Headline.ANSWERED:
        play.does(HANS, Acknowledge(How.TALKED))
    if headline is Headline.WITHDRAWN:
        play.does(KARIN, Withdraw())
    assert play.case.headline is headline or headline is Headline.CLOSED
    if headline is Headline.CLOSED:
        return replace(play.case, closed_at=play.now)
    return play.case


def may(case: Case, kind: Kind) -> set[str]:
    """The ids of the steps that the table allows them now."""
    now = Now(kind.person, at(LATER), kind.team())
    return {rule.id for step, rule in case.kind.rules.items() if allowed(case, step, now)}


READS_AND_CALLS = {"see", "acknowledge", "calling"}
MANAGES = READS_AND_CALLS | {
    "note_talk",
    "decide",
    "explain",
    "take_over",
    "hand_back",
    "customer_helped",
    "note_lesson",
    "give_to_deputy",
    "decline_contact",
    "close",
    "add_dish",
    "dish_done",
    "drop_dish",
    "keep_dish",
    "pass_dish",
    "accept_dish",
    "decline_dish",
}
"""The step itself looks at what more it needs: a contact declines, a dish's person takes it."""
OFFERED: list[tuple[Kind, set[str]]] = [
    (MANAGER, MANAGES | {"take_back_words"}),
    (DEPUTY, MANAGES | {"take_back_words"}),
    (SKIP, MANAGES | {"take_back_words"}),
    (ON_CALL, READS_AND_CALLS | {"take_back_words"}),
]


@pytest.mark.parametrize(("kind", "steps"), OFFERED, ids=["manager", "deputy", "skip", "on-call"])
def test_on_call_reads_writes_and_calls_and_all_else_is_the_managers(
    kind: Kind, steps: set[str]
) -> None:
    """C7."""
    assert may(urgent(Headline.ANSWERED), kind) == steps


@pytest.mark.parametrize("name", NOBODY_OF_IT)
@pytest.mark.parametrize("headline", [Headline.SEEN, Headline.ANSWERED, Headline.CLOSED])
def test_whoever_has_nothing_to_do_with_a_flag_does_nothing_in_it_and_reads_nothing(
    name: str, headline: Headline
) -> None:
    """C2, C4; closed ones included."""
    kind = NOBODY_OF_IT[name]
    case = urgent(Headline.NEW if headline is Headline.SEEN else headline)
    assert may(case, kind) == (set() if headline is not Headline.ANSWERED else left_to(name))
    assert not case.may_read(kind.person, kind.team())


def left_to(name: str) -> set[str]:
    """Nothing; the writer of an answer may delete it, wherever they stand by then."""
    return {"take_back_words"} if name == "former manager" else set()


@pytest.mark.parametrize("step", STEPS)
def test_the_reason_is_said_to_whoever_is_not_known_and_to_nobody_else(step: type) -> None:
    """Somebody never known may do nothing; flagging alone is not refused for that."""
    case = urgent(Headline.ANSWERED)
    codes = {}
    for name in ("never known", "stranger of another company", "bot", "deactivated"):
        with pytest.raises(Refused) as refused:
            permit(case, step, Now(NOBODY_OF_IT[name].person, at(LATER), there()))
        codes[name] = refused.value.code
    unknown = Code.NOT_YOURS if step is Confirm else Code.NOT_KNOWN_YET
    assert codes.pop("never known") is unknown
    assert set(codes.values()) == {Code.NOT_YOURS}


def test_the_agent_reads_and_does_nothing_while_they_are_not_known_but_flags() -> None:
    unknown = replace(there(), people={HANS: Person(HANS, "Hans")})
    case = flagged(MORNING, team=unknown)
    assert case.asked == (HANS,)
    assert not case.may_read(KARIN, unknown)
    assert may(case, Kind(KARIN, lambda: unknown)) == {"confirm"}
    yes = flagged(MORNING, team=unknown, reported_by=IDA)
    case, _told = advance(yes, Confirm(), Now(KARIN, at(MORNING), unknown))
    assert case.asked == (HANS,)


def test_the_clocks_of_an_agent_and_a_manager_who_are_not_known_run_in_the_teams_zone() -> None:
    """A2, A5."""
    unknown = replace(there(), people={})
    play = Play(flagged(MORNING, team=unknown), unknown, at(MORNING))
    assert play.case.asked == (HANS,)
    told = [entry.to[1] for entry in play.passes(at("2026-03-02T13:15+01:00"))]
    assert told[:2] == [HANS, HANS]


@pytest.mark.parametrize("person", [EMMA, ROBOT])
def test_a_flag_of_somebody_who_is_known_as_no_colleague_is_refused(person: PersonId) -> None:
    """C2."""
    with pytest.raises(Refused, match=Code.NOT_YOURS):
        open_flag(a_flag(MORNING, agent=person), there())
    with pytest.raises(Refused, match=Code.NOT_YOURS):
        open_flag(replace(a_flag(MORNING), reported_by=person), there())


READS: list[tuple[str, Flag, set[PersonId]]] = [
    ("new", urgent(Headline.NEW), {KARIN, HANS, OLAV, DORTE, SIGRID}),
    ("answered", urgent(Headline.ANSWERED), {KARIN, HANS, OLAV, DORTE, SIGRID}),
    ("closed", urgent(Headline.CLOSED), {KARIN, HANS, OLAV, DORTE, SIGRID}),
    ("withdrawn", urgent(Headline.WITHDRAWN), {KARIN}),
    ("light", flagged(MORNING, Type.RUDE, team=team()), {KARIN, HANS}),
    ("of a manager", flagged(MORNING, team=team(), agent=HANS), {HANS, SIGRID}),
    ("contact", flagged(MORNING, Type.SEXUAL, team=team(), contact=IDA), {KARIN, IDA}),
    ("unconfirmed", flagged(MORNING, Type.THREAT, team=team(), reported_by=IDA), {KARIN}),
]
PEOPLE = (KARIN, IDA, HANS, GRETA, DORTE, SIGRID, OLAV, EMMA, ROBOT, NEW, GITA, CLOCK)


@pytest.mark.parametrize(("name", "case", "who"), READS, ids=[row[0] for row in READS])
def test_who_reads_what_was_typed(name: str, case: Flag, who: set[PersonId]) -> None:
    """C4: a withdrawn flag is the agent's alone."""
    assert {person for person in PEOPLE if case.may_read(person, there())} == who


def test_a_contact_reads_on_when_the_team_changes_and_managers_never_do() -> None:
    case = flagged(MORNING, Type.SEXUAL, team=there(), contact=IDA)
    changed = there(managers=(GRETA,), deputy=None, skip=None, on_call=())
    assert case.may_read(IDA, changed)
    assert not case.may_read(HANS, there())


def test_a_former_manager_neither_opens_nor_opens_again_a_flag_closed_in_their_time() -> None:
    """C4."""
    play = Play(flagged(MORNING, Type.RUDE, team=there()), there(), at(MORNING))
    play.does(HANS, Acknowledge(How.TALKED))
    play.does(HANS, Decide(DECIDED, True, 0))
    play.does(KARIN, AnswerExplanation(Reply.THANKS))
    play.does(KARIN, Close())
    assert play.case.may_read(HANS, there())
    play.team = FORMER.team()
    with pytest.raises(Refused, match=Code.NOT_YOURS):
        play.does(HANS, Reopen())
    assert not play.case.may_read(HANS, play.team)
    play.does(KARIN, Reopen())
    assert HANS not in [notice.notice.to for notice in play.said[-1:]]


CLAIM_READERS = {IDA, HANS, DORTE, SIGRID, OLAV}


def a_claim() -> Claim:
    """Ida's; Olav helps, and so does Emma, from before the channel was shared."""
    return replace(claimed(MORNING, "2026-03-02T14:00+01:00"), helpers=(OLAV, EMMA, GRETA, NEW))


@pytest.mark.parametrize("step", claim_steps.STEPS)
@pytest.mark.parametrize("person", [EMMA, ROBOT, GRETA, NEW])
def test_nobody_but_a_known_colleague_does_anything_with_a_claim(
    person: PersonId, step: type
) -> None:
    """C2."""
    with pytest.raises(Refused) as refused:
        permit(a_claim(), step, Now(person, at(MORNING), there()))
    flagging = claim_steps.STEPS[step].flags
    unknown = Code.NOT_YOURS if flagging else Code.NOT_KNOWN_YET
    assert refused.value.code is (unknown if person == NEW else Code.NOT_YOURS)


def test_a_claim_is_read_by_colleagues_alone_whatever_was_noted_of_the_others() -> None:
    """C2."""
    readers = {person for person in PEOPLE if a_claim().may_read(person, there())}
    assert readers == CLAIM_READERS
    former = FORMER.team()
    assert not a_claim().may_read(HANS, former)


def test_flagging_from_a_claim_waits_for_no_look_up_of_its_owner() -> None:
    of_flags = {rule.id for rule in flag_steps.STEPS.values() if rule.flags}
    of_claims = {rule.id for rule in claim_steps.STEPS.values() if rule.flags}
    assert (of_flags, of_claims) == ({"confirm"}, {"turn_hostile"})


def test_somebodys_zone_is_their_own_else_the_teams() -> None:
    """A2."""
    settings = TeamSettings(1, "T1", "C1", "support", (HANS,), zone="Europe/Oslo")
    assert zone_of(Person(HANS, "Hans", "Europe/London"), settings) == "Europe/London"
    assert zone_of(Person(HANS, "Hans", None), settings) == "Europe/Oslo"
    assert zone_of(None, settings) == "Europe/Oslo"
    assert zone_of(None, None) == "UTC"
