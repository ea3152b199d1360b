"""The sandbox refuses what Slack refuses, in Slack's words."""

import re
from typing import Any

import pytest

from tests.sandbox.conftest import Slack

SECTION = {"type": "section", "text": {"type": "mrkdwn", "text": "Hello"}}
MODAL = {"type": "modal", "title": {"type": "plain_text", "text": "A title"}, "blocks": [SECTION]}
BUTTON = {
    "type": "button",
    "text": {"type": "plain_text", "text": "Press"},
    "action_id": "press",
    "value": "1",
}


async def test_an_unknown_method_is_refused_with_http_200(slack: Slack) -> None:
    assert (await slack.refuses("chat.shout"))["error"] == "unknown_method"


async def test_a_wrong_token_is_refused(slack: Slack) -> None:
    slack.client = slack.client_with("xoxb-wrong")
    assert (await slack.refuses("auth.test"))["error"] == "invalid_auth"


async def test_no_token_is_refused(slack: Slack) -> None:
    slack.client = slack.client_with("")
    assert (await slack.refuses("auth.test"))["error"] == "not_authed"


async def test_a_bot_token_opens_no_socket(slack: Slack) -> None:
    assert (await slack.refuses("apps.connections.open"))["error"] == "not_allowed_token_type"


async def test_a_scope_that_the_manifest_lacks_is_missing(slack: Slack) -> None:
    answer = await slack.refuses("team.info")
    assert (answer["error"], answer["needed"]) == ("missing_scope", "team:read")
    assert "chat:write" in answer["provided"]


def text(size: int) -> dict[str, Any]:
    return {"type": "section", "text": {"type": "mrkdwn", "text": "x" * size}}


@pytest.mark.parametrize(
    ("blocks", "said"),
    [
        ([text(3001)], "must be less than 3001 characters [json-pointer:/blocks/0/text/text]"),
        ([text(0)], "must be more than 0 characters [json-pointer:/blocks/0/text/text]"),
        ([{"type": "foo"}], "unsupported type: foo [json-pointer:/blocks/0/type]"),
        ([{"type": "header"}], "missing required field: text [json-pointer:/blocks/0]"),
        ([SECTION] * 51, "no more than 50 items allowed [json-pointer:/blocks]"),
        (
            [{"type": "actions", "elements": [{**BUTTON, "action_id": str(n)} for n in range(26)]}],
            "no more than 25 items allowed [json-pointer:/blocks/0/elements]",
        ),
        (
            [{"type": "actions", "elements": [BUTTON, BUTTON]}],
            "`action_id` already exists: press [json-pointer:/blocks/0/elements]",
        ),
        (
            [{**SECTION, "block_id": "a"}, {**SECTION, "block_id": "a"}],
            "`block_id` already exists: a [json-pointer:/blocks]",
        ),
        (
            [{**SECTION, "colour": "red"}],
            "invalid additional property: colour [json-pointer:/blocks/0]",
        ),
        (
            [{"type": "actions", "elements": [{**BUTTON, "value": "x" * 2001}]}],
            "must be less than 2001 characters [json-pointer:/blocks/0/elements/0/value]",
        ),
    ],
)
async def test_wrong_blocks_are_refused_with_a_pointer(
    slack: Slack, blocks: list[Any], said: str
) -> None:
    answer = await slack.refuses(
        "chat.postMessage", channel=slack.channels["support"], text="Hi", blocks=blocks
    )
    assert answer["error"] == "invalid_blocks"
    assert f"[ERROR] {said}" in answer["response_metadata"]["messages"]


def chart(**more: Any) -> dict[str, Any]:
    series = [{"name": "Taken", "data": [{"label": "W1", "value": 3}, {"label": "W2", "value": 0}]}]
    drawn = {"type": "line", "series": series, "axis_config": {"categories": ["W1", "W2"]}}
    return {"type": "data_visualization", "title": "Cases", "chart": {**drawn, **more}}


PIE = {"type": "pie", "segments": [{"label": "Kept", "value": 9}, {"label": "Broken", "value": 1}]}


async def test_charts_are_drawn_in_messages_and_homes(slack: Slack) -> None:
    support, karin = slack.channels["support"], slack.people["karin"]
    blocks = [chart(), {**chart(), "chart": PIE}]
    await slack.client.chat_postMessage(channel=support, text="Cases", blocks=blocks)
    await slack.client.views_publish(user_id=karin, view={"type": "home", "blocks": blocks})
    view = {**MODAL, "blocks": blocks}
    answer = await slack.refuses("views.open", trigger_id=await trigger(slack), view=view)
    said = "[ERROR] unsupported type: data_visualization [json-pointer:/view/blocks/0]"
    assert said in answer["response_metadata"]["messages"]


@pytest.mark.parametrize(
    ("blocks", "said"),
    [
        ([{**chart(), "title": "x" * 51}], "must be less than 51 characters"),
        ([chart(series=[])], "no fewer than 1 items allowed"),
        ([chart(axis_config={"categories": ["W1"]})], "must have one value for each category"),
        ([chart(series=chart()["chart"]["series"] * 2)], "names must be unique"),
        ([chart(type="spiral")], "unsupported type: spiral"),
        ([chart()] * 3, "no more than 2 data_visualization blocks allowed"),
        (
            [chart(series=[{"name": "Taken", "data": [{"label": "W1", "value": None}]}])],
            "must be a number",
        ),
    ],
)
async def test_a_chart_that_slack_does_not_draw_is_refused(
    slack: Slack, blocks: list[Any], said: str
) -> None:
    support = slack.channels["support"]
    answer = await slack.refuses("chat.postMessage", channel=support, text="Hi", blocks=blocks)
    assert answer["error"] == "invalid_blocks"
    assert any(said in problem for problem in answer["response_metadata"]["messages"])


async def test_blocks_that_are_no_json_have_an_error_of_their_own(slack: Slack) -> None:
    answer = await slack.refuses("chat.postMessage", channel="C1", blocks="no json")
    assert answer["error"] == "invalid_blocks_format"


async def test_a_missing_argument_is_named(slack: Slack) -> None:
    answer = await slack.refuses("chat.postMessage", text="Hi")
    assert answer["error"] == "invalid_arguments"
    assert "missing required field: channel" in answer["response_metadata"]["messages"][0]


async def test_a_message_of_nothing_and_one_too_long_are_refused(slack: Slack) -> None:
    support = slack.channels["support"]
    assert (await slack.refuses("chat.postMessage", channel=support))["error"] == "no_text"
    long = await slack.refuses("chat.postMessage", channel=support, text="x" * 40_001)
    assert long["error"] == "msg_too_long"
    heavy = await slack.refuses("chat.postMessage", channel=support, blocks=[text(2900)] * 5)
    assert heavy["error"] == "msg_blocks_too_long"


async def test_channels_that_the_bot_cannot_see_or_is_not_in(slack: Slack) -> None:
    answer = await slack.refuses("chat.postMessage", channel="C0NOWHERE", text="Hi")
    assert answer["error"] == "channel_not_found"
    answer = await slack.refuses("chat.postMessage", channel=slack.channels["warehouse"], text="Hi")
    assert answer["error"] == "not_in_channel"


async def test_a_trigger_serves_once_and_for_three_seconds(slack: Slack) -> None:
    used = await trigger(slack)
    await slack.client.api_call("views.open", json={"trigger_id": used, "view": MODAL})
    answer = await slack.refuses("views.open", trigger_id=used, view=MODAL)
    assert answer["error"] == "exchanged_trigger_id"
    old = await trigger(slack, age=3.1)
    answer = await slack.refuses("views.open", trigger_id=old, view=MODAL)
    assert answer["error"] == "expired_trigger_id"
    answer = await slack.refuses("views.open", trigger_id="1.2.no", view=MODAL)
    assert answer["error"] == "invalid_trigger_id"


async def trigger(slack: Slack, **how: float) -> str:
    """Of a press by Karin."""
    return str((await slack.workspace.person("karin").does("trigger", **how))["trigger_id"])


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"title": {"type": "plain_text", "text": "x" * 25}}, "must be less than 25 characters"),
        ({"blocks": [SECTION] * 101}, "no more than 100 items allowed"),
        ({"private_metadata": "x" * 3001}, "must be less than 3001 characters"),
        ({"callback_id": "x" * 256}, "must be less than 256 characters"),
    ],
)
async def test_a_wrong_view_is_refused(slack: Slack, change: dict[str, Any], said: str) -> None:
    view = {**MODAL, **change}
    answer = await slack.refuses("views.open", trigger_id=await trigger(slack), view=view)
    assert answer["error"] == "invalid_arguments"
    assert any(said in message for message in answer["response_metadata"]["messages"])


async def test_a_form_needs_a_button_to_send_it(slack: Slack) -> None:
    field = {
        "type": "input",
        "label": {"type": "plain_text", "text": "A field"},
        "element": {"type": "plain_text_input", "action_id": "a"},
    }
    view = {**MODAL, "blocks": [field]}
    answer = await slack.refuses("views.open", trigger_id=await trigger(slack), view=view)
    assert "missing required field: submit" in answer["response_metadata"]["messages"][0]


async def test_a_reaction_is_added_once(slack: Slack) -> None:
    support = slack.channels["support"]
    said = await slack.workspace.person("karin").does("say", channel="support", text="Hi")
    item = {"channel": support, "timestamp": said["ts"], "name": "eyes"}
    await slack.client.api_call("reactions.add", json=item)
    assert (await slack.refuses("reactions.add", **item))["error"] == "already_reacted"
    await slack.client.api_call("reactions.remove", json=item)
    assert (await slack.refuses("reactions.remove", **item))["error"] == "no_reaction"


async def test_a_response_url_serves_five_times(slack: Slack) -> None:
    told = await slack.workspace.person("karin").does("trigger")
    for _use in range(5):
        async with slack.session.post(told["response_url"], json={"text": "Hi"}) as answer:
            assert answer.status == 200
    async with slack.session.post(told["response_url"], json={"text": "Hi"}) as answer:
        assert (answer.status, (await answer.json())["error"]) == (404, "used_url")
    assert (await slack.workspace.person("karin").glances()).count("Hi") == 5


async def test_a_file_is_shared_once_it_is_uploaded(slack: Slack) -> None:
    asked = await slack.client.files_getUploadURLExternal(filename="week.png", length=3)
    files = [{"id": asked["file_id"], "title": "The week"}]
    where = {"files": files, "channel_id": slack.channels["support"]}
    assert (await slack.refuses("files.completeUploadExternal", **where))["error"]
    async with slack.session.post(asked["upload_url"], data=b"png") as answer:
        assert answer.status == 200
    await slack.client.api_call("files.completeUploadExternal", json=where)
    found = await slack.client.files_info(file=asked["file_id"])
    assert slack.channels["support"] in found["file"]["shares"]["public"]


async def test_somebody_elses_message_is_not_updated_and_a_missing_one_not_found(
    slack: Slack,
) -> None:
    support = slack.channels["support"]
    said = await slack.workspace.person("karin").does("say", channel="support", text="Hi")
    answer = await slack.refuses("chat.update", channel=support, ts=said["ts"], text="Ho")
    assert answer["error"] == "cant_update_message"
    answer = await slack.refuses("chat.update", channel=support, ts="1700000000.000001", text="Ho")
    assert answer["error"] == "message_not_found"


async def test_metadata_comes_back_only_when_it_is_asked_for(slack: Slack) -> None:
    support = slack.channels["support"]
    metadata = {"event_type": "letter", "event_payload": {"id": "abc"}}
    posted = await slack.client.chat_postMessage(channel=support, text="Hi", metadata=metadata)
    plain = await slack.client.conversations_history(channel=support)
    asked = await slack.client.conversations_history(channel=support, include_all_metadata=True)
    thread = await slack.client.conversations_replies(
        channel=support, ts=posted["ts"], include_all_metadata=True
    )
    assert "metadata" not in plain["messages"][0]
    assert asked["messages"][0]["metadata"] == metadata
    assert thread["messages"][0]["metadata"] == metadata


async def test_metadata_outlasts_an_update_that_says_nothing_of_it(slack: Slack) -> None:
    where: dict[str, Any] = {"channel": slack.channels["support"]}
    metadata = {"event_type": "letter", "event_payload": {"id": "abc"}}
    posted = await slack.client.chat_postMessage(**where, text="Hi", metadata=metadata)
    where["ts"] = posted["ts"]
    karin = slack.workspace.person("karin")
    await slack.client.chat_update(**where, text="Ho")
    assert (await karin.glances()).newest.event_type == "letter"
    await slack.client.chat_update(**where, text="Ho", metadata={**metadata, "event_type": "card"})
    assert (await karin.glances()).newest.event_type == "card"
    await slack.client.chat_update(**where, text="Ho", metadata={})
    assert (await karin.glances()).newest.event_type is None
    answer = await slack.refuses("chat.update", **where, text="Ho", metadata={"event_type": "x"})
    assert answer["error"] == "invalid_metadata_format"


async def test_metadata_that_is_not_flat_is_refused(slack: Slack) -> None:
    metadata = {"event_type": "letter", "event_payload": {"id": {"deep": 1}}}
    answer = await slack.refuses(
        "chat.postMessage", channel=slack.channels["support"], text="Hi", metadata=metadata
    )
    assert answer["error"] == "invalid_metadata_format"


async def test_an_ephemeral_message_is_in_no_history(slack: Slack) -> None:
    support = slack.channels["support"]
    karin = slack.people["karin"]
    await slack.client.chat_postEphemeral(channel=support, user=karin, text="For you alone")
    history = await slack.client.conversations_history(channel=support)
    assert history["messages"] == []
    assert (await slack.workspace.person("karin").glances()).has("For you alone")
    assert not (await slack.workspace.person("ida").glances()).has("For you alone")


async def test_ids_and_timestamps_have_slacks_shape(slack: Slack) -> None:
    posted = await slack.client.chat_postMessage(channel=slack.channels["support"], text="Hi")
    assert re.fullmatch(r"\d{10}\.\d{6}", str(posted["ts"]))
    assert re.fullmatch(r"C[A-Z0-9]{8,}", str(posted["channel"]))
    assert all(re.fullmatch(r"U[A-Z0-9]{8,}", ident) for ident in slack.people.values())


async def test_the_same_people_get_the_same_group_and_nine_are_too_many(slack: Slack) -> None:
    people = [slack.people[key] for key in ("karin", "hans")]
    one = await slack.client.conversations_open(users=people)
    two = await slack.client.conversations_open(users=people[::-1])
    assert one["channel"]["id"] == two["channel"]["id"]
    answer = await slack.refuses("conversations.open", users=",".join(["U1"] * 9))
    assert answer["error"] == "too_many_users"


async def test_somebody_whose_account_is_disabled_is_not_written_to(slack: Slack) -> None:
    await slack.workspace.person("ida").does("become", deleted=True)
    answer = await slack.refuses("conversations.open", users=slack.people["ida"])
    assert answer["error"] == "user_disabled"
