"""What happens to a conversation: it is archived, renamed, made private; somebody has to go."""

import re
from collections.abc import Awaitable, Callable

from sandbox import events
from sandbox.asked import person as somebody
from sandbox.people import Person
from sandbox.saying import CannotAct, heard
from sandbox.slack import Json, Slack
from sandbox.world import BOT_USER, Conversation

Change = Callable[[Slack, Conversation, Person, Json], Awaitable[None]]
NAME = re.compile(r"[a-z0-9_-]{1,80}")


async def archive(slack: Slack, place: Conversation, by: Person, told: Json) -> None:
    _channel(place)
    await _noted(slack, place, by, "channel_archive", f"<@{by.id}> archived the channel")
    place.archived = True
    await heard(slack, events.archived(slack, place, by.id))


async def unarchive(slack: Slack, place: Conversation, by: Person, told: Json) -> None:
    place.archived = False
    await _noted(slack, place, by, "channel_unarchive", f"<@{by.id}> un-archived the channel")
    await heard(slack, events.archived(slack, place, by.id))


async def rename(slack: Slack, place: Conversation, by: Person, told: Json) -> None:
    _channel(place)
    before, place.name = place.name, _name(slack, told["name"])
    words = f'has renamed the channel from "{before}" to "{place.name}"'
    await _noted(slack, place, by, "channel_name", words, old_name=before, name=place.name)
    await heard(slack, events.renamed(slack, place))


async def make_private(slack: Slack, place: Conversation, by: Person, told: Json) -> None:
    _channel(place)
    place.kind = "group"
    words = f"<@{by.id}> made this channel private"
    await _noted(slack, place, by, "channel_convert_to_private", words)


async def invite(slack: Slack, place: Conversation, by: Person, told: Json) -> None:
    """Nobody can be added to a conversation that is no channel."""
    _channel(place)
    for key in told["people"]:
        person = somebody(slack, key)
        if person.id not in place.members:
            place.members.append(person.id)
            await heard(slack, events.joined(slack, place, person.id, inviter=by.id))


async def take_out(slack: Slack, place: Conversation, by: Person, told: Json) -> None:
    """A person, or the bot, which hears of that itself."""
    _channel(place)
    person = somebody(slack, told["person"])
    if person.id not in place.members:
        raise CannotAct(f"{person.called} is not in {place.name}")
    place.members.remove(person.id)
    await heard(slack, events.left(slack, place, person.id, by.id))


async def turn_into_channel(slack: Slack, place: Conversation, by: Person, told: Json) -> None:
    """A group conversation becomes a private channel, to which others may be invited.

    With `new_id` under another id: the old one is no longer found.
    """
    if place.kind != "mpim":
        raise CannotAct(f"{place.name or place.id} is no group conversation")
    place.kind, place.name = "group", _name(slack, told["name"])
    if told.get("new_id"):
        before = place.id
        slack.world.moved(place)
        await heard(slack, events.moved(slack, before, place))
    await invite(slack, place, by, {"people": told.get("invited", [])})


CHANGES: dict[str, Change] = {
    "archive": archive,
    "unarchive": unarchive,
    "rename": rename,
    "make_private": make_private,
    "invite": invite,
    "take_out": take_out,
    "turn_into_channel": turn_into_channel,
}


async def change(slack: Slack, place: Conversation, how: str, told: Json) -> Json:
    """Somebody in it does it, `by` or whoever comes first; raises CannotAct."""
    if how not in CHANGES:
        raise CannotAct(f"no conversation can {how}: {sorted(CHANGES)}")
    humans = [member for member in place.members if member != BOT_USER]
    if not (told.get("by") or humans):
        raise CannotAct(f"nobody is in {place.name}")
    await CHANGES[how](slack, place, somebody(slack, told.get("by") or humans[0]), told)
    return place.payload()


async def _noted(
    slack: Slack, place: Conversation, by: Person, subtype: str, words: str, **more: str
) -> None:
    """The line by which Slack tells those who are there."""
    message = slack.new_message(by.id, words, more={"subtype": subtype, **more})
    slack.say(place, message)
    await heard(slack, events.message(slack, place, message))


def _channel(place: Conversation) -> None:
    if place.kind not in ("channel", "group"):
        raise CannotAct(f"{place.name or place.id} is no channel")


def _name(slack: Slack, name: str) -> str:
    if not NAME.fullmatch(name):
        raise CannotAct(f"no channel can be called {name!r}")
    if any(each.name == name for each in slack.world.conversations.values()):
        raise CannotAct(f"there is a channel called {name} already")
    return name
