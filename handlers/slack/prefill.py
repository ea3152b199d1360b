"""What a form begins with, wherever it was opened from: a command, a message, another case."""

import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from bot.numbers.finding import HIDDEN, mask
from bot.text import LONGEST, QUOTES, UNKNOWN, first_word
from handlers.slack import parts
from handlers.slack.language import _
from handlers.slack.markup import escape
from handlers.slack.payloads import Payload, metadata

REFERENCE = 150
"""Characters that a customer reference may have."""
CALLED = (
    "customer client case ticket order account reference ref number no id kunde kunden kundenr "
    "kundenummer sag sagen sagsnr sagsnummer sak saken saksnr saksnummer ordre ordrenr ordrenummer "
    "konto referanse nummer nr"
).replace(" ", "|")
"""What people put before a customer's reference; it is none itself."""
DIGITS = r"[#+]?(?=[\w#/.‐-―−﹣－-]*\d)\w(?:[\w#/.‐-―−﹣－-]*\w)?"
"""A reference in a sentence: a number, or letters and digits with what joins them."""
ENDS = rf"(?:[{QUOTES})\].!?]*[:;,]+\s*|[{QUOTES})\].!?]*(?:\s+|$))"
FIRST = re.compile(
    rf"[{QUOTES}(\[\s:;,/]*"
    r"(?!\d{1,2}[:.]\d\d\b)(?!\d{1,2}\s+[^\W\d])"  # a time of day; "3 times"
    rf"(?P<reference>{DIGITS}|{'|'.join(UNKNOWN)}){ENDS}",
    re.IGNORECASE,
)
NAMED = re.compile(
    rf"(?<!\w)(?:(?:{CALLED})\b[.:]?[\s:#]{{0,3}}){{1,3}}[{QUOTES}(]*(?P<reference>{DIGITS}){ENDS}",
    re.IGNORECASE,
)


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

    @property
    def kept(self) -> Mapping[str, Any]:
        """What the chooser's private_metadata has to carry, so that the form begins with it."""
        return {} if self == NOTHING else {"begun": asdict(self)}


NOTHING = Prefill()


def kept_in(view: Payload) -> Prefill:
    """What the chooser was opened with."""
    return Prefill(**metadata(view).get("begun", {}))


def from_command(text: str) -> Prefill:
    """Of `48213 he shouted`, or `customer 48213 he shouted`: the reference, and what was said.

    `text` is plain words, without Slack's mark-up.
    Where no reference comes first, all of it is what was said; one that is named further on is
    filled in as well.
    """
    typed = _unquoted(text.strip())
    first = FIRST.match(typed) or NAMED.match(typed)
    if first is not None and not _divides_a_number(typed, first):
        said = typed[first.end() :].strip()
        return Prefill(_reference(first), parts.shortened(said, LONGEST))
    named = NAMED.search(typed) if first is None else None
    return Prefill(_reference(named) if named else "", parts.shortened(typed, LONGEST))


def from_unknown(text: str) -> Prefill:
    """Words that begin with no word of ours: all of them are kept, as what was said."""
    begun = from_command(text)
    if begun.customer:
        return begun
    behind = from_command(first_word(text)[1])
    return Prefill(behind.customer, begun.said)


def from_message(text: str, link: str) -> Prefill:
    """A quote of plain words, with a link back."""
    room = LONGEST - len(link) - 5
    quote = parts.shortened(text.strip(), room)
    return Prefill(said="\n".join(each for each in (quote and f"“{quote}”", link) if each))


def you_typed(text: str) -> str:
    """A line that gives words back which nothing was done with; numbers of people are hidden."""
    shown = escape(parts.shortened(mask(text.strip()).text, MOST_GIVEN_BACK))
    return _("You typed: “{words}”", words=shown) if shown else ""


MOST_GIVEN_BACK = 2000
"""Characters; escaped, they fit a message."""


def _reference(found: re.Match[str]) -> str:
    return parts.shortened(found["reference"], REFERENCE)


def _unquoted(text: str) -> str:
    """Without a pair of quotes around all of it."""
    inside = text[1:-1]
    quoted = len(text) > 2 and text[0] in QUOTES and text[-1] in QUOTES
    return inside.strip() if quoted and not set(QUOTES) & set(inside) else text


def _divides_a_number(typed: str, first: re.Match[str]) -> bool:
    """Whether a number that has to be hidden would stand half in one field and half in another."""
    halves = (first["reference"], typed[first.end() :])
    return mask(typed).text.count(HIDDEN) > sum(mask(h).text.count(HIDDEN) for h in halves)
