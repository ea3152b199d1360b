"""The tour: that it passes, and that a bot which dies after any step changes nothing in it."""

import asyncio
import json
from pathlib import Path

import pytest

from sandbox.process import sandbox
from tests.processes.pair import Heard, heard, launcher, story_at, whoever_won
from tour.both import both
from tour.story import STORY

pytestmark = pytest.mark.thorough


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


@pytest.mark.slow
async def test_a_bot_killed_after_each_step_says_nothing_twice_and_forgets_nothing(
    tmp_path: Path,
) -> None:
    unkilled = await _played(f"sqlite:///{tmp_path}/once.db", kill=False)
    killed = await _played(f"sqlite:///{tmp_path}/killed.db", kill=True)
    assert killed == unkilled


async def _played(database: str, *, kill: bool) -> Heard:
    """Play the story; what has been told in the end."""
    async with sandbox() as url, story_at(url) as story, launcher(url) as starts:
        await starts(f"never 0 {database}")
        for step in STORY:
            await step(story)
            if kill:
                await starts(f"never 0 {database}")
        return whoever_won(await heard(story))
