"""What a case's clocks have brought about."""

from dataclasses import dataclass, field
from typing import Any

from bot.cases import Case
from bot.due import Key
from bot.notices import Notice

Told = list[tuple[Notice, Key | None]]
"""Who is told what; the key says which nudge it is, so that a dropped one is not counted."""


@dataclass(frozen=True, slots=True)
class Fallen:
    case: Case
    told: Told = field(default_factory=list)
    sent: list[Key] = field(default_factory=list)
    steps: list[Any] = field(default_factory=list)
    """Steps that the clock has done, of either kind of case."""
