"""conversations.*, reactions.*, users.* and what else reads the workspace."""

from sandbox import events
from sandbox.chat import readable
from sandbox.slack import Json, Slack, SlackError
from sandbox.world import APP_ID, BOT_ID, BOT_USER, Conversation, Message, Person

MOST_PEOPLE = 8


def open_(slack: Slack, args: Json) -> Json:
    if args.get("channel"):
        return {"channel": readable(slack, args["channel"]).payload()}
    users = [user for user in (args.get("users") or "").split(",") if user]
    if not users:
        raise SlackError("users_list_not_supplied")
    if len(users) > MOST_PEOPLE:
        raise SlackError("too_many_users")
    for user in users:
        person = slack.world.person(user)
        if person is None or person.id != user:
            raise SlackError("user_not_found")
        if person.deleted:
            raise SlackError("user_disabled")
    before = len(slack.world.conversations)
    found = slack.world.open([*users, BOT_USER])
    known = len(slack.world.conversations) == before
    return {"already_open": known, "no_op": known, "channel": found.payload()}


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
    return {"channel": readable(slack, args["channel"]).payload()}


def members(slack: Slack, args: Json) -> Json:
    found = readable(slack, args["channel"])
    return {"members": list(found.members), "response_metadata": {"next_cursor": ""}}


def list_(slack: Slack, args: Json) -> Json:
    kinds = _kinds(args.get("types", "public_channel"))
    found = [
        c.payload()
        for c in slack.world.conversations.values()
        if c.kind in kinds and (c.kind == "channel" or BOT_USER in c.members)
    ]
    return {"channels": found, "response_metadata": {"next_cursor": ""}}


def join(slack: Slack, args: Json) -> Json:
    found = readable(slack, args["channel"])
    if found.kind != "channel":
        raise SlackError("method_not_supported_for_channel_type")
    if BOT_USER not in found.members:
        found.members.append(BOT_USER)
        events.joined(slack, found, BOT_USER)
    return {"channel": found.payload()}


def users_info(slack: Slack, args: Json) -> Json:
    return {"user": _person(slack, args["user"]).payload()}


def users_list(slack: Slack, args: Json) -> Json:
    found = [person.payload() for person in slack.world.people.values()]
    return {"members": found, "response_metadata": {"next_cursor": ""}}


def users_conversations(slack: Slack, args: Json) -> Json:
    """Those that both the person and the bot are in."""
    person = _person(slack, args["user"]).id if args.get("user") else BOT_USER
    kinds = _kinds(args.get("types", "public_channel"))
    found = [
        c.payload()
        for c in slack.world.conversations.values()
        if c.kind in kinds and person in c.members and BOT_USER in c.members
    ]
    return {"channels": found, "response_metadata": {"next_cursor": ""}}


def dnd_info(slack: Slack, args: Json) -> Json:
    return {"dnd_enabled": False, "next_dnd_start_ts": 1, "next_dnd_end_ts": 1}


def team_info(slack: Slack, args: Json) -> Json:
    return {"team": {**slack.world.team, "email_domain": "", "icon": {}}}


def bots_info(slack: Slack, args: Json) -> Json:
    if args.get("bot") not in (None, BOT_ID):
        raise SlackError("bot_not_found")
    return {"bot": {"id": BOT_ID, "app_id": APP_ID, "user_id": BOT_USER, "name": "Oppvask"}}


def reactions_add(slack: Slack, args: Json) -> Json:
    conversation, message = _message(slack, args)
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


def _person(slack: Slack, ident: str) -> Person:
    found = slack.world.person(ident)
    if found is None or found.id != ident:
        raise SlackError("user_not_found")
    return found


def _in(slack: Slack, channel: str) -> Conversation:
    found = readable(slack, channel)
    if BOT_USER not in found.members:
        raise SlackError("not_in_channel")
    return found


def _standing(conversation: Conversation) -> list[Message]:
    return [m for m in conversation.messages if not m.deleted and not m.only_for]


def _page(found: list[Message], args: Json, keep: Message | None = None) -> Json:
    """Between oldest and latest, as many as asked for; metadata only when asked for."""
    oldest, latest = float(args.get("oldest") or 0), float(args.get("latest") or "inf")
    within = [m for m in found if m is keep or oldest < float(m.ts) < latest]
    limit = int(args.get("limit") or 100)
    shown = within[:limit]
    metadata = bool(args.get("include_all_metadata"))
    return {
        "messages": [message.payload(metadata=metadata) for message in shown],
        "has_more": len(within) > limit,
        "response_metadata": {"next_cursor": ""},
    }


def _kinds(types: str) -> set[str]:
    names = {"public_channel": "channel", "private_channel": "group", "mpim": "mpim", "im": "im"}
    found = {names.get(each.strip(), "") for each in types.split(",")}
    if "" in found:
        raise SlackError("invalid_types")
    return found
