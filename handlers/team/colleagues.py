"""People and channels as Slack knows them: the one that is needed, kept a while."""

import asyncio
import time
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, Protocol

from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.team import Person, PersonId
from storage import people
from storage.database import Database

FRESH = timedelta(days=1)
KEPT = 600.0
"""Seconds for which a person's channels, and what a channel is, are believed."""
Names = Mapping[PersonId, str]


class Clock(Protocol):
    def now(self) -> datetime: ...


@dataclass(frozen=True, slots=True)
class Channel:
    id: str
    name: str
    shared: bool
    """With another company."""
    member: bool
    is_channel: bool


@dataclass
class Colleagues:
    """Asks Slack outside transactions, and remembers."""

    client: AsyncWebClient
    database: Database
    clock: Clock
    workspace: str
    _channels_of: dict[str, tuple[float, frozenset[str]]] = field(default_factory=dict)
    _channels: dict[str, tuple[float, Channel]] = field(default_factory=dict)

    async def know(self, *ids: str) -> dict[str, Person]:
        """Those people, asked for when unknown or older than a day."""
        fetched = await self.database.read(people.fetched, self.workspace, ids)
        stale_before = self.clock.now() - FRESH
        old = [i for i in dict.fromkeys(ids) if i not in fetched or fetched[i] < stale_before]
        if old:
            await self._remember(*await asyncio.gather(*(self._fetch(person) for person in old)))
        return await self.database.read(people.known, self.workspace, ids)

    async def one(self, person: str) -> Person:
        return (await self.know(person))[person]

    async def ask_again(self, person: str) -> None:
        """Slack has let show that we know something old."""
        await self._remember(await self._fetch(person))

    async def names(self, *ids: str) -> dict[str, str]:
        return {key: person.name for key, person in (await self.know(*ids)).items()}

    async def changed(self, user: dict[str, Any]) -> None:
        """Slack says that somebody's account has changed."""
        await self._remember(_person(user, self.workspace))

    async def teams_of(self, person: str) -> frozenset[str]:
        """The channels that both the person and the bot are in."""
        known = self._channels_of.get(person)
        if known and time.monotonic() - known[0] < KEPT:
            return known[1]
        found: set[str] = set()
        cursor: str | None = None
        while cursor != "":
            page = await self.client.users_conversations(
                user=person,
                types="public_channel,private_channel",
                exclude_archived=True,
                limit=200,
                cursor=cursor,
            )
            found |= {channel["id"] for channel in page["channels"]}
            cursor = (page.get("response_metadata") or {}).get("next_cursor") or ""
        self._channels_of[person] = (time.monotonic(), frozenset(found))
        return frozenset(found)

    def forget_teams_of(self, person: str) -> None:
        self._channels_of.pop(person, None)

    async def channel(self, channel: str) -> Channel | None:
        """What that channel is; None when the bot cannot see it."""
        known = self._channels.get(channel)
        if known and time.monotonic() - known[0] < KEPT:
            return known[1]
        try:
            info = (await self.client.conversations_info(channel=channel))["channel"]
        except SlackApiError as error:
            if error.response["error"] == "channel_not_found":
                return None
            raise
        found = _channel(info)
        self._channels[channel] = (time.monotonic(), found)
        return found

    def forget_channel(self, channel: str) -> None:
        self._channels.pop(channel, None)

    async def join(self, channel: str) -> None:
        await self.client.conversations_join(channel=channel)
        self.forget_channel(channel)
        self._channels_of.clear()

    async def members(self, channel: str) -> set[str]:
        """Everybody in the conversation, the bot among them."""
        found: set[str] = set()
        cursor: str | None = None
        while cursor != "":
            page = await self.client.conversations_members(
                channel=channel, limit=200, cursor=cursor
            )
            found |= set(page["members"])
            cursor = (page.get("response_metadata") or {}).get("next_cursor") or ""
        return found

    async def humans(self, ids: Iterable[str]) -> int:
        """How many of them are colleagues: neither bots nor of another company."""
        known = await self.know(*ids)
        return sum(not (p.outsider or p.deactivated) for p in known.values())

    async def _fetch(self, person: str) -> Person:
        user = (await self.client.users_info(user=person))["user"]
        return _person(user, self.workspace)

    async def _remember(self, *persons: Person) -> None:
        at = self.clock.now()
        await self.database.write(people.remember, self.workspace, persons, at=at)


def _person(user: dict[str, Any], workspace: str) -> Person:
    profile = user.get("profile") or {}
    named = profile.get("real_name") or user.get("real_name") or user.get("name") or user["id"]
    elsewhere = bool(user.get("is_stranger")) or user.get("team_id", workspace) != workspace
    return Person(
        id=user["id"],
        name=named,
        zone=user.get("tz") or "UTC",
        admin=bool(user.get("is_admin") or user.get("is_owner")),
        deactivated=bool(user.get("deleted")),
        outsider=bool(user.get("is_bot")) or elsewhere or user["id"] == "USLACKBOT",
    )


def _channel(info: dict[str, Any]) -> Channel:
    shared = info.get("is_ext_shared") or info.get("is_pending_ext_shared")
    return Channel(
        id=info["id"],
        name=info.get("name") or info["id"],
        shared=bool(shared),
        member=bool(info.get("is_member", True)),
        is_channel=not (info.get("is_im") or info.get("is_mpim")),
    )
