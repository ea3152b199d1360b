"""For whoever watches over the bot: `/healthz`, `/readyz` and `/metrics`, on a port of its own."""

import asyncio
import logging
from collections.abc import Callable, Mapping
from typing import TypeAlias

from aiohttp import web
from prometheus_client import CONTENT_TYPE_LATEST, generate_latest

from bot.settings import Address
from handlers import figures
from handlers.desk import Clock
from storage.backlog import Backlog, backlog
from storage.database import Database

WITHIN = 2.0
"""Seconds in which the database answers, or it is not ready."""
Checks: TypeAlias = Mapping[str, Callable[[], bool]]
log = logging.getLogger("oppvask.watching")


class Watch:
    """One small server; what has not started yet is not ready."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database, self._clock = database, clock
        self.checks: Checks = {"started": lambda: False}
        """What must be so besides the database, by name."""
        app = web.Application()
        app.router.add_get("/healthz", _healthz)
        app.router.add_get("/readyz", self._readyz)
        app.router.add_get("/metrics", self._metrics)
        self._runner = web.AppRunner(app, access_log=None)
        self._lines = figures.Counted()

    async def listen(self, address: Address) -> None:
        """Raises OSError where nothing can listen there."""
        logging.getLogger("oppvask").addHandler(self._lines)
        await self._runner.setup()
        await web.TCPSite(self._runner, address.host, address.port).start()

    async def close(self) -> None:
        logging.getLogger("oppvask").removeHandler(self._lines)
        await self._runner.cleanup()

    async def _readyz(self, _request: web.Request) -> web.Response:
        """Each check by name; 503 when one of them is not so."""
        found = {name: check() for name, check in self.checks.items()}
        found["database"] = await self._looked() is not None
        return web.json_response(found, status=200 if all(found.values()) else 503)

    async def _metrics(self, _request: web.Request) -> web.Response:
        found = await self._looked()
        if found is not None:
            figures.show(found)
        return web.Response(body=generate_latest(), headers={"Content-Type": CONTENT_TYPE_LATEST})

    async def _looked(self) -> Backlog | None:
        try:
            async with asyncio.timeout(WITHIN):
                return await self._database.read(backlog, at=self._clock.now())
        except Exception:
            log.exception("database_does_not_answer")
            return None


async def _healthz(_request: web.Request) -> web.Response:
    """The process lives, and its event loop turns."""
    return web.Response(text="ok")
