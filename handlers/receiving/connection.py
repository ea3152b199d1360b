"""The connection to Slack, kept: it is alive while frames are seen on it.

slack_sdk's client carries the envelopes and the acks. Its own watching and connecting is not used,
for reasons that stand in docs/reliability.md, The connection.
"""

import asyncio
import json
import logging
import math
import time
from contextlib import suppress

from aiohttp import ClientWebSocketResponse, ClientWSTimeout, WSMsgType
from slack_sdk.socket_mode.aiohttp import SocketModeClient
from slack_sdk.web.async_client import AsyncWebClient

from handlers.slack.outage import Outage

SILENT_AT_MOST = 3
"""Connections in a row that open and stay silent: then it is perhaps this process that is deaf."""
OPEN_WITHIN = 10.0
GOODBYE_WITHIN = 1.0
"""Seconds."""
log = logging.getLogger("oppvask.slack")


class Deaf(Exception):
    """Connections open, and nothing comes on them; the text says what follows."""


class Connection(SocketModeClient):
    """One connection at a time."""

    current_session: ClientWebSocketResponse | None

    def __init__(
        self, app_token: str, client: AsyncWebClient, *, logger: logging.Logger, outage: Outage
    ) -> None:
        super().__init__(app_token, logger, client, auto_reconnect_enabled=False)
        self._pace = outage.pace
        self._outage = outage
        self._keeping: asyncio.Task[None] | None = None
        self._stands = asyncio.Event()
        self._heard = False
        self._opened_at = -math.inf
        self.came_in: dict[str, float] = {}
        """When each envelope that nobody has begun with came in (monotonic seconds)."""

    async def begin(self) -> asyncio.Task[None]:
        """Connect, however long Slack is away; raises SlackApiError for a refused app token.

        The task keeps the connection from then on, and ends only with Deaf.
        """
        session = await self._outage.outlast(self._opened, refusals_end=True)
        self._keeping = asyncio.create_task(self._keep(session), name="oppvask-connection")
        return self._keeping

    async def end(self) -> None:
        """Close it, and wait for what the client leaves behind."""
        tasks: list[asyncio.Future[None]] = [self.message_processor]
        if self._keeping is not None:
            self._keeping.cancel()
            tasks.append(self._keeping)
        await self.close()  # type: ignore[no-untyped-call]  # slack_sdk ships it so
        await asyncio.gather(*tasks, return_exceptions=True)

    @property
    def alive(self) -> bool:
        """Whether it stands, and has brought a sign of life."""
        return self._stands.is_set() and self._heard

    async def send_message(self, message: str) -> None:
        """On whichever connection stands by then: an ack outlives the one of its envelope."""
        while True:
            await self._stands.wait()
            session = self.current_session
            try:
                return await session.send_str(message) if session else None
            except ConnectionError:
                if session is self.current_session:
                    self._stands.clear()  # until the next one opens

    async def _keep(self, session: ClientWebSocketResponse) -> None:
        """Raises Deaf.

        1. Pass on what comes, until the connection closes or two ping intervals bring no frame.
        2. Where it has brought nothing at all, pause; the third time in a row that one stayed
           open and silent, give up.
        3. Open the next one, however long Slack is away.
        """
        silent = 0
        while True:
            fell_silent = await self._pass_on(session)
            if self._heard:
                silent = 0
            else:
                silent += fell_silent
                if silent == SILENT_AT_MOST:
                    raise Deaf(
                        f"{SILENT_AT_MOST} connections to Slack in a row opened and stayed silent. "
                        "The bot ends, so that whatever supervises it starts it again."
                    )
                await self._outage.wait("silent" if fell_silent else "closed_at_once")
            session = await self._outage.outlast(self._opened)

    async def _opened(self) -> ClientWebSocketResponse:
        """The next connection, at an address of its own: each serves once."""
        # one that Slack opens, answers and closes again must not be asked for without end
        await asyncio.sleep(self._opened_at + self._pace.first_pause - time.monotonic())
        self._opened_at = time.monotonic()
        opened = await self.web_client.apps_connections_open(app_token=self.app_token)
        async with asyncio.timeout(OPEN_WITHIN):
            session = await self.aiohttp_client_session.ws_connect(
                str(opened["url"]),
                autoping=False,
                proxy=self.proxy,
                timeout=ClientWSTimeout(ws_close=GOODBYE_WITHIN),
            )
        self.current_session, self._heard = session, False
        self._stands.set()
        return session

    async def _pass_on(self, session: ClientWebSocketResponse) -> bool:
        """Whether it fell silent; False when it closed."""
        pinging = asyncio.create_task(self._ping(session))
        try:
            while await self._next(session):
                pass
            return False
        except ConnectionError:
            return False
        except TimeoutError:
            log.warning("connection_silent seconds=%.0f", 2 * self._pace.ping)
            return True
        finally:
            self._stands.clear()
            pinging.cancel()
            await session.close()

    async def _next(self, session: ClientWebSocketResponse) -> bool:
        """Take one frame; False when the connection closes. Raises TimeoutError."""
        frame = await session.receive(timeout=2 * self._pace.ping)
        match frame.type:
            case WSMsgType.TEXT:
                return await self._took(frame.data)
            case WSMsgType.PING:
                await session.pong(frame.data)
            case WSMsgType.PONG:
                pass
            case _:
                return False
        self._lives()
        return True

    async def _took(self, line: str) -> bool:
        """False for Slack's word that it will close the connection; a hello is no sign of life."""
        told = json.loads(line) if line.startswith("{") else {}
        if told.get("type") == "disconnect":
            return False
        if "envelope_id" in told:
            self._lives()
            self.came_in[told["envelope_id"]] = time.monotonic()
            await self.enqueue_message(line)
        return True

    def _lives(self) -> None:
        self._heard = True
        self._outage.over()

    async def _ping(self, session: ClientWebSocketResponse) -> None:
        with suppress(ConnectionError):  # whoever listens sees that it has closed
            while True:
                await session.ping()
                await asyncio.sleep(self._pace.ping)
