"""Numbers that identify a customer, hidden before anything of a text is kept.

product.md, The form. A Danish CPR number is DDMMYY-SSSS; the seventh digit tells the century. Until
October 2007 every one satisfied modulus 11; since then some do not and are valid all the same (the
CPR office, cpr.dk, "Personnumre uden kontrolciffer"). So ten digits are hidden when date and
modulus 11 hold, and with a hyphen after the sixth when the date exists. A date with dots or slashes
may have a time behind it: then it takes a hyphen and modulus 11. A Norwegian birth number has
eleven digits and two check digits; a payment card has a known beginning and the Luhn digit. Right
behind a word that says what it is, a number is hidden without its check digits too.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import accumulate, pairwise

from bot.numbers.checks import ean, in_modulus_11, luhn, network

HIDDEN = "•"


class Kind(StrEnum):
    CPR = "cpr"
    BIRTH_NUMBER = "birth_number"
    CARD = "card"


@dataclass(frozen=True, slots=True)
class Masked:
    text: str
    found: tuple[Kind, ...] = ()
    """What each looked like, from left to right."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """Some neighbouring groups of digits in the text."""

    groups: tuple[str, ...]
    attached: bool
    """To letters, or to the + of a phone number: then it is part of something longer."""
    before: str
    gaps: tuple[str, ...]
    """What stands between the groups: spaces and hyphens, a dot or a slash."""

    @property
    def digits(self) -> str:
        return "".join(self.groups)

    @property
    def sizes(self) -> tuple[int, ...]:
        return tuple(len(group) for group in self.groups)


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


def _simple(character: str) -> str:
    if character < "\x7f" and character.isprintable():
        return character
    digit = unicodedata.digit(character, None)
    if digit is not None:
        return str(digit)
    category = unicodedata.category(character)
    if category == "Zs" or character == "\t":
        return " "
    if category == "Pd" or character == "\u2212":
        return "-"
    if character in DOTS or character in SLASHES:
        return "." if character in DOTS else "/"
    unseen = category in ("Cc", "Cf", "Mn", "Me") and character != "\n"
    return "" if unseen else character


DOTS, SLASHES = "\u2024\u00b7\uff0e", "\u2044\u2215\uff0f"
RUN = re.compile(r"[0-9]+(?:(?:[ -]{1,3}|[./])[0-9]+)*")
GROUP = re.compile(r"[0-9]+")
LENGTHS = (10, 11, *range(13, 20))
LONGEST_CUE = 32
Span = tuple[int, int]


def _numbers(plain: str) -> Iterator[tuple[Kind, int, int]]:
    """What is to be hidden, from left to right, the longest first; groups stay whole."""
    accounts = {place for start, end in _accounts(plain) for place in range(start, end)}
    for run in RUN.finditer(plain):
        spans = [found.span() for found in GROUP.finditer(plain, *run.span())]
        at = 0
        while at < len(spans):
            known = spans[at][0] in accounts
            kind, taken = (None, 1) if known else _longest(plain, spans[at : at + LENGTHS[-1]])
            if kind is not None:
                yield kind, spans[at][0], spans[at + taken - 1][1]
            at += taken


def _longest(plain: str, spans: list[Span]) -> tuple[Kind | None, int]:
    """The longest number that begins with the first of these groups, and how many it takes."""
    start = spans[0][0]
    before = plain[max(0, start - LONGEST_CUE) : start].casefold()
    totals = list(accumulate(last - first for first, last in spans))
    for taken in range(len(spans), 0, -1):
        if totals[taken - 1] not in LENGTHS:
            continue
        end = spans[taken - 1][1]
        groups = tuple(plain[first:last] for first, last in spans[:taken])
        attached = before[-1:].isalpha() or before[-1:] == "+" or plain[end : end + 1].isalpha()
        gaps = tuple(plain[a[1] : b[0]] for a, b in pairwise(spans[:taken]))
        kind = _kind(Candidate(groups, attached, before, gaps))
        if kind is not None:
            return kind, taken
    return None, 1


def _kind(number: Candidate) -> Kind | None:
    if _is_card(number):
        return Kind.CARD
    if _is_birth_number(number):
        return Kind.BIRTH_NUMBER
    return Kind.CPR if _is_cpr(number) else None


OF_A_NUMBER = (
    r"[-. ]{0,2}(?:nr|no|num|number|nummer|nummeret)?[^\w\n]{0,3}(?:er|is|var)?[^\w\n]{0,3}$"
)
PERSON = re.compile(
    r"(?<![^\W_])(?:cpr|f\.?nr|fødsels(?:nr|nummer|nummeret)|fodsels(?:nr|nummer)|d-?(?:nr|nummer)"
    r"|person(?:nr|nummer|nummeret)|person(?:al)? ?(?:id|number)|birth ?number)" + OF_A_NUMBER
)
CARD = re.compile(
    r"(?<![^\W_])(?:(?:betalings|kreditt?|debet|bank|visa|dan|credit ?|debit ?|payment ?)?"
    r"(?:kort|kortet|card)|visa|mastercard|maestro|amex)" + OF_A_NUMBER
)


def _is_card(number: Candidate) -> bool:
    digits = number.digits
    if not 13 <= len(digits) <= LENGTHS[-1]:
        return False
    if CARD.search(number.before):
        return True
    if number.attached or min(number.sizes[:-1], default=4) < 3:
        return False  # phone numbers stand in pairs of digits
    return network(digits) and luhn(digits) and not ean(digits)


def _is_birth_number(number: Candidate) -> bool:
    digits = number.digits
    if len(digits) != 11 or number.sizes[0] not in (2, 6, 11) or not _born_in_norway(digits):
        return False
    if PERSON.search(number.before):
        return True
    checks = in_modulus_11(digits[:10], (3, 7, 6, 1, 8, 9, 4, 5, 2, 1))
    checks = checks and in_modulus_11(digits, (5, 4, 3, 2, 7, 6, 5, 4, 3, 2, 1))
    return checks and not number.attached


def _is_cpr(number: Candidate) -> bool:
    digits = number.digits
    if number.sizes not in ((10,), (6, 4), (2, 2, 2, 4)) or not _born_in_denmark(digits):
        return False
    hyphen = "-" in "".join(number.gaps)
    if (number.sizes == (6, 4) and hyphen) or PERSON.search(number.before):
        return True
    if number.attached or (_like_a_date(number.gaps[:2]) and not hyphen):
        return False
    return in_modulus_11(digits, (4, 3, 2, 7, 6, 5, 4, 3, 2, 1))


def _like_a_date(gaps: Sequence[str]) -> bool:
    """As in 18.03.26: four digits behind it are most likely a time."""
    return len(gaps) == 2 and all(gap in (".", "/") for gap in gaps)


def _born_in_denmark(digits: str) -> bool:
    """The day exists in the century that the seventh digit tells."""
    day, month, year, seventh = int(digits[:2]), int(digits[2:4]), int(digits[4:6]), int(digits[6])
    if seventh in (4, 9):
        year += 2000 if year <= 36 else 1900
    elif seventh >= 5:
        year += 2000 if year <= 57 else 1800
    else:
        year += 1900
    return _exists(day, month, year)


def _born_in_norway(digits: str) -> bool:
    """The day exists: 40 more in a D-number, and 40, 65 or 80 more in months of made-up people."""
    day, month, year = int(digits[:2]), int(digits[2:4]), int(digits[4:6])
    days = day - 40 if day > 40 else day
    months = [month - more for more in (0, 40, 65, 80) if 1 <= month - more <= 12]
    return any(_exists(days, each, year + 2000) for each in months)


def _exists(day: int, month: int, year: int) -> bool:
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True


IBAN = re.compile(r"(?<![A-Za-z0-9])[A-Z]{2}[0-9]{2}(?: ?[A-Z0-9]{4}){2,7}(?: [A-Z0-9]{1,3})?")


def _accounts(plain: str) -> Iterator[Span]:
    """Where an IBAN stands: its groups look like a card's, and its own check holds."""
    for found in IBAN.finditer(plain):
        groups = found[0].split(" ")
        for taken in range(len(groups), 3, -1):
            whole = "".join(groups[:taken])
            if int("".join(str(int(c, 36)) for c in whole[4:] + whole[:4])) % 97 == 1:
                yield found.start(), found.start() + len(" ".join(groups[:taken]))
                break
