"""The word lists, joined to patterns. Pure: no I/O."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from re import Match, Pattern

from bot.wording.lists import Words, danish, english, norwegian

LANGUAGES = (english.WORDS, danish.WORDS, norwegian.WORDS)
"""All are searched at once: the form does not ask in which language a customer is written to."""
MENTION = re.compile(r"<[@!][^>\s]+>|(?<![\w.@/])@[^\W\d_][\w.-]*\w")
CAPITAL = r"(?-i:[A-ZÆØÅ][a-zæøåéöäü]+(?:-[A-ZÆØÅ][a-zæøåéöäü]+)?)"
"""What may be somebody's first name."""
OBJECTS = "(?:mig|dig|os|jer|meg|deg|oss|dere|det|den|dem|me|you|us|it|them|him|her)"
"""What may stand between a verb and *not*; a noun would also match "the goods sent are not"."""
NOT_WHEN = r"(?<!\bwhen\s)(?<!\bnår\s)"
NOT_IF = "".join(rf"(?<!\b{word}\s)" for word in "if har hvis om dersom unless".split())


@dataclass(frozen=True, slots=True)
class Compiled:
    departments: Pattern[str]
    systems: Pattern[str]
    blame: Pattern[str]


@cache
def compiled() -> Compiled:
    return Compiled(
        departments=_any(_departments(words) for words in LANGUAGES),
        systems=_any(_systems(words) for words in LANGUAGES),
        blame=_any(_blame(words) for words in LANGUAGES),
    )


def house_words(house: Iterable[str], text: str) -> Iterator[Match[str]]:
    """Where a team's own words stand, as whole words, also in the genitive."""
    for word in house:
        ending = r"(?:'s|’s|s)?" if word[-1:].isalpha() else ""
        yield from re.finditer(rf"(?<!\w){_own(word)}{ending}(?!\w)", text, re.IGNORECASE)


def acts(words: Words) -> str:
    """A pattern for what stands behind whoever is blamed: a wrong, or something left undone."""
    between = rf"(?:{phrases(words.between)} )*"
    have = rf"(?:(?<=[\w,]) ?{phrases(words.have)})?"
    deed = phrases(f"{words.done} / {words.do}")
    undone = (
        rf"{phrases(words.negatives)} {between}{deed}",
        rf"{phrases(words.negatives)} {phrases(words.have)} {between}{deed}",
        rf"{phrases(words.done)} (?:{OBJECTS} )?{phrases(words.negatives)}",
    )
    return rf"{have} {between}(?:{phrases(words.wrongs)}|{'|'.join(undone)})"


def departments(words: Words) -> str:
    return phrases(f"{words.departments}\n{words.places}")


def phrases(listed: str) -> str:
    """A word list as one pattern; how the lists are written stands in lists/__init__.py."""
    listed = re.sub(r"(?<=[|(])\s*\n\s*", "", listed)
    parts = [part.strip() for line in listed.splitlines() for part in line.split(" / ")]
    return "(?:" + "|".join(_pattern(part) for part in parts if part) + ")"


def _pattern(phrase: str) -> str:
    """One phrase of a list; words in capitals match in capitals only."""
    grouped = re.sub(r"\((?!\?)", "(?:", phrase.replace("…", r"\w+"))
    return re.sub(r"(?<![\w\\])[A-Z]{2,}(?!\w)", lambda m: f"(?-i:{m.group()})", grouped)


def _departments(words: Words) -> Iterator[str]:
    any_department = departments(words)
    yield from _deeds_of(any_department, words)
    yield rf"{phrases(words.waiting_for)} {any_department}"
    yield rf"{words.it_was} {any_department} ?{words.who}"
    deed = rf"{phrases(words.done)}|{phrases(words.do)}"
    acting = rf"(?: {phrases(words.have)})? (?:{phrases(words.between)} )*(?:{deed})"
    yield rf"{NOT_IF}{phrases(words.departments)}{acting}"


def _systems(words: Words) -> Iterator[str]:
    yield phrases(words.systems)
    yield rf"{NOT_IF}{NOT_WHEN}{phrases(words.system_acts)}"


def _blame(words: Words) -> Iterator[str]:
    any_department = departments(words)
    people = rf"(?:{phrases(words.people)}(?: {words.of} (?:{any_department}|{CAPITAL}))?)"
    yield from _deeds_of(people, words)
    yield rf"(?:{people}|{any_department}){words.genitives} (?:own |egen )?{words.faults}"
    yield rf"(?<!for\s){phrases(words.pronouns)} (?:own |egen )?{words.faults}"
    yield phrases(words.blame)


def _deeds_of(somebody: str, words: Words) -> Iterator[str]:
    """Patterns for somebody (a pattern itself) who did wrong, in each order of the words."""
    acting = acts(words)
    who = rf"(?:{words.who})?"
    yield rf"{NOT_IF}{somebody}(?: ?{who})?{acting}"
    within = r"(?<=[\w,]\s)"  # at the beginning it may be an *if*: "Har de ikke svaret, så ring"
    yield rf"{within}{phrases(words.have)} (?:{phrases(words.negatives)} )?{somebody}{acting}"
    not_yet = rf"{phrases(words.have)} {phrases(words.negatives)}"
    yield rf"{within}{not_yet} {somebody} {phrases(words.done)}"
    if words.wrong_first:
        yield rf"{within}{words.wrong_first} {somebody}"


def spaced(pattern: str) -> str:
    """Any white space where the lists have a space."""
    return pattern.replace(" ", r"\s+").replace(r"\s+?", r"\s*")


def _any(languages: Iterable[Iterable[str]]) -> Pattern[str]:
    joined = "|".join(each for language in languages for each in language)
    return re.compile(rf"(?<![\w-])(?:{spaced(joined)})(?![\w-])", re.IGNORECASE)


def _own(word: str) -> str:
    return r"\s+".join(re.escape(part) for part in word.split())
