"""Frozen dataclasses of the rules <-> the JSON in a row.

A state carries the number of its shape. When the dataclasses change, SHAPE goes up by one and
UPGRADES gets a function from the shape before; a key that no dataclass knows is an error, so that a
rename without its upgrade is noticed. tests/storage/old_states has a state of every shape.
"""

import logging
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import time
from typing import Any

from cattrs.preconf.json import make_converter

from bot.cases import KINDS
from bot.steps import Case
from bot.team import TeamSettings
from storage.tables import CaseRow

log = logging.getLogger("oppvask.states")
SHAPE = 1
UPGRADES: Mapping[int, Callable[[dict[str, Any]], dict[str, Any]]] = {}
"""From that shape to the next one; the state comes without its number."""
KEPT_IN_COLUMNS = ("id", "number")


class NewerShape(Exception):
    """A newer copy of the bot wrote this state, as happens while copies are replaced one by one."""


_converter = make_converter(forbid_extra_keys=True)
_converter.register_unstructure_hook(time, time.isoformat)
_converter.register_structure_hook(time, lambda value, _type: time.fromisoformat(value))


def state_of(case: Case) -> dict[str, Any]:
    """Ids, enums and ISO times, as JSON has them."""
    state = {name: value for name, value in facts_of(case).items() if name not in KEPT_IN_COLUMNS}
    return {"shape": SHAPE, **state}


def case_from(kind: str, state: dict[str, Any], *, id: int, number: int) -> Case:
    """Raises NewerShape, KeyError, or an error of cattrs' for a state that does not fit."""
    state = dict(state)
    shape = state.pop("shape")
    if shape > SHAPE:
        raise NewerShape(f"shape {shape} of a {kind}, {SHAPE} is the newest known here")
    while shape < SHAPE:
        state, shape = UPGRADES[shape](state), shape + 1
    return _converter.structure({**state, "id": id, "number": number}, KINDS[kind])


def case_of(row: CaseRow) -> Case:
    return case_from(row.kind, row.state, id=row.id, number=row.number or 0)


def readable(rows: Iterable[CaseRow]) -> list[Case]:
    """The cases in those rows; one whose state cannot be read is logged and left out."""
    cases = []
    for row in rows:
        try:
            cases.append(case_of(row))
        except Exception:  # whatever is the matter with it, the others go on
            log.exception("case_unreadable case=%s", row.id)
    return cases


def facts_of(value: object) -> dict[str, Any]:
    """A dataclass of the rules as JSON has it."""
    found: dict[str, Any] = _converter.unstructure(value)
    return found


def settings_from(state: dict[str, Any], team_id: int) -> TeamSettings:
    return replace(_converter.structure(state, TeamSettings), id=team_id)
