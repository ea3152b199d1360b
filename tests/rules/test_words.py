"""What counts as words, and which references are the same customer."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.refusals import Code, Refused
from bot.text import LONGEST, answers, customer_key, optional, required, visible, words_in


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
    "reference", ["unknown", "Unknown", " UN-KNOWN ", "ukendt", "Ukjent", "", " - "]
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


@pytest.mark.parametrize("text", ["🤬🤬🤬 👨‍👩‍👧‍👦 🏳️‍🌈", "two\nlines\tand a tab", "æøå ÆØÅ"])
def test_emoji_lines_and_letters_stay_as_they_were_typed(text: str) -> None:
    assert visible(text) == text
    assert required(text, "said") == text


@pytest.mark.parametrize("text", [None, "", "  \n", "\u202e\x07"])
def test_a_required_field_must_say_something(text: str | None) -> None:
    with pytest.raises(Refused) as refused:
        required(text, "customer")
    assert (refused.value.code, refused.value.field) == (Code.FIELD_EMPTY, "customer")
    assert optional(text, "said") == ""


def test_a_text_has_an_end() -> None:
    assert len(optional("x" * LONGEST, "said")) == LONGEST
    with pytest.raises(Refused) as refused:
        optional("x" * (LONGEST + 1), "said")
    assert (refused.value.code, refused.value.facts) == (Code.TOO_LONG, {"limit": LONGEST})


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
