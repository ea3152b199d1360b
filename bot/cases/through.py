"""The customer track: who sees the case through with the customer."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


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
class Through:
    """The customer track: who sees the case through."""

    holder: Holder = Holder.AGENT
    taken_by: str | None = None
    """Who of those asked has the customer; None: whoever is asked."""
    wish: Finish | None = None
    wished_before: Finish | None = None
    """The agent's wish at their flag before this one."""
    offered_back_by: str | None = None
    """Who would like to hand the customer back; it needs the agent's yes."""
    helped_at: datetime | None = None
