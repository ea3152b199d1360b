"""Socket Mode: envelopes out on one of the app's sockets, acks back on any."""

import asyncio
import json
import uuid
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

from aiohttp import WSCloseCode, web

from sandbox.faults import Faults
from sandbox.record import Record
from sandbox.settings import Settings

Json = dict[str, Any]
REFRESH = {"type": "disconnect", "reason": "refresh_requested"}


@dataclass
class Envelope:
    id: str
    kind: str
    payload: Json
    answered: "asyncio.Future[Json]" = field(repr=False)
    carrier: web.WebSocketResponse | None = None


class Torn(Exception):
    """The connection broke before an ack: nobody waits for one."""


class Sockets:
    """The app's open sockets, and the envelopes that nobody has acknowledged yet."""

    def __init__(self, record: Record, faults: Faults, settings: Callable[[], Settings]) -> None:
        self._record, self._faults, self._settings = record, faults, settings
        self._open: list[web.WebSocketResponse] = []
        self._somebody = asyncio.Event()
        self._next = 0
        self._waiting: dict[str, Envelope] = {}
        self._tasks: set[asyncio.Task[Any]] = set()
        self.sent = self.opened = 0

    @property
    def connected(self) -> int:
        return len(self._open)

    async def serve(self, socket: web.WebSocketResponse, app_id: str) -> None:
        """One socket's life: hello, acks, until it closes."""
        hello = {
            "type": "hello",
            "num_connections": len(self._open) + 1,
            "connection_info": {"app_id": app_id},
            "debug_info": {"host": "sandbox", "approximate_connection_time": 18060},
        }
        await socket.send_str(json.dumps(hello))
        self._open.append(socket)
        self.opened += 1
        self._somebody.set()
        self._record.changes.happened()
        try:
            async for message in socket:
                if message.type == web.WSMsgType.TEXT:
                    await self._acked(message.data)
        finally:
            self._gone(socket)

    def _gone(self, socket: web.WebSocketResponse) -> None:
        """An app that said goodbye may still ack on another socket; a torn one cannot."""
        if socket in self._open:
            self._open.remove(socket)
        if not self._open:
            self._somebody.clear()
        self._record.changes.happened()
        for envelope in self._waiting.values():
            torn = envelope.carrier is socket and socket.close_code == WSCloseCode.ABNORMAL_CLOSURE
            if torn and not envelope.answered.done():
                envelope.answered.set_exception(Torn())

    async def ask(self, kind: str, payload: Json) -> Json | None:
        """Send an envelope and wait for its ack; None when none came in time."""
        fault = self._faults.for_envelope(kind)
        if fault and fault.kind == "lost":
            return None
        if fault and fault.kind == "late":
            await asyncio.sleep(fault.seconds)
        try:
            send = self._send(kind, payload, twice=bool(fault and fault.kind == "duplicate"))
            return await asyncio.wait_for(send, self._settings().ack_seconds)
        except (TimeoutError, Torn):
            return None

    def tell(self, payload: Json) -> "asyncio.Task[None]":
        """Send an event; without an ack it comes again, with the same event_id."""
        task = asyncio.create_task(self._event(payload))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        return task

    async def _event(self, payload: Json) -> None:
        fault = self._faults.for_envelope("events_api")
        if fault and fault.kind == "late":
            await asyncio.sleep(fault.seconds)
        duplicate = bool(fault and fault.kind == "duplicate")
        lost = bool(fault and fault.kind in ("lost", "retry"))
        for attempt, pause in enumerate((0.0, *self._settings().retry_seconds)):
            await asyncio.sleep(pause)
            if lost and attempt == 0:
                continue
            retry = {"retry_attempt": attempt, "retry_reason": "timeout" if attempt else ""}
            try:
                send = self._send("events_api", payload, twice=duplicate, **retry)
                await asyncio.wait_for(send, self._settings().ack_seconds)
            except (TimeoutError, Torn):
                continue
            return

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
            await envelope.carrier.send_str(json.dumps(line))
        except ConnectionResetError as broken:
            self._gone(envelope.carrier)
            raise Torn from broken

    async def _acked(self, data: str) -> None:
        told = json.loads(data)
        envelope = self._waiting.get(told.get("envelope_id", ""))
        self._record.add("ack", envelope=told.get("envelope_id"), answer=told.get("payload"))
        if envelope is not None and not envelope.answered.done():
            envelope.answered.set_result(told.get("payload") or {})

    async def until_quiet(self, seconds: float) -> bool:
        """Whether every envelope has been acknowledged within that time."""
        end = asyncio.get_running_loop().time() + seconds
        while self._waiting or self._tasks:
            if asyncio.get_running_loop().time() > end:
                return False
            await asyncio.sleep(0.002)
        return True

    async def disconnect(self) -> None:
        """Slack refreshes a connection: it gets nothing more but a warning, then it closes."""
        for socket in list(self._open):
            self._gone(socket)
            with suppress(ConnectionResetError):  # it has gone by itself
                await socket.send_str(json.dumps(REFRESH))
            await socket.close()

    def forget(self) -> None:
        """Events that nobody has acknowledged do not come again."""
        for task in self._tasks:
            task.cancel()

    async def close(self) -> None:
        self.forget()
        for socket in list(self._open):
            await socket.close()
