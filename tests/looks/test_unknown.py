"""Somebody whom the bot does not know: never an id where a name belongs, and never nothing."""

import re
from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import replace

import pytest

from bot.refusals import Code, Refused
from bot.team import PersonId, Team
from handlers.receiving import refusals
from handlers.sending import letters
from handlers.sending.facts import Facts
from handlers.slack.parts import Block, Message
from tests.looks.cast import ORDINARY, renamed, without
from tests.looks.reading import texts
from tests.looks.replies import replies
from tests.looks.samples import facts, views
from tests.looks.test_looks import FACTS
from tests.rules.people import EVERYBODY, IDA, KARIN

ID = re.compile(r"\b[UW][A-Z0-9]{3,}\b")
HOLE = re.compile(r"^ | $|(?<!·)  (?!·)| [.,:;?)]|(?:^| )['’]s|\(\)|\*\*|“”", re.MULTILINE)
"""What is left where a name is empty: spaces around nothing, or quotation marks and stars."""
LISTED = re.compile(r"^(?:•|\d)  (?=\S)", re.MULTILINE)
SOMEBODY = re.compile("a colleague|the deputy")
UNKNOWN = [*((person,) for person in EVERYBODY), EVERYBODY]
DRAWN = {str(letters.draw(each)): each for each in facts(ORDINARY)}
VIEWS = views(ORDINARY)
Drawn = Message | Block


def shown(drawn: Drawn) -> list[str]:
    """Every text that a reader may get to see."""
    if isinstance(drawn, Message):
        return [drawn.text, *texts(drawn.blocks)]
    return list(texts(drawn))


def words(drawn: Drawn, called: Mapping[str, str] | None = None) -> Counter[str]:
    """Each word as often as it stands there, whatever the order, with some people renamed."""
    text = "\n".join(shown(drawn))
    for name, other in (called or {}).items():
        text = text.replace(name, other)
    return Counter(re.findall(r"\w+", SOMEBODY.sub("a colleague", text)))


def whole(drawn: Drawn) -> bool:
    """Whether it shows no id, and no sentence with a hole in it."""
    return not [
        text for text in shown(drawn) if ID.search(text) or HOLE.search(LISTED.sub("", text))
    ]


def standing_in(unknown: Collection[PersonId]) -> dict[str, str]:
    return {ORDINARY.names[person]: "a colleague" for person in unknown}


def redrawn(each: Facts, there: Team) -> Message:
    return letters.draw(replace(each, team=there))


def test_as_the_rules_bring_it_about_no_message_has_a_hole() -> None:
    assert not [each.says for each in DRAWN.values() if not whole(letters.draw(each))]


@pytest.mark.parametrize("unknown", UNKNOWN, ids="-".join)
def test_a_message_calls_somebody_unknown_a_colleague(unknown: Collection[PersonId]) -> None:
    for each in DRAWN.values():
        drawn = redrawn(each, without(each.team, unknown))
        assert whole(drawn), shown(drawn)
        assert words(drawn) == words(letters.draw(each), standing_in(unknown)), shown(drawn)


@pytest.mark.parametrize("unknown", UNKNOWN, ids="-".join)
def test_a_view_and_a_reply_have_no_hole_either(unknown: Collection[PersonId]) -> None:
    known: dict[str, Drawn] = {**VIEWS, **replies(ORDINARY)}
    again: dict[str, Drawn] = {**views(ORDINARY, unknown), **replies(ORDINARY, unknown)}
    for name, drawn in again.items():
        assert whole(drawn), (name, shown(drawn))
        as_known = (words(known[name]), words(known[name], standing_in(unknown)))
        assert words(drawn) in as_known, (name, shown(drawn))


@pytest.mark.parametrize("code", Code)
def test_a_refusal_names_no_id_and_has_no_hole(code: Code) -> None:
    message = Message(refusals.words(Refused(code, **FACTS), {}))
    assert whole(message), message.text


def test_cards_and_letters_take_a_name_from_the_same_place() -> None:
    """Whoever is renamed has the new name in all of them, and the old one in none."""
    called = {KARIN: "Katrine Holm-Lund", IDA: "Ingrid Skov"}
    for each in DRAWN.values():
        drawn = redrawn(each, renamed(each.team, called))
        new_names = {ORDINARY.names[person]: name for person, name in called.items()}
        assert words(drawn) == words(letters.draw(each), new_names), shown(drawn)
