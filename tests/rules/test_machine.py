"""One machine does the steps of every kind of case; history names them by the ids of its rules."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, fields, is_dataclass, replace
from datetime import date, datetime
from enum import Enum
from types import UnionType
from typing import Annotated, Union, get_args, get_origin, get_type_hints

import pytest

from bot.cases import KINDS
from bot.claim import handover, promise, unowned
from bot.claim import steps as claim_steps
from bot.claim.case import Claim, Offer
from bot.dishes import steps as dishes
from bot.flag import behalf, care, closing, customer, decision, routing, together
from bot.flag import steps as flag_steps
from bot.flag.case import Flag
from bot.flag.tracks import Decided, MessageRef
from bot.refusals import Code, Refused
from bot.steps import Case, Change, Step, advance, allowed, possible
from bot.team import CLOCK, Now, PersonId, Team
from bot.text import Typed
from tests.rules import test_claim_table, test_dish_table, test_flag_table
from tests.rules.people import EVERYBODY, GRETA, HANS, IDA, KARIN, OLAV, at, claimed, flagged, team
from tests.rules.test_dish_table import a_dish

MORNING, DUE = "2026-03-02T10:15+01:00", "2026-03-02T14:00+01:00"
DISH_IDS: Mapping[type, str] = {
    dishes.AddDish: "add_dish",
    dishes.DishDone: "dish_done",
    dishes.DropDish: "drop_dish",
    dishes.KeepDish: "keep_dish",
    dishes.PassDish: "pass_dish",
    dishes.AcceptDish: "accept_dish",
    dishes.DeclineDish: "decline_dish",
}
FLAG_IDS: Mapping[type, str] = {
    care.See: "see",
    care.Acknowledge: "acknowledge",
    care.TakeBackWords: "take_back_words",
    care.LoseWords: "lose_words",
    care.CorrectTalked: "correct_talked",
    care.Calling: "calling",
    care.Called: "called",
    care.NotCalled: "not_called",
    care.SafeNow: "safe",
    care.AskTalk: "ask_talk",
    care.NoteTalk: "note_talk",
    care.CorrectTalk: "correct_talk",
    decision.Decide: "decide",
    decision.Explain: "explain",
    decision.LoseExplanation: "lose_explanation",
    decision.HearElsewhere: "hear_elsewhere",
    decision.AnswerExplanation: "answer_explanation",
    decision.NoAnswer: "no_answer",
    customer.WishToFinish: "wish_to_finish",
    customer.TakeOver: "take_over",
    customer.HandBack: "hand_back",
    customer.TakeBack: "take_back",
    customer.StayWithManager: "stay_with_manager",
    customer.CustomerHelped: "customer_helped",
    closing.CorrectText: "correct_text",
    closing.NoteLesson: "note_lesson",
    closing.Withdraw: "withdraw",
    closing.KeepOpen: "keep_open",
    closing.Close: "close",
    closing.Object: "object",
    closing.Reopen: "reopen",
    routing.StepUp: "step_up",
    routing.Move: "move",
    routing.GiveToDeputy: "give_to_deputy",
    routing.ChooseContact: "choose_contact",
    routing.DeclineContact: "decline_contact",
    behalf.Confirm: "confirm",
    behalf.Decline: "decline",
    together.Link: "link",
    together.Merge: "merge",
    together.TakeIn: "take_in",
    **DISH_IDS,
}
CLAIM_IDS: Mapping[type, str] = {
    promise.KeepPromise: "keep_promise",
    promise.MissPromise: "miss_promise",
    promise.NewTime: "new_time",
    claim_steps.MarkHelped: "mark_helped",
    claim_steps.OfferHelp: "offer_help",
    claim_steps.PassNote: "pass_note",
    claim_steps.NoteThanks: "note_thanks",
    claim_steps.Reopen: "reopen",
    handover.HandOver: "hand_over",
    handover.WithdrawOffer: "withdraw_offer",
    handover.AcceptCase: "accept_case",
    handover.DeclineCase: "decline_case",
    handover.LapseOffer: "lapse_offer",
    handover.LoseOffer: "lose_offer",
    unowned.LetGo: "let_go",
    unowned.LoseOwner: "lose_owner",
    unowned.TakeCase: "take_case",
    unowned.ProposeOwner: "propose_owner",
    unowned.TurnHostile: "turn_hostile",
    **DISH_IDS,
}
"""Never changed once released: what was done is kept under these names."""
DISHES: list[object] = [step for step, *_ in test_dish_table.STEPS]
FLAG_STEPS: list[object] = [
    *(step for step, *_ in test_flag_table.TABLE),
    *(routing.ChooseContact(IDA), routing.DeclineContact(), behalf.Confirm(), behalf.Decline()),
    *(care.Calling(), care.Called(), care.NotCalled(), care.SafeNow()),
    *DISHES,
]
CLAIM_STEPS: list[object] = [*(step for step, *_ in test_claim_table.TABLE), *DISHES]


def a_flag() -> Flag:
    return replace(flagged(MORNING, team=team()), dishes=(a_dish(),))


def a_claim() -> Claim:
    """Ida's, with Karin asked to take it and Greta's dish."""
    offer = Offer(KARIN, IDA, at(MORNING))
    return replace(claimed(MORNING, DUE), offer=offer, dishes=(a_dish(),))


CASES: list[tuple[Case, list[object]]] = [(a_flag(), FLAG_STEPS), (a_claim(), CLAIM_STEPS)]
BOTH = pytest.mark.parametrize(("case", "steps"), CASES, ids=["flag", "claim"])


def now(by: PersonId, there: Team | None = None) -> Now:
    return Now(by, at("2026-03-02T11:00+01:00"), there or team())


def refused(case: Case, step: object, moment: Now) -> Code | None:
    """How the step is refused; None when it is done."""
    try:
        advance(case, step, moment)
    except Refused as no:
        return no.code
    return None


@dataclass(frozen=True)
class Unlisted(Step[Case]):
    """In no table."""

    def apply(self, case: Case, now: Now) -> Change[Case]:
        raise AssertionError("a step that is in no table was done")


@BOTH
@pytest.mark.parametrize("by", [KARIN, IDA, HANS, CLOCK])
def test_what_is_not_in_the_table_is_refused(case: Case, steps: list[object], by: str) -> None:
    for step in (Unlisted(), object(), "see", None, type(steps[0])):
        assert refused(case, step, now(by)) is Code.CASE_UNKNOWN
        assert not possible(case, step, now(by))
    assert not allowed(case, Unlisted, now(by))


@BOTH
def test_a_step_of_the_other_kind_of_case_is_refused_to_everybody(
    case: Case, steps: list[object]
) -> None:
    here = {type(step) for step in steps}
    others = [step for step in (*FLAG_STEPS, *CLAIM_STEPS) if type(step) not in here]
    assert others
    for step in others:
        for by in (*EVERYBODY, CLOCK):
            assert refused(case, step, now(by)) is Code.CASE_UNKNOWN
            assert not allowed(case, type(step), now(by))


def test_each_step_has_the_name_under_which_history_has_always_known_it() -> None:
    for table, ids in ((flag_steps.STEPS, FLAG_IDS), (claim_steps.STEPS, CLAIM_IDS)):
        assert {step: rule.id for step, rule in table.items()} == ids
        assert len(set(ids.values())) == len(ids), "a name means one step of a kind of case"


def test_a_kind_of_case_is_found_by_the_name_that_it_has_itself() -> None:
    assert {name: type(case) for name, (case, _steps) in zip(KINDS, CASES, strict=True)} == KINDS
    assert all(case.kind.name == name for name, (case, _) in zip(KINDS, CASES, strict=True))


@BOTH
def test_every_step_there_is_is_tried_here(case: Case, steps: list[object]) -> None:
    assert {type(step) for step in steps} == set(case.kind.rules)


def everybody_an_outsider() -> Team:
    there = team()
    people = {id: replace(person, outsider=True) for id, person in there.people.items()}
    return replace(there, people=people)


@BOTH
@pytest.mark.parametrize(
    "there", [team(gone=EVERYBODY), everybody_an_outsider()], ids=["deactivated", "outside"]
)
def test_whoever_has_no_account_here_does_no_step(
    case: Case, steps: list[object], there: Team
) -> None:
    """Whatever they are in the case: its agent or owner, asked, a manager, a dish's person."""
    for step in steps:
        for by in EVERYBODY:
            assert refused(case, step, now(by, there)) is Code.NOT_YOURS
            assert not possible(case, step, now(by, there))


def test_the_clock_has_no_account_and_goes_on_without_one() -> None:
    there = team(gone=EVERYBODY)
    assert possible(a_flag(), routing.Move((HANS,)), now(CLOCK, there))
    assert possible(a_claim(), handover.LapseOffer(), now(CLOCK, there))


@BOTH
def test_asking_whether_a_step_is_possible_changes_nothing_and_is_right(
    case: Case, steps: list[object]
) -> None:
    before, found = repr(case), set()
    for step in steps:
        for by in (*EVERYBODY, CLOCK):
            answer = possible(case, step, now(by))
            found.add(answer)
            assert repr(case) == before
            assert answer is (refused(case, step, now(by)) is None)
            assert allowed(case, type(step), now(by)) or not answer, "what is done is in the table"
    assert found == {True, False}


LEAVES = (PersonId, Typed, MessageRef, int, bool, date, datetime, type(None))
"""What a step may hold: ids, choices, numbers and times, never what somebody typed."""


def strays(hints: Iterable[object]) -> Iterator[object]:
    """Of types, those that a step may not hold, also as a part of another."""
    for hint in hints:
        if hint in LEAVES or hint is Ellipsis or _choice(hint):
            continue
        if get_origin(hint) in (tuple, Union, UnionType):
            yield from strays(get_args(hint))
        elif isinstance(hint, type) and is_dataclass(hint):
            yield from strays(held(hint).values())
        else:
            yield hint


def _choice(hint: object) -> bool:
    return isinstance(hint, type) and issubclass(hint, Enum)


def held(kind: type) -> dict[str, object]:
    """The types of a dataclass's fields, by name."""
    assert is_dataclass(kind)
    hints = get_type_hints(kind, include_extras=True)
    return {each.name: hints[each.name] for each in fields(kind)}


@pytest.mark.parametrize("step", dict.fromkeys([*FLAG_IDS, *CLAIM_IDS]))
def test_a_step_holds_no_text_only_ids_choices_numbers_and_times(step: type) -> None:
    for name, hint in held(step).items():
        assert list(strays([hint])) == [], name


PEOPLE = (PersonId, PersonId | None, tuple[PersonId, ...])


@BOTH
def test_whoever_a_step_names_is_looked_up_before_the_rule_judges(
    case: Case, steps: list[Step[Case]]
) -> None:
    for step in steps:
        named = [getattr(step, name) for name, hint in held(type(step)).items() if hint in PEOPLE]
        people = [p for each in named for p in (each if isinstance(each, tuple) else (each,))]
        assert list(step.concerned) == people, type(step)


def test_a_text_is_noticed_wherever_a_step_would_hold_it() -> None:
    @dataclass
    class Wordy:
        said: str
        asked: tuple[PersonId, ...]
        lines: tuple[str | None, ...] = ()
        other: Annotated[str, "something else"] = ""
        facts: dict[str, int] = field(default_factory=dict)

    hints = [Wordy.__annotations__[each.name] for each in fields(Wordy)]
    assert list(strays(hints)) == [str, str, Annotated[str, "something else"], dict[str, int]]
    assert Decided in [type(each) for step in FLAG_STEPS for each in _values(step)]


def _values(step: object) -> list[object]:
    return [getattr(step, name) for name in held(type(step))]


def test_greta_and_olav_have_a_say_in_a_dish_that_is_not_in_their_case() -> None:
    for case, _steps in CASES:
        assert possible(case, dishes.DishDone(1), now(GRETA))
        assert possible(case, dishes.AcceptDish(1), now(OLAV))
        assert not possible(case, dishes.AcceptDish(1), now(GRETA))
