"""What stands in a form before anybody has typed."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from handlers.slack.prefill import NOTHING, Prefill, from_command, from_message
from handlers.slack.words import plain


@pytest.mark.parametrize(
    ("sent", "shown"),
    [
        ("<@U012AB3CD> and <@W012AB3CD|bo.b>", "@… and @…"),
        (
            "<!channel> <!here|@here> <!subteam^S01|@support> <!subteam^S01>",
            "@channel @here @support @subteam",
        ),
        ("<!date^1392734382^{date}|18 February>", "@18 February"),
        ("<#C012AB3CD|support> <#C012AB3CD>", "#support #"),
        (
            "<https://a.example/?a=1&amp;b=2> <https://a.example|here>",
            "https://a.example/?a=1&b=2 here",
        ),
        ("<mailto:emma@acme.example|the customer>", "the customer"),
        ("a &lt;b&gt; &amp;amp; c", "a <b> &amp; c"),
        ("turned \u202earound", "turned around"),
    ],
)
def test_mark_up_becomes_plain_words_that_name_nobody(sent: str, shown: str) -> None:
    assert plain(sent) == shown


@example("x" * 9000)
@given(st.text(max_size=200))
def test_whatever_was_said_fits_the_form(text: str) -> None:
    link = "https://nordlys.slack.com/archives/C012AB3CD/p1772442900000100"
    assert len(from_message(text, link).said) <= 3000
    assert from_message(text, link).said.endswith(link)
    begun = from_command(text)
    assert len(begun.customer) <= 150
    assert len(begun.said) <= 3000


def test_the_first_word_is_the_reference_and_the_rest_what_was_said() -> None:
    begun = from_command("48213\nhe shouted  twice")
    assert (begun.customer, begun.said) == ("48213", "he shouted  twice")
    assert from_command("  ").typed["customer"] == ""


def test_a_case_that_it_came_from_is_remembered_by_the_form() -> None:
    assert Prefill("N-7712", linked=5).note == {"linked": 5}
    assert NOTHING.note == {}
