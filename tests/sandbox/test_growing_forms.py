"""A form that grows while it is filled in: the app is told, and changes it."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import pytest
from slack_sdk.socket_mode.request import SocketModeRequest

from sandbox.client import Refused
from tests.sandbox.conftest import Slack
from tests.sandbox.test_socket import listening


def plain(text: str) -> dict[str, Any]:
    return {"type": "plain_text", "text": text}


def field(name: str, element: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {"type": "input", "block_id": name, "label": plain(name), "element": element, **more}


def line(name: str, action: str = "value") -> dict[str, Any]:
    return field(name, {"type": "plain_text_input", "action_id": action}, optional=True)


def form(*more: dict[str, Any]) -> dict[str, Any]:
    options = [{"text": plain(each), "value": each} for each in ("rude", "threat")]
    kinds = {"type": "checkboxes", "action_id": "kinds_changed", "options": options}
    first = [field("kinds", kinds, dispatch_action=True), line("said")]
    head = {"type": "modal", "title": plain("A form"), "submit": plain("Send")}
    return {**head, "callback_id": "form", "blocks": [*first, *more]}


@asynccontextmanager
async def opened(slack: Slack, grown: dict[str, Any]) -> AsyncIterator[list[SocketModeRequest]]:
    """A form that becomes another one as soon as the app hears of a change."""

    async def ack(request: SocketModeRequest) -> dict[str, Any]:
        if request.payload["type"] == "block_actions":
            view = {"view_id": request.payload["view"]["id"], "view": grown}
            await slack.client.api_call("views.update", json=view)
        return {}

    told = await slack.workspace.person("karin").does("trigger")
    view = {"trigger_id": told["trigger_id"], "view": form()}
    await slack.client.api_call("views.open", json=view)
    async with listening(slack, ack) as heard:
        yield heard


async def test_a_field_that_comes_with_a_choice_is_found_and_what_was_typed_stays(
    slack: Slack,
) -> None:
    karin = slack.workspace.person("karin")
    values = {"contact": "Hans", "said": "He shouted", "kinds": ["threat"]}
    async with opened(slack, form(line("contact"))) as heard:
        await karin.sends(values)
    changed, sent = (request.payload for request in heard)
    assert (changed["type"], sent["type"]) == ("block_actions", "view_submission")
    state = sent["view"]["state"]["values"]
    assert state["contact"]["value"]["value"] == "Hans"
    assert state["said"]["value"]["value"] == "He shouted"
    assert [each["value"] for each in state["kinds"]["kinds_changed"]["selected_options"]] == [
        "threat"
    ]


async def test_the_app_hears_of_the_change_with_all_that_slack_sends(slack: Slack) -> None:
    async with opened(slack, form()) as heard:
        await slack.workspace.person("karin").sends({"kinds": ["rude", "threat"]})
    payload = heard[0].payload
    (action,) = payload["actions"]
    assert (action["type"], action["block_id"], action["action_id"]) == (
        "checkboxes",
        "kinds",
        "kinds_changed",
    )
    assert len(action["selected_options"]) == 2
    assert action["action_ts"]
    assert payload["container"] == {"type": "view", "view_id": payload["view"]["id"]}
    assert payload["view"]["state"]["values"]["kinds"]["kinds_changed"] == {
        name: value for name, value in action.items() if name in ("type", "selected_options")
    }
    assert payload["user"]["id"] == slack.people["karin"]
    assert payload["trigger_id"]


async def test_who_is_faster_than_the_app_sends_the_form_as_it_was(slack: Slack) -> None:
    karin = slack.workspace.person("karin")
    async with opened(slack, form(line("contact"))) as heard:
        await karin.does("submit", values={"kinds": ["threat"]}, overtakes=True)
    assert [request.payload["type"] for request in heard] == ["view_submission"]
    assert "contact" not in heard[0].payload["view"]["state"]["values"]


async def test_a_field_that_does_not_come_cannot_be_filled_in(slack: Slack) -> None:
    async with opened(slack, form()):
        with pytest.raises(Refused, match="contact"):
            await slack.workspace.person("karin").sends({"kinds": ["rude"], "contact": "Hans"})


async def test_what_holds_the_same_as_before_is_no_change(slack: Slack) -> None:
    karin = slack.workspace.person("karin")
    async with opened(slack, form()) as heard:
        await karin.does("choose", field="kinds", values={"kinds": ["rude"], "said": "He"})
        await karin.sends({"kinds": ["rude"]})
    types = [request.payload["type"] for request in heard]
    assert types == ["block_actions", "view_submission"]
    assert heard[1].payload["view"]["state"]["values"]["said"]["value"]["value"] == "He"


async def test_a_field_with_another_action_in_the_same_block_begins_anew(slack: Slack) -> None:
    grown = form()
    grown["blocks"][1] = line("said", action="another")
    async with opened(slack, grown) as heard:
        values = {"kinds": ["rude"], "said": "He shouted"}
        await slack.workspace.person("karin").does("choose", field="kinds", values=values)
        await slack.workspace.person("karin").sends({})
    assert heard[1].payload["view"]["state"]["values"]["said"] == {
        "another": {"type": "plain_text_input", "value": None}
    }
