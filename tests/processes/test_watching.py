"""What the bot tells whoever watches over it, on a port of its own."""

import asyncio
import socket
import sqlite3
from collections.abc import AsyncIterator
from contextlib import suppress
from dataclasses import replace
from typing import Any

import pytest
from aiohttp import ClientConnectionError, ClientSession, ClientTimeout

from app import WallClock
from bot.settings import Address, Settings
from handlers.running import CannotStart, start
from sandbox.client import Workspace
from tests.processes.test_connection import QUICK, answered, at_work

pytestmark = pytest.mark.thorough


def free_port() -> int:
    with socket.socket() as asked:
        asked.bind(("127.0.0.1", 0))
        port: int = asked.getsockname()[1]
        return port


@pytest.fixture
def watched(settings: Settings) -> Settings:
    return replace(settings, health=Address("127.0.0.1", free_port()))


class Watcher:
    """Somebody who supervises the bot."""

    def __init__(self, session: ClientSession, address: Address) -> None:
        self._session = session
        self._url = f"http://{address.host}:{address.port}"

    async def asks(self, path: str) -> tuple[int, str]:
        async with self._session.get(self._url + path) as answer:
            return answer.status, await answer.text()

    async def not_ready(self) -> set[str]:
        """The names of what is not so."""
        async with self._session.get(f"{self._url}/readyz") as answer:
            found: dict[str, Any] = await answer.json()
            wrong = {name for name, well in found.items() if not well}
            assert answer.status == (503 if wrong else 200)
            return wrong

    async def waits_for(self, *wrong: str) -> None:
        """Asks until exactly these are not so; nobody may answer at first."""
        async with asyncio.timeout(20):
            while True:
                with suppress(ClientConnectionError):
                    if await self.not_ready() == set(wrong):
                        return
                await asyncio.sleep(0)


@pytest.fixture
async def watcher(watched: Settings) -> AsyncIterator[Watcher]:
    assert watched.health is not None
    async with ClientSession(timeout=ClientTimeout(5)) as session:
        yield Watcher(session, watched.health)


async def test_a_bot_at_work_is_healthy_and_ready(
    workspace: Workspace, watched: Settings, watcher: Watcher
) -> None:
    async with at_work(watched):
        assert await watcher.asks("/healthz") == (200, "ok")
        assert await answered(workspace)
        await watcher.waits_for()


async def test_the_figures_count_acks_refusals_and_what_waits(
    workspace: Workspace, watched: Settings, watcher: Watcher
) -> None:
    async with at_work(watched):
        assert await answered(workspace)
        await workspace.person("karin").types("/escalate claim nothing", channel="general")
        _status, text = await watcher.asks("/metrics")
    figures = dict(line.rsplit(" ", 1) for line in text.splitlines() if line[0] != "#")
    assert float(figures['oppvask_ack_seconds_count{kind="slash_commands"}']) >= 2
    assert float(figures['oppvask_refusals_total{reason="no_team"}']) >= 1
    assert figures['oppvask_oldest_letter_seconds{urgent="true"}'] == "0.0"
    assert figures["oppvask_oldest_clock_seconds"] == "0.0"
    assert figures["oppvask_letters_aside"] == figures["oppvask_letters_given_up"] == "0.0"


async def test_errors_in_the_log_are_counted_by_their_event(
    workspace: Workspace, watched: Settings, watcher: Watcher
) -> None:
    async with at_work(watched) as bot:
        await without(watched, "received")
        bot.loops["housekeeping"].ring()
        await watcher.waits_for("loops")
        _status, text = await watcher.asks("/metrics")
        assert 'oppvask_log_lines_total{event="loop_failed",level="ERROR"}' in text
        assert await watcher.asks("/healthz") == (200, "ok")


async def test_a_database_that_does_not_answer_is_not_ready(
    workspace: Workspace, watched: Settings, watcher: Watcher
) -> None:
    async with at_work(watched):
        await without(watched, "outbox")
        assert "database" in await watcher.not_ready()
        assert (await watcher.asks("/metrics"))[0] == 200


async def without(settings: Settings, table: str) -> None:
    with sqlite3.connect(settings.database_url.removeprefix("sqlite:///")) as file:
        file.execute("PRAGMA foreign_keys=OFF")
        file.execute(f"DROP TABLE {table}")


async def test_a_start_that_waits_for_slack_is_not_ready(
    workspace: Workspace, watched: Settings, watcher: Watcher
) -> None:
    await workspace.fault(kind="error_500", method="auth.test", times=1000)
    starting = asyncio.create_task(start(watched, WallClock(), QUICK))
    await watcher.waits_for("started")
    await workspace.mend()
    bot = await starting
    await watcher.waits_for()
    await bot.stop()


async def test_without_a_connection_the_bot_is_not_ready(
    workspace: Workspace, watched: Settings, watcher: Watcher
) -> None:
    async with at_work(watched):
        await watcher.waits_for()
        await workspace.fault(kind="error_500", method="apps.connections.open", times=1000)
        await workspace.fault(kind="torn")
        await watcher.waits_for("connection")
        await workspace.mend()
        await watcher.waits_for()


async def test_a_port_that_is_taken_stops_the_start_and_names_the_setting(
    workspace: Workspace, watched: Settings
) -> None:
    async with at_work(watched):
        with pytest.raises(CannotStart, match="OPPVASK_HEALTH"):
            await start(watched, WallClock(), QUICK)
