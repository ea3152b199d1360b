"""One machine for every kind of case: who may do which step, and when.

`Case` is what flags and claims have in common, and all that this module, dishes and storage need to
know of them. A step is a frozen dataclass with `apply`; the table of its kind of case says who may
do it and when. What is not in the table is refused.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Generic, Self, TypeGuard, TypeVar

from bot.dishes.dish import Dish
from bot.refusals import Code, Refused
from bot.team import CLOCK, Now, PersonId, Team
from bot.text import Typed, customer_key

if TYPE_CHECKING:  # both import this module
    from bot.due import Clock, Due, Outcome, Sent
    from bot.notices import Notice
    from bot.waiting import Wait


@dataclass(frozen=True, slots=True, kw_only=True)
class Case(ABC):
    """One customer's matter: a flag or a claim."""

    id: int
    """0 until it is stored."""
    number: int = 0
    """As people say it, counted per workspace; 0 until it is stored."""
    workspace: str
    team: int
    reference: str
    """The customer's, as it was typed."""
    text: Typed | None
    """What was typed when it began; None when nothing was."""
    linked: tuple[int, ...] = ()
    """Ids of other cases of the same matter."""
    dishes: tuple[Dish, ...] = ()

    @property
    @abstractmethod
    def kind(self) -> Kind[Self]:
        """What all cases of this kind share: their table, their clocks, what these bring about."""

    @property
    @abstractmethod
    def headline(self) -> StrEnum:
        """Where the case stands, worked out and never stored."""

    @property
    @abstractmethod
    def over(self) -> bool:
        """Closed, withdrawn or merged: nobody waits for it any more."""

    @property
    @abstractmethod
    def urgent(self) -> bool:
        """Its letters go before all others."""

    @property
    @abstractmethod
    def holds_customer(self) -> bool:
        """Whether it keeps others from claiming the same customer."""

    @property
    @abstractmethod
    def person(self) -> PersonId | None:
        """Whose case it is: the agent of a flag, the owner of a claim."""

    @property
    @abstractmethod
    def named(self) -> frozenset[PersonId]:
        """Whom the case itself names, besides those of its dishes."""

    @property
    def people(self) -> frozenset[PersonId]:
        """Everybody whom the case names."""
        everybody = set(self.named)
        for dish in self.dishes:
            everybody |= {dish.person, dish.by, *((dish.passing.to,) if dish.passing else ())}
        return frozenset(everybody)

    @property
    def customer_key(self) -> str | None:
        return customer_key(self.reference)

    def may_read(self, by: PersonId, team: Team) -> bool:
        """Whether somebody may see at this moment what was typed; `team` has to know them."""
        return team.is_colleague(by) and self.shown_to(by, team)

    @abstractmethod
    def shown_to(self, by: PersonId, team: Team) -> bool:
        """Whether what was typed is for that colleague."""

    @property
    @abstractmethod
    def conversations(self) -> tuple[tuple[PersonId, ...], ...]:
        """Where it has a card: each place's people beside the bot; none of them for the channel.

        The case's words go to the newest, which comes last.
        """

    @abstractmethod
    def may_share(self, readers: Iterable[PersonId]) -> bool:
        """Whether a card that these people can read may still stand where it is."""

    @abstractmethod
    def responsible(self, team: Team) -> tuple[PersonId, ...]:
        """Who looks after the case: whoever is asked, or the team's managers, deputy and skip."""

    @abstractmethod
    def may_await(self, team: Team) -> frozenset[PersonId]:
        """Everybody of whom it may want something at some time, as long as it stands as it does."""

    @abstractmethod
    def keeper(self, team: Team) -> PersonId | None:
        """Who decides about a dish that nobody has done; None when nobody is there."""

    @abstractmethod
    def washing_up_since(self, at: datetime) -> datetime:
        """When the washing-up was last asked about; raises Refused when that is too long ago."""

    @abstractmethod
    def washed(self, at: datetime) -> Self:
        """The case after one of its dishes has changed: a claim may close or open by it."""


C = TypeVar("C", bound=Case)
Change = tuple[C, list["Notice"]]
"""The case after a step, and who must be told."""


class Step(ABC, Generic[C]):
    """Something that one person, or the clock, does to a case."""

    __slots__ = ()

    @property
    def concerned(self) -> tuple[PersonId | None, ...]:
        """Whom the step concerns besides the case's own people: a rule has to know them."""
        return ()

    @abstractmethod
    def apply(self, case: C, now: Now) -> Change[C]:
        """The case afterwards, and who must be told; raises Refused."""


@dataclass(frozen=True, slots=True)
class Rule(Generic[C]):
    """One line of a table: who may do a step, and in which headlines."""

    id: str
    """How history names the step, whatever the class is called; never changed once released."""
    who: Callable[[C, Now], bool]
    when: frozenset[StrEnum]
    flags: bool = False
    """Part of flagging: not refused to somebody whom Slack could not tell of yet."""


@dataclass(frozen=True, slots=True)
class Kind(Generic[C]):
    """One kind of case, and all that differs between the kinds."""

    name: str
    """As the database has it."""
    rules: Mapping[type, Rule[C]]
    clocks: Callable[[C, Team, Sent], list[Due]]
    """Every moment of every clock that the case's state wants, sent ones included."""
    nudges: Mapping[Clock, Callable[[C, Due, Team, datetime], Outcome]]
    """What each clock brings about."""
    waits: Callable[[C, Team, datetime], list[Wait]]
    """What it wants of whom, but for its dishes."""


def advance(case: C, step: object, now: Now) -> Change[C]:
    """The case after `step`, and who must be told.

    Raises Refused: CASE_UNKNOWN for a step of another kind of case, NOT_YOURS and NOT_NOW by the
    table, and what `Step.apply` refuses itself.
    """
    if not _concerns(step, case):
        raise Refused(Code.CASE_UNKNOWN)
    permit(case, type(step), now)
    return step.apply(case, now)


def permit(case: Case, step: type, now: Now) -> None:
    """Raise Refused where the table has no line for that step, that person and this moment."""
    authorise(case, step, now)
    if case.headline not in case.kind.rules[step].when:
        raise Refused(Code.NOT_NOW, headline=case.headline.value)


def authorise(case: Case, step: type, now: Now) -> None:
    """Raise Refused where that step is not that person's to do, now or later."""
    rule = case.kind.rules.get(step)
    if rule is None:
        raise Refused(Code.CASE_UNKNOWN)
    _has_account(now, unknown_too=rule.flags)
    require(rule.who(case, now))


def allowed(case: Case, step: type, now: Now) -> bool:
    """Whether the table has a line for that step, that person and this moment."""
    try:
        permit(case, step, now)
    except Refused:
        return False
    return True


def possible(case: Case, step: object, now: Now) -> bool:
    """Whether the step would be done if somebody tried; nothing is changed by asking."""
    try:
        advance(case, step, now)
    except Refused:
        return False
    return True


def require(allowed: bool) -> None:
    """Raise Refused with NOT_YOURS unless `allowed`."""
    if not allowed:
        raise Refused(Code.NOT_YOURS)


def _concerns(step: object, case: C) -> TypeGuard[Step[C]]:
    """Whether the step is one of this kind of case: the table says so."""
    return type(step) in case.kind.rules


def _has_account(now: Now, *, unknown_too: bool) -> None:
    """Refuse whoever is no colleague, and whoever is not known to be one."""
    if now.by == CLOCK or now.team.is_colleague(now.by):
        return
    require(now.team.active(now.by))
    if not unknown_too:
        raise Refused(Code.NOT_KNOWN_YET)
