"""All that a letter is drawn from, and the names and times in it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from bot.cases import Case, Claim, Hostile
from bot.notices import Says
from bot.people import Office
from handlers.blocks import parts
from handlers.blocks.markup import escape, listed, when
from handlers.blocks.message import Block, Message


@dataclass(frozen=True, slots=True)
class Facts:
    """All that a letter is drawn from."""

    says: Says
    facts: Mapping[str, Any]
    case: Case | None
    office: Office
    typed: Mapping[str, str]
    """What people typed for this letter, by field; without what was erased."""
    command: str
    readers: Sequence[str] = ()
    """Who reads a card beside the bot; empty for a channel."""
    linked: Sequence[Hostile] = ()
    """Other flags of the same event."""

    @property
    def flag(self) -> Hostile:
        assert isinstance(self.case, Hostile)  # noqa: S101  the notice belongs to a flag
        return self.case

    @property
    def claimed(self) -> Claim:
        assert isinstance(self.case, Claim)  # noqa: S101  the notice belongs to a claim
        return self.case

    @property
    def names(self) -> dict[str, str]:
        return {key: person.name for key, person in self.office.people.items()}

    def name(self, person: str) -> str:
        return escape(self.names.get(person, person))

    def named(self, fact: str) -> str:
        """The names of the people in a fact."""
        found = self.facts.get(fact) or ()
        return listed([self.name(each) for each in ([found] if isinstance(found, str) else found)])

    @property
    def number(self) -> int:
        """The case's."""
        return self.case.number if self.case else 0

    @property
    def words(self) -> str | None:
        """What one person wrote, for the reader of this letter; None when it was erased."""
        return self.typed.get("text")

    def time(self, fact: str) -> str:
        return when(datetime.fromisoformat(str(self.facts[fact])))

    @property
    def agent(self) -> str:
        return self.name(self.flag.agent)


def said(text: str, *buttons: Block) -> Message:
    return Message(text, [parts.section(text), *parts.buttons(*buttons)])
