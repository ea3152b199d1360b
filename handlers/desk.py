"""What a handler may use, and all of it: the database, the clock, the settings, and Slack."""

from __future__ import annotations

import asyncio
import logging
import math
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import TYPE_CHECKING, Any, Concatenate, ParamSpec, Protocol, TypeVar

from bot.refusals import Code, Refused
from bot.settings import Settings
from bot.steps import Case
from bot.team import PersonId, Team
from handlers.sending.failures import TROUBLE, Failure, Means
from handlers.slack import forms
from handlers.slack.client import Client
from handlers.slack.parts import Message
from handlers.slack.payloads import Ack, Payload
from handlers.team.colleagues import Colleagues
from storage import cases, people, received, teams
from storage.database import Database
from storage.writing import TooLate

if TYPE_CHECKING:  # the session is storage's
    from sqlalchemy.orm import Session

P = ParamSpec("P")
T = TypeVar("T")
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
    by: PersonId = ""
    """Who did it; empty for an event."""
    hidden: tuple[str, ...] = ()
    """What kinds of number were hidden in what was typed."""
    urgent: bool = False
    """A form that is never refused because much is going on."""

    @property
    def until(self) -> float:
        """When its work must have begun (monotonic seconds)."""
        return math.inf if self.again or self.urgent else self.began + PATIENCE


@contextmanager
def extra() -> Iterator[None]:
    """What is shown after a commit: when Slack does not take it, the step is done all the same."""
    try:
        yield
    except (Failure, *TROUBLE) as error:
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
    client: Client
    colleagues: Colleagues
    bell: Bell = field(default_factory=Bell)
    received: Received | None = None

    @property
    def hidden(self) -> tuple[str, ...]:
        """What kinds of number were hidden in what was typed."""
        return self.received.hidden if self.received else ()

    def for_one(self, received: Received) -> Desk:
        """The desk at which that one thing is worked on."""
        return replace(self, received=received)

    async def run(
        self,
        work: Callable[..., T],
        *args: Any,
        ack: Callable[[T], Ack] | None = None,
        **kwargs: Any,
    ) -> Ack:
        """Do `work` once, in one transaction; the ack it was answered with.

        What was received and answered before gets the same ack again, and nothing is done.
        """
        this = self.received

        def once(session: Session, *, at: datetime) -> Ack:
            if this is None:
                raise RuntimeError("nothing was received")
            known = received.begin(session, this.key)
            if known is not None:
                return known
            if not people.may_work(session, self.colleagues.workspace, this.by):
                self.colleagues.forget(this.by)
                raise Refused(Code.COLLEAGUES_ONLY)
            result = work(session, *args, at=at, **kwargs)
            given = ack(result) if ack else {}
            received.keep(session, this.key, given)
            return given

        return await self.note(once)

    async def note(self, work: Callable[..., T], *args: Any, **kwargs: Any) -> T:
        """One transaction that is told the time, and may safely be done twice."""
        return await self.write(work, *args, at=self.clock.now(), **kwargs)

    async def write(
        self, work: Callable[Concatenate[Session, P], T], *args: P.args, **kwargs: P.kwargs
    ) -> T:
        """One transaction that may safely be done twice."""
        if self.received is None:
            result = await self.database.write(work, *args, **kwargs)
        else:
            try:
                result = await self.database.click(self.received.until, work, *args, **kwargs)
            except TooLate as late:
                raise Refused(Code.BUSY) from late
        self.bell.ring()
        return result

    async def read(
        self, work: Callable[Concatenate[Session, P], T], *args: P.args, **kwargs: P.kwargs
    ) -> T:
        """Look, on a connection that can change nothing."""
        return await self.database.read(work, *args, **kwargs)

    async def team_of(self, case: Case, *also: PersonId) -> Team:
        """The case's team with everybody whom the case or `also` names, as things stand now."""
        return await self.read(cases.team_of, case, also, at=self.clock.now())

    async def zone_of(self, person: PersonId, team: int) -> str:
        """In which that person reads times; the team's where theirs is not known."""
        known = await self.read(teams.at_work, team, (person,), at=self.clock.now())
        return known.zone_of(person)

    async def show_view(self, body: Payload, view: Ack) -> None:
        """On top of the modal in which the button stands, or by itself."""
        on_top = body.get("view", {}).get("type") == "modal"
        show = self.client.views_push if on_top else self.client.views_open
        async with asyncio.timeout(PATIENCE):
            await show(trigger_id=body["trigger_id"], view=view)

    async def update_view(self, view_id: str, view: Ack) -> None:
        async with asyncio.timeout(PATIENCE):
            await self.client.views_update(view_id=view_id, view=view)

    async def redraw(self, view: Payload, drawn: Ack) -> None:
        """The open form, drawn from what is chosen in it by now; what was typed stays.

        A form that looks the same is left alone: Slack takes away the errors of one that changes.
        """
        if forms.outline(view) != forms.outline(drawn):
            await self.update_view(view["id"], drawn)

    async def link_to(self, channel: str, ts: str) -> str:
        """The way back to a message; empty where the bot cannot see it, or Slack is slow."""
        try:
            async with asyncio.timeout(LINK_WITHIN):
                found = await self.client.chat_getPermalink(channel=channel, message_ts=ts)
        except (Failure, *TROUBLE):
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
        except Failure as failure:
            if failure.means is not Means.PLACE:
                raise
            await self.tell(user, said)
