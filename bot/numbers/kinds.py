"""Which kind of number some digits are, by their grouping, their check digits and a word before.

behaviour.md, The form. A Danish CPR number is DDMMYY-SSSS; the seventh digit tells the century.
Until October 2007 every one satisfied modulus 11; since then some do not and are valid all the
same (the CPR office, cpr.dk, "Personnumre uden kontrolciffer"). So ten digits are hidden when date
and modulus 11 hold, and with a hyphen after the sixth when the date exists. A date with dots or
slashes may have a time behind it: then it takes a hyphen and modulus 11. A Norwegian birth number
has eleven digits and two check digits; a payment card has a known beginning and the Luhn digit.
Right behind a word that says what it is, a number is hidden without its check digits too.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum, StrEnum, auto

from stdnum import ean, luhn
from stdnum.dk import cpr
from stdnum.exceptions import InvalidComponent
from stdnum.no import fodselsnummer

from bot.numbers.networks import in_network


class Kind(StrEnum):
    CPR = "cpr"
    BIRTH_NUMBER = "birth_number"
    CARD = "card"


class Cue(Enum):
    """What the words right before a number call it."""

    PERSON = auto()
    CARD = auto()


@dataclass(frozen=True, slots=True)
class Candidate:
    """Some neighbouring groups of digits in a text."""

    groups: tuple[str, ...]
    gaps: tuple[str, ...]
    """What stands between the groups: spaces and hyphens, a dot or a slash."""
    attached: bool
    """To letters, or to the + of a phone number: then it is part of something longer."""
    cue: Cue | None

    @property
    def digits(self) -> str:
        return "".join(self.groups)

    @property
    def sizes(self) -> tuple[int, ...]:
        return tuple(len(group) for group in self.groups)


CPR_GROUPS = ((10,), (6, 4), (2, 2, 2, 4))
CPR_BEGINS = tuple(sizes[0] for sizes in CPR_GROUPS)
BIRTH_NUMBER_BEGINS = (2, 6, 11)
CARD_LENGTHS = range(13, 20)
SMALLEST_CARD_GROUP = 3
"""Digits; pairs are a phone number's."""
SHORTEST, LONGEST = 10, CARD_LENGTHS[-1]
"""Digits of any number that is looked for."""


def possible_lengths(first: int, cue: Cue | None) -> list[int]:
    """How many digits a number may have in all whose first group has `first`; [] for none."""
    lengths = [10] if first in CPR_BEGINS else []
    lengths += [11] if first in BIRTH_NUMBER_BEGINS else []
    if first >= SMALLEST_CARD_GROUP or cue is Cue.CARD:
        lengths += CARD_LENGTHS
    return lengths


def kind_of(number: Candidate) -> Kind | None:
    """What the digits are, given a possible length; None when they are no such number."""
    match len(number.digits):
        case 10:
            return Kind.CPR if _is_cpr(number) else None
        case 11:
            return Kind.BIRTH_NUMBER if _is_birth_number(number) else None
        case _:
            return Kind.CARD if _is_card(number) else None


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
LONGEST_CUE = 32
"""Characters before a number that are searched for a word."""


def cue_at_end(before: str) -> Cue | None:
    """What the text that ends with `before` calls a number behind it."""
    before = before.casefold()
    if PERSON.search(before):
        return Cue.PERSON
    return Cue.CARD if CARD.search(before) else None


def _is_card(number: Candidate) -> bool:
    if number.cue is Cue.CARD:
        return True
    if number.attached or min(number.sizes[:-1], default=LONGEST) < SMALLEST_CARD_GROUP:
        return False
    digits = number.digits
    return luhn.is_valid(digits) and in_network(digits) and not _is_bar_code(digits)


def _is_bar_code(digits: str) -> bool:
    """An EAN-13; it may begin like a card, but cards of 13 digits are no longer issued."""
    return len(digits) == 13 and ean.is_valid(digits)


def _is_birth_number(number: Candidate) -> bool:
    digits = number.digits
    if number.sizes[0] not in BIRTH_NUMBER_BEGINS or not _born_in_norway(digits):
        return False
    if number.cue is Cue.PERSON:
        return True
    checks = fodselsnummer.calc_check_digit1(digits), fodselsnummer.calc_check_digit2(digits)
    return checks == (digits[9], digits[10]) and not number.attached


def _is_cpr(number: Candidate) -> bool:
    digits = number.digits
    if number.sizes not in CPR_GROUPS or not _born_in_denmark(digits):
        return False
    hyphen = "-" in "".join(number.gaps)
    if (number.sizes == (6, 4) and hyphen) or number.cue is Cue.PERSON:
        return True
    if number.attached or (_like_a_date(number.gaps[:2]) and not hyphen):
        return False
    return cpr.checksum(digits) == 0


def _like_a_date(gaps: Sequence[str]) -> bool:
    """As in 18.03.26: four digits behind it are most likely a time."""
    return len(gaps) == 2 and all(gap in (".", "/") for gap in gaps)


def _born_in_denmark(digits: str) -> bool:
    """The day exists in the century that the seventh digit tells; it may be to come."""
    try:
        cpr.get_birth_date(digits)
    except InvalidComponent:
        return False
    return True


def _born_in_norway(digits: str) -> bool:
    """The day exists: 40 more in a D-number, and 40, 65 or 80 more in months of made-up people.

    python-stdnum knows neither 65 nor 80, and asks for a century that made-up people need not have.
    """
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
