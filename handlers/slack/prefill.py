"""What a form begins with, wherever it was opened from: a command, a message, another case."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from bot.text import LONGEST, visible
from handlers.slack import parts

REFERENCE = 150
"""Characters that a customer reference may have."""
SOMEBODY = re.compile(r"<@[^>]*>")
SPECIAL = re.compile(r"<!([^|>^]*)[^|>]*(?:\|@?([^>]*))?>")
CHANNEL = re.compile(r"<#[A-Z0-9]*(?:\|([^>]*))?>")
LINK = re.compile(r"<([^|>]*)(?:\|([^>]*))?>")


@dataclass(frozen=True, slots=True)
class Prefill:
    """What a form begins with; `linked` is the id of the case from which it was opened."""

    customer: str = ""
    said: str = ""
    linked: int | None = None

    @property
    def typed(self) -> Mapping[str, Any]:
        """By field, as `forms.values` reads a form; in a claim, `said` is what is wrong."""
        return {"customer": self.customer, "said": self.said, "wrong": self.said}

    @property
    def note(self) -> Mapping[str, Any]:
        """What the form's private_metadata has to carry of it."""
        return {} if self.linked is None else {"linked": self.linked}


NOTHING = Prefill()


def from_command(text: str) -> Prefill:
    """Of `48213 he shouted` the first word is the reference, the rest what was said."""
    first, rest = [*plain(text).split(maxsplit=1), "", ""][:2]
    return Prefill(parts.shortened(first, REFERENCE), parts.shortened(rest.strip(), LONGEST))


def from_message(text: str, link: str) -> Prefill:
    """A quote with a link back; names of people are not copied."""
    room = LONGEST - len(link) - 5
    quote = parts.shortened(plain(text).strip(), room)
    return Prefill(said="\n".join(each for each in (quote and f"“{quote}”", link) if each))


def plain(text: str) -> str:
    """Slack's mark-up as plain text: people become @…, and channels and links their names."""
    text = CHANNEL.sub(lambda match: f"#{match[1] or ''}", SOMEBODY.sub("@…", text))
    text = SPECIAL.sub(lambda match: f"@{match[2] or match[1]}", text)
    text = LINK.sub(lambda match: match[2] or match[1], text)
    for entity, sign in (("&lt;", "<"), ("&gt;", ">"), ("&amp;", "&")):
        text = text.replace(entity, sign)
    return visible(text)
