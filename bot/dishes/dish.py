"""The washing-up that a case left behind: each dish has exactly one person and a day."""

from dataclasses import dataclass
from datetime import date, datetime

from bot.team import PersonId
from bot.text import Typed

MOST_DISHES = 3
"""Dishes that may be added each time the washing-up is asked about."""


@dataclass(frozen=True, slots=True)
class Passing:
    """Somebody is asked to take a dish; until they accept, it stays where it is."""

    to: PersonId
    by: PersonId


@dataclass(frozen=True, slots=True)
class Dish:
    """One internal clean-up task; what it is stands in a text of its own."""

    number: int
    """Counts from 1 in each case."""
    text: Typed | None
    person: PersonId
    day: date
    by: PersonId
    """Who has put it on the list."""
    added_at: datetime
    since: datetime
    """The 15 working days count from here: when it was added, or kept for longer."""
    kept: int = 0
    """How often a manager has kept it with a new day."""
    passing: Passing | None = None
    done_at: datetime | None = None
    dropped_at: datetime | None = None
    reason: Typed | None = None
    """Why it was dropped."""

    @property
    def open(self) -> bool:
        return self.done_at is None and self.dropped_at is None

    @property
    def run(self) -> int:
        """The run of its clock: each time it is kept with a new day, it is nudged about anew."""
        return self.number * 100 + self.kept


def open_dishes(dishes: tuple[Dish, ...]) -> tuple[Dish, ...]:
    return tuple(dish for dish in dishes if dish.open)


def concerned(dishes: tuple[Dish, ...]) -> frozenset[str]:
    """Who has an open dish of the case, or is asked to take one."""
    open_ones = open_dishes(dishes)
    receivers = {dish.passing.to for dish in open_ones if dish.passing}
    return frozenset({dish.person for dish in open_ones} | receivers)
