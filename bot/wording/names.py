"""Which words of a text are somebody's name. Pure: no I/O."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache, lru_cache
from re import Match, Pattern

from bot.wording.lists.first_names import FIRST_NAMES, MONTHS, NOT_PEOPLE, ORDINARY
from bot.wording.phrases import CAPITAL, LANGUAGES, acts, departments, phrases, spaced

WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
BEGINS = re.compile(r"(?:^|[.!?:;…\n•*–—]|[-(\"“”«»])[\s\"“”«»(]*$")
CAPITAL_BEFORE = re.compile(rf"({CAPITAL})[ -]$")
GOODS = ("warehouse", "lageret", "dispatch", "ekspeditionen", "ekspedisjonen")
NAME = rf"(?P<name>{CAPITAL})(?: {CAPITAL})?"
NEAR = 40
"""Characters around a name that say whether it is one."""
Span = tuple[int, int]


def colleagues_in(text: str, names: Iterable[str], own: Iterable[str]) -> Iterator[Span]:
    """Where colleagues are named, by full name or first name; the writer's own name is left out.

    1. Take each word that is a colleague's first name, also in the genitive.
    2. When a full name stands there, that is the place.
    3. Else it is the first name alone, when it means the colleague (see _is_a_person).
    """
    by_first = _by_first(tuple(names))
    own_first = {part for name in own for part in _parts(name)[:1]}
    for match in WORD.finditer(text):
        first, genitive = _known(match.group(), by_first)
        if first is None or first in own_first:
            continue
        end = match.end() - len(genitive)
        for full in by_first[first]:
            if full and text.startswith(full, match.start()) and _ends(text, match, full):
                yield match.start(), match.start() + len(full)
                break
        else:
            if _is_a_person(text, match, first):
                yield match.start(), end


def strangers_in(text: str) -> Iterator[Span]:
    """Where others are named by what only people do: who left, is from sales, or forgot."""
    yield from _people(text, [*_known_by_deed(), *_of_departments()])


def of_departments_in(text: str) -> Iterator[Span]:
    """Where somebody is named with a department, as in "Karin from sales"."""
    yield from _people(text, _of_departments())


def _people(text: str, patterns: list[Pattern[str]]) -> Iterator[Span]:
    for pattern in patterns:
        for match in pattern.finditer(text):
            name = match.group("name")
            start = match.start("name")
            goods = match.group().lower().endswith(GOODS)  # "the Galaxy from the warehouse"
            unsure = goods or _begins(text, start)
            if name not in NOT_PEOPLE and (name in FIRST_NAMES or not unsure):
                yield start, match.end("name")


def _is_a_person(text: str, match: Match[str], first: str) -> bool:
    """Whether a first name alone means the colleague, and neither a word nor the customer."""
    if _begins(text, match.start()) and text[match.end() : match.end() + 1] == ",":
        return False  # "Hans, …": the customer is spoken to
    near = max(0, match.start() - NEAR)
    before, after = text[near : match.start()], text[match.end() : match.end() + 2 * NEAR]
    if _greeting().search(before):
        return False
    if re.match(rf" {CAPITAL}", after):  # another surname: somebody else
        return False
    capital = CAPITAL_BEFORE.search(before)
    if capital and not _begins(text, near + capital.start()):  # the second half of a name
        return False
    if first in MONTHS or (first in ORDINARY and _begins(text, match.start())):
        return bool(_acting().match(text, match.end()))
    return True


def _begins(text: str, start: int) -> bool:
    """Whether a sentence begins there: then a capital says nothing."""
    return bool(BEGINS.search(text[max(0, start - NEAR) : start]))


def _ends(text: str, match: Match[str], full: str) -> bool:
    end = match.start() + len(full)
    longer_name = rf"(?!s\b)\w|-\w| {CAPITAL}"  # a longer name is a street's, or somebody else's
    return not re.match(longer_name, text[end : end + NEAR])


def _known(word: str, by_first: Mapping[str, Sequence[str]]) -> tuple[str | None, str]:
    """The first name that the word is, or has in the genitive, and the genitive's s."""
    if word in by_first:
        return word, ""
    if word.endswith("s") and word[:-1] in by_first:
        return word[:-1], "s"
    return None, ""


@lru_cache(maxsize=8)  # a workspace's colleagues change seldom, and a form asks at each press
def _by_first(names: tuple[str, ...]) -> Mapping[str, Sequence[str]]:
    """First name -> the full names that begin with it; "" where somebody has no other name."""
    by_first: dict[str, list[str]] = {}
    for name in names:
        parts = _parts(name)
        if parts and len(parts[0]) > 1:
            by_first.setdefault(parts[0], []).append(" ".join(parts) if len(parts) > 1 else "")
    return by_first


def _parts(name: str) -> list[str]:
    """Karin and Holm of "karin holm (Support)": without additions, and with capitals."""
    plain = re.split(r"\s*[(|,/\[]|\s[-–—]\s", name, maxsplit=1)[0]
    words = WORD.findall(plain)
    return [word if word != word.lower() else word.capitalize() for word in words]


@cache
def _greeting() -> Pattern[str]:
    words = "|".join(spaced(phrases(language.greetings)) for language in LANGUAGES)
    return re.compile(rf"(?:^|\W)(?:{words})[,\s]+$", re.IGNORECASE)


@cache
def _acting() -> Pattern[str]:
    """A pattern for what follows a person's name, where that is an ordinary word too."""
    patterns = []
    for words in LANGUAGES:
        patterns.append(acts(words))
        patterns.append(rf" (?:has|had|har|havde|hadde) {phrases(words.done)}")
        patterns.append(rf" {phrases(words.done)} (?:you|me|us|dig|mig|os|jer|deg|meg|oss|dere)")
        patterns.append(rf" {words.of} {departments(words)}")
    return re.compile(rf"(?:{spaced('|'.join(patterns))})(?!\w)", re.IGNORECASE)


@cache
def _known_by_deed() -> list[Pattern[str]]:
    """Patterns for "it was X who", "X, who left" and, with a common first name, "X forgot"."""
    first_names = "|".join(sorted(FIRST_NAMES))
    patterns = []
    for words in LANGUAGES:
        patterns += [
            rf"{words.it_was} {NAME},? (?:som|der|that|who)",
            rf"{NAME}{phrases(words.left)}",
            rf"(?P<name>(?-i:{first_names})){acts(words)}",
        ]
    return [_whole(pattern) for pattern in patterns]


@cache
def _of_departments() -> list[Pattern[str]]:
    return [_whole(rf"{NAME},? {words.of} {departments(words)}") for words in LANGUAGES]


def _whole(pattern: str) -> Pattern[str]:
    return re.compile(rf"\b{spaced(pattern)}(?!\w)", re.IGNORECASE)
