"""A message goes: it leaves nothing, or a tombstone where others have replied to it."""

import asyncio

from sandbox import events
from sandbox.slack import Json, Slack
from sandbox.world import Conversation, Message

TOMBSTONE: Json = {"subtype": "tombstone", "hidden": True}
WORDS = "This message was deleted."


def removed(
    slack: Slack, place: Conversation, message: Message, *, bare: bool = False
) -> "asyncio.Task[None] | None":
    """With `bare` the event does not say what stood there."""
    before = message.payload()
    if not place.replies_to(message):
        message.deleted = True
        return events.deleted(slack, place, message, {} if bare else before)
    message.user, message.text, message.blocks = slack.world.slackbot.id, WORDS, []
    message.metadata, message.edited, message.reactions = None, None, {}
    message.more = dict(TOMBSTONE)
    return events.changed(slack, place, message, {} if bare else before)
