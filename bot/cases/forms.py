"""What an agent typed, before it is a case."""

from dataclasses import dataclass
from datetime import datetime

from bot.cases.claim import Origin
from bot.cases.hostile import Type, Wish


@dataclass(frozen=True, slots=True)
class FlagForm:
    team: int
    types: tuple[Type, ...]
    wish: Wish
    customer: str
    said: str
    contact: str | None = None
    """Whom the agent chose to see a closed type."""
    linked: int | None = None
    """The claim that turned hostile."""
    agent: str | None = None
    """The colleague on whose behalf it is flagged; None: whoever sends the form."""


@dataclass(frozen=True, slots=True)
class ClaimForm:
    team: int
    customer: str
    wrong: str
    origin: Origin
    due: datetime
    linked: int | None = None
    """The flag behind which the mess was found."""
