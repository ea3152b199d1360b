"""The hostile case: its facts and what follows from them. The steps are in hostile_steps.py."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from bot.cases.decision import Decision
from bot.cases.dishes import Dish
from bot.cases.through import Through
from bot.notices import Notice
from bot.text import customer_key


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

    @property
    def urgent(self) -> bool:
        return self is Track.URGENT


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
    DECIDED = "decided"
    EXPLAINED = "explained"
    CLOSED = "closed"
    WITHDRAWN = "withdrawn"
    MERGED = "merged"


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
    talk_asked_at: datetime | None = None
    """When the agent last asked for a talk, by a button, an answer or an objection."""
    talks: int = 1
    """How often a talk has become due; each has clocks of its own."""


@dataclass(frozen=True, slots=True)
class Closing:
    """Somebody asked for the close; the agent has two working days to object."""

    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Lesson:
    """One line of what was learned, no names."""

    by: str
    at: datetime
    text: int


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
    contact_declined: bool = False
    """The contact cannot take it; the agent picks the next."""
    reported_by: str | None = None
    """Who flagged on the agent's behalf."""
    confirmed_at: datetime | None = None
    """When the agent confirmed what somebody flagged on their behalf."""
    linked: tuple[int, ...] = ()
    """Ids of other cases of the same event, and of the claim that turned hostile."""
    merged_into: int | None = None
    """The same agent's case that this one went along with."""
    more_text: tuple[int, ...] = ()
    """Ids of what was said in flags that were merged into this one."""
    dishes: tuple[Dish, ...] = ()
    decisions: tuple[Decision, ...] = ()
    """The newest is the one that stands."""
    heard: tuple[datetime, ...] = ()
    """When the agent heard elsewhere that the customer was given something."""
    through: Through = field(default_factory=Through)
    lesson: Lesson | None = None
    closing: Closing | None = None
    objections: int = 0
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
    def people(self) -> frozenset[str]:
        """Everybody who is named when the case is spoken of."""
        named = {self.agent, self.contact, self.reported_by, self.through.taken_by, *self.asked}
        named |= {answer.by for answer in self.care.answers}
        named |= {decision.by for decision in self.decisions}
        named |= {each.by for each in (self.lesson, self.closing, self.care.talk) if each}
        return frozenset(person for person in named if person)

    @property
    def headline(self) -> Headline:
        if self.merged_into is not None:
            return Headline.MERGED
        if self.withdrawn_at:
            return Headline.WITHDRAWN
        if self.closed_at:
            return Headline.CLOSED
        if not self.care.answers:
            return Headline.SEEN if self.care.seen_by else Headline.NEW
        if self.decision is None:
            return Headline.ANSWERED
        return Headline.EXPLAINED if self.decision.explained_at else Headline.DECIDED

    @property
    def decision(self) -> Decision | None:
        """The one that stands."""
        return self.decisions[-1] if self.decisions else None

    @property
    def unexplained_since(self) -> datetime | None:
        """Since when an explanation is owed: a decision, or something heard elsewhere."""
        newest = self.decision
        if newest is not None and newest.explained_at is None:
            return newest.at
        told = newest.at if newest else None
        return next((at for at in self.heard if told is None or at > told), None)

    @property
    def reply_awaited(self) -> bool:
        newest = self.decision
        return newest is not None and newest.explained_at is not None and newest.answer is None

    @property
    def over(self) -> bool:
        return self.headline in (Headline.CLOSED, Headline.WITHDRAWN, Headline.MERGED)

    @property
    def customer_key(self) -> str | None:
        return customer_key(self.customer)

    @property
    def talk_awaited(self) -> bool:
        """A light case has a talk only when it is asked for (product.md, Clocks)."""
        if self.headline not in ANSWERED:
            return False
        asked = self.care.talk_asked_at is not None or self.track is not Track.LIGHT
        return asked and self.care.talk is None


WAITING = frozenset({Headline.NEW, Headline.SEEN})
ANSWERED = frozenset({Headline.ANSWERED, Headline.DECIDED, Headline.EXPLAINED})
OPEN = WAITING | ANSWERED
CLOSED = frozenset({Headline.CLOSED})


def track_of(types: tuple[Type, ...]) -> Track:
    """The gravest type decides."""
    if URGENT & set(types):
        return Track.URGENT
    return Track.LIGHT if set(types) == {Type.RUDE} else Track.SERIOUS


Change = tuple[Hostile, list[Notice]]
"""The case after a step, and who must be told."""
