"""A bot beside a sandbox, as two processes, started together and stopped together."""

import tempfile
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from pathlib import Path

from aiohttp import ClientSession

from sandbox.process import sandbox, started

APP = Path(__file__).parent.parent / "app.py"


@asynccontextmanager
async def bot(url: str, database: str) -> AsyncIterator[None]:
    """A bot at work against that sandbox."""
    command = [str(APP), "run", "--sandbox", url]
    async with started(command, "oppvask: at work", {"DATABASE_URL": database}):
        yield


@asynccontextmanager
async def both(port: int = 0, record: Path | None = None) -> AsyncIterator[str]:
    """Both, with a database that is gone afterwards; the sandbox's address."""
    with tempfile.TemporaryDirectory(prefix="oppvask-") as folder:
        async with (
            sandbox(port, record=record) as url,
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
