"""The connection to Slack: when it counts as alive, and what follows when it does not."""

import asyncio
import logging
import signal
import subprocess
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from app import WallClock
from bot.settings import Settings
from handlers.receiving.connection import Deaf
from handlers.running import Running, start
from handlers.slack.outage import Pace
from sandbox.client import Workspace
from tests.conftest import QUIET, ROOT
from tests.processes.test_start import TOKENS, started

pytestmark = pytest.mark.thorough
QUICK = Pace(ping=0.2, first_pause=0.02, longest_pause=0.1)


@asynccontextmanager
async def at_work(settings: Settings) -> AsyncIterator[Running]:
    bot = await start(settings, WallClock(), QUICK)
    try:
        yield bot
    finally:
        await bot.stop()


async def answered(workspace: Workspace) -> bool:
    """Whether somebody who types a command is answered, sooner or later."""
    for _ in range(5):
        if "/escalate hostile" in await workspace.person("karin").types("/escalate help"):
            return True
    return False


async def under_way(workspace: Workspace) -> "asyncio.Task[str]":
    """Somebody types a command, and the bot is at it: it waits for Slack to open the form."""
    typing = asyncio.create_task(workspace.person("karin").types("/escalate"))
    for _ in range(1000):
        if any(line.get("fault") == "latency" for line in await workspace.record()):
            break
    return typing


def said(caplog: pytest.LogCaptureFixture, event: str) -> int:
    return sum(record.getMessage().startswith(event) for record in caplog.records)


@pytest.mark.slow
@pytest.mark.parametrize("kind", ["silent", "torn", "disconnect"])
async def test_a_connection_that_ends_or_falls_silent_is_replaced(
    workspace: Workspace, settings: Settings, kind: str
) -> None:
    async with at_work(settings) as bot:
        assert await answered(workspace)
        await workspace.fault(kind=kind)
        assert await answered(workspace)
        assert not bot.keeping.done()


async def test_quiet_hours_are_no_silence(workspace: Workspace, settings: Settings) -> None:
    """Slack has nothing to say, and answers the pings."""
    async with at_work(settings):
        before = len(await workspace.record())
        await asyncio.sleep(QUICK.ping * 6)
        assert len(await workspace.record()) == before


@pytest.mark.slow
async def test_two_silent_connections_are_replaced_and_the_third_ends_the_bot(
    workspace: Workspace, settings: Settings, caplog: pytest.LogCaptureFixture
) -> None:
    async with at_work(settings) as bot:
        assert await answered(workspace)
        await workspace.fault(kind="silent", times=2)
        assert await answered(workspace)
        assert said(caplog, "slack_away") == said(caplog, "slack_back") == 1
        await workspace.fault(kind="silent", times=3)
        with pytest.raises(Deaf, match="stayed silent"):
            await bot.until(asyncio.Event())


@pytest.mark.parametrize("method", ["auth.test", "apps.connections.open"])
@pytest.mark.parametrize("kind", ["drop_before", "error_500", "rate_limited"])
async def test_a_start_waits_for_slack_and_says_so_once(
    workspace: Workspace,
    settings: Settings,
    caplog: pytest.LogCaptureFixture,
    method: str,
    kind: str,
) -> None:
    caplog.set_level(logging.INFO, "oppvask")
    times = 1 if kind == "rate_limited" else 4
    await workspace.fault(kind=kind, method=method, times=times, retry_after=1)
    async with at_work(settings):
        assert await answered(workspace)
    assert said(caplog, "slack_away") == said(caplog, "slack_back") == 1


async def test_while_slack_gives_no_new_connection_the_bot_tries_on(
    workspace: Workspace, settings: Settings, caplog: pytest.LogCaptureFixture
) -> None:
    """Also when the app is refused for a while: that passes."""
    async with at_work(settings):
        for fault in ({"kind": "error_500"}, {"kind": "error", "error": "invalid_auth"}):
            caplog.clear()
            await workspace.fault(method="apps.connections.open", times=5, **fault)
            await workspace.fault(kind="torn")
            assert await answered(workspace)
            assert said(caplog, "slack_away") == said(caplog, "slack_back") == 1


async def test_an_ack_outlives_the_connection_that_brought_its_envelope(
    workspace: Workspace, settings: Settings
) -> None:
    async with at_work(settings):
        await workspace.fault(kind="latency", method="views.open", seconds=0.3)
        typing = await under_way(workspace)
        await workspace.fault(kind="disconnect")
        await typing
        assert not (await workspace.person("karin").glances()).errors


async def test_a_bot_that_hears_nothing_ends_with_a_sentence(
    workspace: Workspace, sandbox: str, tmp_path: Path
) -> None:
    quick = (
        "import handlers.running as r; from handlers.slack.outage import Pace; "
        f"r.PACE = {QUICK!r}; import app; app.main()"
    )
    await workspace.fault(kind="silent", times=3)
    process = await asyncio.to_thread(
        subprocess.run,
        [sys.executable, "-c", quick],
        cwd=tmp_path,
        env={**QUIET, **TOKENS, "SLACK_API_URL": f"{sandbox}/api/", "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        timeout=30,
        check=False,
    )
    assert process.returncode == 1
    assert "in a row opened and stayed silent" in process.stderr
    assert "Traceback" not in process.stderr


async def test_a_start_that_waits_for_slack_ends_when_told_to(tmp_path: Path) -> None:
    process = started(tmp_path, **TOKENS, SLACK_API_URL="http://127.0.0.1:1/api/")
    assert process.stderr is not None
    assert "slack_away" in await asyncio.to_thread(process.stderr.readline)
    process.send_signal(signal.SIGTERM)
    _out, error = await asyncio.to_thread(process.communicate, timeout=10)
    assert process.returncode == 0
    assert error == ""


async def test_what_is_in_flight_is_finished_before_the_end(
    workspace: Workspace, sandbox: str, tmp_path: Path
) -> None:
    process = started(tmp_path, **TOKENS, SLACK_API_URL=f"{sandbox}/api/")
    assert process.stdout is not None
    assert "at work" in await asyncio.to_thread(process.stdout.readline)
    await workspace.fault(kind="latency", method="views.open", seconds=1.0)
    typing = await under_way(workspace)
    process.send_signal(signal.SIGTERM)
    await typing
    _out, error = await asyncio.to_thread(process.communicate, timeout=15)
    assert process.returncode == 0
    assert "WARNING" not in error
    assert (await workspace.person("karin").glances()).errors == []
