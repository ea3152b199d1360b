"""The claim: its facts and what follows from them. The steps are in claim_steps.py."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from bot.cases.dishes import Dish
from bot.notices import Notice
from bot.text import customer_key


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


class Standing(StrEnum):
    """Where a claim stands, worked out and never stored."""

    CLAIMED = "claimed"
    HANDING_OVER = "handing_over"
    UNOWNED = "unowned"
    HELPED = "helped"
    """The customer is; a dish is still open."""
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
    """When the customer hears from us next."""

    due: datetime
    made_at: datetime
    kept: Kept | None = None
    settled_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Offer:
    """Somebody is asked to take the case; until they accept, nothing changes."""

    to: str
    by: str
    """The owner, or the manager who shares out what nobody has."""
    since: datetime


@dataclass(frozen=True, slots=True)
class Unowned:
    """Nobody answers for the case to the customer: a manager looks for somebody."""

    since: datetime
    why: Why
    before: str
    """Who had it."""
    reason: int | None = None
    """Id of why it was let go, in the owner's words."""


@dataclass(frozen=True, slots=True)
class Note:
    """What a colleague has passed on to the owner."""

    by: str
    at: datetime
    text: int | None


@dataclass(frozen=True, slots=True)
class Claim:
    """A mess that others left, and the one person who answers for it to the customer."""

    id: int
    workspace: str
    team: int
    owner: str | None
    """None while it is unowned."""
    customer: str
    wrong: int | None
    """Id of what is wrong, kept apart so that it can be erased."""
    origin: Origin
    claimed_at: datetime
    promises: tuple[Promise, ...]
    number: int = 0
    helpers: tuple[str, ...] = ()
    helped_at: datetime | None = None
    closed_at: datetime | None = None
    offer: Offer | None = None
    brief: int | None = None
    """Id of the newest hand-over's three lines; whoever has the case may read them."""
    offers: int = 0
    """How often somebody was asked to take it."""
    declines: int = 0
    """How often a hand-over was declined; a lapse is no decline."""
    unowned: Unowned | None = None
    losses: int = 0
    """How often a manager had to look for somebody."""
    notes: tuple[Note, ...] = ()
    dishes: tuple[Dish, ...] = ()
    thanked_at: datetime | None = None
    linked: tuple[int, ...] = ()
    """Ids of the flags that came from it, or that it came from."""
    passed: bool = False
    """It has passed to whoever is asked about the flag: the channel learns no more than that."""
    kept_from: str | None = None
    """Who flagged the customer as urgent: the case never goes back to them alone."""

    @property
    def standing(self) -> Standing:
        if self.closed_at:
            return Standing.CLOSED
        if self.helped_at:
            return Standing.HELPED
        if self.owner is None:
            return Standing.UNOWNED
        return Standing.HANDING_OVER if self.offer else Standing.CLAIMED

    @property
    def open(self) -> bool:
        """Whether it keeps others from claiming the same customer."""
        return self.standing in OPEN

    @property
    def customer_key(self) -> str | None:
        return customer_key(self.customer)

    @property
    def promise(self) -> Promise:
        """The newest one."""
        return self.promises[-1]

    @property
    def promise_running(self) -> bool:
        return self.standing in OWNED and self.promise.kept is None

    @property
    def promise_missed(self) -> bool:
        """Not kept, and the customer has no new one yet."""
        return self.standing in OWNED and self.promise.kept is Kept.LATE


OWNED = frozenset({Standing.CLAIMED, Standing.HANDING_OVER})
UNOWNED = frozenset({Standing.UNOWNED})
OPEN = OWNED | UNOWNED
CLOSED = frozenset({Standing.CLOSED})
HELPED = frozenset({Standing.HELPED}) | CLOSED

Change = tuple[Claim, list[Notice]]
"""The case after a step, and who must be told."""
