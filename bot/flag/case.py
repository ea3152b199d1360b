"""The flag: a hostile customer contact, its facts and what follows from them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import final

from bot.dishes.dish import concerned
from bot.flag.tracks import Care, Closing, Customer, Decision, Lesson
from bot.steps import Case, Kind
from bot.team import PersonId, Team, route
from bot.text import Typed


class Type(StrEnum):
    """What happened, in the order of the form."""

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
"""The agent may choose who sees them (behaviour.md, Who is asked)."""


class Wish(StrEnum):
    """What the agent wants now; it is kept with the case, and no clock depends on it."""

    LOG_ONLY = "log_only"
    ANSWER_ME = "answer_me"
    CALL_ME = "call_me"


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


@final
@dataclass(frozen=True, slots=True, kw_only=True)
class Flag(Case):
    agent: PersonId
    types: tuple[Type, ...]
    wish: Wish
    flagged_at: datetime
    care: Care
    contact: PersonId | None = None
    """Whom the agent chose to see a closed type: nobody else is ever asked."""
    contact_declined: bool = False
    """The contact cannot take it; the agent picks the next."""
    reported_by: PersonId | None = None
    """Who flagged on the agent's behalf."""
    confirmed_at: datetime | None = None
    """When the agent confirmed what somebody flagged on their behalf."""
    merged_into: int | None = None
    """Id of the same agent's case that this one went along with."""
    more_text: tuple[Typed, ...] = ()
    """What was said in flags that were merged into this one."""
    decisions: tuple[Decision, ...] = ()
    """The newest is the one that stands."""
    heard: tuple[datetime, ...] = ()
    """When the agent heard elsewhere that the customer was given something."""
    customer: Customer = field(default_factory=Customer)
    lesson: Lesson | None = None
    closing: Closing | None = None
    objections: int = 0
    """How often the agent has objected to a close."""
    kept_open: bool = False
    """A light case does not close by itself."""
    closed_at: datetime | None = None
    withdrawn_at: datetime | None = None

    @property
    def kind(self) -> Kind[Flag]:
        from bot.flag.nudges import FLAG  # noqa: PLC0415  its table names steps, and they the flag

        return FLAG

    @property
    def track(self) -> Track:
        return track_of(self.types)

    @property
    def pace(self) -> Track:
        """By which clock it is answered: when the agent says that it can wait, the serious one."""
        return Track.SERIOUS if self.care.safe_at else self.track

    @property
    def paging(self) -> bool:
        """Whether the urgent clock runs (behaviour.md, Clocks)."""
        return self.pace.urgent and not self.care.talked and self.headline in OPEN

    @property
    def answer_awaited(self) -> bool:
        return self.paging or self.headline in WAITING

    @property
    def in_danger(self) -> bool:
        """It is about a customer in danger: what fits a threat is never said."""
        return Type.CUSTOMER_IN_DANGER in self.types

    @property
    def closed_type(self) -> bool:
        return bool(CLOSED_TYPES & set(self.types))

    @property
    def unconfirmed(self) -> bool:
        """Flagged on the agent's behalf, and not yet confirmed by them."""
        return self.reported_by is not None and self.confirmed_at is None

    @property
    def asked(self) -> tuple[PersonId, ...]:
        """Who is asked now; each of them may answer."""
        return tuple(entry.person for entry in self.care.asked)

    @property
    def named(self) -> frozenset[PersonId]:
        people = {self.agent, self.contact, self.reported_by, self.customer.taken_by, *self.asked}
        people |= {answer.by for answer in self.care.answers}
        people |= {decision.by for decision in self.decisions}
        people |= {each.by for each in (self.lesson, self.closing, self.care.talk) if each}
        return frozenset(person for person in people if person)

    @property
    def person(self) -> PersonId:
        return self.agent

    @property
    def urgent(self) -> bool:
        return self.track.urgent

    @property
    def holds_customer(self) -> bool:
        return False

    def may_be_asked(self, team: Team) -> frozenset[PersonId]:
        """By the team as it stands: its route, or the chosen contact; when urgent, on-call too."""
        on_call = team.settings.on_call_people if self.track.urgent and not self.contact else ()
        order = route(team.settings, self.agent, self.contact)
        return frozenset(person for person in (*order, *on_call) if person)

    def still_asked(self, team: Team) -> tuple[PersonId, ...]:
        """Who is asked, without those who have left the team's settings since."""
        fit = self.may_be_asked(team)
        return tuple(person for person in self.asked if person in fit)

    def deciders(self, team: Team) -> tuple[PersonId, ...]:
        """Of those, managers, deputy and skip, or the contact: on-call only writes and calls."""
        fit = route(team.settings, self.agent, self.contact)
        return tuple(person for person in self.asked if person in fit)

    def shown_to(self, by: PersonId, team: Team) -> bool:
        """The agent and whoever is asked; withdrawn or unconfirmed, the agent alone."""
        if by == self.agent:
            return True
        apart = self.unconfirmed or self.headline is Headline.WITHDRAWN
        return not apart and by in self.still_asked(team)

    @property
    def conversations(self) -> tuple[tuple[PersonId, ...], ...]:
        """The agent with whoever was asked first, and with each who has written since."""
        if self.unconfirmed and not self.asked:
            return ()
        wrote = [a.by for a in self.care.answers if a.text is not None and a.by in self.asked]
        partners = dict.fromkeys((*self.asked[:1], *wrote))
        pairs = [tuple(sorted((self.agent, person))) for person in partners]
        return tuple(pairs) or ((self.agent,),)

    def may_share(self, readers: Iterable[PersonId]) -> bool:
        return {self.agent, *self.asked}.issuperset(readers)

    def responsible(self, team: Team) -> tuple[PersonId, ...]:
        return self.deciders(team)

    def may_await(self, team: Team) -> frozenset[PersonId]:
        return frozenset({self.agent, *self.asked}) | concerned(self.dishes)

    def keeper(self, team: Team) -> PersonId | None:
        available = [person for person in self.deciders(team) if team.available(person)]
        return available[-1] if available else None

    def washing_up_since(self, at: datetime) -> datetime:
        return self.care.since

    def washed(self, at: datetime) -> Flag:
        return self

    @property
    def headline(self) -> Headline:
        if self.merged_into is not None:
            return Headline.MERGED
        if self.withdrawn_at:
            return Headline.WITHDRAWN
        if self.closed_at:
            return Headline.CLOSED
        if self.care.answered_at is None:
            return Headline.SEEN if self.care.seen_by else Headline.NEW
        if self.decision is None:
            return Headline.ANSWERED
        return Headline.EXPLAINED if self.decision.explained_at else Headline.DECIDED

    @property
    def decision(self) -> Decision | None:
        return self.decisions[-1] if self.decisions else None

    @property
    def unexplained_since(self) -> datetime | None:
        """Since when an explanation is owed: a decision, or something heard elsewhere."""
        newest = self.decision
        if newest is not None and newest.explained_at is None:
            return newest.at
        decided_at = newest.at if newest else None
        return next((at for at in self.heard if decided_at is None or at > decided_at), None)

    @property
    def reply_awaited(self) -> bool:
        newest = self.decision
        return newest is not None and newest.explained_at is not None and newest.answer is None

    @property
    def over(self) -> bool:
        return self.headline in (Headline.CLOSED, Headline.WITHDRAWN, Headline.MERGED)

    @property
    def talk_awaited(self) -> bool:
        """A light case has a talk only when it is asked for (behaviour.md, Clocks)."""
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


@dataclass(frozen=True, slots=True)
class FlagForm:
    """What an agent typed, before it is a case."""

    team: int
    types: tuple[Type, ...]
    wish: Wish
    reference: str
    said: str
    contact: PersonId | None = None
    linked: int | None = None
    """Id of the claim that turned hostile."""
    agent: PersonId | None = None
    """The colleague on whose behalf it is flagged; None: whoever sends the form."""
