"""Lists and long texts in pieces that Slack takes: nothing ends in the middle, or unsaid."""

import re
from collections.abc import Iterator, Sequence

from handlers.slack.language import _

SECTION = 3000
MESSAGE = 50
VIEW = 100
"""Characters that Slack takes in a section, and blocks in a message and in a view."""
TEXT = 30_000
"""Characters of a message's plain text: Slack cuts it at 40,000 of its own counting."""
WHOLE = re.compile(r"(?:<[^>]*>|\S)+|\s+")
"""What is never divided: words, and Slack's own marks for a time or a link."""
JOINED = "\u200d\ufe0f" + "".join(chr(c) for c in range(0x1F3FB, 0x1F400))
"""Characters that belong to the one before them: joiners, variation selectors, skin tones."""


def packed(
    lines: Sequence[str], *, most: int = MESSAGE, each: int = SECTION, between: str = "\n"
) -> list[str]:
    """At most `most` texts of at most `each` characters, made of whole lines, or names.

    A line that is longer than a text is divided between words. When not all lines fit, the last
    text ends with how many are left out.
    """
    texts = _filled(lines, each, between)
    if len(texts) <= most:
        return texts
    fewest, shown = 0, len(lines) - 1
    while fewest < shown:
        middle = (fewest + shown + 1) // 2
        if len(_filled(_first(lines, middle), each, between)) <= most:
            fewest = middle
        else:
            shown = middle - 1
    return _filled(_first(lines, shown), each, between)


def plainly(lines: Sequence[str]) -> str:
    """The lines as a message's plain text, for notifications and screen readers."""
    return "".join(packed(lines, most=1, each=TEXT))


def more(count: int) -> str:
    return _("and {count} more", count=count)


def before(text: str, most: int) -> int:
    """Where a longer text may be divided: at `most`, or earlier where that is inside an emoji."""
    at = most
    while at and (text[at] in JOINED or text[at - 1] in JOINED):
        at -= 1
    return at or most


def _first(lines: Sequence[str], shown: int) -> list[str]:
    return [*lines[:shown], more(len(lines) - shown)]


def _filled(lines: Sequence[str], each: int, between: str) -> list[str]:
    texts: list[str] = []
    for line in lines:
        for piece in _pieces(line, each):
            if texts and len(texts[-1]) + len(between) + len(piece) <= each:
                texts[-1] += between + piece
            else:
                texts.append(piece)
    return [text for text in texts if text.strip()]


def _pieces(line: str, each: int) -> Iterator[str]:
    """The line itself, unless it is too long."""
    if len(line) <= each:
        yield line
        return
    piece = ""
    for word in _divided(WHOLE.findall(line), each):
        if len(piece) + len(word) > each:
            yield piece
            piece = ""
        piece += word
    yield piece


def _divided(words: Sequence[str], each: int) -> Iterator[str]:
    """The words; one that is too long for a whole text in parts, never inside an emoji."""
    for word in words:
        rest = word
        while len(rest) > each:
            at = before(rest, each)
            yield rest[:at]
            rest = rest[at:]
        yield rest
