"""What people type: one function cleans it, one gives the key by which it is compared.

Forms, commands, phone numbers, names, fillers and masking all go through them.
"""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from html import unescape

LONGEST = 3000
"""Characters that are kept of what somebody types into one field."""
INVISIBLE = (
    r"\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff"  # controls but tab and newline, lone surrogates
    r"\xad\u034f\u061c\u070f\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff"
    r"\ufe00-\ufe0f\ufff0-\ufffc\U00013430-\U00013442\U0001bca0-\U0001bca3"
    r"\U0001d173-\U0001d17a\U000e0000-\U000e0fff"  # formats, directions, variations, tags
    r"\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0\U00016fe4\U0001d159"  # letters drawn as nothing
)
"""Ranges of a pattern: Unicode's Default_Ignorable_Code_Point, Cc, Cs and what is drawn empty."""
PICTURE = (
    r"\xa9\xae\u203c\u2049\u2122\u2139\u2190-\u21ff\u2300-\u23ff\u24c2\u25a0-\u27bf\u2900-\u297f"
    r"\u2b00-\u2bff\u3030\u303d\u3297\u3299\U0001f000-\U0001faff"
)
"""Ranges that hold every emoji, those of a later Unicode too; skin tones are among them."""
IN_EMOJI = (
    rf"(?<=[{PICTURE}])[\ufe0e\ufe0f]"
    r"|(?<=[0-9#*])\ufe0f(?=\u20e3)"  # keycaps
    rf"|(?:(?<=[{PICTURE}])|(?<=[{PICTURE}]\ufe0f))\u200d(?=[{PICTURE}])"  # families
    r"|(?<=\U0001f3f4)[\U000e0030-\U000e0039\U000e0061-\U000e007a]{3,6}\U000e007f"  # flags
)
"""Characters that are invisible by themselves, where they make one emoji of several."""
UNSEEN = re.compile(f"({IN_EMOJI})|[{INVISIBLE}]")
LINE_END = re.compile(r"\r\n?|[\x0b\x0c\x85\u2028\u2029]")
EMOJI = re.compile(f"[{PICTURE}]")
SHORTCODE = re.compile(r":[^\s:]+:")
MARKUP = re.compile(r"<[^<>]*>")
WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
QUOTES = "\"'`´“”„‟‚‘’‛«»‹›"
FIRST_WORD = re.compile(
    rf"[\s{QUOTES}*_~(\[/\\]*"
    r"([^\W\d_]++)(?!['’][^\W\d_]|://)"  # neither a genitive nor a link
    rf"[{QUOTES}*_~)\]:;,.!?=>‐-―-]*\s*(?:[-‐-―:;,=>]+(?=\s|$))?\s*"
)
"""The word that a command begins with, in whatever signs, and what parts it from the rest."""
DASHES = "\u02d7\u2043\u2212\u2796"
"""Dashes that Unicode's category Pd leaves out: the minus signs and the hyphen bullet."""
UNKNOWN = frozenset({"unknown", "ukendt", "ukjent"})
FILLERS = frozenset(
    # what people write when they have seen a message and have not answered it
    """ok okay okey k kk noted got it seen thanks thx ty will do sure yes yep fine understood ack
    acknowledged received roger copy that modtaget set tak okei den er mottatt sett noted noteret
    notert forstået forstått takk det for greit fint ja jep yes bra godt super perfekt perfect
    great cool nice i on see this the a with you to dig dem deg med til""".split()
)


def visible(text: str) -> str:
    """The text in NFC, without controls, lone surrogates and invisible characters.

    Newlines, tabs and whole emoji stay; every line end becomes a newline.
    """
    text = LINE_END.sub("\n", unicodedata.normalize("NFC", text))
    return unicodedata.normalize("NFC", UNSEEN.sub(r"\1", text))


def key(text: str) -> str:
    """Equal for all spellings of one text: without case, spaces, dashes and a leading #.

    Digits of all scripts are equal too; "" where nothing is left.
    """
    signs = (_sign(character) for character in _folded(visible(text)))
    return _folded("".join(signs)).lstrip("#")


def customer_key(reference: str) -> str | None:
    """The reference as it is compared; None when it names no customer."""
    compared = key(reference)
    return None if compared in UNKNOWN or not compared else compared


def display_name(typed: str, otherwise: str) -> str:
    """A name on one line; `otherwise` where nothing of it is visible."""
    return " ".join(visible(typed).split()) or otherwise


def first_word(text: str) -> tuple[str, str]:
    """The first word as it is compared, and all that stands behind it.

    The word is "" where the text begins with a number or a sign, and is then all behind it.
    """
    text = visible(text).strip()
    match = FIRST_WORD.match(text)
    return (key(match[1]), text[match.end() :].strip()) if match else ("", text)


def answers(text: str, names: Iterable[str] = ()) -> bool:
    """Whether a reply is an answer: at least two words, not all of them filler or `names`.

    behaviour.md, Acknowledge.
    """
    words = words_in(MARKUP.sub(" ", text))
    fillers = FILLERS | {word for each in names for word in words_in(each)}
    return len(words) >= 2 and not all(word in fillers for word in words)


def words_in(text: str) -> list[str]:
    """The words in lower case, without accents that make no letter of their own.

    Emoji, shortcodes, numbers and HTML entities are no words.
    """
    plain = EMOJI.sub(" ", SHORTCODE.sub(" ", visible(unescape(text))))
    return WORD.findall("".join(c for c in _folded(plain) if not _is_mark(c)))


def is_dash(character: str) -> bool:
    return unicodedata.category(character) == "Pd" or character in DASHES


def is_invisible(character: str) -> bool:
    """By itself, outside an emoji."""
    return UNSEEN.fullmatch(character) is not None


def _folded(text: str) -> str:
    """Without case, and compatible characters alike: ﬁ is fi, full-width N is n."""
    text = unicodedata.normalize("NFKC", text).casefold()
    return unicodedata.normalize("NFKC", text)


def _sign(character: str) -> str:
    """A digit as 0 to 9; "" for spaces, dashes, enclosing marks and invisible characters."""
    if character.isspace() or is_dash(character) or is_invisible(character):
        return ""
    if unicodedata.category(character) == "Me":
        return ""
    digit = unicodedata.digit(character, None)
    return character if digit is None else str(digit)


def _is_mark(character: str) -> bool:
    return unicodedata.category(character).startswith("M")


@dataclass(frozen=True, slots=True)
class Typed:
    """What a person typed: a row in `texts`, which everything else names by its id."""

    id: int
    filler: bool = False
    """Nothing in it but fillers and names; judged at the edge, as no rule sees the words."""
