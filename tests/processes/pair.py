"""A sandbox, and a bot beside it that may be killed and started again."""

import asyncio
import sys
from collections import Counter
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from pathlib import Path

from tests.conftest import QUIET, ROOT
from tour.control import Workspace
from tour.telling import PEOPLE

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
async def launcher(url: str) -> AsyncIterator[Starts]:
    """Each call kills the bot at work and starts another; `launcher.py` says with what words."""
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        str(Path(__file__).parent / "launcher.py"),
        url,
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        env={**QUIET, "PYTHONPATH": str(ROOT), "OPPVASK_LOG_LEVEL": "ERROR"},
        cwd=ROOT,
    )
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


async def heard(story: Workspace, *people: str) -> Heard:
    """How often each thing stands before those people."""
    found = {}
    for key in people or PEOPLE:
        messages = (await story.person(key).sees()).messages
        found[key] = Counter(message.words for message in messages)
    return found
