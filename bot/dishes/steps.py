"""The steps of the washing-up, alike for a claim and a hostile case (behaviour.md, Dishes)."""

from dataclasses import dataclass, replace
from datetime import date

from bot.dishes.dish import MOST_DISHES, Dish, Passing, open_dishes
from bot.notices import Notice, Says
from bot.refusals import Code, Refused
from bot.steps import C, Case, Change, Step, require
from bot.team import Now, PersonId
from bot.text import Typed

DISH_DAYS = 5
"""Working days that a dish gets when nobody says otherwise."""


@dataclass(frozen=True, slots=True)
class AddDish(Step[C]):
    """Something to tidy up; whoever gets it is told, unless they added it themselves."""

    person: PersonId
    day: date
    text: Typed | None = None

    @property
    def concerned(self) -> tuple[PersonId | None, ...]:
        return (self.person,)

    def apply(self, case: C, now: Now) -> Change[C]:
        _colleague(self.person, now)
        _still_to_come(self.day, now)
        asked_at = case.washing_up_since(now.at)
        if sum(dish.added_at >= asked_at for dish in case.dishes) >= MOST_DISHES:
            raise Refused(Code.ENOUGH_DISHES, limit=MOST_DISHES)
        number, at = len(case.dishes) + 1, now.at
        dish = Dish(number, self.text, self.person, self.day, now.by, at, at)
        case = replace(case, dishes=(*case.dishes, dish))
        notices = [] if self.person == now.by else [_notice(Says.DISH_YOURS, dish, now)]
        return case.washed(now.at), notices


@dataclass(frozen=True, slots=True)
class DishDone(Step[C]):
    dish: int

    def apply(self, case: C, now: Now) -> Change[C]:
        dish = _touched(case, self.dish, now)
        return _with(case, replace(dish, done_at=now.at, passing=None), now), []


@dataclass(frozen=True, slots=True)
class DropDish(Step[C]):
    """It will not be done, and a line says why."""

    dish: int
    reason: Typed | None = None

    def apply(self, case: C, now: Now) -> Change[C]:
        dish = _touched(case, self.dish, now)
        dropped = replace(dish, dropped_at=now.at, reason=self.reason, passing=None)
        return _with(case, dropped, now), []


@dataclass(frozen=True, slots=True)
class KeepDish(Step[C]):
    """Somebody responsible: it is still wanted, by another day."""

    dish: int
    day: date

    def apply(self, case: C, now: Now) -> Change[C]:
        dish = _open(case, self.dish)
        require(now.by in case.responsible(now.team))
        _still_to_come(self.day, now)
        kept = replace(dish, day=self.day, since=now.at, kept=dish.kept + 1)
        notices = [] if dish.person == now.by else [_notice(Says.DISH_KEPT, kept, now)]
        return _with(case, kept, now), notices


@dataclass(frozen=True, slots=True)
class PassDish(Step[C]):
    """Somebody else is asked to take it; until they accept, it stays where it is."""

    dish: int
    to: PersonId

    @property
    def concerned(self) -> tuple[PersonId | None, ...]:
        return (self.to,)

    def apply(self, case: C, now: Now) -> Change[C]:
        dish = _touched(case, self.dish, now)
        _colleague(self.to, now)
        if self.to == dish.person:
            raise Refused(Code.HAS_IT_ALREADY)
        dish = replace(dish, passing=Passing(self.to, now.by))
        return _with(case, dish, now), [_told(Says.DISH_ASKED, dish, now, self.to)]


@dataclass(frozen=True, slots=True)
class AcceptDish(Step[C]):
    dish: int

    def apply(self, case: C, now: Now) -> Change[C]:
        dish, passing = _asked(case, self.dish, now)
        readers = {dish.person, passing.by} - {now.by}
        taken = replace(dish, person=now.by, passing=None)
        notices = [_told(Says.DISH_TAKEN, taken, now, person) for person in sorted(readers)]
        return _with(case, taken, now), notices


@dataclass(frozen=True, slots=True)
class DeclineDish(Step[C]):
    """The receiver has no room, and gives no reason: the dish stays where it is."""

    dish: int

    def apply(self, case: C, now: Now) -> Change[C]:
        dish, passing = _asked(case, self.dish, now)
        declined = replace(dish, passing=None)
        return _with(case, declined, now), [_told(Says.DISH_DECLINED, declined, now, passing.by)]


def _notice(says: Says, dish: Dish, now: Now) -> Notice:
    return _told(says, dish, now, dish.person)


def _told(says: Says, dish: Dish, now: Now, to: PersonId) -> Notice:
    return Notice(says, to, {"by": now.by, "dish": dish.number, "text": dish.text})


def _open(case: Case, number: int) -> Dish:
    """Raises Refused when that dish is done, dropped or unknown."""
    open_dish = next((dish for dish in open_dishes(case.dishes) if dish.number == number), None)
    if open_dish is None:
        raise Refused(Code.DISH_GONE)
    return open_dish


def _touched(case: Case, number: int, now: Now) -> Dish:
    """The open dish, if it is theirs to change; raises Refused when it is not."""
    dish = _open(case, number)
    require(now.by in (dish.person, case.person, *case.responsible(now.team)))
    return dish


def _asked(case: Case, number: int, now: Now) -> tuple[Dish, Passing]:
    """The open dish that they are asked to take; raises Refused when they are not asked."""
    dish = _open(case, number)
    if dish.passing is None or dish.passing.to != now.by:
        raise Refused(Code.DISH_GONE)
    return dish, dish.passing


def _with(case: C, changed: Dish, now: Now) -> C:
    dishes = tuple(changed if d.number == changed.number else d for d in case.dishes)
    return replace(case, dishes=dishes).washed(now.at)


def _colleague(person: PersonId, now: Now) -> None:
    if not now.team.active(person):
        raise Refused(Code.NOT_A_COLLEAGUE)


def _still_to_come(day: date, now: Now) -> None:
    today = now.team.calendar(now.by).local(now.at).date()
    if day < today:
        raise Refused(Code.DAY_IN_THE_PAST)
