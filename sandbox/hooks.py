"""response_url: an answer after the ack."""

import time

from sandbox import chat
from sandbox.slack import Json, Slack, SlackError
from sandbox.world import BOT_USER


def respond(slack: Slack, hook: str, content: Json) -> Json:
    """A response_url: five times within thirty minutes."""
    told = slack.world.hooks.get(hook)
    if told is None or time.monotonic() - told["made"] > 1800:
        raise SlackError("expired_url")
    if told["uses"] >= 5:
        raise SlackError("used_url")
    told["uses"] += 1
    conversation = slack.world.conversations[told["channel"]]
    if content.get("delete_original") and told["message"]:
        for message in conversation.messages:
            message.deleted = message.deleted or message.ts == told["message"]
    elif content.get("response_type") == "in_channel":
        message = slack.new_message(BOT_USER, content.get("text", ""))
        message.blocks = content.get("blocks") or []
        slack.say(conversation, message)
    else:
        chat.whisper(slack, conversation, told["user"], content)
    return {}
