"""What a handler may use, and all of it: the database, the clock, the settings, and Slack."""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any, Concatenate, ParamSpec, Protocol, TypeVar

from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient
from sqlalchemy.orm import Session

from bot.refusals import Code, Refused
from bot.settings import Settings
from handlers.sending.failures import TROUBLE, TryLater
from handlers.slack.parts import Message
from handlers.team.colleagues import Colleagues
from storage import received
from storage.database import Database

P = ParamSpec("P")
T = TypeVar("T")
Answer = dict[str, Any]
LINK_WITHIN = 1.0
"""Seconds: a form has three to open, and it opens without a link too."""
log = logging.getLogger("oppvask.desk")
PATIENCE = 2.0
"""Seconds after receipt in which work must begin: later, the person has seen Slack's error."""


class Clock(Protocol):
    """Product time: aware, UTC."""

    def now(self) -> datetime: ...


@dataclass(frozen=True, slots=True)
class Received:
    """One thing that Slack delivered: its key, and when it came in (monotonic seconds)."""

    key: str
    began: float
    again: bool
    """Whether Slack delivers it again when it is not acknowledged."""

    @property
    def too_old(self) -> bool:
        return not self.again and time.monotonic() - self.began > PATIENCE


NOT_HERE = frozenset({"not_in_channel", "channel_not_found", "user_not_in_channel"})


@contextmanager
def extra() -> Iterator[None]:
    """What is shown after a commit: when Slack does not take it, the step is done all the same."""
    try:
        yield
    except (TryLater, *TROUBLE) as error:
        log.warning("extra_lost kind=%s", type(error).__name__)


class Rung(Protocol):
    def ring(self) -> None: ...


class Bell:
    """Rung after every commit: the loops have something to do."""

    def __init__(self) -> None:
        self._loops: Sequence[Rung] = ()

    def ring_with(self, loops: Sequence[Rung]) -> None:
        self._loops = loops

    def ring(self) -> None:
        for loop in self._loops:
            loop.ring()


@dataclass(frozen=True, slots=True)
class Desk:
    database: Database
    clock: Clock
    settings: Settings
    client: AsyncWebClient
    colleagues: Colleagues
    bell: Bell = field(default_factory=Bell)
    delivery: Received | None = None

    def for_delivery(self, delivery: Received) -> Desk:
        return replace(self, delivery=delivery)

    async def run(
        self,
        work: Callable[..., T],
        *args: Any,
        answer: Callable[[T], Answer] | None = None,
        **kwargs: Any,
    ) -> Answer:
        """Do `work` once, in one transaction; the ack it was answered with.

        A delivery that was answered before gets the same ack again, and nothing is done.
        """
        delivery = self.delivery

        def once(session: Session, *, at: datetime) -> Answer:
            if delivery is None or delivery.too_old:
                raise Refused(Code.BUSY)
            known = received.begin(session, delivery.key)
            if known is not None:
                return known
            result = work(session, *args, at=at, **kwargs)
            given = answer(result) if answer else {}
            received.keep(session, delivery.key, given)
            return given

        return await self.note(once)

    async def note(self, work: Callable[..., T], *args: Any, **kwargs: Any) -> T:
        """One transaction that may safely be done twice."""
        result = await self.database.write(work, *args, at=self.clock.now(), **kwargs)
        self.bell.ring()
        return result

    async def read(
        self, work: Callable[Concatenate[Session, P], T], *args: P.args, **kwargs: P.kwargs
    ) -> T:
        """Look, on a connection that can change nothing."""
        return await self.database.read(work, *args, **kwargs)

    async def open_view(self, trigger: str, view: Answer) -> None:
        async with asyncio.timeout(PATIENCE):
            await self.client.views_open(trigger_id=trigger, view=view)

    async def show_view(self, body: Answer, view: Answer) -> None:
        """On top of the modal in which the button stands, or by itself."""
        trigger = body["trigger_id"]
        await (self.push_view if "view" in body else self.open_view)(trigger, view)

    async def push_view(self, trigger: str, view: Answer) -> None:
        async with asyncio.timeout(PATIENCE):
            await self.client.views_push(trigger_id=trigger, view=view)

    async def update_view(self, view_id: str, view: Answer) -> None:
        async with asyncio.timeout(PATIENCE):
            await self.client.views_update(view_id=view_id, view=view)

    async def link_to(self, channel: str, ts: str) -> str:
        """The way back to a message; empty where the bot cannot see it, or Slack is slow."""
        try:
            async with asyncio.timeout(LINK_WITHIN):
                found = await self.client.chat_getPermalink(channel=channel, message_ts=ts)
        except (*TROUBLE, TryLater):
            return ""
        return str(found["permalink"])

    async def tell(self, user: str, said: Message) -> None:
        """Say something to one person in a direct message, where there is no channel."""
        opened = await self.client.conversations_open(users=[user])
        await self.client.chat_postMessage(
            channel=opened["channel"]["id"], text=said.text, blocks=said.blocks
        )

    async def whisper(
        self, channel: str, user: str, said: Message, *, thread: str | None = None
    ) -> None:
        """Say something to one person alone, where they are; it may be lost.

        Where the bot may not speak it is said in a direct message.
        """
        try:
            await self.client.chat_postEphemeral(
                channel=channel, user=user, text=said.text, blocks=said.blocks, thread_ts=thread
            )
        except SlackApiError as error:
            if error.response["error"] not in NOT_HERE:
                raise
            await self.tell(user, said)
