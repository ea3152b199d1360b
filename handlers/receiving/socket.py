"""Slack's envelopes in: counted while they are worked on."""

import asyncio
import json
import time
from contextlib import suppress
from contextvars import ContextVar

from aiohttp import WSMessage, WSMsgType
from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler
from slack_bolt.async_app import AsyncApp
from slack_sdk.socket_mode.aiohttp import SocketModeClient
from slack_sdk.socket_mode.request import SocketModeRequest
from slack_sdk.web.async_client import AsyncWebClient

BEGAN: ContextVar[float] = ContextVar("began")


class Receiver(AsyncSocketModeHandler):
    """Bolt's own handler, which also knows when an envelope came in, and what is in flight."""

    def __init__(self, app: AsyncApp, app_token: str, client: AsyncWebClient) -> None:
        super().__init__(app, app_token, web_client=client)
        self.in_flight = 0
        self._none_in_flight = asyncio.Event()
        self._none_in_flight.set()
        self._came_in: dict[str, float] = {}
        self.socket: SocketModeClient = self.client
        self.socket.on_message_listeners.append(self._note)

    async def handle(  # type: ignore[override]  # Bolt's client types are its base class's
        self, client: SocketModeClient, req: SocketModeRequest
    ) -> None:
        self.in_flight += 1
        self._none_in_flight.clear()
        BEGAN.set(self._came_in.pop(req.envelope_id, time.monotonic()))
        try:
            await super().handle(client, req)
        finally:
            self.in_flight -= 1
            if not self.in_flight:
                self._none_in_flight.set()

    async def begin(self) -> None:
        """Connect; raises at once when the app token is not accepted, where Bolt would go on."""
        opened = await self.socket.web_client.apps_connections_open(app_token=self.app_token)
        self.socket.wss_uri = str(opened["url"])
        await self.socket.connect()  # type: ignore[no-untyped-call]  # slack_sdk ships it so

    async def end(self) -> None:
        """Close the socket, and wait for what the client leaves behind."""
        client = self.socket
        tasks = [client.message_processor, client.current_session_monitor, client.message_receiver]
        await client.close()  # type: ignore[no-untyped-call]  # slack_sdk ships it so
        await asyncio.gather(*(t for t in tasks if t is not None), return_exceptions=True)

    async def drained(self, seconds: float | None = None) -> None:
        """Let the listeners in flight end, so that their acks go out; at most so many seconds."""
        with suppress(TimeoutError):
            await asyncio.wait_for(self._none_in_flight.wait(), seconds)

    async def _note(self, message: WSMessage) -> None:
        if message.type == WSMsgType.TEXT and '"envelope_id"' in message.data:
            self._came_in[json.loads(message.data)["envelope_id"]] = time.monotonic()
