"""chat.*: messages that the app posts."""

from typing import Any

from sandbox import checks, events
from sandbox.removing import removed
from sandbox.slack import Json, Slack, SlackError
from sandbox.world import BOT_USER, Conversation, Message

LONGEST, LONGEST_UPDATE = 40_000, 4_000
"""Characters of a message's text, and of one that replaces it."""


def post_message(slack: Slack, args: Json) -> Json:
    conversation = for_posting(slack, args["channel"])
    _check_content(args)
    thread = args.get("thread_ts")
    if thread and conversation.find(thread) is None:
        raise SlackError("thread_not_found")
    _check_metadata(args.get("metadata"))
    message = slack.new_message(
        BOT_USER,
        args.get("text") or "",
        blocks=args.get("blocks") or [],
        thread_ts=thread,
        metadata=args.get("metadata"),
    )
    slack.say(conversation, message)
    events.message(slack, conversation, message)
    return {"channel": conversation.id, "ts": message.ts, "message": message.payload(metadata=True)}


def update(slack: Slack, args: Json) -> Json:
    conversation = for_posting(slack, args["channel"], archived="is_inactive")
    message = own(conversation, args["ts"], "cant_update_message")
    _check_content(args, longest=LONGEST_UPDATE)
    _check_metadata(args.get("metadata") or None)
    before = message.payload()
    message.text = args.get("text") or message.text
    if args.get("blocks") is not None:
        message.blocks = args["blocks"]
    if args.get("metadata") is not None:
        message.metadata = args["metadata"] or None
    events.changed(slack, conversation, message, before)
    return {
        "channel": conversation.id,
        "ts": message.ts,
        "text": message.text,
        "message": message.payload(),
    }


def delete(slack: Slack, args: Json) -> Json:
    conversation = for_posting(slack, args["channel"])
    message = own(conversation, args["ts"], "cant_delete_message")
    removed(slack, conversation, message)
    return {"channel": conversation.id, "ts": message.ts}


def post_ephemeral(slack: Slack, args: Json) -> Json:
    conversation = for_posting(slack, args["channel"])
    _check_content(args)
    if args["user"] not in conversation.members:
        raise SlackError("user_not_in_channel")
    message = whisper(slack, conversation, args["user"], args)
    return {"message_ts": message.ts}


def whisper(slack: Slack, conversation: Conversation, user: str, content: Json) -> Message:
    """A message that one person alone sees, and no history holds."""
    message = slack.new_message(
        BOT_USER,
        content.get("text") or "",
        blocks=content.get("blocks") or [],
        thread_ts=content.get("thread_ts"),
        only_for=user,
    )
    conversation.messages.append(message)
    return message


def get_permalink(slack: Slack, args: Json) -> Json:
    conversation = readable(slack, args["channel"])
    message = conversation.find(args["message_ts"])
    if message is None:
        raise SlackError("message_not_found")
    stamp = args["message_ts"].replace(".", "")
    link = f"https://{slack.world.team['domain']}.slack.com/archives/{conversation.id}/p{stamp}"
    if message.thread_ts and message.thread_ts != message.ts:
        link += f"?thread_ts={message.thread_ts}&cid={conversation.id}"
    return {"channel": conversation.id, "permalink": link}


def readable(slack: Slack, channel: str) -> Conversation:
    """A conversation that the bot can see."""
    found = slack.world.conversations.get(channel)
    if found is None or (found.kind != "channel" and BOT_USER not in found.members):
        raise SlackError("channel_not_found")
    return found


def for_posting(slack: Slack, channel: str, archived: str = "is_archived") -> Conversation:
    """One that the bot may write in; in an archived one it hears that code."""
    found = readable(slack, channel)
    if BOT_USER not in found.members:
        raise SlackError("not_in_channel")
    if found.archived:
        raise SlackError(archived)
    return found


def own(conversation: Conversation, ts: str, otherwise: str) -> Message:
    message = conversation.find(ts)
    if message is None:
        raise SlackError("message_not_found")
    if not message.by_bot:
        raise SlackError(otherwise)
    return message


def _check_metadata(metadata: Any) -> None:
    problems = checks.check_metadata(metadata) if metadata is not None else []
    if problems:
        raise SlackError("invalid_metadata_format", response_metadata={"messages": problems})


def _check_content(args: Json, longest: int = LONGEST) -> None:
    text: Any = args.get("text")
    blocks = args.get("blocks")
    if not text and not blocks:
        raise SlackError("no_text")
    if text and len(text) > longest:
        raise SlackError("msg_too_long")
    if blocks is None:
        return
    problems = checks.check_blocks(blocks, "message")
    if problems:
        raise SlackError(
            "invalid_blocks", errors=problems, response_metadata={"messages": problems}
        )
    if checks.text_in(blocks) > checks.MOST_IN_BLOCKS:
        raise SlackError("msg_blocks_too_long")
