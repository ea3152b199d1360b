"""How everything looks: within Slack's limits, nobody's text alive in it, and no shouting."""

import json
import re
from collections.abc import Iterator
from typing import Any

import pytest

from bot.notices import Says
from bot.refusals import Code, Refused
from handlers import refusals
from handlers.blocks import letters
from sandbox.checks import check_blocks, check_view
from tests.looks.samples import BAD, TYPED, messages, said_at_once, views

EVERYTHING = [*messages(), *((None, message) for message in said_at_once())]
VIEWS = views()
FACTS: dict[str, str | int | None] = {
    "headline": "closed",
    "owner": "UIDA",
    "number": 3,
    "case": 1,
    "limit": 3000,
    "days": 30,
}
DATE = re.compile(r"<!date\^[^>]*>")


def texts(found: Any, kind: str) -> Iterator[str]:
    """Every text of that kind in blocks."""
    if isinstance(found, list):
        for each in found:
            yield from texts(each, kind)
    elif isinstance(found, dict):
        if found.get("type") == kind:
            yield found["text"]
        for each in found.values():
            yield from texts(each, kind)


def test_every_notice_is_drawn_here_from_facts_that_the_rules_gave() -> None:
    assert {says for says, _message in EVERYTHING} - {None} == set(Says) == set(letters.RENDER)


def test_slack_takes_every_message() -> None:
    for _says, message in EVERYTHING:
        assert check_blocks(message.blocks, "message") == []
        assert 0 < len(message.text) <= 40_000


@pytest.mark.parametrize("name", VIEWS)
def test_slack_takes_every_form(name: str) -> None:
    assert check_view(VIEWS[name]) == []


def test_no_text_of_people_comes_alive() -> None:
    marked = [message.text for _says, message in EVERYTHING]
    marked += [text for _says, message in EVERYTHING for text in texts(message.blocks, "mrkdwn")]
    marked += [text for view in VIEWS.values() for text in texts(view, "mrkdwn")]
    assert any("&lt;!channel&gt;" in text for text in marked)
    for text in marked:
        assert "<" not in DATE.sub("", text).replace("<#C1>", ""), text
        assert "*Bo*" not in text
        assert "_x_" not in text


def test_what_was_typed_is_shown_letter_by_letter() -> None:
    (words,) = {
        text
        for says, message in EVERYTHING
        if says is Says.WORDS
        for text in texts(message.blocks, "plain_text")
    }
    assert words == TYPED
    assert BAD in list(texts(VIEWS["read"], "plain_text"))


CARRIED = {Says.WORDS, Says.OFFERED, *(says for says in Says if "dish" in says.value)}
"""What one person writes for another to read: the bot carries it, letter by letter."""


def test_what_the_customer_said_is_in_no_message() -> None:
    for says, message in EVERYTHING:
        if says is not None and says not in CARRIED:
            assert "Å\n" not in json.dumps(message.blocks, ensure_ascii=False) + message.text


def test_nothing_shouts_and_no_hole_is_left_open() -> None:
    own = [message.text for _says, message in EVERYTHING]
    own += [
        text
        for view in VIEWS.values()
        for kind in ("mrkdwn", "plain_text")
        for text in texts(view, kind)
    ]
    own += [words(code) for code in Code]
    for text in own:
        sentence = DATE.sub("", text).replace(BAD, "").replace("!channel", "")
        assert "!" not in sentence, text
        assert "{" not in sentence.replace("{agent}", ""), text
        assert "None" not in sentence.split(), text
    assert "Ida &lt;Lund&gt;" in words(Code.ALREADY_CLAIMED)


@pytest.mark.parametrize("code", Code)
def test_every_refusal_says_what_is_the_matter_and_names_nobody_by_id(code: Code) -> None:
    said = words(code)
    assert said.endswith((".", "?"))
    assert "UIDA" not in said
    assert len(said) <= 150


def words(code: Code) -> str:
    return refusals.words(Refused(code, None, **FACTS), {"UIDA": "Ida <Lund>"})


def inputs(view: dict[str, Any]) -> int:
    return sum(block["type"] == "input" for block in view["blocks"])


def test_forms_are_short() -> None:
    assert inputs(VIEWS["flag of many teams"]) == 5
    assert inputs(VIEWS["flag"]) == 4
    assert inputs(VIEWS["claim"]) == 4


def test_a_form_needs_no_more_than_types_and_a_reference() -> None:
    asked = {block["block_id"]: block for block in VIEWS["flag"]["blocks"] if "element" in block}
    bare = {
        name
        for name, block in asked.items()
        if not block["optional"] and "initial_option" not in block["element"]
    }
    assert bare == {"types", "customer"}


def test_a_notification_says_what_the_message_begins_with() -> None:
    for _says, message in EVERYTHING:
        first = next(iter(texts(message.blocks, "mrkdwn")))
        assert first.strip("*")[:40] in message.text
