"""The workspace: people, conversations, messages, views. Holds facts and refuses nothing."""

import hashlib
import time
from dataclasses import dataclass, field
from typing import Any

from sandbox.people import Person

Json = dict[str, Any]
BOT_USER, BOT_ID, APP_ID = "U0OPPVASKB", "B0OPPVASKB", "A0OPPVASKA"
BOT_TOKEN, APP_TOKEN = "xoxb-sandbox-1-bot", "xapp-1-A0OPPVASKA-sandbox"


@dataclass
class Message:
    ts: str
    at: str
    user: str
    text: str
    blocks: list[Json] = field(default_factory=list)
    thread_ts: str | None = None
    metadata: Json | None = None
    edited: str | None = None
    """When, as Slack tells it: in whole seconds."""
    deleted: bool = False
    reactions: dict[str, list[str]] = field(default_factory=dict)
    only_for: str | None = None
    """The one reader of an ephemeral message."""
    more: Json = field(default_factory=dict)
    """What else Slack tells of it, or tells otherwise: its subtype, files, attachments."""

    @property
    def by_bot(self) -> bool:
        return self.user == BOT_USER

    def payload(self, *, metadata: bool = False) -> Json:
        """The message object as Slack gives it."""
        found: Json = {"type": "message", "user": self.user, "text": self.text, "ts": self.ts}
        if self.by_bot:
            found |= {"bot_id": BOT_ID, "app_id": APP_ID, "blocks": self.blocks}
        if self.thread_ts:
            found["thread_ts"] = self.thread_ts
        if self.edited:
            found["edited"] = {"user": self.user, "ts": self.edited}
        if self.reactions:
            found["reactions"] = [
                {"name": name, "users": users, "count": len(users)}
                for name, users in self.reactions.items()
            ]
        if metadata and self.metadata:
            found["metadata"] = self.metadata
        return {name: value for name, value in {**found, **self.more}.items() if value is not None}


@dataclass
class Conversation:
    id: str
    kind: str
    """channel, group (a private channel), mpim or im"""
    name: str
    members: list[str]
    ext_shared: bool = False
    archived: bool = False
    messages: list[Message] = field(default_factory=list)

    def payload(self, viewer: str = BOT_USER, *, counted: bool = True) -> Json:
        """The conversation object as Slack gives it; how many are in it only where it counts."""
        found: Json = {
            "id": self.id,
            "name": self.name,
            "is_channel": self.kind in ("channel", "group") and not self.id.startswith("G"),
            "is_group": self.id.startswith("G"),
            "is_im": self.kind == "im",
            "is_mpim": self.kind == "mpim",
            "is_private": self.kind != "channel",
            "is_member": viewer in self.members,
            "is_archived": self.archived,
            "is_ext_shared": self.ext_shared,
            "is_shared": self.ext_shared,
        }
        if counted:
            found["num_members"] = len(self.members)
        if self.kind == "im":
            found.pop("name")
            found["user"] = next((m for m in self.members if m != viewer), viewer)
        return found

    def replies_to(self, message: Message) -> list[Message]:
        return [
            reply
            for reply in self.messages
            if reply.thread_ts == message.ts != reply.ts and not (reply.deleted or reply.only_for)
        ]

    def find(self, ts: str) -> Message | None:
        return next(
            (m for m in self.messages if m.ts == ts and not m.deleted and not m.only_for), None
        )


@dataclass
class View:
    id: str
    user: str
    content: Json
    hash: str
    root: str
    previous: str | None = None
    typed: Json = field(default_factory=dict)
    """What the person has filled in: block_id -> action_id -> element state."""
    errors: dict[str, str] = field(default_factory=dict)

    def payload(self, team: str) -> Json:
        """The view object as Slack gives it."""
        blocks = [
            {"block_id": block.get("block_id") or f"b{n}", **block}
            for n, block in enumerate(self.content["blocks"])
        ]
        return {
            "id": self.id,
            "team_id": team,
            "type": self.content["type"],
            "title": self.content.get("title"),
            "submit": self.content.get("submit"),
            "close": self.content.get("close"),
            "blocks": blocks,
            "private_metadata": self.content.get("private_metadata", ""),
            "callback_id": self.content.get("callback_id", ""),
            "external_id": self.content.get("external_id", ""),
            "clear_on_close": self.content.get("clear_on_close", False),
            "notify_on_close": self.content.get("notify_on_close", False),
            "state": {"values": self.typed},
            "hash": self.hash,
            "root_view_id": self.root,
            "previous_view_id": self.previous,
            "app_id": APP_ID,
            "bot_id": BOT_ID,
            "app_installed_team_id": team,
        }


@dataclass
class Trigger:
    id: str
    user: str
    made: float
    used: bool = False
    stack: str | None = None
    """The modal that the press happened in."""


class World:
    """One workspace, made from a seed."""

    def __init__(self, seed: Json) -> None:
        self.team: Json = seed["team"]
        self._made = 0
        self._last_ts = 0.0
        self.people = {key: self._person(key, told) for key, told in seed["people"].items()}
        self.people["bot"] = Person(
            "bot", BOT_USER, "Oppvask", self.team["id"], tz="UTC", is_bot=True
        )
        self.slackbot = Person("slackbot", "USLACKBOT", "Slackbot", self.team["id"], tz="UTC")
        self.conversations: dict[str, Conversation] = {}
        for name, told in seed["channels"].items():
            self._channel(name, told)
        self.views: dict[str, View] = {}
        self.stacks: dict[str, list[str]] = {}
        self.homes: dict[str, View] = {}
        self.triggers: dict[str, Trigger] = {}
        self.hooks: dict[str, Json] = {}
        self.files: dict[str, Json] = {}
        self.slack_errors: dict[str, list[str]] = {}

    def new_id(self, letter: str) -> str:
        """An id of Slack's shape, the same for the same story."""
        self._made += 1
        digest = hashlib.sha256(f"{letter}{self._made}".encode()).hexdigest().upper()
        return f"{letter}0{digest[:9]}"

    def new_ts(self) -> str:
        """Real time, with six digits behind the dot, each its own."""
        now = round(time.time(), 6)  # noqa: TID251  Slack's ids carry real time
        self._last_ts = max(now, round(self._last_ts + 0.0001, 6))
        return f"{self._last_ts:.6f}"

    def person(self, key: str) -> Person | None:
        everybody = (*self.people.values(), self.slackbot)
        return self.people.get(key) or next((p for p in everybody if p.id == key), None)

    def conversation(self, key: str) -> Conversation | None:
        found = self.conversations.get(key)
        named = (c for c in self.conversations.values() if c.name == key.lstrip("#"))
        return found or next(named, None)

    def open(self, members: list[str]) -> Conversation:
        """The direct or group conversation of just these people: the same one each time."""
        together = sorted(set(members))
        for known in self.conversations.values():
            if known.kind in ("im", "mpim") and sorted(known.members) == together:
                return known
        kind = "im" if len(together) == 2 else "mpim"
        letter = "D" if kind == "im" else "G"
        made = Conversation(self.new_id(letter), kind, "", together)
        made.name = "" if kind == "im" else "mpdm-" + "--".join(together).lower() + "-1"
        self.conversations[made.id] = made
        return made

    def moved(self, place: Conversation) -> None:
        """The same conversation under another id."""
        del self.conversations[place.id]
        place.id = self.new_id("C")
        self.conversations[place.id] = place

    def trigger(self, user: str, stack: str | None = None) -> Trigger:
        ident = f"{int(time.monotonic() * 1000)}.{self._made}.{self.new_id('x').lower()}"
        self.triggers[ident] = Trigger(ident, user, time.monotonic(), stack=stack)
        return self.triggers[ident]

    def hook(self, channel: str, user: str, message: str | None = None) -> str:
        """The path of a new response_url: five uses within thirty minutes."""
        ident = self.new_id("h").lower()
        self.hooks[ident] = {
            "channel": channel,
            "user": user,
            "message": message,
            "uses": 0,
            "made": time.monotonic(),
        }
        return f"/hooks/{ident}"

    def _person(self, key: str, told: Json) -> Person:
        given = dict(told)
        team = given.pop("team_id", self.team["id"])
        ident = given.pop("id", None) or self.new_id("U")
        return Person(key=key, id=ident, team_id=team, **given)

    def _channel(self, name: str, told: Json) -> None:
        members = [self.people[key].id for key in told["members"]]
        kind = "group" if told.get("private") else "channel"
        ident = self.new_id("C")
        shared = bool(told.get("ext_shared"))
        self.conversations[ident] = Conversation(ident, kind, name, members, shared)
