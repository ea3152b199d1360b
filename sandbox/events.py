"""Events API: what the app hears, if its manifest asks for it and the bot is there."""

import asyncio
from typing import Any

from sandbox.people import Person
from sandbox.slack import Json, Slack
from sandbox.world import APP_ID, BOT_USER, Conversation, Message

KINDS = {"channel": "channel", "group": "group", "im": "im", "mpim": "mpim"}
SUBSCRIBED = {"channel": "channels", "group": "groups", "im": "im", "mpim": "mpim"}


def message(slack: Slack, conversation: Conversation, said: Message) -> "asyncio.Task[None] | None":
    event = said.payload()
    mention = f"<@{BOT_USER}>" in said.text
    if mention and "app_mention" in slack.events and BOT_USER in conversation.members:
        heard = {"type": "app_mention", "channel": conversation.id, "event_ts": said.ts}
        _tell(slack, {**event, **heard})
    return _message(slack, conversation, event, said.ts)


def changed(slack: Slack, conversation: Conversation, said: Message) -> "asyncio.Task[None] | None":
    event = {
        "type": "message",
        "subtype": "message_changed",
        "message": said.payload(),
        "previous_message": said.payload(),
        "hidden": True,
        "ts": slack.world.new_ts(),
    }
    return _message(slack, conversation, event, said.ts)


def deleted(slack: Slack, conversation: Conversation, said: Message) -> "asyncio.Task[None] | None":
    event = {
        "type": "message",
        "subtype": "message_deleted",
        "previous_message": said.payload(),
        "deleted_ts": said.ts,
        "hidden": True,
        "ts": slack.world.new_ts(),
    }
    return _message(slack, conversation, event, said.ts)


def reacted(
    slack: Slack, conversation: Conversation, said: Message, user: str, name: str
) -> "asyncio.Task[None] | None":
    if "reaction_added" not in slack.events or BOT_USER not in conversation.members:
        return None
    event = {
        "type": "reaction_added",
        "user": user,
        "reaction": name,
        "item": {"type": "message", "channel": conversation.id, "ts": said.ts},
        "item_user": said.user,
        "event_ts": slack.world.new_ts(),
    }
    return _tell(slack, event)


def joined(
    slack: Slack, conversation: Conversation, user: str, *, left: bool = False
) -> "asyncio.Task[None] | None":
    kind = "member_left_channel" if left else "member_joined_channel"
    if kind not in slack.events or BOT_USER not in conversation.members:
        return None
    event = {
        "type": kind,
        "user": user,
        "channel": conversation.id,
        "channel_type": "C" if conversation.kind == "channel" else "G",
        "team": slack.world.team["id"],
        "event_ts": slack.world.new_ts(),
    }
    return _tell(slack, event)


def user_changed(slack: Slack, person: Person, announced: Json) -> "asyncio.Task[None] | None":
    if "user_change" not in slack.events:
        return None
    user = {**person.payload(locale=True), **announced}
    return _tell(slack, {"type": "user_change", "user": user, "event_ts": slack.world.new_ts()})


def home_opened(slack: Slack, person: Person, channel: str) -> "asyncio.Task[None] | None":
    if "app_home_opened" not in slack.events:
        return None
    event: dict[str, Any] = {
        "type": "app_home_opened",
        "user": person.id,
        "channel": channel,
        "tab": "home",
        "event_ts": slack.world.new_ts(),
    }
    home = slack.world.homes.get(person.id)
    if home is not None:
        event["view"] = home.payload(slack.world.team["id"])
    return _tell(slack, event)


def _message(
    slack: Slack, conversation: Conversation, event: Json, ts: str
) -> "asyncio.Task[None] | None":
    wanted = f"message.{SUBSCRIBED[conversation.kind]}" in slack.events
    if not wanted or BOT_USER not in conversation.members:
        return None
    place = {"channel": conversation.id, "channel_type": KINDS[conversation.kind]}
    return _tell(slack, {"event_ts": ts, **event, **place})


def _tell(slack: Slack, event: Json) -> "asyncio.Task[None] | None":
    team = slack.world.team["id"]
    payload = {
        "type": "event_callback",
        "token": "sandbox",
        "team_id": team,
        "api_app_id": APP_ID,
        "event": event,
        "event_id": slack.world.new_id("Ev"),
        "event_time": int(float(event["event_ts"])),
        "authorizations": [
            {"team_id": team, "user_id": BOT_USER, "is_bot": True, "enterprise_id": None}
        ],
        "is_ext_shared_channel": False,
    }
    return slack.sockets.tell(payload)
