"""The shapes in which Slack tells what somebody said."""

from collections.abc import Callable
from uuid import uuid4

from sandbox.people import Person
from sandbox.slack import Json, Slack
from sandbox.world import Conversation, Message

OTHER_BOT, OTHER_APP = "B0OTHERAPP", "A0OTHERAPP"
Shape = Callable[[Slack, Conversation, Person, Message], None]


class NoShape(Exception):
    """Slack has no such message; the text says why."""


def plain(slack: Slack, place: Conversation, by: Person, message: Message) -> None:
    """As a person's own Slack sends it; one gesture has one client_msg_id."""
    message.more.setdefault("client_msg_id", str(uuid4()))


def thread_broadcast(slack: Slack, place: Conversation, by: Person, message: Message) -> None:
    """A reply that is shown in the channel as well."""
    root = place.find(message.thread_ts) if message.thread_ts else None
    if root is None:
        raise NoShape("only a reply in a thread is sent to the channel as well")
    plain(slack, place, by, message)
    message.more |= {"subtype": "thread_broadcast", "root": root.payload()}


def file_share(slack: Slack, place: Conversation, by: Person, message: Message) -> None:
    """A file, with words or without."""
    file = {"id": slack.world.new_id("F"), "name": "photo.png", "title": "photo.png"}
    files = [{**file, "mimetype": "image/png", "filetype": "png", "user": by.id}]
    plain(slack, place, by, message)
    message.more |= {"subtype": "file_share", "files": files, "upload": False}


def me_message(slack: Slack, place: Conversation, by: Person, message: Message) -> None:
    message.more["subtype"] = "me_message"


def through_app(slack: Slack, place: Conversation, by: Person, message: Message) -> None:
    """A person's words that another app posts for them."""
    message.more |= {"bot_id": OTHER_BOT, "app_id": OTHER_APP}


def bot_message(slack: Slack, place: Conversation, by: Person, message: Message) -> None:
    """Another app's own words: it has a name, and no user."""
    told = {"subtype": "bot_message", "bot_id": OTHER_BOT, "username": "Another app"}
    message.more |= {**told, "user": None}


def slackbot(slack: Slack, place: Conversation, by: Person, message: Message) -> None:
    """Slack's own voice, which has no bot_id."""
    message.user = slack.world.slackbot.id


def huddle(slack: Slack, place: Conversation, by: Person, message: Message) -> None:
    room = {"id": slack.world.new_id("R"), "created_by": by.id, "participants": [by.id]}
    message.user, message.text = slack.world.slackbot.id, ""
    message.more |= {"subtype": "huddle_thread", "no_notifications": True, "room": room}


def in_attachments(slack: Slack, place: Conversation, by: Person, message: Message) -> None:
    """The words stand in an attachment alone."""
    words, message.text = message.text, ""
    message.more["attachments"] = [{"id": 1, "fallback": words, "text": words}]


def in_blocks(slack: Slack, place: Conversation, by: Person, message: Message) -> None:
    """The words stand in blocks alone."""
    words, message.text = message.text, ""
    section = {"type": "rich_text_section", "elements": [{"type": "text", "text": words}]}
    plain(slack, place, by, message)
    message.more["blocks"] = [{"type": "rich_text", "block_id": "b1", "elements": [section]}]


SHAPES: dict[str, Shape] = {
    shape.__name__: shape
    for shape in (
        plain,
        thread_broadcast,
        file_share,
        me_message,
        through_app,
        bot_message,
        slackbot,
        huddle,
        in_attachments,
        in_blocks,
    )
}


def shaped(slack: Slack, place: Conversation, by: Person, message: Message, told: Json) -> Message:
    """The message in the shape that `told` names; raises NoShape."""
    name = told.get("shape", "plain")
    if name not in SHAPES:
        raise NoShape(f"no message is a {name}: {sorted(SHAPES)}")
    if told.get("client_msg_id"):
        message.more["client_msg_id"] = told["client_msg_id"]
    SHAPES[name](slack, place, by, message)
    return message
