"""Every shape in which Slack tells what was said, changed and deleted."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import pytest

from sandbox.client import Refused
from tests.sandbox.conftest import Slack
from tests.sandbox.test_socket import listening, well

Json = dict[str, Any]


@asynccontextmanager
async def events(slack: Slack) -> AsyncIterator[list[Json]]:
    """What the app has heard, once the block has ended."""
    heard: list[Json] = []
    async with listening(slack, well) as requests:
        yield heard
    heard += [request.payload["event"] for request in requests]


async def say(slack: Slack, text: str, key: str = "karin", **more: Any) -> Json:
    told: Json = {"channel": "support", "text": text, **more}
    return await slack.workspace.person(key).does("say", **told)


async def said(slack: Slack, text: str, **more: Any) -> Json:
    """The event of it."""
    async with events(slack) as heard:
        await say(slack, text, **more)
    return heard[-1]


async def test_what_a_person_types_has_a_client_msg_id_of_its_own(slack: Slack) -> None:
    one, two = await said(slack, "Hi"), await said(slack, "Hi")
    assert one["client_msg_id"] != two["client_msg_id"]
    assert not {"bot_id", "subtype"} & set(one)


async def test_one_gesture_may_come_as_two_messages(slack: Slack) -> None:
    one = await said(slack, "Hi")
    two = await said(slack, "Hi", client_msg_id=one["client_msg_id"])
    assert one["client_msg_id"] == two["client_msg_id"]
    assert one["ts"] != two["ts"]


async def test_a_reply_is_sent_to_the_channel_as_well(slack: Slack) -> None:
    root = await say(slack, "Hi")
    event = await said(slack, "Ho", thread_ts=root["ts"], shape="thread_broadcast")
    assert (event["subtype"], event["thread_ts"]) == ("thread_broadcast", root["ts"])
    assert event["root"]["text"] == "Hi"
    with pytest.raises(Refused, match="only a reply"):
        await say(slack, "Ho", shape="thread_broadcast")


@pytest.mark.parametrize("words", ["Look at this", ""])
async def test_a_file_comes_with_words_or_without(slack: Slack, words: str) -> None:
    event = await said(slack, words, shape="file_share")
    assert (event["subtype"], event["text"]) == ("file_share", words)
    assert event["files"][0]["user"] == slack.people["karin"]


async def test_somebody_tells_what_they_do(slack: Slack) -> None:
    assert (await said(slack, "waves", shape="me_message"))["subtype"] == "me_message"


async def test_a_persons_words_may_come_through_another_app(slack: Slack) -> None:
    event = await said(slack, "Hi", shape="through_app")
    assert (event["user"], event["bot_id"]) == (slack.people["karin"], "B0OTHERAPP")
    assert "subtype" not in event


async def test_another_apps_own_words_have_no_user(slack: Slack) -> None:
    event = await said(slack, "Hi", shape="bot_message")
    assert (event["subtype"], event["bot_id"]) == ("bot_message", "B0OTHERAPP")
    assert "user" not in event


async def test_slackbot_has_no_bot_id_and_is_somebody(slack: Slack) -> None:
    event = await said(slack, "A reminder", shape="slackbot")
    assert (event["user"], "bot_id" in event) == ("USLACKBOT", False)
    user = (await slack.client.users_info(user="USLACKBOT"))["user"]
    assert (user["name"], user["is_bot"]) == ("slackbot", False)


async def test_a_huddle_begins(slack: Slack) -> None:
    event = await said(slack, "", shape="huddle")
    assert (event["subtype"], event["user"], event["text"]) == ("huddle_thread", "USLACKBOT", "")
    assert event["room"]["created_by"] == slack.people["karin"]


@pytest.mark.parametrize("shape", ["in_attachments", "in_blocks"])
async def test_words_may_stand_in_attachments_or_blocks_alone(slack: Slack, shape: str) -> None:
    event = await said(slack, "I saw it", shape=shape)
    assert event["text"] == ""
    assert "I saw it" in str(event[shape.removeprefix("in_")])
    assert (await slack.workspace.person("ida").glances()).has("I saw it")


async def test_a_shape_that_there_is_not_is_refused(slack: Slack) -> None:
    with pytest.raises(Refused, match="no message is a song"):
        await say(slack, "La", shape="song")


async def test_an_edit_says_when_and_what_stood_there(slack: Slack) -> None:
    karin = slack.workspace.person("karin")
    one = await say(slack, "Hi")
    async with events(slack) as heard:
        await karin.does("edit", channel="support", ts=one["ts"], text="Ho")
    event = heard[-1]
    assert (event["subtype"], event["previous_message"]["text"]) == ("message_changed", "Hi")
    assert event["message"]["text"] == "Ho"
    assert event["message"]["edited"]["ts"].endswith(".000000")
    assert float(event["message"]["edited"]["ts"]) >= float(int(float(one["ts"])))
    assert float(event["event_ts"]) > float(one["ts"])


async def test_an_unfurled_link_changes_the_message_and_not_its_words(slack: Slack) -> None:
    one = await say(slack, "See https://example.com/")
    async with events(slack) as heard:
        await slack.workspace.person("karin").does("unfurl", channel="support", ts=one["ts"])
    event = heard[-1]
    assert event["subtype"] == "message_changed"
    assert event["message"]["text"] == event["previous_message"]["text"]
    assert "attachments" in event["message"]
    assert "edited" not in event["message"]


@pytest.mark.parametrize("bare", [False, True])
async def test_a_deletion_may_or_may_not_say_what_stood_there(slack: Slack, bare: bool) -> None:
    one = await say(slack, "Hi")
    async with events(slack) as heard:
        told = {"channel": "support", "ts": one["ts"], "bare": bare}
        await slack.workspace.person("karin").does("delete", **told)
    event = heard[-1]
    assert (event["subtype"], event["deleted_ts"]) == ("message_deleted", one["ts"])
    assert ("previous_message" in event) is not bare


async def test_what_others_have_replied_to_leaves_a_tombstone(slack: Slack) -> None:
    one = await say(slack, "Hi")
    await say(slack, "Ho", key="ida", thread_ts=one["ts"])
    async with events(slack) as heard:
        await slack.workspace.person("karin").does("delete", channel="support", ts=one["ts"])
    event = heard[-1]
    assert (event["subtype"], event["message"]["subtype"]) == ("message_changed", "tombstone")
    assert event["message"]["user"] == "USLACKBOT"
    assert event["previous_message"]["text"] == "Hi"
    thread = await slack.client.conversations_replies(
        channel=slack.channels["support"], ts=one["ts"]
    )
    assert [each["text"] for each in thread["messages"]] == ["This message was deleted.", "Ho"]


async def test_an_admin_deletes_what_others_wrote_the_bots_words_too(slack: Slack) -> None:
    support = slack.channels["support"]
    posted = await slack.client.chat_postMessage(channel=support, text="Hi")
    told = {"channel": "support", "ts": posted["ts"]}
    with pytest.raises(Refused, match="did not write that"):
        await slack.workspace.person("karin").does("delete", **told)
    async with events(slack) as heard:
        await slack.workspace.person("sigrid").does("delete", **told)
    assert heard[-1]["subtype"] == "message_deleted"
    answer = await slack.refuses("chat.update", channel=support, ts=posted["ts"], text="Ho")
    assert answer["error"] == "message_not_found"


async def test_an_event_goes_out_as_it_stands(slack: Slack) -> None:
    event = {"type": "message", "channel": "C1", "user": None, "text": "a\u202eb", "oddity": [1]}
    payload = {"type": "event_callback", "team_id": "T9", "event_id": "Ev1", "event": event}
    async with listening(slack, well) as heard:
        await slack.workspace.post("/control/raw", {"event": event})
        await slack.workspace.post("/control/raw", {"type": "events_api", "payload": payload})
    assert [request.payload["event"] for request in heard] == [event, event]
    assert heard[0].payload["team_id"] == "T0OPPVASK1"
    assert heard[1].payload == payload


async def test_a_command_goes_out_as_it_stands(slack: Slack) -> None:
    payload = {"command": "/escalate", "text": "hostile\u00a0\n48213", "user_id": "U1"}
    told = {"type": "slash_commands", "payload": payload}
    async with listening(slack, lambda _request: {"text": "Well"}) as heard:
        answer = await slack.workspace.post("/control/raw", told)
    assert heard[0].payload == payload
    assert answer["answer"] == {"text": "Well"}
    await slack.workspace.set(ack_seconds=0.05)
    assert (await slack.workspace.post("/control/raw", told))["error"] == "operation_timeout"
    with pytest.raises(Refused, match="postcard"):
        await slack.workspace.post("/control/raw", {"type": "postcard", "payload": {}})
