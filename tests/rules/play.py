"""One case played through time, as the bot's clock would play it."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Generic, NamedTuple

from bot.cases import fall_due, next_due
from bot.due import Key
from bot.notices import Kind, Notice, Says
from bot.steps import C, advance
from bot.team import Now, PersonId, Team
from bot.text import Typed

MOST_RINGS = 30
"""A clock that rings more often than this without time passing would ring for ever."""


class Said(NamedTuple):
    at: datetime
    notice: Notice

    @property
    def to(self) -> tuple[Says, str]:
        return self.notice.says, str(self.notice.to)


@dataclass
class Play(Generic[C]):
    """A case, its people, what has been said, and what the time is."""

    case: C
    team: Team
    now: datetime
    sent: dict[Key, datetime] = field(default_factory=dict)
    said: list[Said] = field(default_factory=list)

    def does(self, by: PersonId, step: object) -> None:
        """Somebody does a step now; raises Refused."""
        self.case, told = advance(self.case, step, Now(by, self.now, self.team))
        self.hear(told)

    def passes(self, moment: datetime) -> list[Said]:
        """Time passes, and the clock rings whenever something is due; what was said."""
        before = len(self.said)
        while (due := next_due(self.case, self.team, self.sent)) and due <= moment:
            self.now = max(self.now, due)
            self._ring()
        self.now = moment
        return self.said[before:]

    def sleeps(self, moment: datetime) -> list[Said]:
        """The bot is down until `moment`."""
        self.now = moment
        return self.passes(moment)

    def hear(self, told: Iterable[Notice]) -> None:
        """What is said now, each with the facts that its message declares."""
        for notice in told:
            declared(notice)
            self.said.append(Said(self.now, notice))

    def _ring(self) -> None:
        outcome = fall_due(self.case, self.team, self.sent, self.now)
        assert outcome.sent, "a clock that is due says or notes something"
        assert not set(outcome.sent) & set(self.sent), "a nudge goes out once"
        assert list(self.sent.values()).count(self.now) < MOST_RINGS
        assert isinstance(outcome.case, type(self.case))
        self.case = outcome.case
        self.sent |= dict.fromkeys(outcome.sent, self.now)
        self.hear(notice for notice, _key in outcome.told)


def heard(said: list[Said]) -> list[tuple[datetime, Says, str]]:
    """When what was said to whom."""
    return [(entry.at, *entry.to) for entry in said]


def declared(notice: Notice) -> None:
    """A message carries only facts that it declares, each of the declared kind."""
    kinds = notice.says.value.facts
    for name, fact in notice.facts.items():
        assert name in kinds, f"{notice.says.id} declares no {name}"
        assert FITS[kinds[name]](fact), f"{notice.says.id}: {name} is no {kinds[name].name}"


def _is_person(fact: object) -> bool:
    return type(fact) is str


FITS: Mapping[Kind, Callable[[object], bool]] = {
    Kind.PERSON: lambda fact: fact is None or _is_person(fact),
    Kind.PEOPLE: lambda fact: isinstance(fact, list) and all(map(_is_person, fact)),
    Kind.TIME: lambda fact: isinstance(fact, datetime) and fact.tzinfo is not None,
    Kind.TEXT: lambda fact: fact is None or isinstance(fact, Typed),
    Kind.NUMBER: lambda fact: type(fact) is int,
    Kind.CHOICE: lambda fact: isinstance(fact, StrEnum),
    Kind.YES_OR_NO: lambda fact: isinstance(fact, bool),
}
"""A person may be None: nobody is asked after the last one has been warned."""
