"""What a release has once written is read by every later one, and stepped on."""

import json
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from pathlib import Path
from typing import Any

import pytest
from cattrs.errors import BaseValidationError

from bot.cases import KINDS, fall_due, next_due
from bot.claim.handover import WithdrawOffer
from bot.claim.steps import Reopen as ReopenClaim
from bot.claim.unowned import LetGo, TakeCase
from bot.dishes.steps import AcceptDish, DishDone
from bot.flag.behalf import Confirm
from bot.flag.care import Acknowledge, CorrectTalked
from bot.flag.closing import Close, CorrectText, NoteLesson, Reopen
from bot.flag.customer import TakeBack, TakeOver
from bot.flag.decision import Decide
from bot.flag.routing import ChooseContact, GiveToDeputy
from bot.flag.tracks import How
from bot.steps import Case, possible
from bot.team import Now
from bot.text import Typed
from storage import states
from tests.rules.people import GRETA, HANS, IDA, KARIN, OLAV
from tests.storage.fields import fields_kept
from tests.storage.walks import (
    DECIDED,
    LATER,
    NOON,
    OLD_STATES,
    TEAM,
    a_full_team,
    led,
    walks,
)

KIND_OF = {"flag": "hostile", "claim": "claim"}
FILES = sorted([*OLD_STATES.glob("*/flag_*.json"), *OLD_STATES.glob("*/claim_*.json")])
NAMES = [f"{file.parent.name}/{file.stem}" for file in FILES]
EACH_STATE = pytest.mark.parametrize("file", FILES, ids=NAMES)
STEPS: dict[str, list[tuple[str, object]]] = {
    "flag_called": [(KARIN, CorrectTalked()), (OLAV, Acknowledge(How.TALKED))],
    "flag_can_wait": [(HANS, Acknowledge(How.WRITTEN, text=Typed(65)))],
    "flag_unconfirmed": [(KARIN, Confirm(contact=OLAV)), (OLAV, Acknowledge(How.TALKED))],
    "flag_contact_declined": [(KARIN, ChooseContact(IDA)), (IDA, Acknowledge(How.TALKED))],
    "flag_decided": [
        (OLAV, AcceptDish(1)),
        (KARIN, TakeBack()),
        (HANS, TakeOver()),
        (HANS, Decide(DECIDED, tell_now=False, opened_on=2, reason=Typed(61))),
        (HANS, GiveToDeputy()),
    ],
    "flag_closing": [(KARIN, CorrectText(Typed(62))), (KARIN, Close())],
    "flag_closed": [(HANS, NoteLesson(Typed(63))), (KARIN, Reopen(answer_wanted=True))],
    "claim_handing_over": [(IDA, WithdrawOffer()), (IDA, LetGo(Typed(64)))],
    "claim_passed": [(HANS, LetGo()), (GRETA, TakeCase())],
    "claim_unowned": [(KARIN, TakeCase())],
    "claim_helped": [(OLAV, AcceptDish(1)), (OLAV, DishDone(1))],
    "claim_closed": [(KARIN, ReopenClaim(LATER)), (KARIN, LetGo())],
}
"""What may be done with each; with a merged or withdrawn flag, nothing."""
WITHOUT_STEPS = {"flag_merged", "flag_withdrawn"}
QUIET = WITHOUT_STEPS | {"flag_unconfirmed", "flag_contact_declined", "claim_closed"}
"""Where no clock runs."""
CHANGED = f"""
What is stored has changed its shape, and states of the old one lie in people's databases.
In storage/states.py let SHAPE go up by one and give UPGRADES the way from the shape before; then
`python -m tests.storage.walks` keeps states of the new shape beside the old ones. (A team's
settings have no number: a migration brings them along.) Until the first release shape 1 is ours to
change: write its folder, {OLD_STATES.name}/1, again with the same command.
"""


def state_in(file: Path) -> dict[str, Any]:
    state: dict[str, Any] = json.loads(file.read_text())
    return state


def loaded(file: Path, state: dict[str, Any] | None = None) -> Case:
    kind = KIND_OF[file.stem.partition("_")[0]]
    return states.case_from(kind, state or state_in(file), id=7, number=42)


@EACH_STATE
def test_an_old_state_is_read_and_written_in_todays_shape(file: Path) -> None:
    case = loaded(file)
    today = json.loads(json.dumps(states.state_of(case)))
    assert today["shape"] == states.SHAPE
    assert states.case_from(case.kind.name, today, id=7, number=42) == case


@EACH_STATE
def test_a_case_goes_on_from_an_old_state(file: Path) -> None:
    case = loaded(file)
    steps = STEPS.get(file.stem, [])
    assert bool(steps) is not (file.stem in WITHOUT_STEPS)
    for by, step in steps:
        assert led(case, (by, step)) != case
        case = led(case, (by, step))
    if not steps:
        assert not any(possible(case, step, Now(by, NOON, TEAM)) for by, step in every_step())


def every_step() -> Iterator[tuple[str, object]]:
    for steps in STEPS.values():
        yield from steps


@EACH_STATE
def test_the_clocks_of_an_old_state_go_on(file: Path) -> None:
    case = loaded(file)
    due = next_due(case, TEAM, {})
    assert (due is None) is (file.stem in QUIET)
    if due is not None:
        assert fall_due(case, TEAM, {}, due).sent


@EACH_STATE
def test_a_key_that_nobody_knows_is_an_error_however_deep_it_lies(file: Path) -> None:
    whole = state_in(file)
    for part in dicts_in(whole):
        part["through"] = None
        with pytest.raises(BaseValidationError):
            loaded(file, whole)
        del part["through"]
    assert loaded(file, whole) == loaded(file)


def dicts_in(value: object) -> Iterator[dict[str, Any]]:
    if isinstance(value, dict):
        yield value
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    for each in list(inner):
        yield from dicts_in(each)


@EACH_STATE
def test_a_state_of_a_newer_copy_of_the_bot_is_left_alone(file: Path) -> None:
    newer = {**state_in(file), "shape": states.SHAPE + 1, "something": "new"}
    with pytest.raises(states.NewerShape, match=str(states.SHAPE + 1)):
        loaded(file, newer)


def test_there_is_a_way_from_every_shape_and_states_of_each_to_walk_it() -> None:
    assert set(states.UPGRADES) == set(range(1, states.SHAPE))
    assert {folder.name for folder in OLD_STATES.iterdir()} == {
        str(shape) for shape in range(1, states.SHAPE + 1)
    }


def test_no_stored_field_changes_without_a_way_from_the_old_states() -> None:
    known = json.loads((OLD_STATES / str(states.SHAPE) / "fields.json").read_text())
    assert fields_kept() == known, CHANGED


def test_every_field_that_there_is_is_filled_in_some_old_state() -> None:
    files = [file for file in FILES if file.parent.name == str(states.SHAPE)]
    assert {file.stem for file in files} == {name for name, _case in walks()}
    filled = {field for file in files for field in filled_in(loaded(file))}
    filled |= set(filled_in(the_team()))
    missing = {
        f"{name}.{field}"
        for name, known in fields_kept().items()
        if isinstance(known, dict)
        for field in known
    }
    assert missing - filled == set()


def filled_in(value: object) -> Iterator[str]:
    """The fields that hold something, in whatever dataclass of the value."""
    if is_dataclass(value) and not isinstance(value, type):
        for each in fields(value):
            held = getattr(value, each.name)
            if held:
                yield f"{type(value).__name__}.{each.name}"
            yield from filled_in(held)
    elif isinstance(value, tuple):
        for part in value:
            yield from filled_in(part)


def the_team() -> object:
    return states.settings_from(state_in(OLD_STATES / str(states.SHAPE) / "team.json"), 1)


def test_a_teams_settings_are_read_as_they_were_written() -> None:
    assert the_team() == a_full_team()
    unknown = {**states.facts_of(a_full_team()), "through": None}
    with pytest.raises(BaseValidationError):
        states.settings_from(unknown, 1)


def test_every_kind_of_case_has_old_states() -> None:
    assert {KIND_OF[file.stem.partition("_")[0]] for file in FILES} == set(KINDS)
