"""What a person sees of a running sandbox: messages, forms, Slack's own errors."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

Json = dict[str, Any]


class Refused(Exception):
    """The sandbox says that this cannot be done; the text says why."""


@dataclass(frozen=True)
class Seen:
    """One message as its reader sees it."""

    channel: str
    told: Json

    @property
    def words(self) -> str:
        return str(self.told["words"])

    @property
    def ts(self) -> str:
        return str(self.told["ts"])

    @property
    def thread(self) -> str:
        return str(self.told["thread_ts"] or self.told["ts"])

    @property
    def event_type(self) -> str | None:
        """What the app calls this kind of message in its metadata."""
        kind: str | None = self.told["event_type"]
        return kind

    @property
    def labels(self) -> list[str]:
        """What stands on its buttons, in order."""
        return [str(each["label"]) for each in self.told["actions"]]

    def has(self, text: str) -> bool:
        return text in self.words

    def offers(self, action_id: str) -> bool:
        return _offers(self.told, action_id)


@dataclass(frozen=True)
class Form:
    """A modal as the person who has it open sees it."""

    told: Json

    @property
    def callback_id(self) -> str:
        return str(self.told["callback_id"])

    @property
    def words(self) -> str:
        return str(self.told["words"])

    @property
    def errors(self) -> dict[str, str]:
        found: dict[str, str] = self.told["errors"]
        return found

    def has(self, text: str) -> bool:
        return text in self.words

    def offers(self, action_id: str) -> bool:
        return _offers(self.told, action_id)

    def typed(self, field_name: str) -> Any:
        """What stands in a field of text."""
        (state,) = self.told["state"][field_name].values()
        return state["value"]


@dataclass(frozen=True)
class Sight:
    """All that one person sees."""

    messages: Sequence[Seen]
    modals: Sequence[Form]
    errors: Sequence[str]

    @property
    def total(self) -> int:
        return len(self.messages)

    @property
    def newest(self) -> Seen:
        return max(self.messages, key=lambda message: float(message.ts))

    @property
    def modal(self) -> Form | None:
        return self.modals[-1] if self.modals else None

    @property
    def form(self) -> Form:
        """The modal on top; raises Refused when none is open."""
        if not self.modals:
            raise Refused("no form is open")
        return self.modals[-1]

    def has(self, text: str) -> bool:
        return self.count(text) > 0

    def count(self, text: str) -> int:
        """In how many messages the text stands."""
        return sum(message.has(text) for message in self.messages)

    def find(self, text: str) -> Seen:
        """The newest message with that text."""
        found = [message for message in self.messages if message.has(text)]
        if not found:
            raise Refused(f"nobody wrote “{text}”")
        return max(found, key=lambda message: float(message.ts))

    def of_kind(self, event_type: str) -> list[Seen]:
        """The messages that the app has given this kind, one conversation after the other."""
        return [message for message in self.messages if message.event_type == event_type]

    def count_of(self, event_type: str) -> int:
        return len(self.of_kind(event_type))

    def newest_of(self, event_type: str) -> Seen:
        """Raises Refused when there is none."""
        messages = self.of_kind(event_type)
        if not messages:
            raise Refused(f"there is no message of kind {event_type}")
        return max(messages, key=lambda message: float(message.ts))


def _offers(told: Json, action_id: str) -> bool:
    return any(each["action_id"] == action_id for each in told["actions"])
