"""Somebody wrote, edited or deleted a message where the bot is."""

from handlers.claim import thanks
from handlers.desk import Desk
from handlers.flag import thread
from handlers.slack.payloads import Payload

CHANNELS = ("channel", "group")
"""There it may be thanks for a claim; in other conversations, words about a flag."""
SAID = (None, "file_share", "thread_broadcast")


async def message(body: Payload, desk: Desk) -> None:
    event = body["event"]
    subtype = event.get("subtype")
    said = subtype in SAID and not event.get("bot_id")
    in_channel = event.get("channel_type") in CHANNELS
    if in_channel and not await thread.was_a_conversation(body, event["channel"], desk):
        if said:
            await thanks.wrote(body, event, desk)
    elif said:
        await thread.wrote(body, event, desk)
    elif subtype == "message_changed" and not event["message"].get("bot_id"):
        await thread.edited(body, event, desk)
    elif subtype == "message_deleted":
        await thread.deleted(body, event, desk)
