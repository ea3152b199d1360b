"""The decision track: both halves, the explanation, and what the agent says to it."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum


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
    """What the agent says to the explanation; silence is never agreement."""

    THANKS = "thanks"
    TALK = "talk"
    DIFFERENT = "different"
    NO_ANSWER = "no_answer"


@dataclass(frozen=True, slots=True)
class Decided:
    """What the form holds; what was typed goes by text id."""

    matter: Matter
    behaviour: Behaviour | None
    """None for a customer in danger: there is no behaviour half."""
    to_agent: int
    """What the agent will read."""
    weighed: int | None = None
    """What was weighed, and what bound the manager's hands."""
    because: int | None = None
    """Why nothing follows for the behaviour."""
    limited_to: int | None = None
    limited_until: date | None = None
    gesture: Gesture | None = None
    gesture_note: int | None = None
    agent_first: bool | None = None
    """Whether the agent knows before the customer."""

    @property
    def texts(self) -> dict[str, int]:
        """Ids of what was typed, by field."""
        found = {
            "to_agent": self.to_agent,
            "weighed": self.weighed,
            "because": self.because,
            "limited_to": self.limited_to,
            "gesture_note": self.gesture_note,
        }
        return {field: text for field, text in found.items() if text is not None}

    @property
    def against_agent(self) -> bool:
        """The customer gets their way, fully or partly, or a gesture was given."""
        way = self.matter in (Matter.GETS_THEIR_WAY, Matter.PARTLY)
        return way or self.gesture is not None


@dataclass(frozen=True, slots=True)
class AgentsAnswer:
    """To the explanation; own words are kept unchanged beside the decision."""

    reply: Reply
    at: datetime
    text: int | None = None


@dataclass(frozen=True, slots=True)
class Decision:
    """One decision; a changed one stands after those that it replaces."""

    what: Decided
    by: str
    at: datetime
    reason: int | None = None
    """Why an earlier one was changed."""
    explained_at: datetime | None = None
    answer: AgentsAnswer | None = None
