"""The tour: that it passes, and that a bot which dies after any step changes nothing in it."""

import asyncio
import json
import sys
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from tests.conftest import QUIET, ROOT
from tour.both import both, sandbox
from tour.control import Workspace
from tour.story import STORY
from tour.telling import PEOPLE

pytestmark = pytest.mark.process
Heard = dict[str, Counter[str]]


async def test_the_tour_passes_and_no_call_is_refused(tmp_path: Path) -> None:
    record = tmp_path / "record.jsonl"
    async with both(record=record) as url, story_at(url) as story:
        for step in STORY:
            await step(story)
    lines = await asyncio.to_thread(record.read_text)
    calls = [json.loads(line) for line in lines.splitlines()]
    refused = [c for c in calls if c["kind"] == "call" and not c["answer"]["ok"]]
    assert refused == []
    assert not [line for line in calls if "xoxb-" in str(line) or "xapp-" in str(line)]


async def test_a_bot_killed_after_each_step_says_nothing_twice_and_forgets_nothing(
    tmp_path: Path,
) -> None:
    once, killed_folder = tmp_path / "once", tmp_path / "killed"
    for folder in (once, killed_folder):
        await asyncio.to_thread(folder.mkdir)
    unkilled = await _played(once, kill=False)
    killed = await _played(killed_folder, kill=True)
    assert killed == unkilled


async def _played(folder: Path, *, kill: bool) -> Heard:
    """Play the story; what everybody has been told in the end."""
    async with sandbox() as url, story_at(url) as story, launcher(folder, url) as starts:
        await starts()
        for step in STORY:
            await step(story)
            if kill:
                await starts()
        return {key: await _heard(story, key) for key in PEOPLE}


@asynccontextmanager
async def story_at(url: str) -> AsyncIterator[Workspace]:
    workspace = Workspace(url)
    try:
        yield workspace
    finally:
        await workspace.close()


async def _heard(story: Workspace, key: str) -> Counter[str]:
    """How often each thing stands before that person; who won the race is left to chance."""
    messages = (await story.person(key).sees()).messages
    words = (m.words.replace("Ida Berg", "X").replace("Karin Holm", "X") for m in messages)
    return Counter(words) if key in ("hans", "dorte", "sigrid", "gita") else Counter()


@asynccontextmanager
async def launcher(folder: Path, url: str):  # type: ignore[no-untyped-def]  # yields a function
    """A process that has imported the bot: each call kills the one at work and forks another."""
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        str(Path(__file__).parent / "launcher.py"),
        url,
        f"sqlite:///{folder}/oppvask.db",
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        env={**QUIET, "PYTHONPATH": str(ROOT)},
        cwd=ROOT,
    )
    assert process.stdin is not None
    assert process.stdout is not None
    stdin, stdout = process.stdin, process.stdout

    async def starts() -> None:
        stdin.write(b"again\n")
        async for line in stdout:
            if line.startswith(b"oppvask: at work"):
                return
        raise AssertionError("the bot did not start")

    try:
        yield starts
    finally:
        stdin.close()
        await process.wait()
