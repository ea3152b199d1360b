"""What people do with words and emoji, and with themselves; the app hears of it."""

import asyncio
from dataclasses import fields

from sandbox import events
from sandbox.people import Person
from sandbox.removing import removed
from sandbox.shapes import shaped
from sandbox.slack import Json, Slack
from sandbox.world import BOT_USER, Conversation, Message

TIMED_OUT = "operation_timeout"


class CannotAct(Exception):
    """A person cannot do that here; the text says why."""


def where(slack: Slack, channel: str, person: Person) -> Conversation:
    """A conversation that the person is in."""
    found = slack.world.conversation(channel)
    if found is None or person.id not in found.members:
        raise CannotAct(f"{person.called} is not in {channel}")
    if found.archived:
        raise CannotAct(f"{channel} is archived")
    return found


def decided(answer: Json | None) -> Json:
    """What has become of it; without an answer, Slack gave up waiting."""
    return {
        "ok": answer is not None,
        "answer": answer,
        "error": TIMED_OUT if answer is None else None,
    }


async def say(slack: Slack, person: Person, told: Json) -> Json:
    conversation = where(slack, told["channel"], person)
    message = slack.new_message(person.id, told["text"], thread_ts=told.get("thread_ts"))
    shaped(slack, conversation, person, message, told)
    slack.say(conversation, message)
    await heard(slack, events.message(slack, conversation, message))
    return {**decided({}), "ts": message.ts, "channel": conversation.id}


async def edit(slack: Slack, person: Person, told: Json) -> Json:
    conversation, message = _own(slack, person, told)
    before = message.payload()
    message.text = told["text"]
    message.edited = f"{int(float(slack.world.new_ts()))}.000000"
    await heard(slack, events.changed(slack, conversation, message, before))
    return decided({})


async def delete(slack: Slack, person: Person, told: Json) -> Json:
    """One's own; an admin deletes anybody's. With `bare` the event does not say what it was."""
    conversation, message = _meant(slack, person, told)
    if message.user != person.id and not person.is_admin:
        raise CannotAct(f"{person.called} did not write that")
    await heard(slack, removed(slack, conversation, message, bare=bool(told.get("bare"))))
    return decided({})


async def unfurl(slack: Slack, person: Person, told: Json) -> Json:
    """Slack shows what a link leads to: the message has changed, and its words have not."""
    conversation, message = _meant(slack, person, told)
    before = message.payload()
    shown = {"from_url": "https://example.com/", "title": "Example", "text": "An example"}
    message.more = {**message.more, "attachments": [{"id": 1, "fallback": "Example", **shown}]}
    await heard(slack, events.changed(slack, conversation, message, before))
    return decided({})


async def react(slack: Slack, person: Person, told: Json) -> Json:
    conversation, message = _meant(slack, person, told)
    message.reactions.setdefault(told["name"], []).append(person.id)
    await heard(slack, events.reacted(slack, conversation, message, person.id, told["name"]))
    return decided({})


async def home(slack: Slack, person: Person, told: Json) -> Json:
    direct = slack.world.open([person.id, BOT_USER])
    await heard(slack, events.home_opened(slack, person, direct.id))
    return decided({})


async def join(slack: Slack, person: Person, told: Json) -> Json:
    conversation = slack.world.conversation(told["channel"])
    if conversation is None or conversation.kind != "channel":
        raise CannotAct("there is no such channel")
    if person.id not in conversation.members:
        conversation.members.append(person.id)
        await heard(slack, events.joined(slack, conversation, person.id))
    return decided({})


async def leave(slack: Slack, person: Person, told: Json) -> Json:
    conversation = where(slack, told["channel"], person)
    conversation.members.remove(person.id)
    await heard(slack, events.left(slack, conversation, person.id, person.id))
    return decided({})


async def become(slack: Slack, person: Person, told: Json) -> Json:
    """Another zone, name or right.

    `quietly`, as when the event of it is lost; `announced` is what the event says otherwise.
    """
    quietly, announced = bool(told.pop("quietly", False)), told.pop("announced", {})
    unknown = sorted(set(told) - {each.name for each in fields(Person)} | set(told) & {"id", "key"})
    if unknown:
        raise CannotAct(f"nobody can change their {unknown[0]}")
    for name, value in told.items():
        setattr(person, name, value)
    if not quietly:
        await heard(slack, events.user_changed(slack, person, announced))
    return decided({})


async def purge(slack: Slack, person: Person, told: Json) -> Json:
    """Slack forgets the account, and no event tells of it."""
    person.purged = True
    return decided({})


def _meant(slack: Slack, person: Person, told: Json) -> tuple[Conversation, Message]:
    conversation = where(slack, told["channel"], person)
    message = conversation.find(told["ts"])
    if message is None:
        raise CannotAct("there is no such message")
    return conversation, message


def _own(slack: Slack, person: Person, told: Json) -> tuple[Conversation, Message]:
    conversation, message = _meant(slack, person, told)
    if message.user != person.id:
        raise CannotAct(f"{person.called} did not write that")
    return conversation, message


async def heard(slack: Slack, event: "asyncio.Task[None] | None") -> None:
    """Wait a moment for the app; an event that it does not acknowledge comes again later."""
    if event is not None and slack.sockets.connected:
        await asyncio.wait({event}, timeout=slack.settings.ack_seconds)
