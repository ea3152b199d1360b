"""The facts of a flag's tracks care, decision and customer; dishes are in bot/dishes."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from bot.team import PersonId
from bot.text import Typed


class How(StrEnum):
    """How an answer was given."""

    REPLY = "reply"
    CONFIRMED = "confirmed"
    """Words beside the thread, which their writer said are the answer."""
    WRITTEN = "written"
    TALKED = "talked"


class TalkOutcome(StrEnum):
    """What became of the talk; its content is never stored."""

    HELD = "held"
    IN_WRITING = "in_writing"
    NOT_WANTED = "not_wanted"


@dataclass(frozen=True, slots=True)
class MessageRef:
    """Where a message stands in Slack, never what it says."""

    channel: str
    ts: str


@dataclass(frozen=True, slots=True)
class Asked:
    person: PersonId
    at: datetime


@dataclass(frozen=True, slots=True)
class Answer:
    by: PersonId
    at: datetime
    how: How
    ref: MessageRef | None = None
    """Where the words stand, when they were written in Slack."""
    text: Typed | None = None
    """The words, when the bot carries them to the agent."""


@dataclass(frozen=True, slots=True)
class Talk:
    outcome: TalkOutcome
    by: PersonId
    at: datetime


@dataclass(frozen=True, slots=True)
class Care:
    """The track from the flag to the talk; a new run begins when an answer is asked for again."""

    run: int
    since: datetime
    asked: tuple[Asked, ...]
    stepped_up: bool = False
    seen_by: tuple[PersonId, ...] = ()
    answers: tuple[Answer, ...] = ()
    talk: Talk | None = None
    talk_asked_at: datetime | None = None
    """When the agent last asked for a talk, by a button, an answer or an objection."""
    talks: int = 1
    """How often a talk has become due; each has clocks of its own."""
    calling: tuple[PersonId, ...] = ()
    """Who has said that they are calling the agent."""
    held_until: datetime | None = None
    """Until when the pages of an urgent case rest: somebody is calling, or has written."""
    called_at: datetime | None = None
    """When the agent said that somebody has called."""
    safe_at: datetime | None = None
    """When the agent said that they are safe, and that it can wait."""

    @property
    def answered_at(self) -> datetime | None:
        """When the agent was first answered; None while nobody has."""
        times = (*(answer.at for answer in self.answers), self.called_at)
        return min((at for at in times if at is not None), default=None)

    @property
    def talked(self) -> bool:
        """Whether somebody has talked to the agent: words alone end no urgent clock."""
        held = self.talk is not None and self.talk.outcome is TalkOutcome.HELD
        told = any(answer.how is How.TALKED for answer in self.answers)
        return held or told or self.called_at is not None


@dataclass(frozen=True, slots=True)
class Closing:
    """Somebody asked for the close; the agent has two working days to object."""

    by: PersonId
    at: datetime


@dataclass(frozen=True, slots=True)
class Lesson:
    """One line of what was learned, no names."""

    by: PersonId
    at: datetime
    text: Typed


class Matter(StrEnum):
    """Does the customer get their way?"""

    GETS_THEIR_WAY = "gets_their_way"
    PARTLY = "partly"
    NO = "no"
    NOT_SETTLED = "not_settled"


class Behaviour(StrEnum):
    """What follows for how the customer behaved."""

    NOTHING = "nothing"
    TALKED = "talked"
    WARNING = "warning"
    LIMITED = "limited"
    ENDED = "ended"
    POLICE = "police"


class Gesture(StrEnum):
    """What the customer is given."""

    CREDIT = "credit"
    MONTH_FREE = "month_free"
    REFUND = "refund"
    OTHER = "other"


class Reply(StrEnum):
    """What the agent says to the explanation; NO_ANSWER is noted by the clock."""

    THANKS = "thanks"
    TALK = "talk"
    DIFFERENT = "different"
    NO_ANSWER = "no_answer"


@dataclass(frozen=True, slots=True)
class Decided:
    """What the decision form holds."""

    matter: Matter
    behaviour: Behaviour | None
    """None for a customer in danger: there is no behaviour half."""
    to_agent: Typed
    """What the agent will read."""
    weighed: Typed | None = None
    """What was weighed, and what bound the manager's hands."""
    because: Typed | None = None
    """Why nothing follows for the behaviour."""
    limited_to: Typed | None = None
    limited_until: date | None = None
    gesture: Gesture | None = None
    gesture_note: Typed | None = None
    agent_first: bool | None = None
    """Whether the agent knows before the customer."""

    @property
    def texts(self) -> dict[str, Typed]:
        """What was typed, by field."""
        fields = {
            "to_agent": self.to_agent,
            "weighed": self.weighed,
            "because": self.because,
            "limited_to": self.limited_to,
            "gesture_note": self.gesture_note,
        }
        return {field: text for field, text in fields.items() if text is not None}

    @property
    def against_agent(self) -> bool:
        """The customer gets their way, fully or partly, or a gesture was given."""
        way = self.matter in (Matter.GETS_THEIR_WAY, Matter.PARTLY)
        return way or self.gesture is not None


@dataclass(frozen=True, slots=True)
class AgentsAnswer:
    """To the explanation; the agent's own words are kept unchanged."""

    reply: Reply
    at: datetime
    text: Typed | None = None


@dataclass(frozen=True, slots=True)
class Decision:
    """One decision; a changed one is kept as another after it."""

    what: Decided
    by: PersonId
    at: datetime
    reason: Typed | None = None
    """Why an earlier one was changed."""
    explained_at: datetime | None = None
    answer: AgentsAnswer | None = None


class Holder(StrEnum):
    """Who has the customer: together means that the agent owns the case and the manager helps."""

    AGENT = "agent"
    MANAGER = "manager"
    TOGETHER = "together"


class Finish(StrEnum):
    """How the agent would like to see the case through."""

    MYSELF = "myself"
    TOGETHER = "together"
    PLEASE_TAKE = "please_take"


@dataclass(frozen=True, slots=True)
class Customer:
    """The customer track: who sees the case through."""

    holder: Holder = Holder.AGENT
    taken_by: PersonId | None = None
    """Who of those asked has the customer; None: whoever is asked."""
    wish: Finish | None = None
    wished_before: Finish | None = None
    """The agent's wish at their flag before this one."""
    offered_back_by: PersonId | None = None
    """Who would like to hand the customer back; it needs the agent's yes."""
    helped_at: datetime | None = None
