"""What a case wants of whom: one entry for each thing that waits for somebody."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from bot.dishes.dish import Dish
from bot.team import PersonId


class What(StrEnum):
    """What somebody is awaited for, in the order in which a list has it."""

    ANSWER = "answer"
    CONFIRM = "confirm"
    CONTACT = "contact"
    CLOSES = "closes"
    HAND_BACK = "hand_back"
    REPLY = "reply"
    TAKE_OVER = "take_over"
    EXPLANATION = "explanation"
    DECISION = "decision"
    TALK = "talk"
    CLOSE = "close"
    OFFER = "offer"
    UNOWNED = "unowned"
    PROMISE = "promise"
    NEW_TIME = "new_time"
    DISH_ASKED = "dish_asked"
    DISH = "dish"
    DISH_STALE = "dish_stale"


ORDER = tuple(What)


@dataclass(frozen=True, slots=True)
class Wait:
    """Somebody is awaited."""

    what: What
    person: PersonId
    due: datetime | None = None
    """By when; None where no clock runs."""
    dish: Dish | None = None

    def late(self, at: datetime) -> bool:
        return self.due is not None and self.due <= at


def each(what: What, people: Iterable[PersonId | None], due: datetime | None = None) -> list[Wait]:
    """The same for each of them."""
    return [Wait(what, person, due) for person in dict.fromkeys(people) if person is not None]
