"""The claim: its facts and what follows from them. The steps are in claim_steps.py."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from bot.cases.words import customer_key


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
    CLOSED = "closed"


@dataclass(frozen=True, slots=True)
class Promise:
    """When the customer hears from us next."""

    due: datetime
    made_at: datetime
    kept: Kept | None = None
    settled_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Claim:
    """A mess that others left, and the one person who answers for it to the customer."""

    id: int
    workspace: str
    team: int
    owner: str
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

    @property
    def standing(self) -> Standing:
        return Standing.CLOSED if self.closed_at else Standing.CLAIMED

    @property
    def open(self) -> bool:
        """Whether it keeps others from claiming the same customer."""
        return self.standing is Standing.CLAIMED

    @property
    def customer_key(self) -> str | None:
        return customer_key(self.customer)

    @property
    def promise(self) -> Promise:
        """The newest one."""
        return self.promises[-1]

    @property
    def promise_running(self) -> bool:
        return self.open and self.promise.kept is None
