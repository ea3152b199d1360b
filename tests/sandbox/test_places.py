"""What happens to conversations, and what the app hears and may still do."""

from typing import Any

import pytest

from sandbox.client import Refused
from tests.sandbox.conftest import Slack
from tests.sandbox.test_socket import listening, well


async def events_of(slack: Slack, how: str, **told: Any) -> list[dict[str, Any]]:
    """What the app hears of a change to #support."""
    async with listening(slack, well) as heard:
        await slack.workspace.changes("support", how, **told)
    return [request.payload["event"] for request in heard]


async def info(slack: Slack, channel: str, **args: Any) -> dict[str, Any]:
    told: dict[str, Any] = (await slack.client.conversations_info(channel=channel, **args))[
        "channel"
    ]
    return told


async def test_the_bot_hears_that_it_was_taken_out_and_may_no_longer_write(slack: Slack) -> None:
    support = slack.channels["support"]
    left, gone = await events_of(slack, "take_out", person="bot", by="sigrid")
    bot = (await slack.workspace.get("/control/people"))["bot"]["user_id"]
    assert (left["type"], left["actor_id"]) == ("channel_left", slack.people["sigrid"])
    assert (gone["type"], gone["user"]) == ("member_left_channel", bot)
    answer = await slack.refuses("chat.postMessage", channel=support, text="Hi")
    assert answer["error"] == "not_in_channel"
    await slack.client.conversations_join(channel=support)
    await slack.client.chat_postMessage(channel=support, text="Hi")


async def test_somebody_else_is_taken_out_or_invited(slack: Slack) -> None:
    (gone,) = await events_of(slack, "take_out", person="ida")
    (came,) = await events_of(slack, "invite", people=["olav", "karin"], by="hans")
    assert (gone["type"], gone["user"]) == ("member_left_channel", slack.people["ida"])
    assert (came["type"], came["user"]) == ("member_joined_channel", slack.people["olav"])
    assert came["inviter"] == slack.people["hans"]


async def test_in_an_archived_channel_nothing_is_said_or_changed(slack: Slack) -> None:
    support = slack.channels["support"]
    posted = await slack.client.chat_postMessage(channel=support, text="Hi")
    events = await events_of(slack, "archive", by="sigrid")
    assert [event["type"] for event in events[-2:]] == ["message", "channel_archive"]
    assert events[-2]["subtype"] == "channel_archive"
    assert (await info(slack, support))["is_archived"]
    where = {"channel": support, "ts": posted["ts"], "text": "Ho"}
    assert (await slack.refuses("chat.postMessage", **where))["error"] == "is_archived"
    assert (await slack.refuses("chat.update", **where))["error"] == "is_inactive"
    answer = await slack.refuses("conversations.join", channel=support)
    assert answer["error"] == "is_archived"
    listed = await slack.client.users_conversations(exclude_archived=True)
    assert support not in [channel["id"] for channel in listed["channels"]]
    with pytest.raises(Refused, match="archived"):
        await slack.workspace.person("karin").does("say", channel="support", text="Hi")
    events = await events_of(slack, "unarchive")
    assert [event["type"] for event in events] == ["message", "channel_unarchive"]
    await slack.client.chat_update(channel=support, ts=posted["ts"], text="Ho")


async def test_a_channel_is_renamed(slack: Slack) -> None:
    noted, renamed = await events_of(slack, "rename", name="helpdesk")
    assert (noted["subtype"], noted["old_name"]) == ("channel_name", "support")
    assert renamed["channel"]["name"] == "helpdesk"
    assert (await info(slack, slack.channels["support"]))["name"] == "helpdesk"
    for wrong in ("Help Desk", "general"):
        with pytest.raises(Refused):
            await slack.workspace.changes("helpdesk", "rename", name=wrong)


async def test_a_channel_made_private_is_found_only_by_those_in_it(slack: Slack) -> None:
    for channel in ("support", "general"):
        await slack.workspace.changes(channel, "make_private")
    told = await info(slack, slack.channels["support"])
    assert (told["is_private"], told["is_channel"], told["is_group"]) == (True, True, False)
    answer = await slack.refuses("conversations.info", channel=slack.channels["general"])
    assert answer["error"] == "channel_not_found"
    events = await events_of(slack, "rename", name="helpdesk")
    assert events[-1]["type"] == "group_rename"


@pytest.mark.parametrize("new_id", [False, True])
async def test_a_group_conversation_is_turned_into_a_channel_and_others_are_invited(
    slack: Slack, new_id: bool
) -> None:
    people = [slack.people[key] for key in ("karin", "hans")]
    group = (await slack.client.conversations_open(users=people))["channel"]["id"]
    async with listening(slack, well) as heard:
        await slack.workspace.changes(
            group, "turn_into_channel", name="the-case", invited=["olav"], new_id=new_id
        )
    events = [request.payload["event"] for request in heard]
    joined = events[-1]
    assert (joined["type"], joined["user"]) == ("member_joined_channel", slack.people["olav"])
    assert (joined["channel"] != group) is new_id
    if new_id:
        ids = (events[0]["old_channel_id"], events[0]["new_channel_id"])
        assert ids == (group, joined["channel"])
        answer = await slack.refuses("conversations.info", channel=group)
        assert answer["error"] == "channel_not_found"
    told = await info(slack, joined["channel"], include_num_members=True)
    assert (told["is_mpim"], told["is_private"], told["num_members"]) == (False, True, 4)
    again = await slack.client.conversations_open(users=people)
    assert again["channel"]["id"] not in (group, joined["channel"])


async def test_how_many_are_in_a_conversation_is_told_when_it_is_asked_for(slack: Slack) -> None:
    support = slack.channels["support"]
    assert "num_members" not in await info(slack, support)
    assert (await info(slack, support, include_num_members=True))["num_members"] == 7


async def test_what_cannot_be_done_to_a_conversation_says_so(slack: Slack) -> None:
    with pytest.raises(Refused, match="no group conversation"):
        await slack.workspace.changes("support", "turn_into_channel", name="x")
    with pytest.raises(Refused, match="no conversation can explode"):
        await slack.workspace.changes("support", "explode")
    with pytest.raises(Refused, match="is not in support"):
        await slack.workspace.changes("support", "take_out", person="olav")


async def test_words_that_replace_a_message_are_4000_characters_at_most(slack: Slack) -> None:
    support = slack.channels["support"]
    posted = await slack.client.chat_postMessage(channel=support, text="x" * 4001)
    answer = await slack.refuses("chat.update", channel=support, ts=posted["ts"], text="x" * 4001)
    assert answer["error"] == "msg_too_long"
