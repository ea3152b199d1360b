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
        tell(slack, {**event, **heard})
    return _message(slack, conversation, event)


def changed(
    slack: Slack, conversation: Conversation, said: Message, before: Json
) -> "asyncio.Task[None] | None":
    """`before` is what stood there; empty, and the event does not say."""
    event = {"subtype": "message_changed", "message": said.payload(), **_previous(before)}
    return _message(slack, conversation, {"type": "message", "hidden": True, **event})


def deleted(
    slack: Slack, conversation: Conversation, said: Message, before: Json
) -> "asyncio.Task[None] | None":
    event = {"subtype": "message_deleted", "deleted_ts": said.ts, **_previous(before)}
    return _message(slack, conversation, {"type": "message", "hidden": True, **event})


def _previous(before: Json) -> Json:
    return {"previous_message": before} if before else {}


def reacted(
    slack: Slack, conversation: Conversation, said: Message, user: str, name: str
) -> "asyncio.Task[None] | None":
    if BOT_USER not in conversation.members:
        return None
    event = {
        "type": "reaction_added",
        "user": user,
        "reaction": name,
        "item": {"type": "message", "channel": conversation.id, "ts": said.ts},
        "item_user": said.user,
        "event_ts": slack.world.new_ts(),
    }
    return _subscribed(slack, event)


def joined(
    slack: Slack, conversation: Conversation, user: str, inviter: str | None = None
) -> "asyncio.Task[None] | None":
    if BOT_USER not in conversation.members:
        return None
    event = _member(slack, conversation, "member_joined_channel", user)
    return _subscribed(slack, {**event, "inviter": inviter} if inviter else event)


def left(
    slack: Slack, conversation: Conversation, user: str, actor: str
) -> "asyncio.Task[None] | None":
    """The bot hears of itself too, in two ways."""
    if user == BOT_USER:
        kind = "channel_left" if conversation.kind == "channel" else "group_left"
        stamp = slack.world.new_ts()
        told = {"type": kind, "channel": conversation.id, "actor_id": actor, "event_ts": stamp}
        _subscribed(slack, told)
    elif BOT_USER not in conversation.members:
        return None
    return _subscribed(slack, _member(slack, conversation, "member_left_channel", user))


def archived(slack: Slack, place: Conversation, by: str) -> "asyncio.Task[None] | None":
    """Or no longer."""
    if BOT_USER not in place.members:
        return None
    how = "archive" if place.archived else "unarchive"
    event = {"channel": place.id, "user": by, "event_ts": slack.world.new_ts()}
    return _subscribed(slack, {"type": f"{_word(place)}_{how}", **event})


def renamed(slack: Slack, place: Conversation) -> "asyncio.Task[None] | None":
    if BOT_USER not in place.members:
        return None
    names = {"id": place.id, "name": place.name, "name_normalized": place.name}
    channel = {**names, "created": 1_700_000_000, "is_channel": True, "is_mpim": False}
    stamp = slack.world.new_ts()
    event = {"type": f"{_word(place)}_rename", "channel": channel, "event_ts": stamp}
    return _subscribed(slack, event)


def moved(slack: Slack, before: str, place: Conversation) -> "asyncio.Task[None] | None":
    ids = {"old_channel_id": before, "new_channel_id": place.id}
    stamp = slack.world.new_ts()
    return _subscribed(slack, {"type": "channel_id_changed", **ids, "event_ts": stamp})


def user_changed(slack: Slack, person: Person, announced: Json) -> "asyncio.Task[None] | None":
    user = {**person.payload(locale=True), **announced}
    return _subscribed(
        slack, {"type": "user_change", "user": user, "event_ts": slack.world.new_ts()}
    )


def home_opened(slack: Slack, person: Person, channel: str) -> "asyncio.Task[None] | None":
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
    return _subscribed(slack, event)


def _message(slack: Slack, conversation: Conversation, event: Json) -> "asyncio.Task[None] | None":
    wanted = f"message.{SUBSCRIBED[conversation.kind]}" in slack.events
    if not wanted or BOT_USER not in conversation.members:
        return None
    place = {"channel": conversation.id, "channel_type": KINDS[conversation.kind]}
    ts = event.get("ts") or slack.world.new_ts()
    return tell(slack, {"ts": ts, "event_ts": ts, **event, **place})


def _member(slack: Slack, conversation: Conversation, kind: str, user: str) -> Json:
    return {
        "type": kind,
        "user": user,
        "channel": conversation.id,
        "channel_type": "C" if conversation.kind == "channel" else "G",
        "team": slack.world.team["id"],
        "event_ts": slack.world.new_ts(),
    }


def _word(place: Conversation) -> str:
    return "channel" if place.kind == "channel" else "group"


def _subscribed(slack: Slack, event: Json) -> "asyncio.Task[None] | None":
    """Only what the manifest asks for is told."""
    return tell(slack, event) if event["type"] in slack.events else None


def tell(slack: Slack, event: Json) -> "asyncio.Task[None] | None":
    team = slack.world.team["id"]
    payload = {
        "type": "event_callback",
        "token": "sandbox",
        "team_id": team,
        "api_app_id": APP_ID,
        "event": event,
        "event_id": slack.world.new_id("Ev"),
        "event_time": int(float(event.get("event_ts") or slack.world.new_ts())),
        "authorizations": [
            {"team_id": team, "user_id": BOT_USER, "is_bot": True, "enterprise_id": None}
        ],
        "is_ext_shared_channel": False,
    }
    return slack.sockets.tell(payload)
