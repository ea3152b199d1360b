"""The hostile case: its facts and what follows from them. The steps are in hostile_steps.py."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from bot.cases.dishes import Dish
from bot.cases.words import customer_key
from bot.notices import Notice


class Type(StrEnum):
    """What happened; the order is the form's, the track is the gravest one's."""

    RUDE = "rude"
    PERSONAL_ABUSE = "personal_abuse"
    PRESSURE = "pressure"
    DISCRIMINATORY = "discriminatory"
    SEXUAL = "sexual"
    THREAT = "threat"
    PHYSICAL = "physical"
    CUSTOMER_IN_DANGER = "customer_in_danger"


class Track(StrEnum):
    LIGHT = "light"
    SERIOUS = "serious"
    URGENT = "urgent"


URGENT = frozenset({Type.THREAT, Type.PHYSICAL, Type.CUSTOMER_IN_DANGER})
CLOSED_TYPES = URGENT | {Type.DISCRIMINATORY, Type.SEXUAL}
"""The agent may choose who sees them (product.md, Who is asked)."""


class Wish(StrEnum):
    """What the agent wants now; it never slows a serious or urgent case."""

    LOG_ONLY = "log_only"
    ANSWER_ME = "answer_me"
    CALL_ME = "call_me"


class How(StrEnum):
    """How an answer was given."""

    REPLY = "reply"
    CONFIRMED = "confirmed"
    """Words beside the thread, which their writer said are the answer."""
    WRITTEN = "written"
    TALKED = "talked"


class Outcome(StrEnum):
    """What became of the talk; its content is never stored."""

    HELD = "held"
    IN_WRITING = "in_writing"
    NOT_WANTED = "not_wanted"


class Headline(StrEnum):
    """Where the case stands, worked out from its tracks and never stored."""

    NEW = "new"
    SEEN = "seen"
    ANSWERED = "answered"
    CLOSED = "closed"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class Words:
    """Where a message stands in Slack, never what it says."""

    channel: str
    ts: str


@dataclass(frozen=True, slots=True)
class Asked:
    person: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Answer:
    by: str
    at: datetime
    how: How
    words: Words | None = None


@dataclass(frozen=True, slots=True)
class Talk:
    outcome: Outcome
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Care:
    """The track from the flag to the talk; a new run begins when an answer is asked for again."""

    run: int
    since: datetime
    asked: tuple[Asked, ...]
    stepped_up: bool = False
    seen_by: tuple[str, ...] = ()
    answers: tuple[Answer, ...] = ()
    talk: Talk | None = None


@dataclass(frozen=True, slots=True)
class Hostile:
    """A customer contact that an agent has flagged."""

    id: int
    workspace: str
    team: int
    agent: str
    types: tuple[Type, ...]
    wish: Wish
    customer: str
    text: int | None
    """Id of what was said and done, kept apart so that it can be erased."""
    flagged_at: datetime
    care: Care
    number: int = 0
    contact: str | None = None
    """Whom the agent chose to see a closed type: nobody else is ever asked."""
    reported_by: str | None = None
    """Who flagged on the agent's behalf."""
    confirmed_at: datetime | None = None
    """When the agent confirmed what somebody flagged on their behalf."""
    linked: tuple[int, ...] = ()
    """Ids of other cases of the same event, and of the claim that turned hostile."""
    dishes: tuple[Dish, ...] = ()
    kept_open: bool = False
    closed_at: datetime | None = None
    withdrawn_at: datetime | None = None

    @property
    def track(self) -> Track:
        return track_of(self.types)

    @property
    def closed_type(self) -> bool:
        return bool(CLOSED_TYPES & set(self.types))

    @property
    def unconfirmed(self) -> bool:
        """Flagged on the agent's behalf, and not yet confirmed by them."""
        return self.reported_by is not None and self.confirmed_at is None

    @property
    def asked(self) -> tuple[str, ...]:
        """Who is asked now: after a step-up, either may answer."""
        return tuple(entry.person for entry in self.care.asked)

    @property
    def headline(self) -> Headline:
        if self.withdrawn_at:
            return Headline.WITHDRAWN
        if self.closed_at:
            return Headline.CLOSED
        if self.care.answers:
            return Headline.ANSWERED
        return Headline.SEEN if self.care.seen_by else Headline.NEW

    @property
    def customer_key(self) -> str | None:
        return customer_key(self.customer)

    @property
    def talk_awaited(self) -> bool:
        """A light case has a talk only when it is asked for (product.md, Clocks)."""
        answered = self.headline is Headline.ANSWERED
        return answered and self.care.talk is None and self.track is not Track.LIGHT


def track_of(types: tuple[Type, ...]) -> Track:
    """The gravest type decides."""
    if URGENT & set(types):
        return Track.URGENT
    return Track.LIGHT if set(types) == {Type.RUDE} else Track.SERIOUS


Change = tuple[Hostile, list[Notice]]
"""The case after a step, and who must be told."""
