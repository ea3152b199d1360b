"""Slack's envelopes in: counted while they are worked on."""

import asyncio
import time
from contextlib import suppress
from contextvars import ContextVar

from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler
from slack_bolt.async_app import AsyncApp
from slack_sdk.socket_mode.request import SocketModeRequest

from handlers.figures import ACKS
from handlers.receiving.connection import Connection

BEGAN: ContextVar[float] = ContextVar("began")


class Receiver(AsyncSocketModeHandler):
    """Bolt's own handler, which also knows when an envelope came in, and what is in flight."""

    client: Connection

    def __init__(self, app: AsyncApp, connection: Connection) -> None:
        self.app, self.client = app, connection  # Bolt's __init__ would make a client of its own
        self.in_flight = 0
        self._none_in_flight = asyncio.Event()
        self._none_in_flight.set()
        connection.socket_mode_request_listeners.append(self.handle)  # type: ignore[arg-type]  # its base class

    async def handle(  # type: ignore[override]  # Bolt's client types are its base class's
        self, client: Connection, req: SocketModeRequest
    ) -> None:
        self.in_flight += 1
        self._none_in_flight.clear()
        began = client.came_in.pop(req.envelope_id, time.monotonic())
        BEGAN.set(began)
        try:
            await super().handle(client, req)
        finally:
            ACKS.labels(req.type).observe(time.monotonic() - began)
            self.in_flight -= 1
            if not self.in_flight:
                self._none_in_flight.set()

    async def drained(self, seconds: float | None = None) -> None:
        """Let the listeners in flight end, so that their acks go out; at most so many seconds."""
        with suppress(TimeoutError):
            await asyncio.wait_for(self._none_in_flight.wait(), seconds)
