"""What a person sees: conversations, forms, the home, and Slack's own errors."""

import re
from datetime import UTC, datetime
from typing import Any

from sandbox.filling import elements, label
from sandbox.people import Person
from sandbox.slack import Json, Slack
from sandbox.world import Conversation, Message, View

DATE = re.compile(r"<!date\^(\d+)\^([^|>^]*)(?:\^[^|>]*)?\|([^>]*)>")
USER = re.compile(r"<@([A-Z0-9]+)>")
CHANNEL = re.compile(r"<#([A-Z0-9]+)(?:\|[^>]*)?>")
INVISIBLE = "\u2060"


def sees(slack: Slack, person: Person) -> Json:
    conversations = [
        _conversation(slack, person, conversation)
        for conversation in slack.world.conversations.values()
        if person.id in conversation.members
    ]
    stack = [slack.world.views[ident] for ident in slack.world.stacks.get(person.id, [])]
    home = slack.world.homes.get(person.id)
    return {
        "conversations": conversations,
        "modals": [_view(slack, person, view) for view in stack],
        "home": _view(slack, person, home) if home else None,
        "errors": slack.world.slack_errors.get(person.id, []),
    }


def _conversation(slack: Slack, person: Person, conversation: Conversation) -> Json:
    keys = {p.id: p.key for p in slack.world.people.values()}
    return {
        "id": conversation.id,
        "name": conversation.name,
        "kind": conversation.kind,
        "members": [keys[member] for member in conversation.members],
        "messages": [
            _message(slack, person, message)
            for message in conversation.messages
            if not message.deleted and message.only_for in (None, person.id)
        ],
    }


def _message(slack: Slack, person: Person, message: Message) -> Json:
    blocks = message.blocks
    words = [message.text] if message.text and not blocks else []
    words += _texts([blocks, message.more.get("blocks")])
    words += [each["text"] for each in message.more.get("attachments", ())]
    author = slack.world.person(message.user)
    return {
        "ts": message.ts,
        "at": message.at,
        "user": message.user,
        "name": author.called if author else message.user,
        "text": message.text,
        "blocks": blocks,
        "thread_ts": message.thread_ts,
        "edited": message.edited is not None,
        "reactions": message.reactions,
        "ephemeral": message.only_for is not None,
        "bot": message.by_bot,
        "words": shown(slack, person, "\n".join(words)),
        "event_type": (message.metadata or {}).get("event_type"),
        "actions": _actions(blocks),
    }


def _view(slack: Slack, person: Person, view: View) -> Json:
    content = view.content
    words = [content.get("title", {}).get("text", "")]
    words += [text for block in content["blocks"] for text in _texts(block)]
    return {
        "id": view.id,
        "callback_id": content.get("callback_id", ""),
        "title": content.get("title", {}).get("text", ""),
        "view": view.payload(slack.world.team["id"]),
        "state": view.typed,
        "errors": view.errors,
        "words": shown(slack, person, "\n".join(words)),
        "actions": _actions(content["blocks"]),
    }


def _actions(blocks: list[Json]) -> list[Json]:
    """What can be pressed or chosen outside a form's fields, in order."""
    return [
        {"action_id": element["action_id"], "label": label(element), "type": element["type"]}
        for block in blocks
        for element in elements(block)
        if "action_id" in element
    ]


def _texts(block: Any) -> list[str]:
    """Every text in a block that a reader sees, in order."""
    if isinstance(block, list):
        return [text for each in block for text in _texts(each)]
    if not isinstance(block, dict):
        return []
    if block.get("type") in ("plain_text", "mrkdwn", "text") and isinstance(block.get("text"), str):
        return [_marked(block)]
    unseen = ("confirm", "value", "metadata")
    return [text for key, part in block.items() if key not in unseen for text in _texts(part)]


def _marked(text: Json) -> str:
    """Plain text stands as it is: what looks like mark-up in it is none."""
    said: str = text["text"]
    if text["type"] == "mrkdwn":
        return said
    return said.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def shown(slack: Slack, person: Person, text: str) -> str:
    """As Slack shows it to this person: dates in their zone, names for ids."""

    def date(found: re.Match[str]) -> str:
        at = datetime.fromtimestamp(int(found[1]), UTC).astimezone(person.zone)
        return f"{at:%a %d %b %H:%M}"

    def user(found: re.Match[str]) -> str:
        known = slack.world.person(found[1])
        return "@" + (known.called if known else found[1])

    def channel(found: re.Match[str]) -> str:
        known = slack.world.conversations.get(found[1])
        return "#" + (known.name if known else found[1])

    text = CHANNEL.sub(channel, USER.sub(user, DATE.sub(date, text)))
    text = text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
    return text.replace(INVISIBLE, "")
