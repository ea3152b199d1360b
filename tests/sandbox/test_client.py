"""Driving a sandbox: buttons by their action, messages by their kind."""

from typing import Any

import pytest

from sandbox.client import Refused
from tests.sandbox.conftest import Slack
from tests.sandbox.test_socket import listening, well


def button(action_id: str, label: str) -> dict[str, Any]:
    words = {"type": "plain_text", "text": label}
    return {"type": "button", "text": words, "action_id": action_id, "value": "1"}


async def post(slack: Slack, text: str, kind: str, *buttons: dict[str, Any]) -> None:
    section = {"type": "section", "text": {"type": "mrkdwn", "text": text}}
    await slack.client.chat_postMessage(
        channel=slack.channels["support"],
        text=text,
        blocks=[section, {"type": "actions", "elements": buttons}] if buttons else [section],
        metadata={"event_type": kind, "event_payload": {"id": "1"}},
    )


async def test_messages_are_told_apart_by_the_kind_that_the_app_gave_them(slack: Slack) -> None:
    await post(slack, "One", "letter")
    await post(slack, "Two", "letter")
    await post(slack, "Three", "card")
    sight = await slack.workspace.person("karin").glances()
    assert [message.words for message in sight.of_kind("letter")] == ["One", "Two"]
    assert (sight.count_of("letter"), sight.count_of("digest")) == (2, 0)
    assert sight.newest_of("letter").words == "Two"
    with pytest.raises(Refused, match="digest"):
        sight.newest_of("digest")


async def test_a_button_is_looked_for_by_its_action(slack: Slack) -> None:
    await post(slack, "One", "letter", button("take", "Take it"), button("leave", "Leave it"))
    message = (await slack.workspace.person("karin").glances()).newest
    assert message.offers("take")
    assert not message.offers("give")
    assert message.labels == ["Take it", "Leave it"]
    assert message.steps == ["take", "leave"]


async def test_a_button_is_pressed_by_its_action_on_that_message(slack: Slack) -> None:
    karin = slack.workspace.person("karin")
    await post(slack, "One", "letter", button("take", "Take it"))
    await post(slack, "Two", "letter", button("take", "Yes"))
    older, newer = (await karin.glances()).of_kind("letter")
    async with listening(slack, well) as heard, slack.settled_at_once():
        await karin.presses("take", on=older)
        await karin.presses("take")
        with pytest.raises(Refused, match="give"):
            await karin.presses("give")
    presses = [request.payload for request in heard if request.type == "interactive"]
    assert [press["container"]["message_ts"] for press in presses] == [older.ts, newer.ts]


async def test_a_form_is_known_by_its_callback_and_says_what_it_offers(slack: Slack) -> None:
    karin = slack.workspace.person("karin")
    view = {
        "type": "modal",
        "callback_id": "more",
        "title": {"type": "plain_text", "text": "More"},
        "blocks": [{"type": "actions", "elements": [button("close", "Close the case")]}],
    }
    trigger = (await karin.does("trigger"))["trigger_id"]
    await slack.client.views_open(trigger_id=trigger, view=view)
    form = (await karin.glances()).form
    assert form.callback_id == "more"
    assert form.offers("close")
    assert not form.offers("more")


async def test_a_form_says_what_it_asks_and_what_can_be_chosen(slack: Slack) -> None:
    karin = slack.workspace.person("karin")
    options = [
        {"text": {"type": "plain_text", "text": text}, "value": value}
        for text, value in (("At once", "now"), ("Tomorrow", "later"))
    ]
    field = {
        "type": "input",
        "block_id": "when",
        "label": {"type": "plain_text", "text": "When?"},
        "element": {"type": "radio_buttons", "action_id": "value", "options": options},
    }
    view = {
        "type": "modal",
        "callback_id": "talk",
        "title": {"type": "plain_text", "text": "The talk"},
        "submit": {"type": "plain_text", "text": "Save"},
        "blocks": [field],
    }
    trigger = (await karin.does("trigger"))["trigger_id"]
    await slack.client.views_open(trigger_id=trigger, view=view)
    form = (await karin.glances()).form
    assert form.asks("when")
    assert not form.asks("who")
    assert form.choices("when") == ["now", "later"]
