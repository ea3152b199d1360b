"""What the page needs beside what one person sees: how things stand, and word of changes."""

import asyncio
from dataclasses import dataclass, field
from typing import Any

from aiohttp import web

Json = dict[str, Any]
TOGETHER = 0.05
"""Seconds for which changes are gathered into one word."""
BREATH = 15.0
"""Seconds after which a silent stream shows that it is still there."""


class Changes:
    """Something has changed: everybody who watches is told."""

    def __init__(self) -> None:
        self._watching: set[asyncio.Event] = set()

    def happened(self) -> None:
        for bell in self._watching:
            bell.set()

    async def stream(self, request: web.Request) -> web.StreamResponse:
        """Server-sent events, each without content: look again."""
        answer = web.StreamResponse(headers={"Content-Type": "text/event-stream"})
        await answer.prepare(request)
        bell = asyncio.Event()
        self._watching.add(bell)
        try:
            await answer.write(b"data: {}\n\n")
            while request.transport is not None and not request.transport.is_closing():
                await answer.write(await _next_word(bell))
        except ConnectionResetError:
            pass
        finally:
            self._watching.discard(bell)
        return answer


async def _next_word(bell: asyncio.Event) -> bytes:
    try:
        await asyncio.wait_for(bell.wait(), BREATH)
    except TimeoutError:
        return b": still here\n\n"
    await asyncio.sleep(TOGETHER)
    bell.clear()
    return b"data: {}\n\n"


@dataclass
class Board:
    """Where a storyteller says how far the story is, and the page what it wishes next."""

    standing: Json | None = None
    wish: Json | None = None
    version: int = 0
    _changed: asyncio.Condition = field(default_factory=asyncio.Condition)

    async def wished(self, wish: Json) -> None:
        async with self._changed:
            self.wish, self.version = wish, self.version + 1
            self._changed.notify_all()

    async def follow(self, after: int, seconds: float) -> Json:
        """The newest wish once there is one beyond `after`, or when the time is up."""
        try:
            async with asyncio.timeout(seconds), self._changed:
                await self._changed.wait_for(lambda: self.version > after)
        except TimeoutError:
            pass
        return {"version": self.version, "wish": self.wish}
