"""People and channels as Slack knows them: the one that is needed, kept a while.

Looking a person up fails for nobody: what is stored, however old, serves when Slack cannot say, and
who was never known is not in the answer.
"""

import asyncio
import logging
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, Protocol

from bot.team import Person, PersonId
from handlers.sending.failures import Failure, Means, sorted_out
from handlers.slack.client import Client
from handlers.team.accounts import person_of, says_whose
from handlers.team.looking_up import PATIENCE, LookUps
from storage import leaving, people
from storage.database import Database

log = logging.getLogger("oppvask.people")
FRESH = timedelta(days=1)
DOUBT = timedelta(minutes=1)
"""After which it is asked again whether somebody who acts is a colleague after all."""
KEPT = 600.0
"""Seconds for which a person's channels, and what a channel is, are believed."""
LATELY = 60.0
"""Seconds for which the members of a conversation are believed before something is said in it."""
Names = Mapping[PersonId, str]
GONE = frozenset({"user_not_found", "users_not_found", "user_not_visible"})
"""Slack's codes for an account that it no longer knows, or no longer shows."""


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

    client: Client
    database: Database
    clock: Clock
    workspace: str
    _channels_of: dict[str, tuple[float, frozenset[str]]] = field(default_factory=dict)
    _channels: dict[str, tuple[float, Channel]] = field(default_factory=dict)
    _work: dict[PersonId, float] = field(default_factory=dict)
    plain: set[str] = field(default_factory=set)
    """Channels that were never a flag's conversation, and so never will be."""
    _members: dict[str, tuple[float, set[str]]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.look_ups = LookUps(self._look_up, self._monotonic)

    def _monotonic(self) -> float:
        return self.client.monotonic()  # read anew each time: tests move it

    async def known(self, *ids: PersonId) -> dict[PersonId, Person]:
        """What is stored of them, at once; who is new, or older than a day, is looked up later."""
        stored = await self.database.read(people.stored, self.workspace, ids)
        old = [each for each in dict.fromkeys(ids) if self._older(stored.get(each), FRESH)]
        self.look_ups.later(*filter(self.look_ups.worth_asking, old))
        return {each: known for each, (known, _fetched_at) in stored.items()}

    def _older(self, stored: tuple[Person, datetime] | None, age: timedelta) -> bool:
        return stored is None or stored[1] < self.clock.now() - age

    async def know(self, *ids: PersonId) -> dict[PersonId, Person]:
        """The same, and a few who are new are waited for a moment."""
        known = await self.known(*ids)
        new = [person for person in dict.fromkeys(ids) if person not in known]
        new = [person for person in new if self.look_ups.worth_asking(person)]
        if not new:
            return known
        await self.look_ups.wait_for(*new)
        return await self.database.read(people.known, self.workspace, ids)

    async def ask_again(self, *ids: PersonId) -> dict[PersonId, Person]:
        """Something lets show that what is stored is old: ask now, and wait a moment."""
        await self.look_ups.wait_for(*ids)
        return await self.database.read(people.known, self.workspace, ids)

    async def one(self, person: PersonId) -> Person:
        """A person without a name or a zone where nothing is known."""
        return (await self.know(person)).get(person, Person(person, ""))

    async def names(self, *ids: PersonId) -> dict[PersonId, str]:
        """A name for each; of somebody who is not known, what they are."""
        known = await self.know(*ids)
        return {each: known[each].name if each in known else "" for each in ids}

    async def changed(self, user: dict[str, Any]) -> None:
        """Slack says that somebody's account has changed.

        An event may leave out whose account it is: then what was known of that stays, and Slack is
        asked.
        """
        person = person_of(user, self.workspace)
        if not says_whose(user):
            before = (await self.database.read(people.known, self.workspace, [person.id])).get(
                person.id
            )
            if before is not None and before.outsider:
                self.look_ups.later(person.id)
                return
        await self._remember(person)

    async def acting(self, person: PersonId, *, flags: bool) -> Person | None:
        """Who does something just now; None when Slack could not say who it is.

        Who is not known yet, or did not count as a colleague so far, is asked about first; when
        Slack cannot say, what was known last counts. Somebody who `flags` waits for no first
        look-up, and does not count as gone: a closed account flags nothing.
        """
        known = (await self.known(person)).get(person)
        if (known is None and flags) or (known is not None and known.may_work):
            if known is not None:
                self._work[person] = self.client.monotonic()
            return known
        closed = known is not None and known.deactivated
        if known is not None and not (flags and closed) and not await self._doubted(person):
            return known
        told = await self.look_ups.wait_for(person)
        if flags and closed and person not in told:
            await self.database.write(people.back, self.workspace, person, at=self.clock.now())
        return (await self.database.read(people.known, self.workspace, [person])).get(person)

    def worked_lately(self, person: PersonId) -> bool:
        """Whether they counted as a colleague a while ago; desk.run looks whether they still do."""
        return self.client.monotonic() - self._work.get(person, -math.inf) < KEPT

    def forget(self, person: PersonId) -> None:
        self._work.pop(person, None)

    async def _doubted(self, person: PersonId) -> bool:
        """Whether to ask once more about somebody who does not count as a colleague."""
        stored = await self.database.read(people.stored, self.workspace, [person])
        return self._older(stored.get(person), DOUBT)

    async def teams_of(self, person: PersonId) -> frozenset[str] | None:
        """The channels that both the person and the bot are in, as far as Slack can say in time.

        What it said last, however long ago, serves meanwhile; None when it never did.
        """
        known = self._channels_of.get(person)
        if known and self.client.monotonic() - known[0] < KEPT:
            return known[1]
        try:
            async with asyncio.timeout(PATIENCE):
                found = await self._ask_for_channels(person)
        except Exception as error:  # whatever it is, a form opens without
            log.warning("channels_unknown person=%s reason=%s", person, sorted_out(error))
            return known[1] if known else None
        self._channels_of[person] = (self.client.monotonic(), found)
        return found

    async def _ask_for_channels(self, person: PersonId) -> frozenset[str]:
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
        return frozenset(found)

    def forget_teams_of(self, person: PersonId) -> None:
        """They have joined or left a channel; where Slack cannot say, the old list serves."""
        known = self._channels_of.get(person)
        if known:
            self._channels_of[person] = (self.client.monotonic() - KEPT, known[1])

    async def channel(self, channel: str) -> Channel | None:
        """What that channel is; None when the bot cannot see it."""
        known = self._channels.get(channel)
        if known and self.client.monotonic() - known[0] < KEPT:
            return known[1]
        try:
            info = (await self.client.conversations_info(channel=channel))["channel"]
        except Failure as failure:
            if failure.means is Means.PLACE:
                return None
            raise
        found = _channel(info)
        self._channels[channel] = (self.client.monotonic(), found)
        return found

    def forget_channel(self, channel: str) -> None:
        self._channels.pop(channel, None)

    async def join(self, channel: str) -> None:
        await self.client.conversations_join(channel=channel)
        self.forget_channel(channel)
        self._channels_of.clear()

    async def members(self, channel: str, *, lately: bool = False) -> set[str]:
        """Everybody in the conversation, the bot among them; `lately`, as of a minute ago."""
        known = self._members.get(channel)
        if lately and known and self.client.monotonic() - known[0] < LATELY:
            return known[1]
        found: set[str] = set()
        cursor: str | None = None
        while cursor != "":
            page = await self.client.conversations_members(
                channel=channel, limit=200, cursor=cursor
            )
            found |= set(page["members"])
            cursor = (page.get("response_metadata") or {}).get("next_cursor") or ""
        self._members[channel] = (self.client.monotonic(), found)
        return found

    def forget_members(self, channel: str) -> None:
        self._members.pop(channel, None)

    async def direct(self, person: str) -> str:
        """The direct message with that person; Slack refuses to open that of a closed account."""
        return await self.group([person])

    async def group(self, people: Sequence[str]) -> str:
        """The conversation of just these people and the bot; Slack gives the same one again."""
        opened = await self.client.conversations_open(users=sorted(people))
        return str(opened["channel"]["id"])

    async def headcount(self, channel: str) -> int:
        """How many people are in the channel, the bot not among them; one call, however many."""
        info = await self.client.conversations_info(channel=channel, include_num_members=True)
        return max(0, int(info["channel"].get("num_members") or 0) - 1)

    async def _look_up(self, person: PersonId) -> bool:
        """Ask Slack about one person and keep the answer; whether Slack could say."""
        try:
            user = (await self.client.users_info(user=person))["user"]
            await self._remember(person_of(user, self.workspace))
        except Exception as error:  # whatever it is, nobody waits for the answer
            return await self._not_told(person, sorted_out(error))
        return True

    async def _not_told(self, person: PersonId, reason: Exception) -> bool:
        if str(reason) in GONE:
            at = self.clock.now()
            await self.database.write(leaving.gone, self.workspace, person, at=at)
            return True
        log.warning("person_unknown person=%s reason=%s", person, reason)
        return False

    async def _remember(self, person: Person) -> None:
        at = self.clock.now()
        await self.database.write(leaving.remember, self.workspace, person, at=at)


def _channel(info: dict[str, Any]) -> Channel:
    shared = info.get("is_ext_shared") or info.get("is_pending_ext_shared")
    return Channel(
        id=info["id"],
        name=info.get("name") or info["id"],
        shared=bool(shared),
        member=bool(info.get("is_member", True)),
        is_channel=not (info.get("is_im") or info.get("is_mpim")),
    )
