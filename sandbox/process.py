"""A sandbox as a process of its own, and what is to run beside it."""

import asyncio
import os
import sys
from asyncio.subprocess import PIPE, Process
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from pathlib import Path

FOLDER = Path(__file__).parent.parent
STOPPING = 12.0
"""Seconds that a process gets between SIGTERM and SIGKILL."""
LEADS_ELSEWHERE = ("SLACK_BOT_TOKEN", "SLACK_APP_TOKEN", "SLACK_API_URL")


@asynccontextmanager
async def sandbox(
    port: int = 0, *, record: Path | None = None, manifest: Path = FOLDER / "manifest.json"
) -> AsyncIterator[str]:
    """The address of a sandbox of its own; port 0 is any."""
    more = ["--record", str(record)] if record else []
    command = ["-m", "sandbox", "--port", str(port), "--manifest", str(manifest)]
    async with started([*command, *more], "ready ") as said:
        yield said.split()[1]


@asynccontextmanager
async def started(
    command: list[str], ready: str, env: Mapping[str, str] | None = None
) -> AsyncIterator[str]:
    """A Python process that has said a line which begins with `ready`: that line.

    It is stopped at the end, whatever happens. Its environment is ours without what would lead it
    to another Slack or to a proxy, and with `env`. Raises SystemExit when it never gets ready.
    """
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        *command,
        stdout=PIPE,
        env={**_surroundings(), **(env or {})},
        cwd=FOLDER,
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
    raise SystemExit("a part did not start; what it said stands above")


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
    return {
        name: value
        for name, value in os.environ.items()
        if name not in LEADS_ELSEWHERE and not name.lower().endswith("_proxy")
    }
