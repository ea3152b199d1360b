"""Where ID numbers and card numbers stand in a text, and the text with them hidden.

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
    """The text with each digit of such a number replaced by HIDDEN; its length stays the same."""
    plain, places = _plain(text)
    characters, kinds = list(text), []
    for kind, start, end in _numbers(plain):
        hidden = [places[at] for at in range(start, end) if plain[at].isdigit()]
        for place in hidden:
            characters[place] = HIDDEN
        kinds.append(kind)
    return Masked("".join(characters), tuple(kinds))


def _plain(text: str) -> tuple[str, list[int]]:
    """The text in plain digits and signs, and the index in `text` of each of its characters."""
    pairs = [(_simple(character), place) for place, character in enumerate(text)]
    pairs = [(character, place) for character, place in pairs if character]
    return "".join(character for character, _place in pairs), [place for _c, place in pairs]


@lru_cache(maxsize=512)
def _simple(character: str) -> str:
    """Digits, spaces, dashes, dots and slashes of any script as ASCII; "" for what is invisible."""
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
    """(kind, start, end) of each number to hide, from left to right.

    1. Take each run of digits whose groups stand close enough together to be one number.
    2. See whether the words before the run name a kind of number: they count for its first group.
    3. Look for the longest number that begins with the group, made of whole groups.
    4. Go on behind it, or with the next group; skip groups that belong to an IBAN.
    """
    accounts = {place for start, end in _accounts(plain) for place in range(start, end)}
    for run in RUN.finditer(plain):
        start, end = run.span()
        if end - start < SHORTEST:
            continue
        groups = [group.span() for group in GROUP.finditer(plain, start, end)]
        cue = cue_at_end(plain[max(0, start - LONGEST_CUE) : start])
        at = 0
        while at < len(groups):
            in_account = groups[at][0] in accounts
            kind, count = (None, 1) if in_account else _longest(plain, groups, at, cue)
            if kind is not None:
                yield kind, groups[at][0], groups[at + count - 1][1]
            at += count
            cue = None  # the words stand before the first group only


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
    for count in reversed([count for count, total in totals if total in lengths]):
        kind = kind_of(_candidate(plain, ahead[:count], cue))
        if kind is not None:
            return kind, count
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
    """(start, end) of each IBAN with valid check digits: its groups look like a card's."""
    for match in IBAN.finditer(plain):
        groups = match[0].split(" ")
        for count in range(len(groups), 3, -1):
            if iban.is_valid("".join(groups[:count]), check_country=False):
                yield match.start(), match.start() + len(" ".join(groups[:count]))
                break
