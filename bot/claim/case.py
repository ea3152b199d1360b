"""The claim: its facts and what follows from them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from typing import final

from bot.dishes.dish import concerned, open_dishes
from bot.refusals import Code, Refused
from bot.steps import Case, Kind
from bot.team import PersonId, Team, manager_of
from bot.text import Typed

ADD_DISHES_WITHIN = timedelta(days=30)


class Origin(StrEnum):
    """Where a mess comes from: never a person."""

    WRONG_PROMISE = "wrong_promise"
    DELIVERY_FAILED = "delivery_failed"
    HAND_OVER_GAP = "hand_over_gap"
    LEFT_OPEN = "left_open"
    SYSTEM = "system"
    UNKNOWN = "unknown"


class Kept(StrEnum):
    """What became of a promise; re-agreed before it was due counts as kept."""

    KEPT = "kept"
    REAGREED = "reagreed"
    LATE = "late"


class Headline(StrEnum):
    """Where a claim stands, worked out and never stored."""

    CLAIMED = "claimed"
    HANDING_OVER = "handing_over"
    UNOWNED = "unowned"
    HELPED = "helped"
    """The customer is helped, and a dish is still open."""
    CLOSED = "closed"


class Why(StrEnum):
    """How a claim came to have no owner."""

    LET_GO = "let_go"
    LEFT = "left"
    """The owner's account was deactivated."""
    AWAY = "away"
    """The owner is away beyond the promise."""


@dataclass(frozen=True, slots=True)
class Promise:
    """When the customer hears from us next; until that is settled, `kept` is None."""

    due: datetime
    made_at: datetime
    kept: Kept | None = None
    settled_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Offer:
    """Somebody is asked to take the case; until they accept, nothing changes."""

    to: PersonId
    by: PersonId
    """The owner, or the manager who shares out what nobody has."""
    since: datetime


@dataclass(frozen=True, slots=True)
class Unowned:
    """Nobody answers for the case to the customer: a manager looks for somebody."""

    since: datetime
    why: Why
    before: PersonId
    """Who had it."""
    reason: Typed | None = None
    """Why it was let go, in the owner's words."""


@dataclass(frozen=True, slots=True)
class Note:
    """What a colleague has passed on to the owner."""

    by: PersonId
    at: datetime
    text: Typed | None


@final
@dataclass(frozen=True, slots=True, kw_only=True)
class Claim(Case):
    """A mess that others left, and the one person who answers for it to the customer."""

    owner: PersonId | None
    """None while it is unowned."""
    origin: Origin
    claimed_at: datetime
    promises: tuple[Promise, ...]
    helpers: tuple[PersonId, ...] = ()
    helped_at: datetime | None = None
    closed_at: datetime | None = None
    offer: Offer | None = None
    brief: Typed | None = None
    """The newest hand-over's three lines; whoever has the case may read them."""
    offers: int = 0
    """How often somebody was asked to take it."""
    declines: int = 0
    """How often a hand-over was declined; a lapse is no decline."""
    unowned: Unowned | None = None
    losses: int = 0
    """How often a manager had to look for somebody."""
    notes: tuple[Note, ...] = ()
    thanked_at: datetime | None = None
    passed: bool = False
    """It passed on because of an urgent flag: its card says who has it, and no more."""
    kept_from: PersonId | None = None
    """Who flagged the customer as urgent, and therefore never gets the case back."""

    @property
    def kind(self) -> Kind[Claim]:
        from bot.claim.nudges import CLAIM  # noqa: PLC0415  its table names steps, and they claims

        return CLAIM

    @property
    def headline(self) -> Headline:
        if self.closed_at:
            return Headline.CLOSED
        if self.helped_at:
            return Headline.HELPED
        if self.owner is None:
            return Headline.UNOWNED
        return Headline.HANDING_OVER if self.offer else Headline.CLAIMED

    @property
    def over(self) -> bool:
        return self.closed_at is not None

    @property
    def urgent(self) -> bool:
        return False

    @property
    def holds_customer(self) -> bool:
        return self.headline in OPEN

    @property
    def person(self) -> PersonId | None:
        return self.owner

    @property
    def named(self) -> frozenset[PersonId]:
        people = {self.owner, *self.helpers, *(note.by for note in self.notes)}
        people |= {self.offer.to, self.offer.by} if self.offer else set()
        people |= {self.unowned.before} if self.unowned else set()
        return frozenset(person for person in people if person)

    def shown_to(self, by: PersonId, team: Team) -> bool:
        """The owner and helpers, whoever is asked to take it, and managers."""
        asked = self.offer.to if self.offer else None
        return by in (self.owner, asked, *self.helpers, *team.settings.responsible)

    @property
    def conversations(self) -> tuple[tuple[PersonId, ...], ...]:
        return ((),)

    def may_share(self, readers: Iterable[PersonId]) -> bool:
        return not tuple(readers)

    def responsible(self, team: Team) -> tuple[PersonId, ...]:
        return team.settings.responsible

    def may_await(self, team: Team) -> frozenset[PersonId]:
        """While nobody has it, or washing-up is left, managers, deputy and skip too."""
        asked = self.offer.to if self.offer else None
        washers = concerned(self.dishes)
        looked_after = self.owner is None or bool(washers)
        people = {self.owner, asked, *(team.settings.responsible if looked_after else ())}
        return frozenset(person for person in people if person) | washers

    def keeper(self, team: Team) -> PersonId | None:
        return manager_of(team, self.owner)

    def washing_up_since(self, at: datetime) -> datetime:
        """When the customer was helped; raises Refused before that, and 30 days later."""
        if self.helped_at is None or at > self.helped_at + ADD_DISHES_WITHIN:
            raise Refused(Code.REOPEN_TOO_LATE, days=ADD_DISHES_WITHIN.days)
        return self.helped_at

    def washed(self, at: datetime) -> Claim:
        """Closed when the customer is helped and no dish is open, else open."""
        if self.helped_at is None:
            return self
        open_ones = open_dishes(self.dishes)
        return replace(self, closed_at=None if open_ones else self.closed_at or at)

    @property
    def promise(self) -> Promise:
        """The newest one."""
        return self.promises[-1]

    @property
    def promise_running(self) -> bool:
        return self.headline in OWNED and self.promise.kept is None

    @property
    def promise_missed(self) -> bool:
        """Not kept, and the customer has no new one yet."""
        return self.headline in OWNED and self.promise.kept is Kept.LATE


OWNED = frozenset({Headline.CLAIMED, Headline.HANDING_OVER})
UNOWNED = frozenset({Headline.UNOWNED})
OPEN = OWNED | UNOWNED
CLOSED = frozenset({Headline.CLOSED})
HELPED = frozenset({Headline.HELPED}) | CLOSED


@dataclass(frozen=True, slots=True)
class ClaimForm:
    """What an agent typed, before it is a case."""

    team: int
    reference: str
    wrong: str
    origin: Origin
    due: datetime
    linked: int | None = None
    """Id of the flag behind which the mess was found."""
