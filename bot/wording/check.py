"""What a customer should not hear: colleagues, departments, systems and blame. Pure: no I/O.

Advice only, and careful rather than complete: a check that cries out at ordinary sentences is
soon left alone (behaviour.md, The claim).
"""

import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from re import Match, Pattern

from bot.wording.names import colleagues_in, of_departments_in, strangers_in
from bot.wording.phrases import MENTION, compiled, house_words


class Kind(StrEnum):
    """What it is, which decides what to write instead."""

    NAME = "name"
    MENTION = "mention"
    DEPARTMENT = "department"
    SYSTEM = "system"
    BLAME = "blame"
    HOUSE = "house"
    """A word that the team itself has put on its list."""


@dataclass(frozen=True, slots=True)
class Advice:
    """Words that stand out, as they were typed, and where they begin."""

    kind: Kind
    words: str
    start: int

    @property
    def end(self) -> int:
        return self.start + len(self.words)


def check(
    text: str, *, names: Iterable[str], own: Iterable[str] = (), house: Iterable[str] = ()
) -> list[Advice]:
    """What stands out in words for a customer, in order, without overlaps.

    `names` are colleagues', `own` the writer's, which are never pointed out, and `house` what the
    team has put on its own list.
    """
    text = unicodedata.normalize("NFC", text)
    found = [Advice(Kind.HOUSE, m.group(), m.start()) for m in house_words(house, text)]
    found += _people(text, names, own)
    found += [_named(text, *span) for span in of_departments_in(text)]
    for kind, pattern in _patterns():
        found += [_advice(kind, match) for match in pattern.finditer(text)]
    return _longest(found)


def named(text: str, names: Iterable[str]) -> list[str]:
    """Who is named in "what is wrong": colleagues, mentions, and those who have left."""
    text = unicodedata.normalize("NFC", text)
    found = [*_people(text, names, ())]
    found += [_named(text, *span) for span in strangers_in(text)]
    return list(dict.fromkeys(advice.words for advice in _longest(found)))


def _people(text: str, names: Iterable[str], own: Iterable[str]) -> Iterator[Advice]:
    for match in MENTION.finditer(text):
        yield _advice(Kind.MENTION, match)
    for start, end in colleagues_in(text, names, own):
        yield _named(text, start, end)


def _named(text: str, start: int, end: int) -> Advice:
    return Advice(Kind.NAME, text[start:end], start)


def _patterns() -> list[tuple[Kind, Pattern[str]]]:
    return [
        (Kind.DEPARTMENT, compiled().departments),
        (Kind.SYSTEM, compiled().systems),
        (Kind.BLAME, compiled().blame),
    ]


def _advice(kind: Kind, match: Match[str]) -> Advice:
    words = match.group().rstrip(" \n\t,")
    return Advice(kind, words, match.start())


def _longest(found: list[Advice]) -> list[Advice]:
    """Of those that overlap, the one that says most; a house word before the rest."""
    kept: list[Advice] = []
    for advice in sorted(found, key=lambda a: (a.kind is not Kind.HOUSE, -len(a.words), a.start)):
        if all(advice.end <= other.start or other.end <= advice.start for other in kept):
            kept.append(advice)
    return sorted(kept, key=lambda advice: advice.start)
