"""Socket Mode: envelopes out on one of the app's sockets, acks back on any."""

import asyncio
import uuid
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

from aiohttp import web

from sandbox.faults import Fault, Faults
from sandbox.link import Link
from sandbox.record import Record
from sandbox.settings import Settings

Json = dict[str, Any]
REASONS = ("refresh_requested", "warning", "link_disabled")
"""For which Slack says disconnect; a warning comes first, and nothing is closed yet."""


@dataclass
class Envelope:
    id: str
    kind: str
    payload: Json
    answered: "asyncio.Future[Json]" = field(repr=False)
    carrier: Link | None = None


class Torn(Exception):
    """The connection broke before an ack: nobody waits for one."""


class Sockets:
    """The app's open sockets, and the envelopes that nobody has acknowledged yet."""

    def __init__(self, record: Record, faults: Faults, settings: Callable[[], Settings]) -> None:
        self._record, self._faults, self._settings = record, faults, settings
        self._open: list[Link] = []
        self._somebody = asyncio.Event()
        self._next = 0
        self._waiting: dict[str, Envelope] = {}
        self._tasks: set[asyncio.Task[Any]] = set()
        self._overtaken: list[asyncio.Event] = []
        self._kept_back: list[asyncio.Event] = []
        self.sent = self.opened = 0

    @property
    def connected(self) -> int:
        return len(self._open)

    async def serve(self, request: web.Request, app_id: str) -> web.WebSocketResponse:
        """One socket's life: hello, acks, until it closes."""
        silent = self._faults.silences()
        link = Link(request, self._settings().ping_seconds, silent=silent)
        socket = await link.open()
        await link.say(
            {
                "type": "hello",
                "num_connections": len(self._open) + 1,
                "connection_info": {"app_id": app_id},
                "debug_info": {"host": "sandbox", "approximate_connection_time": 18060},
            }
        )
        self._open.append(link)
        self.opened += 1
        self._somebody.set()
        self._record.changes.happened()
        try:
            async for told in link.heard():
                self._acked(told)
        finally:
            self._gone(link)
        return socket

    def _gone(self, link: Link) -> None:
        """An app that said goodbye may still ack on another socket; a torn one cannot."""
        if link in self._open:
            self._open.remove(link)
        if not self._open:
            self._somebody.clear()
        self._record.changes.happened()
        for envelope in self._waiting.values():
            if envelope.carrier is link and link.torn and not envelope.answered.done():
                envelope.answered.set_exception(Torn())

    async def ask(self, kind: str, payload: Json) -> Json | None:
        """Send an envelope and wait for its ack; None when none came in time."""
        fault = self._faults.for_envelope(kind)
        if fault and fault.kind == "lost":
            return None
        if fault and fault.kind == "late":
            await asyncio.sleep(fault.seconds)
        try:
            send = self._send(kind, payload, twice=bool(fault and fault.doubles))
            return await asyncio.wait_for(send, self._settings().ack_seconds)
        except (TimeoutError, Torn):
            return None

    def tell(self, payload: Json) -> "asyncio.Task[None] | None":
        """Send an event; without an ack it comes again, with the same event_id.

        The task ends with its ack; None when the event waits until it is overtaken or let go.
        """
        fault = self._faults.for_envelope("events_api")
        waits = {"overtaken": self._overtaken, "kept_back": self._kept_back}
        may_go = asyncio.Event()
        if fault and fault.kind in waits:
            waits[fault.kind].append(may_go)
        else:
            may_go.set()
        task = asyncio.create_task(self._event(payload, fault, may_go))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        return task if may_go.is_set() else None

    async def _event(self, payload: Json, fault: Fault | None, may_go: asyncio.Event) -> None:
        held_back = not may_go.is_set()
        await may_go.wait()
        if fault and fault.kind == "late":
            await asyncio.sleep(fault.seconds)
        doubled = bool(fault and fault.doubles)
        lost = bool(fault and fault.kind in ("lost", "retry"))
        for attempt, pause in enumerate((0.0, *self._settings().retry_seconds)):
            await asyncio.sleep(pause)
            if lost and attempt == 0:
                continue
            retry = {"retry_attempt": attempt, "retry_reason": "timeout" if attempt else ""}
            with suppress(TimeoutError, Torn):
                send = self._send("events_api", payload, twice=doubled, **retry)
                await asyncio.wait_for(send, self._settings().ack_seconds)
                break
        if not held_back:
            _let_go(self._overtaken)

    def let_go(self) -> None:
        """Events that were kept back go out, the newest first."""
        _let_go(self._kept_back)
        _let_go(self._overtaken)

    async def _send(self, kind: str, payload: Json, *, twice: bool, **more: Any) -> Json:
        answered: asyncio.Future[Json] = asyncio.get_running_loop().create_future()
        envelope = Envelope(str(uuid.uuid4()), kind, payload, answered)
        self._waiting[envelope.id] = envelope
        try:
            await self._put(envelope, more)
            answer = await asyncio.shield(answered)
            if twice:
                again: asyncio.Future[Json] = asyncio.get_running_loop().create_future()
                envelope.answered = again
                self._waiting[envelope.id] = envelope
                await self._put(envelope, more)
                await again
            return answer
        finally:
            self._waiting.pop(envelope.id, None)

    async def _put(self, envelope: Envelope, more: Json) -> None:
        line = {
            "envelope_id": envelope.id,
            "type": envelope.kind,
            "payload": envelope.payload,
            "accepts_response_payload": envelope.kind != "events_api",
            **more,
        }
        self.sent += 1
        self._record.add("envelope", envelope=envelope.id, type=envelope.kind, **more)
        while not self._open:
            await self._somebody.wait()
        self._next += 1
        envelope.carrier = self._open[self._next % len(self._open)]
        try:
            await envelope.carrier.say(line)
        except ConnectionResetError as broken:
            self._gone(envelope.carrier)
            raise Torn from broken

    def _acked(self, told: Json) -> None:
        envelope = self._waiting.get(told.get("envelope_id", ""))
        self._record.add("ack", envelope=told.get("envelope_id"), answer=told.get("payload"))
        if envelope is not None and not envelope.answered.done():
            envelope.answered.set_result(told.get("payload") or {})

    async def until_quiet(self, seconds: float) -> bool:
        """Whether every envelope that is on its way has been acknowledged within that time."""
        end = asyncio.get_running_loop().time() + seconds
        while self._waiting or len(self._tasks) > len(self._overtaken) + len(self._kept_back):
            if asyncio.get_running_loop().time() > end:
                return False
            await asyncio.sleep(0.002)
        return True

    async def disconnect(self, reason: str) -> None:
        """Slack refreshes a connection: it gets nothing more but a word of it, then it closes."""
        if reason not in REASONS:
            raise ValueError(f"Slack does not disconnect for {reason!r}: {sorted(REASONS)}")
        told = {"type": "disconnect", "reason": reason, "debug_info": {"host": "sandbox"}}
        for link in list(self._open):
            if reason != "warning":
                self._gone(link)
            with suppress(ConnectionResetError):  # it has gone by itself
                await link.say(told)
            if reason != "warning":
                await link.close()

    def tear(self) -> None:
        """Every connection breaks off without a word."""
        for link in list(self._open):
            link.tear()

    def silence(self) -> None:
        """Those that are open stay open, and say nothing more."""
        for link in self._open:
            link.silent = True

    def forget(self) -> None:
        """Events that nobody has acknowledged do not come again."""
        self._overtaken.clear()
        self._kept_back.clear()
        for task in self._tasks:
            task.cancel()

    async def close(self) -> None:
        self.forget()
        for link in list(self._open):
            await link.close()


def _let_go(waiting: list[asyncio.Event]) -> None:
    for may_go in reversed(waiting):
        may_go.set()
    waiting.clear()
