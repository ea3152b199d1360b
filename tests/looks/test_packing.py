"""Lists and long texts: nothing ends in the middle, and what is left out is counted."""

import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.notices import Says
from handlers.sending import letters
from handlers.slack import parts
from handlers.slack.packing import SECTION, more, packed, plainly
from tests.looks.cast import ORDINARY, facts_of
from tests.looks.claim_samples import taken
from tests.looks.reading import texts

LEFT_OUT = re.compile(r"\d+")
LINES = st.lists(st.text(st.characters(exclude_characters="\n\r"), max_size=60), max_size=40)


@given(LINES, st.integers(1, 4), st.integers(80, 400))
def test_every_line_is_there_whole_or_counted(lines: list[str], most: int, each: int) -> None:
    found = packed([f"-{line}" for line in lines], most=most, each=each)
    assert len(found) <= most
    assert all(len(text) <= each for text in found)
    shown = "\n".join(found).split("\n") if found else []
    left_out = 0
    if len(shown) != len(lines) or (lines and shown[-1] != f"-{lines[-1]}"):
        left_out = int(LEFT_OUT.search(shown.pop())[0])  # type: ignore[index]  # it is there
    assert shown == [f"-{line}" for line in lines[: len(shown)]]
    assert len(shown) + left_out == len(lines)


def test_a_line_that_is_too_long_is_divided_between_words_and_loses_none() -> None:
    words = [f"word{n}" for n in range(1000)]
    found = packed([" ".join(words)])
    assert len(found) > 1
    assert " ".join(found).split() == words


def test_a_time_that_slack_writes_is_never_divided() -> None:
    time = "<!date^1772460000^{date_short_pretty} {time}|2026-03-02 14:00 UTC>"
    found = packed([" ".join([time] * 60)])
    assert sum(text.count(time) for text in found) == 60


def test_an_emoji_is_never_divided() -> None:
    family = "\U0001f468\u200d\U0001f469\u200d\U0001f467"
    for piece in packed([family * 1200]):
        assert not piece.startswith("\u200d")
        assert not piece.endswith("\u200d")


@pytest.mark.parametrize("count", [1, 49, 50, 400])
def test_a_message_says_how_many_lines_it_has_no_room_for(count: int) -> None:
    lines = [f"{n} {'x' * (SECTION - 10)}" for n in range(count)]
    blocks = parts.sections(*lines, most=49)
    shown = "\n".join(texts(blocks, "mrkdwn")).split("\n")
    left_out = count - 48 if count > 49 else 0
    assert [line.split()[0] for line in shown] == [
        *(str(n) for n in range(count - left_out)),
        *(["and"] if left_out else []),
    ]
    assert not left_out or shown[-1] == more(left_out)


def test_the_plain_text_is_whole_lines_too() -> None:
    lines = [f"{n} {'x' * 1000}" for n in range(100)]
    *shown, last = plainly(lines).split("\n")
    assert shown == lines[: len(shown)]
    assert last == more(100 - len(shown))


@pytest.mark.parametrize("count", [3, 400, 8000])
def test_of_many_helpers_each_stands_on_the_card_or_is_counted(count: int) -> None:
    case = replace(taken(ORDINARY).case, helpers=tuple(f"U{n}" for n in range(count)))
    card = letters.draw(facts_of(ORDINARY, Says.CARD, {}, case, ORDINARY.team()))
    words = "\n".join(texts(card.blocks, "mrkdwn"))
    shown = words.count("a colleague")
    assert len(card.blocks) <= 50
    assert shown == count or more(count - shown) in words
