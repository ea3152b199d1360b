"""A sandbox and a bot as two processes, started together and stopped together."""

import asyncio
import os
import sys
import tempfile
from asyncio.subprocess import PIPE, Process
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from pathlib import Path

from aiohttp import ClientSession

ROOT = Path(__file__).parent.parent
STOPPING = 12.0
OURS = ("SLACK_BOT_TOKEN", "SLACK_APP_TOKEN", "SLACK_API_URL")


@asynccontextmanager
async def sandbox(port: int = 0, record: Path | None = None) -> AsyncIterator[str]:
    """The address of a sandbox of its own."""
    more = ["--record", str(record)] if record else []
    command = ["-m", "sandbox", "--port", str(port), "--manifest", str(ROOT / "manifest.json")]
    async with _process([*command, *more], "ready ", {}) as said:
        yield said.split()[1]


@asynccontextmanager
async def bot(url: str, database: str) -> AsyncIterator[None]:
    """A bot at work against that sandbox."""
    command = [str(ROOT / "app.py"), "run", "--sandbox", url]
    async with _process(command, "oppvask: at work", {"DATABASE_URL": database}):
        yield


@asynccontextmanager
async def both(port: int = 0, record: Path | None = None) -> AsyncIterator[str]:
    """Both, with a database that is gone afterwards; the sandbox's address."""
    with tempfile.TemporaryDirectory(prefix="oppvask-") as folder:
        async with (
            sandbox(port, record) as url,
            bot(url, f"sqlite:///{folder}/oppvask.db"),
        ):
            yield url


@asynccontextmanager
async def fresh_bots(url: str) -> AsyncIterator[Callable[[], Awaitable[None]]]:
    """Each call starts a bot that remembers nothing, in a workspace where nothing was said."""
    async with AsyncExitStack() as at_work:

        async def fresh() -> None:
            await at_work.aclose()
            async with ClientSession() as session, session.post(f"{url}/control/reset", json={}):
                pass
            folder = at_work.enter_context(tempfile.TemporaryDirectory(prefix="oppvask-"))
            await at_work.enter_async_context(bot(url, f"sqlite:///{folder}/oppvask.db"))

        yield fresh


@asynccontextmanager
async def _process(command: list[str], ready: str, env: dict[str, str]) -> AsyncIterator[str]:
    """A Python process that has said `ready`; it is stopped at the end, whatever happens."""
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        *command,
        stdout=PIPE,
        env={**_surroundings(), **env},
        cwd=ROOT,
        start_new_session=True,
    )
    try:
        yield await _said(process, ready)
    finally:
        await _stop(process)


async def _said(process: Process, ready: str) -> str:
    assert process.stdout is not None  # noqa: S101  it was asked for above
    async for line in process.stdout:
        if line.decode().startswith(ready):
            return line.decode().strip()
    raise SystemExit("tour: a part did not start; what it said stands above")


async def _stop(process: Process) -> None:
    if process.returncode is not None:
        return
    process.terminate()
    try:
        await asyncio.wait_for(process.wait(), STOPPING)
    except TimeoutError:
        process.kill()
        await process.wait()


def _surroundings() -> dict[str, str]:
    """Ours, without what would lead the bot to another Slack, or to a proxy."""
    return {
        name: value
        for name, value in os.environ.items()
        if name not in OURS and not name.lower().endswith("_proxy")
    }
