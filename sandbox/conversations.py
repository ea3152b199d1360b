"""conversations.* and reactions.*."""

from sandbox import events
from sandbox.chat import readable
from sandbox.paging import page
from sandbox.slack import Json, Slack, SlackError
from sandbox.users import asked_for, known
from sandbox.world import BOT_USER, Conversation, Message

MOST_PEOPLE = 8


def open_(slack: Slack, args: Json) -> Json:
    if args.get("channel"):
        return {"channel": readable(slack, args["channel"]).payload(counted=False)}
    users = [user for user in (args.get("users") or "").split(",") if user]
    if not users:
        raise SlackError("users_list_not_supplied")
    if len(users) > MOST_PEOPLE:
        raise SlackError("too_many_users")
    for user in users:
        if known(slack, user).deleted:
            raise SlackError("user_disabled")
    before = len(slack.world.conversations)
    found = slack.world.open([*users, BOT_USER])
    there = len(slack.world.conversations) == before
    return {"already_open": there, "no_op": there, "channel": found.payload(counted=False)}


def replies(slack: Slack, args: Json) -> Json:
    conversation = _in(slack, args["channel"])
    parent = conversation.find(args["ts"])
    if parent is None:
        raise SlackError("thread_not_found")
    top = parent.thread_ts or parent.ts
    found = [m for m in _standing(conversation) if top in (m.ts, m.thread_ts)]
    return _page(found, args, keep=parent)


def history(slack: Slack, args: Json) -> Json:
    conversation = _in(slack, args["channel"])
    found = [m for m in _standing(conversation) if m.thread_ts in (None, m.ts)]
    return _page(list(reversed(found)), args)


def info(slack: Slack, args: Json) -> Json:
    counted = bool(args.get("include_num_members"))
    return {"channel": readable(slack, args["channel"]).payload(counted=counted)}


def members(slack: Slack, args: Json) -> Json:
    found, after = page(readable(slack, args["channel"]).members, args)
    return {"members": found, "response_metadata": {"next_cursor": after}}


def list_(slack: Slack, args: Json) -> Json:
    found, after = page(asked_for(slack, args, member=None), args)
    return {"channels": [c.payload() for c in found], "response_metadata": {"next_cursor": after}}


def join(slack: Slack, args: Json) -> Json:
    found = readable(slack, args["channel"])
    if found.kind != "channel":
        raise SlackError("method_not_supported_for_channel_type")
    if found.archived:
        raise SlackError("is_archived")
    if BOT_USER not in found.members:
        found.members.append(BOT_USER)
        events.joined(slack, found, BOT_USER)
    return {"channel": found.payload()}


def reactions_add(slack: Slack, args: Json) -> Json:
    conversation, message = _message(slack, args)
    if conversation.archived:
        raise SlackError("is_archived")
    users = message.reactions.setdefault(args["name"], [])
    if BOT_USER in users:
        raise SlackError("already_reacted")
    users.append(BOT_USER)
    events.reacted(slack, conversation, message, BOT_USER, args["name"])
    return {}


def reactions_remove(slack: Slack, args: Json) -> Json:
    _conversation, message = _message(slack, args)
    if BOT_USER not in message.reactions.get(args["name"], []):
        raise SlackError("no_reaction")
    message.reactions[args["name"]].remove(BOT_USER)
    return {}


def reactions_get(slack: Slack, args: Json) -> Json:
    conversation, message = _message(slack, args)
    return {"type": "message", "channel": conversation.id, "message": message.payload()}


def _message(slack: Slack, args: Json) -> tuple[Conversation, Message]:
    if not args.get("channel") or not args.get("timestamp"):
        raise SlackError("no_item_specified")
    conversation = readable(slack, args["channel"])
    message = conversation.find(args["timestamp"])
    if message is None:
        raise SlackError("message_not_found")
    return conversation, message


def _in(slack: Slack, channel: str) -> Conversation:
    found = readable(slack, channel)
    if BOT_USER not in found.members:
        raise SlackError("not_in_channel")
    return found


def _standing(conversation: Conversation) -> list[Message]:
    return [m for m in conversation.messages if not m.deleted and not m.only_for]


def _page(found: list[Message], args: Json, keep: Message | None = None) -> Json:
    """Between oldest and latest, as many as asked for; metadata only when asked for."""
    oldest, latest = _ts(args, "oldest", "0"), _ts(args, "latest", "inf")
    within = [m for m in found if m is keep or oldest < float(m.ts) < latest]
    shown, after = page(within, args)
    metadata = bool(args.get("include_all_metadata"))
    return {
        "messages": [message.payload(metadata=metadata) for message in shown],
        "has_more": bool(after),
        "response_metadata": {"next_cursor": after},
    }


def _ts(args: Json, name: str, otherwise: str) -> float:
    try:
        return float(args.get(name) or otherwise)
    except ValueError as error:
        raise SlackError(f"invalid_ts_{name}") from error
