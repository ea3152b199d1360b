"""Slack takes no call for an hour in the middle of the tour, three times over."""

import pytest

from sandbox.client import Workspace
from tests.processes.pair import Heard, heard, story_at, whoever_won
from tests.stories.world import World
from tour.both import both
from tour.story import STORY

pytestmark = pytest.mark.slow
AWAY_AT = ("2026-03-02T15:30", "2026-03-04T13:00", "2026-03-09T09:00")
"""Letters fall due then, and the story leaves them the time to arrive late."""


async def test_the_story_is_complete_afterwards_and_everything_stands_in_it_once(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with both() as url, story_at(url) as untroubled:
        good = await _told(untroubled)
    without_trouble = world.until
    refused = []

    async def until(at: str) -> list[str]:
        if not at.startswith(AWAY_AT):
            return await without_trouble(at)
        begun = len(await world.record())
        await world.fault(kind="error_500", status=503, times=None)
        hops = await without_trouble(at)
        for minutes in (1, 4, 15, 40):
            await world.a_while_later(minutes=minutes)
        calls = [line for line in (await world.record())[begun:] if line["kind"] == "call"]
        assert not any(call["answer"]["ok"] for call in calls)
        refused.append([line for line in (await world.record())[begun:] if line["kind"] == "fault"])
        await world.mend()
        await world.a_while_later(hours=1)
        return hops

    monkeypatch.setattr(world, "until", until)
    bad = await _told(world)
    assert len(refused) == len(AWAY_AT)
    assert all(refused)
    assert bad == good


async def _told(story: Workspace) -> Heard:
    """What everybody is told once the team has been set up."""
    set_up, *steps = STORY
    await set_up(story)
    before = await heard(story)
    for step in steps:
        await step(story)
    return whoever_won({key: told - before[key] for key, told in (await heard(story)).items()})
