"""What people do with words and emoji, and with themselves; the app hears of it."""

import asyncio
from dataclasses import fields

from sandbox import events
from sandbox.people import Person
from sandbox.slack import Json, Slack
from sandbox.world import BOT_USER, Conversation, Message


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


def decided(answer: Json) -> Json:
    return {"ok": True, "answer": answer, "error": None}


async def say(slack: Slack, person: Person, told: Json) -> Json:
    conversation = where(slack, told["channel"], person)
    message = slack.new_message(person.id, told["text"], thread_ts=told.get("thread_ts"))
    slack.say(conversation, message)
    await heard(slack, events.message(slack, conversation, message))
    return {**decided({}), "ts": message.ts, "channel": conversation.id}


async def edit(slack: Slack, person: Person, told: Json) -> Json:
    conversation, message = _own(slack, person, told)
    message.text, message.edited = told["text"], True
    await heard(slack, events.changed(slack, conversation, message))
    return decided({})


async def delete(slack: Slack, person: Person, told: Json) -> Json:
    conversation, message = _own(slack, person, told)
    message.deleted = True
    await heard(slack, events.deleted(slack, conversation, message))
    return decided({})


async def react(slack: Slack, person: Person, told: Json) -> Json:
    conversation = where(slack, told["channel"], person)
    message = conversation.find(told["ts"])
    if message is None:
        raise CannotAct("there is no such message")
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


def _own(slack: Slack, person: Person, told: Json) -> tuple[Conversation, Message]:
    conversation = where(slack, told["channel"], person)
    message = conversation.find(told["ts"])
    if message is None or message.user != person.id:
        raise CannotAct(f"{person.called} did not write that")
    return conversation, message


async def heard(slack: Slack, event: "asyncio.Task[None] | None") -> None:
    """Wait a moment for the app; an event that it does not acknowledge comes again later."""
    if event is not None and slack.sockets.connected:
        await asyncio.wait({event}, timeout=slack.settings.ack_seconds)
