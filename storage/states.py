"""Frozen dataclasses of the rules <-> the JSON in a row."""

from dataclasses import replace
from datetime import time
from typing import Any

from cattrs.preconf.json import make_converter

from bot.cases import Case
from bot.claim.case import Claim
from bot.flag.case import Flag
from bot.team import TeamSettings
from storage.tables import CaseRow

KINDS: dict[str, type[Flag] | type[Claim]] = {"hostile": Flag, "claim": Claim}
_converter = make_converter()
_converter.register_unstructure_hook(time, time.isoformat)
_converter.register_structure_hook(time, lambda value, _type: time.fromisoformat(value))


def kind_of(case: Case) -> str:
    return "claim" if isinstance(case, Claim) else "hostile"


def to_state(value: Any) -> dict[str, Any]:
    """Ids, enums and ISO times, as JSON has them."""
    found: dict[str, Any] = _converter.unstructure(value)
    return found


def case_from(kind: str, state: dict[str, Any]) -> Case:
    return _converter.structure(state, KINDS[kind])


def team_from(state: dict[str, Any]) -> TeamSettings:
    return _converter.structure(state, TeamSettings)


def case_of(row: CaseRow) -> Case:
    case = case_from(row.kind, row.state)
    return replace(case, id=row.id, number=row.number or 0)
