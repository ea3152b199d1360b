"""The steps of the washing-up, alike for a claim and a hostile case (product.md, Words: dish)."""

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import TypeVar

from bot.cases.claim import Claim
from bot.cases.dishes import MOST_DISHES, Dish, Passing, open_dishes
from bot.cases.hostile import Hostile
from bot.notices import Notice, Says
from bot.people import Moment, require
from bot.refusals import Code, Refused

DISH_DAYS = 5
"""Working days that a dish gets when nobody says otherwise."""
ADD_WITHIN = timedelta(days=30)
C = TypeVar("C", Claim, Hostile)


@dataclass(frozen=True, slots=True)
class AddDish:
    """Something to tidy up, so that it doesn't happen again; whoever gets it is told."""

    person: str
    day: date
    text: int | None = None

    def apply(self, case: C, moment: Moment) -> tuple[C, list[Notice]]:
        _colleague(self.person, moment)
        _still_to_come(self.day, moment)
        begun = _asked_at(case, moment)
        if sum(dish.added_at >= begun for dish in case.dishes) >= MOST_DISHES:
            raise Refused(Code.ENOUGH_DISHES, limit=MOST_DISHES)
        number, at = len(case.dishes) + 1, moment.at
        dish = Dish(number, self.text, self.person, self.day, moment.by, at, at)
        case = replace(case, dishes=(*case.dishes, dish))
        told = [] if self.person == moment.by else [_notice(Says.DISH_YOURS, dish, moment)]
        return _washed(case, moment), told


@dataclass(frozen=True, slots=True)
class DishDone:
    dish: int

    def apply(self, case: C, moment: Moment) -> tuple[C, list[Notice]]:
        dish = _touched(case, self.dish, moment)
        return _with(case, replace(dish, done_at=moment.at, passing=None), moment), []


@dataclass(frozen=True, slots=True)
class DropDish:
    """It is left standing, and a line says why."""

    dish: int
    reason: int | None = None

    def apply(self, case: C, moment: Moment) -> tuple[C, list[Notice]]:
        dish = _touched(case, self.dish, moment)
        dropped = replace(dish, dropped_at=moment.at, reason=self.reason, passing=None)
        return _with(case, dropped, moment), []


@dataclass(frozen=True, slots=True)
class KeepDish:
    """A manager: it is still wanted, by another day."""

    dish: int
    day: date

    def apply(self, case: C, moment: Moment) -> tuple[C, list[Notice]]:
        dish = _open(case, self.dish)
        require(moment.by in _responsible(case, moment))
        _still_to_come(self.day, moment)
        kept = replace(dish, day=self.day, since=moment.at, kept=dish.kept + 1)
        told = [] if dish.person == moment.by else [_notice(Says.DISH_KEPT, kept, moment)]
        return _with(case, kept, moment), told


@dataclass(frozen=True, slots=True)
class PassDish:
    """Somebody else is asked to take it; until they do, it stays where it is."""

    dish: int
    to: str

    def apply(self, case: C, moment: Moment) -> tuple[C, list[Notice]]:
        dish = _touched(case, self.dish, moment)
        _colleague(self.to, moment)
        if self.to == dish.person:
            raise Refused(Code.HAS_IT_ALREADY, field="person")
        dish = replace(dish, passing=Passing(self.to, moment.by))
        return _with(case, dish, moment), [_told(Says.DISH_ASKED, dish, moment, self.to)]


@dataclass(frozen=True, slots=True)
class AcceptDish:
    dish: int

    def apply(self, case: C, moment: Moment) -> tuple[C, list[Notice]]:
        dish, passing = _asked(case, self.dish, moment)
        told = {dish.person, passing.by} - {moment.by}
        taken = replace(dish, person=moment.by, passing=None)
        said = [_told(Says.DISH_TAKEN, taken, moment, person) for person in sorted(told)]
        return _with(case, taken, moment), said


@dataclass(frozen=True, slots=True)
class DeclineDish:
    """No room right now, and no reason is asked: it stays where it is."""

    dish: int

    def apply(self, case: C, moment: Moment) -> tuple[C, list[Notice]]:
        dish, passing = _asked(case, self.dish, moment)
        left = replace(dish, passing=None)
        return _with(case, left, moment), [_told(Says.DISH_DECLINED, left, moment, passing.by)]


def _notice(says: Says, dish: Dish, moment: Moment) -> Notice:
    return _told(says, dish, moment, dish.person)


def _told(says: Says, dish: Dish, moment: Moment, to: str) -> Notice:
    return Notice(says, to, {"by": moment.by, "dish": dish.number, "text": dish.text})


def _asked_at(case: Claim | Hostile, moment: Moment) -> datetime:
    """When the washing-up was last asked about."""
    if isinstance(case, Hostile):
        return case.care.since
    helped = case.helped_at
    if helped is None or moment.at > helped + ADD_WITHIN:
        raise Refused(Code.REOPEN_TOO_LATE, days=ADD_WITHIN.days)
    return helped


def _open(case: Claim | Hostile, number: int) -> Dish:
    found = next((dish for dish in open_dishes(case.dishes) if dish.number == number), None)
    if found is None:
        raise Refused(Code.DISH_GONE)
    return found


def _touched(case: Claim | Hostile, number: int, moment: Moment) -> Dish:
    """An open dish, for its person and for those who answer for the case."""
    dish = _open(case, number)
    who = case.agent if isinstance(case, Hostile) else case.owner
    require(moment.by in (dish.person, who, *_responsible(case, moment)))
    return dish


def _asked(case: Claim | Hostile, number: int, moment: Moment) -> tuple[Dish, Passing]:
    dish = _open(case, number)
    if dish.passing is None or dish.passing.to != moment.by:
        raise Refused(Code.DISH_GONE)
    return dish, dish.passing


def _responsible(case: Claim | Hostile, moment: Moment) -> tuple[str, ...]:
    return case.asked if isinstance(case, Hostile) else moment.office.team.responsible


def _with(case: C, changed: Dish, moment: Moment) -> C:
    dishes = tuple(changed if d.number == changed.number else d for d in case.dishes)
    return _washed(replace(case, dishes=dishes), moment)


def _washed(case: C, moment: Moment) -> C:
    """A claim closes by itself once the customer is helped and no dish is open."""
    if isinstance(case, Claim) and case.helped_at is not None:
        if open_dishes(case.dishes):
            return replace(case, closed_at=None)
        return replace(case, closed_at=case.closed_at or moment.at)
    return case


def _colleague(person: str, moment: Moment) -> None:
    if not moment.office.active(person):
        raise Refused(Code.NOT_A_COLLEAGUE, field="person")


def _still_to_come(day: date, moment: Moment) -> None:
    today = moment.office.calendar(moment.by).local(moment.at).date()
    if day < today:
        raise Refused(Code.PROMISE_IN_THE_PAST, field="day")
