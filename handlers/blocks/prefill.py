"""What a form begins with, wherever it was opened from: a command, a message, another case."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from bot.text import LONGEST, visible
from handlers.blocks import parts

REFERENCE = 150
"""Characters that a customer reference may have."""
SOMEBODY = re.compile(r"<@[^>]*>")
SPECIAL = re.compile(r"<!([^|>^]*)[^|>]*(?:\|@?([^>]*))?>")
CHANNEL = re.compile(r"<#[A-Z0-9]*(?:\|([^>]*))?>")
LINK = re.compile(r"<([^|>]*)(?:\|([^>]*))?>")


@dataclass(frozen=True, slots=True)
class Prefill:
    """What is known before anybody has typed; `linked` is the case that a flag came from."""

    customer: str = ""
    said: str = ""
    linked: int | None = None

    @property
    def typed(self) -> Mapping[str, Any]:
        """As `values` reads it from a form; for a claim, what was said is what is wrong."""
        return {"customer": self.customer, "said": self.said, "wrong": self.said}

    @property
    def note(self) -> Mapping[str, Any]:
        """What the form has to remember of it."""
        return {} if self.linked is None else {"linked": self.linked}


NOTHING = Prefill()


def from_command(text: str) -> Prefill:
    """`48213 he shouted`: the first word is the reference, the rest what was said."""
    first, rest = [*plain(text).split(maxsplit=1), "", ""][:2]
    return Prefill(parts.shortened(first, REFERENCE), parts.shortened(rest.strip(), LONGEST))


def from_message(text: str, link: str) -> Prefill:
    """A quote of a message and the way back to it; names of people are not copied."""
    room = LONGEST - len(link) - 5
    quote = parts.shortened(plain(text).strip(), room)
    return Prefill(said="\n".join(each for each in (quote and f"“{quote}”", link) if each))


def plain(text: str) -> str:
    """Slack's mark-up as plain text: nobody is named by a mention, and nothing calls anybody."""
    text = CHANNEL.sub(lambda found: f"#{found[1] or ''}", SOMEBODY.sub("@…", text))
    text = SPECIAL.sub(lambda found: f"@{found[2] or found[1]}", text)
    text = LINK.sub(lambda found: found[2] or found[1], text)
    for entity, sign in (("&lt;", "<"), ("&gt;", ">"), ("&amp;", "&")):
        text = text.replace(entity, sign)
    return visible(text)
