"""What counts as words: judged alike for forms, replies and references."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from html import unescape

from bot.refusals import Code, Refused


@dataclass(frozen=True, slots=True)
class Typed:
    """What a person typed: a row in `texts`, which everything else names by its id."""

    id: int
    filler: bool = False
    """Judged where it was typed: nothing in it but fillers and names."""


LONGEST = 3000
UNSEEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
FILLERS = frozenset(
    # what people write when they have seen a message and have not answered it
    """ok okay okey k kk noted got it seen thanks thx ty will do sure yes yep fine understood ack
    acknowledged received roger copy that modtaget set tak okei den er mottatt sett notert noteret
    forstået forstått takk det for greit fint ja jep yes bra godt super perfekt perfect great cool
    nice i on see this the a with you to for dig dem deg med til""".split()
)


def answers(text: str, names: Iterable[str] = ()) -> bool:
    """Whether a reply is an answer: at least two words, not all of them filler or `names`.

    product.md, The hostile case, acknowledge.
    """
    words = words_in(re.sub(r"<[^>]*>", " ", text))
    empty = FILLERS | {word for name in names for word in words_in(name)}
    return len(words) >= 2 and not all(word in empty for word in words)


def words_in(text: str) -> list[str]:
    """Emoji, shortcodes and numbers are no words, nor is what Slack makes of &."""
    plain = unescape(re.sub(r":[a-z0-9_+'-]+:", " ", text.lower()))
    return re.findall(r"[^\W\d_]+(?:['’][^\W\d_]+)*", plain)


def required(text: str | None, field: str) -> str:
    """Text that must say something; emoji are fine (product.md, The form)."""
    clean = visible(text or "").strip()
    if not clean:
        raise Refused(Code.FIELD_EMPTY, field=field)
    return optional(clean, field)


def optional(text: str | None, field: str) -> str:
    clean = visible(text or "").strip()
    if len(clean) > LONGEST:
        raise Refused(Code.TOO_LONG, field=field, limit=LONGEST)
    return clean


def visible(text: str) -> str:
    """Without control characters, also those that turn the direction of text around."""
    return UNSEEN.sub("", text)


def customer_key(reference: str) -> str | None:
    """The reference as it is compared: without case, spaces and hyphens; unknown is nobody."""
    key = re.sub(r"[\s\-\u2010-\u2015]+", "", visible(reference)).casefold()
    return None if key in UNKNOWN or not key else key


UNKNOWN = frozenset({"unknown", "ukendt", "ukjent"})
