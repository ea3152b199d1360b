"""What a customer should not hear: colleagues, departments, systems and blame. Pure: no I/O.

Advice only, and careful rather than complete: a check that cries out at ordinary sentences is
soon left alone (behaviour.md, The claim).
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from re import Match, Pattern

from bot.text import visible
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
    text = visible(text)
    findings = [Advice(Kind.HOUSE, m.group(), m.start()) for m in house_words(house, text)]
    findings += _people(text, names, own)
    findings += [_named(text, *span) for span in of_departments_in(text)]
    for kind, pattern in _patterns():
        findings += [_advice(kind, match) for match in pattern.finditer(text)]
    return _longest(findings)


def named(text: str, names: Iterable[str]) -> list[str]:
    """Names in "what is wrong", as typed: colleagues, mentions, and people who have left."""
    text = visible(text)
    findings = [*_people(text, names, ())]
    findings += [_named(text, *span) for span in strangers_in(text)]
    return list(dict.fromkeys(advice.words for advice in _longest(findings)))


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


def _longest(findings: list[Advice]) -> list[Advice]:
    """Of findings that overlap only the longest, or the house word; in the text's order."""
    longest: list[Advice] = []
    for advice in sorted(
        findings, key=lambda a: (a.kind is not Kind.HOUSE, -len(a.words), a.start)
    ):
        if all(advice.end <= other.start or other.end <= advice.start for other in longest):
            longest.append(advice)
    return sorted(longest, key=lambda advice: advice.start)
