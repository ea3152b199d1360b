"""How everything looks: within Slack's limits, nobody's text alive in it, and no shouting."""

import json
import re
from dataclasses import asdict, replace
from typing import Any

import pytest

from bot.flag.case import CLOSED_TYPES, Type
from bot.notices import Says
from bot.refusals import Code, Refused
from bot.setup import SetupForm
from handlers.flag import form as flag_form
from handlers.receiving import refusals
from handlers.sending import letters
from handlers.slack import labels
from handlers.slack.payloads import remember
from sandbox.checks import check_blocks, check_view
from tests.looks.cast import BAD, TYPED, WORST
from tests.looks.reading import texts
from tests.looks.replies import LINK, replies
from tests.looks.samples import messages, views
from tests.rules.people import HANS

ALL = [*messages(), *((None, message) for message in replies(WORST).values())]
EVERYTHING = list({f"{says} {message}": (says, message) for says, message in ALL}.values())
VIEWS = views()
FACTS: dict[str, str | int | None] = {
    "headline": "closed",
    "owner": "UIDA",
    "number": 3,
    "case": 1,
    "limit": 3000,
    "days": 30,
    "weeks": 12,
}
DATE = re.compile(r"<!date\^[^>]*>")


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
        ours = DATE.sub("", text).replace("<#C1>", "").replace(f"<{LINK}|It goes on here.>", "")
        assert "<" not in ours, text
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


CARRIED = {Says.WORDS, Says.OFFERED, *(says for says in Says if "dish" in says.id)}
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
    return refusals.words(Refused(code, **FACTS), {"UIDA": "Ida <Lund>"})


def inputs(view: dict[str, Any]) -> int:
    return sum(block["type"] == "input" for block in view["blocks"])


def test_forms_are_short() -> None:
    assert inputs(VIEWS["flag, of many teams"]) == 5
    assert inputs(VIEWS["flag"]) == 4
    assert inputs(VIEWS["claim"]) == 4
    assert {inputs(view) for name, view in VIEWS.items() if name.startswith("flag, ")} == {5}
    assert inputs(VIEWS["behalf"]) == 5


def fields(name: str) -> dict[str, Any]:
    return {block["block_id"]: block for block in VIEWS[name]["blocks"] if "element" in block}


@pytest.mark.parametrize("kind", Type)
def test_a_closed_type_asks_who_should_see_it_instead_of_what_is_wanted(kind: Type) -> None:
    asked = fields(f"flag, {kind}")
    assert ("contact" in asked, "wish" in asked) == (kind in CLOSED_TYPES, kind not in CLOSED_TYPES)


def test_the_form_that_grows_keeps_everything_that_was_typed() -> None:
    asked = fields("flag, sexual")
    assert asked["team"]["element"]["initial_option"]["value"] == "7"
    assert asked["customer"]["element"]["initial_value"] == BAD[:150]
    assert asked["said"]["element"]["initial_value"] == TYPED[:3000]
    assert asked["contact"]["element"]["initial_user"] == HANS
    (chosen,) = asked["types"]["element"]["initial_options"]
    assert chosen["value"] == "sexual"


def test_what_to_do_in_danger_stands_on_top_of_every_flag_form() -> None:
    for name in VIEWS:
        if name.startswith("flag"):
            first = VIEWS[name]["blocks"][0]["text"]["text"]
            assert first.startswith("*In danger now? Call 112 first.*")
            assert "This bot does not call the police." in first


def above(name: str) -> str:
    return "\n".join(b["text"]["text"] for b in VIEWS[name]["blocks"] if b["type"] == "section")


def test_an_urgent_type_says_first_what_helps_now() -> None:
    assert "You don't have to answer this customer." in above("flag, threat")
    assert "background sounds" in above("flag, threat")
    assert "keep messages and recordings" in above("flag, physical")
    assert "background sounds" not in above("flag, physical")
    danger = above("flag, customer_in_danger")
    assert "follow your workplace's procedure" in danger
    assert "answer this customer" not in danger
    assert above("flag, sexual") == above("flag")


def test_in_norway_an_ambulance_has_a_number_of_its_own() -> None:
    team = replace(WORST.team().settings, country="NO")
    typed = {"types": [Type.CUSTOMER_IN_DANGER.value]}
    view = flag_form.flag_form(teams=[team], team=team, metadata="{}", typed=typed)
    said = "\n".join(b["text"]["text"] for b in view["blocks"] if b["type"] == "section")
    assert "Call 112 first" in said
    assert "Call 113" in said


def test_the_internal_way_fits_between_the_two_pages_of_setup() -> None:
    typed = asdict(
        SetupForm(
            (HANS,) * 40,
            HANS,
            HANS,
            (HANS,) * 5,
            "\U0001f4a2" * 150,
            "DK",
            "0123456",
            "08:00",
            "16:00",
            True,
            "0",
            "09:00",
            "\U0001f4a2" * 150,
        )
    )
    assert len(remember(channel="C1", typed=typed)) <= 3000


def test_a_form_needs_no_more_than_types_and_a_reference() -> None:
    asked = {block["block_id"]: block for block in VIEWS["flag"]["blocks"] if "element" in block}
    bare = {
        name
        for name, block in asked.items()
        if not block["optional"] and "initial_option" not in block["element"]
    }
    assert bare == {"types", "customer"}


def test_a_notification_says_what_the_message_begins_with() -> None:
    plain = {name: text for name, text in replies(WORST).items() if "in plain words" in name}
    assert len(plain) == 4
    for _says, message in EVERYTHING:
        if message in plain.values():
            assert message.blocks == []  # nothing that Slack could refuse
            continue
        first = next(iter(texts(message.blocks, "mrkdwn")))
        assert first.strip("*")[:40] in message.text


def test_a_notification_does_not_say_what_kind_of_closed_contact_it_was() -> None:
    kinds = [words.lower() for kind, words in labels.kinds().items() if kind in CLOSED_TYPES]
    shown = json.dumps([message.blocks for _says, message in EVERYTHING]).lower()
    assert kinds[2] in shown
    for _says, message in EVERYTHING:
        assert not [kind for kind in kinds if kind in message.text.lower()], message.text
