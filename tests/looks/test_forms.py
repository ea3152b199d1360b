"""What is filled in: cleaned, and what is wrong is said at its field."""

import pytest

from bot.refusals import Code, Refused
from bot.setup import with_phones
from bot.team import OnCall, TeamSettings
from bot.text import LONGEST
from handlers.receiving import refusals
from handlers.slack.forms import AtField, chosen, chosen_day, chosen_time, optional, required
from tests.rules.test_text import AS_TYPED, INVISIBLE


@pytest.mark.parametrize("text", AS_TYPED)
def test_emoji_lines_and_letters_are_kept_as_they_were_typed(text: str) -> None:
    assert required(text, "said") == optional(text, "said") == text
    assert required(f" {text}\n", "said") == text


@pytest.mark.parametrize("text", [None, "", "  \n", "\u202e\x07", *INVISIBLE])
def test_a_required_field_must_say_something(text: str | None) -> None:
    with pytest.raises(AtField) as refused:
        required(text, "customer")
    assert (refused.value.code, refused.value.field) == (Code.FIELD_EMPTY, "customer")
    assert refusals.fields(refused.value) == ("customer",)
    assert optional(text, "said") == ""


def test_a_text_has_an_end() -> None:
    for read in (optional, required):
        assert len(read("x" * LONGEST, "said")) == LONGEST
        with pytest.raises(AtField) as refused:
            read("x" * (LONGEST + 1), "said")
        assert (refused.value.code, refused.value.field) == (Code.TOO_LONG, "said")
        assert refused.value.facts == {"limit": LONGEST}


@pytest.mark.parametrize("read", [chosen, chosen_time, chosen_day])
@pytest.mark.parametrize("typed", [{}, {"due": None}, {"due": ""}])
def test_what_had_to_be_picked_and_was_not_is_said_at_its_field(
    read: object, typed: dict[str, str | None]
) -> None:
    assert callable(read)
    with pytest.raises(AtField) as refused:
        read(typed, "due")
    assert (refused.value.code, refused.value.field) == (Code.FIELD_EMPTY, "due")


def test_a_wrong_number_is_said_at_the_field_of_its_person() -> None:
    support = TeamSettings(1, "T1", "C1", "support", ("hans",), on_call=(OnCall("karin", ""),))
    with pytest.raises(Refused) as refused:
        with_phones(support, {"karin": "ring Karin"})
    assert "phone_karin" in refusals.fields(refused.value)
