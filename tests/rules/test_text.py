"""What is left of what people type, what counts as words, and who is the same customer."""

import sys
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.text import (
    answers,
    customer_key,
    display_name,
    key,
    visible,
    words_in,
)


@pytest.mark.parametrize(
    "text",
    [
        "ok",
        "OK!",
        "Noted, thanks",
        "Got it",
        "will do 👍",
        "On it",
        "modtaget",
        "Modtaget, tak",
        "Det er modtaget",
        "Noted with thanks",
        "Tak for det",
        "Den er set",
        "Forstået, tak",
        "Fint, takk",
        "mottatt",
        "Er mottatt",
        "Det er notert",
        "Takk for det",
        "Greit, ja",
        "👍👍 🙏",
        ":rage: :pray:",
        "<@U012AB3CD> ok",
        "<https://example.com|two words> ok",
        "Thanks &lt;3",
        "ok &amp; tak",
        "&gt; ok",
        "14:30 07/03",
        "Beklager",
        "",
        "   \n ",
        "!!! ???",
        "forsta\u030aet, tak",
        "o\u2060k tak",
        "o\ufeffk\u00ad ta\u200bk",
        "\u202eok\u202c tak",
        "ｏｋ ｔａｋ",
        "𝐨𝐤 𝐭𝐚𝐤",
        "o\u0332k\u0332 tak",
        "ok\u3164 \u2800tak",
        "ok\ufe0f \U000e0061tak",
        "OK\u00a0TAK",
        ":smørrebrød: :blåbær:",
        ":bla\u030aba\u0308r: :寿司: :हाँ: ok",
        ":wave::skin-tone-3: tak",
        "ℹ️ Ⓜ️ ㊗️ 🅰️ ™️ 🆗",
        "🏴\U000e0067\U000e0062\U000e0073\U000e0063\U000e0074\U000e007f 👩🏽‍💻 tak",
    ],
)
def test_a_filler_or_one_word_is_no_answer(text: str) -> None:
    assert not answers(text)


@pytest.mark.parametrize(
    "text",
    [
        "That was rough, I'll call you at two",
        "I'm sorry",
        "Ringer kl. 14",
        "Det var groft. Jeg ringer kl. 14.",
        "Jeg ringer dig nu",
        "Det var stygt sagt, Jonas",
        "Så leit",
        "Tak, Mette. Vi taler sammen i morgen",
        "ok, call me",
        "Kommer straks 👍",
        "<@U012AB3CD> jeg ringer om lidt",
        "Thanks &lt;3 I saw it and you did right",
        "Så’n ja",
        "Jeg sa\u030a det, Karin",
        "ok :smørrebrød: jeg kommer",
        "شكرا سأتصل",
    ],
)
def test_two_words_of_which_one_says_something_are_an_answer(text: str) -> None:
    assert answers(text)


@pytest.mark.parametrize(
    "reference", ["K-48213", "k48213", "K 48213", " K\u201148\t213 ", "k–48213"]
)
def test_a_customer_is_compared_without_case_spaces_and_hyphens(reference: str) -> None:
    assert customer_key(reference) == "k48213"


@pytest.mark.parametrize(
    "reference",
    [
        *("N-7712", "n 7712", "N7712", "#N-7712", " # N-7712", "##n7712", "＃N7712"),
        *("N\ufeff7712", "N\u20607712", "N\u00ad7712", "N-77\u200b12\ufe0f", "\u202eN7712\u202c"),
        *("N\u31647712", "N\uffa0\u115f7712", "N\u28007712", "N\U000e00617712", "N\ufffc7712"),
        *("N\u22127712", "N\u20117712", "N\u20127712", "N\u20147712", "N\u20437712", "N\u02d77712"),
        *("N－7712", "N\ufe637712", "N\u207b7712", "N➖7712", "N\u2e3a7712", "N\u05be7712"),
        *("Ｎ７７１２", "N-٧٧١٢", "N ७७१२", "N𝟕𝟕𝟏𝟐", "N⑦⑦①②", "N7️⃣7️⃣1️⃣2️⃣"),
        *("N\u30007712", "N\u00a07712", "N\u20097712\u202f", "N\t7712\n", "N\x007712\ud83d"),
    ],
)
def test_one_reference_in_disguise_is_the_same_customer(reference: str) -> None:
    assert customer_key(reference) == "n7712"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("A\u030a-12", "Å12"),
        ("A\u200b\u030a 12", "å12"),
        ("\u212b12", "å-12"),
        ("STRASSE 1", "Straße 1"),
        ("ﬁ-1", "FI1"),
        ("Ω1", "\u21261"),
        ("❤️1", "❤1"),
        ("👩‍💻 1", "👩💻1"),
    ],
)
def test_two_spellings_of_a_letter_are_one(one: str, other: str) -> None:
    assert customer_key(one) == customer_key(other) is not None


@pytest.mark.parametrize(("one", "other"), [("N-7712", "M-7712"), ("Å1", "A1"), ("1.2", "12")])
def test_another_letter_digit_or_dot_is_another_customer(one: str, other: str) -> None:
    assert customer_key(one) != customer_key(other)


@pytest.mark.parametrize(
    "reference",
    [
        "unknown",
        "Unknown",
        " UN-KNOWN ",
        "ukendt",
        "Ukjent",
        "",
        " - ",
        "#",
        "#ukendt",
        "ｕｎｋｎｏｗｎ",
        "un\u00adknown",
        "\u2060",
        "\u3164",
    ],
)
def test_an_unknown_customer_is_nobody(reference: str) -> None:
    assert customer_key(reference) is None


def test_an_invisible_character_makes_no_other_customer() -> None:
    assert customer_key("K-\u202e48213\u200f") == "k48213"


@given(st.text(max_size=40))
def test_a_reference_reads_the_same_however_it_is_typed(reference: str) -> None:
    key = customer_key(reference)
    assert customer_key(f" {reference} ") == key
    assert customer_key(reference.replace("-", " ")) == key
    assert key is None or customer_key(key) == key


def test_characters_that_turn_text_around_are_left_out() -> None:
    assert visible("a\u202eb\u2066c\u200fd\u061ce\x00f\x9f") == "abcdef"


AS_TYPED = [
    *("🤬🤬🤬 👨‍👩‍👧‍👦 🏳️‍🌈", "two\nlines\tand a tab", "æøå ÆØÅ", "👩🏽‍❤️‍💋‍👨🏿 ❤️ ☎︎ 🇩🇰🇳🇴", "1️⃣#️⃣*️⃣"),
    *("🏴\U000e0067\U000e0062\U000e0073\U000e0063\U000e0074\U000e007f", "ℹ️ ™️ ©️ ‼️ ↔️ ㊙️"),
    *("\U0001fae9\u200d\u2b1b", "؀١٢", "हाँ ไทย 한국어 日本", "a\u0332"),
]


@pytest.mark.parametrize("text", AS_TYPED)
def test_emoji_lines_and_letters_stay_as_they_were_typed(text: str) -> None:
    assert visible(text) == text


INVISIBLE = [
    *("\u2060", "\u3164", "\u2800", "\ufeff", "\u00ad", "\u034f", "\uffa0", "\u115f", "\u180e"),
    *("\ufe0f", "\U000e0101", "\U000e0061", "\u200d", "\u200b\u3000\u00a0", "\ud83d", "\u2028"),
]


@pytest.mark.parametrize("text", ["", "  \n", "\u202e\x07", *INVISIBLE])
def test_what_shows_nothing_is_nothing(text: str) -> None:
    assert visible(text).strip() == ""


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("a\ufe0f", "a"),
        ("N\u200d7", "N7"),
        ("👍\u200d ja", "👍 ja"),
        ("1\ufe0f2", "12"),
        ("🏴\U000e0061", "🏴"),
        ("x\U000e0067\U000e0062\U000e0073\U000e0063\U000e0074\U000e007f", "x"),
        ("🤬\ud83d", "🤬"),
        ("a\u200b\u030a", "å"),
        ("one\r\ntwo\rthree\u2028four\x0bfive", "one\ntwo\nthree\nfour\nfive"),
    ],
)
def test_half_an_emoji_and_what_joins_nothing_is_left_out(text: str, left: str) -> None:
    assert visible(text) == left


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("Karin\u202e Holm", "Karin Holm"),
        ("  Karin\n\u00a0Holm ", "Karin Holm"),
        ("Karin\ud83d", "Karin"),
        ("A\u030ase Lie", "Åse Lie"),
        ("🦊 Ida", "🦊 Ida"),
        *((text, "karin.holm") for text in ["", " ", *INVISIBLE]),
    ],
)
def test_a_name_is_one_line_that_can_be_seen(typed: str, shown: str) -> None:
    assert display_name(typed, "karin.holm") == shown


DRAWN = "\u0600\u0601\u0602\u0603\u0604\u0605\u06dd\u0890\u0891\u08e2\U000110bd\U000110cd"
"""Signs around a number that Unicode counts among its formats, though they are seen."""


def forbidden(character: str) -> bool:
    controls = unicodedata.category(character) in ("Cc", "Cf", "Cs")
    return controls and character not in "\n\t" + DRAWN


def test_no_control_format_or_surrogate_is_left_by_itself() -> None:
    """Every one that this Python knows of."""
    characters = map(chr, range(sys.maxunicode + 1))
    odd = [c for c in characters if forbidden(c) and c not in "\r\x0b\x0c\x85"]
    assert [c for c in odd if visible(f"a{c}a") != "aa"] == []
    assert len(odd) > 2_000


ODD = st.sampled_from(
    [
        *"N7a1#*-å \n\t\r\u030a\u0338\u20e3\u00a0\u3000\u2011\u2212\u2329\u2190٧ß\u0345\u00a8",
        *"\u200d\u200b\ufe0f\ufe0e\u202e\u2060\u00ad\u3164\u2800\u034f\ud83d\udc4d\u1100\u1161\u115f",
        *"👩💻❤👍🏽🏴🇩🇰ℹ™\U000e0067\U000e0062\U000e0073\U000e007f",
        *("👩🏽\u200d💻", "❤\ufe0f", "1\ufe0f\u20e3", "unknown", ":smørrebrød:", "ok"),
    ]
)
ANYTHING = st.lists(st.one_of(ODD, st.characters(exclude_categories=())), max_size=30).map("".join)
JOINTS = "\u200d\ufe0e\ufe0f" + "".join(chr(c) for c in range(0xE0020, 0xE0080))


@given(ANYTHING)
def test_what_is_cleaned_is_clean_and_keeps_its_key(text: str) -> None:
    clean = visible(text)
    assert visible(clean) == clean
    assert unicodedata.is_normalized("NFC", clean)
    assert [c for c in clean if forbidden(c) and c not in JOINTS] == []
    assert not set(clean) & set("\u034f\u115f\u180e\u2800\u3164\uffa0\ufffc")
    assert key(clean) == key(text)
    assert words_in(clean) == words_in(text) or "&" in text
    clean.encode()


@given(ANYTHING)
def test_a_key_is_its_own_key_and_holds_neither_space_dash_nor_anything_unseen(text: str) -> None:
    compared = key(text)
    assert key(compared) == compared
    assert not [c for c in compared if c.isspace() or forbidden(c) or c in JOINTS]
    assert not [c for c in compared if unicodedata.category(c) == "Pd"]
    assert not [c for c in compared if c.isdigit() and not c.isascii()]
    assert key(f"\u2060# {text}\u2011") == compared


@given(st.text(max_size=200))
def test_no_text_is_too_strange_to_be_judged(text: str) -> None:
    assert answers(text) in (True, False)
    assert visible(visible(text)) == visible(text)


@pytest.mark.parametrize("text", ["🤬🤬🤬 👨‍👩‍👧‍👦 🏳️‍🌈 :rage:", ":+1::e-mail:", "&amp; 14:30", ""])
def test_emoji_shortcodes_and_numbers_are_no_words(text: str) -> None:
    assert words_in(text) == []


def test_a_word_between_emoji_is_a_word() -> None:
    assert words_in(":rage: Råbte 🤬") == ["råbte"]


def test_a_filler_with_the_agents_name_is_no_answer() -> None:
    assert answers("Noted, Karin.")
    assert not answers("Noted, Karin.", ["Karin Holm", "Hans Friis"])
    assert answers("I saw it, Karin.", ["Karin Holm", "Hans Friis"])
