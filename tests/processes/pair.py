"""A sandbox, and a bot beside it that may be killed and started again."""

import asyncio
import re
import sys
from asyncio.subprocess import Process
from collections import Counter
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from pathlib import Path

from sandbox.client import Workspace
from sandbox.process import started
from tests.conftest import QUIET, ROOT

Starts = Callable[[str], Awaitable[None]]
Heard = dict[str, Counter[str]]


@asynccontextmanager
async def story_at(url: str) -> AsyncIterator[Workspace]:
    workspace = Workspace(url)
    try:
        yield workspace
    finally:
        await workspace.close()


@asynccontextmanager
async def bot(url: str, database: str) -> AsyncIterator[None]:
    """A bot at work against that sandbox."""
    command = [str(ROOT / "app.py"), "run", "--sandbox", url]
    async with started(command, "oppvask: at work", {"DATABASE_URL": database}):
        yield


@asynccontextmanager
async def launcher(url: str) -> AsyncIterator[Starts]:
    """Each call kills the bot at work and starts another; `launcher.py` says with what words."""
    process = await forking(Path(__file__).parent / "launcher.py", url)
    assert process.stdin is not None
    assert process.stdout is not None
    stdin, stdout = process.stdin, process.stdout

    async def starts(how: str) -> None:
        stdin.write(f"{how}\n".encode())
        async for line in stdout:
            if line.startswith(b"oppvask: at work"):
                return
        raise AssertionError("the bot did not start")

    try:
        yield starts
    finally:
        stdin.close()
        await process.wait()


async def forking(script: Path, url: str, log: int | None = None) -> Process:
    """A process that forks bots for that sandbox, told by lines; `log` is a file for its errors."""
    return await asyncio.create_subprocess_exec(
        sys.executable,
        str(script),
        url,
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        stderr=log,
        env={**QUIET, "PYTHONPATH": str(ROOT), "OPPVASK_LOG_LEVEL": "ERROR"},
        cwd=ROOT,
    )


async def heard(story: Workspace) -> Heard:
    """How often each thing stands before each of the people there."""
    found = {}
    for key in await story.people():
        messages = (await story.person(key).sees()).messages
        found[key] = Counter(message.words for message in messages)
    return found


def whoever_won(told: Heard) -> Heard:
    """Which of the two agents wins the race is left to chance: they are taken as one."""
    named = {key: Counter[str]() for key in (*told, "the agents")}
    for key, words in told.items():
        place = "the agents" if key in ("karin", "ida") else key
        for text, times in words.items():
            one = text.replace("Ida Berg", "the agent").replace("Karin Holm", "the agent")
            one = re.sub(r"You flagged case #[12]", "You flagged your case", one)
            named[place][one] += times
    return named
