"""users.*, and what else tells of people, bots and the team."""

from sandbox.paging import page
from sandbox.people import Person
from sandbox.slack import Json, Slack, SlackError
from sandbox.world import APP_ID, BOT_ID, BOT_USER, Conversation

KINDS = {"public_channel": "channel", "private_channel": "group", "mpim": "mpim", "im": "im"}
"""What a caller says for a kind of conversation, and what it is called here."""


def info(slack: Slack, args: Json) -> Json:
    person = known(slack, args["user"])
    return {"user": person.payload(locale=bool(args.get("include_locale")))}


def list_(slack: Slack, args: Json) -> Json:
    everybody = [person for person in slack.world.people.values() if not person.purged]
    people, after = page(everybody, args)
    told = [person.payload(locale=bool(args.get("include_locale"))) for person in people]
    return {"members": told, "response_metadata": {"next_cursor": after}}


def conversations(slack: Slack, args: Json) -> Json:
    """The caller's own, else those of another person that the caller may know of."""
    person = known(slack, args["user"]).id if args.get("user") else BOT_USER
    found, after = page(asked_for(slack, args, member=person), args)
    told = [c.payload(counted=False) for c in found]
    return {"channels": told, "response_metadata": {"next_cursor": after}}


def asked_for(slack: Slack, args: Json, *, member: str | None) -> list[Conversation]:
    """Conversations of the kinds that are asked for, as far as the bot may know of them."""
    kinds = _kinds(args.get("types") or "public_channel")
    return [
        conversation
        for conversation in slack.world.conversations.values()
        if conversation.kind in kinds
        and (conversation.kind == "channel" or BOT_USER in conversation.members)
        and (member is None or member in conversation.members)
        and not (conversation.archived and args.get("exclude_archived"))
    ]


def dnd_info(slack: Slack, args: Json) -> Json:
    return {"dnd_enabled": False, "next_dnd_start_ts": 1, "next_dnd_end_ts": 1}


def team_info(slack: Slack, args: Json) -> Json:
    return {"team": {**slack.world.team, "email_domain": "", "icon": {}}}


def bots_info(slack: Slack, args: Json) -> Json:
    if args.get("bot") not in (None, BOT_ID):
        raise SlackError("bot_not_found")
    return {"bot": {"id": BOT_ID, "app_id": APP_ID, "user_id": BOT_USER, "name": "Oppvask"}}


def known(slack: Slack, ident: str) -> Person:
    """Somebody by their id; raises user_not_found, also once the account is purged."""
    found = slack.world.person(ident)
    if found is None or found.id != ident or found.purged:
        raise SlackError("user_not_found")
    return found


def _kinds(types: str) -> set[str]:
    found = {KINDS.get(each.strip(), "") for each in types.split(",")}
    if "" in found:
        raise SlackError("invalid_types")
    return found
