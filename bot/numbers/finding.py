"""Where in a text such numbers stand, and the text with them hidden.

The work grows with the text and no faster: each group of digits is looked at as a beginning once,
with at most LONGEST digits behind it.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate, pairwise

from stdnum import iban

from bot.numbers.kinds import (
    LONGEST,
    LONGEST_CUE,
    SHORTEST,
    Candidate,
    Cue,
    Kind,
    cue_at_end,
    kind_of,
    possible_lengths,
)
from bot.text import is_dash, is_invisible

__all__ = ["HIDDEN", "Kind", "Masked", "mask"]

HIDDEN = "•"


@dataclass(frozen=True, slots=True)
class Masked:
    text: str
    found: tuple[Kind, ...] = ()
    """What each looked like, from left to right."""


def mask(text: str) -> Masked:
    """The text with every digit of such a number hidden; it stays as long as it was."""
    plain, places = _plain(text)
    shown, found = list(text), []
    for kind, start, end in _numbers(plain):
        hidden = [places[at] for at in range(start, end) if plain[at].isdigit()]
        for place in hidden:
            shown[place] = HIDDEN
        found.append(kind)
    return Masked("".join(shown), tuple(found))


def _plain(text: str) -> tuple[str, list[int]]:
    """Plain digits and signs, and where each stood; without what nobody sees."""
    kept = [(_simple(character), place) for place, character in enumerate(text)]
    kept = [(character, place) for character, place in kept if character]
    return "".join(character for character, _place in kept), [place for _c, place in kept]


@lru_cache(maxsize=512)
def _simple(character: str) -> str:
    if character < "\x7f" and character.isprintable():
        return character
    digit = unicodedata.digit(character, None)
    if digit is not None:
        return str(digit)
    if character == "\t" or unicodedata.category(character) == "Zs":
        return " "
    if is_dash(character):
        return "-"
    if character in DOTS or character in SLASHES:
        return "." if character in DOTS else "/"
    on_another = unicodedata.category(character) in ("Mn", "Me")
    return "" if on_another or is_invisible(character) else character


DOTS, SLASHES = "\u2024\u00b7\uff0e", "\u2044\u2215\uff0f"
RUN = re.compile(r"[0-9]+(?:(?:[ -]{1,3}|[./])[0-9]+)*")
GROUP = re.compile(r"[0-9]+")
Span = tuple[int, int]


def _numbers(plain: str) -> Iterator[tuple[Kind, int, int]]:
    """What is to be hidden, from left to right, the longest first; groups stay whole."""
    accounts = {place for start, end in _accounts(plain) for place in range(start, end)}
    for run in RUN.finditer(plain):
        start, end = run.span()
        if end - start < SHORTEST:
            continue
        groups = [group.span() for group in GROUP.finditer(plain, start, end)]
        cue = cue_at_end(plain[max(0, start - LONGEST_CUE) : start])
        at = 0
        while at < len(groups):
            known = groups[at][0] in accounts
            kind, taken = (None, 1) if known else _longest(plain, groups, at, cue)
            if kind is not None:
                yield kind, groups[at][0], groups[at + taken - 1][1]
            at += taken
            cue = None  # within a run there are no words


def _longest(
    plain: str, groups: Sequence[Span], at: int, cue: Cue | None
) -> tuple[Kind | None, int]:
    """The longest number whose first group is the one `at`, and how many groups it takes."""
    first, last = groups[at]
    lengths = possible_lengths(last - first, cue)
    if not lengths:
        return None, 1
    ahead = groups[at : at + LONGEST]
    totals = enumerate(accumulate(end - start for start, end in ahead), start=1)
    for taken in reversed([taken for taken, total in totals if total in lengths]):
        kind = kind_of(_candidate(plain, ahead[:taken], cue))
        if kind is not None:
            return kind, taken
    return None, 1


def _candidate(plain: str, groups: Sequence[Span], cue: Cue | None) -> Candidate:
    start, end = groups[0][0], groups[-1][1]
    before, after = plain[max(0, start - 1) : start], plain[end : end + 1]
    return Candidate(
        groups=tuple(plain[first:last] for first, last in groups),
        gaps=tuple(plain[left[1] : right[0]] for left, right in pairwise(groups)),
        attached=before.isalpha() or before == "+" or after.isalpha(),
        cue=cue,
    )


IBAN = re.compile(r"(?<![A-Za-z0-9])[A-Z]{2}[0-9]{2}(?: ?[A-Z0-9]{4}){2,7}(?: [A-Z0-9]{1,3})?")


def _accounts(plain: str) -> Iterator[Span]:
    """Where an IBAN stands: its groups look like a card's, and its own check holds."""
    for found in IBAN.finditer(plain):
        groups = found[0].split(" ")
        for taken in range(len(groups), 3, -1):
            if iban.is_valid("".join(groups[:taken]), check_country=False):
                yield found.start(), found.start() + len(" ".join(groups[:taken]))
                break
