"""A message as Slack takes it."""

from dataclasses import dataclass, field
from typing import Any

Block = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Message:
    """What is shown, and the plain text that notifications and screen readers get."""

    text: str
    blocks: list[Block] = field(default_factory=list)
