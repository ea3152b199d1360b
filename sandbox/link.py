"""One open socket of the app."""

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import suppress
from typing import Any

from aiohttp import WSCloseCode, WSMsgType, web

Json = dict[str, Any]


class Link:
    """A silent one stays open, and says and hears nothing: no ping, no pong, no envelope."""

    def __init__(self, request: web.Request, ping_seconds: float, *, silent: bool) -> None:
        self._request, self._ping_seconds = request, ping_seconds
        self._socket = web.WebSocketResponse(autoping=False)
        self.silent = silent

    async def open(self) -> web.WebSocketResponse:
        await self._socket.prepare(self._request)
        return self._socket

    @property
    def torn(self) -> bool:
        """Whether it ended without a goodbye."""
        return self._socket.close_code == WSCloseCode.ABNORMAL_CLOSURE

    async def say(self, told: Json) -> None:
        """Raises ConnectionResetError when nobody is there any more."""
        if not self.silent:
            await self._socket.send_str(json.dumps(told))

    async def heard(self) -> AsyncIterator[Json]:
        """What the app says, until it goes."""
        pinging = asyncio.create_task(self._ping())
        try:
            async for message in self._socket:
                if self.silent:
                    continue
                if message.type == WSMsgType.PING:
                    await self._socket.pong(message.data)
                elif message.type == WSMsgType.TEXT:
                    yield json.loads(message.data)
        finally:
            pinging.cancel()

    async def close(self) -> None:
        await self._socket.close()

    def tear(self) -> None:
        """Break off without a goodbye."""
        if self._request.transport is not None:
            self._request.transport.abort()

    async def _ping(self) -> None:
        with suppress(ConnectionResetError):
            while True:
                await asyncio.sleep(self._ping_seconds)
                if not self.silent:
                    await self._socket.ping(b"Ping from the sandbox")
