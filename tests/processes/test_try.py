"""`make try`: everything at once, until Ctrl-C; and the story told step by step."""

import asyncio
import signal
import subprocess
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import psutil
import pytest

from sandbox.client import Json, Workspace
from tests.conftest import QUIET, ROOT
from tour.story import STORY

pytestmark = pytest.mark.thorough


def trying(port: str = "0") -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "tour", "--try", "--port", port],
        cwd=ROOT,
        env={**QUIET, "DISPLAY": "", "WAYLAND_DISPLAY": ""},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


@asynccontextmanager
async def the_page() -> AsyncIterator[tuple[subprocess.Popen[str], Workspace]]:
    """Everything is up; in the end Ctrl-C stops it."""
    with trying() as process:
        assert process.stdout is not None
        said = await asyncio.to_thread(process.stdout.readline)
        page = Workspace(said.split()[1])
        try:
            yield process, page
        finally:
            await page.close()
            process.send_signal(signal.SIGINT)
        assert await asyncio.to_thread(process.wait, 15) == 0


async def until_told(page: Workspace, **wanted: object) -> Json:
    """How the story stands, once it stands so; settled: something was amiss."""
    settled = wanted.pop("settled", False)
    while True:
        story: Json = (await page.get("/control/standing"))["story"] or {}
        amiss = bool(story.get("amiss")) or not settled
        if amiss and all(story.get(name) == value for name, value in wanted.items()):
            return story


async def test_the_team_is_set_up_and_ctrl_c_leaves_nothing_behind() -> None:
    async with the_page() as (process, page):
        await page.person("karin").types("/escalate hostile")
        assert (await page.person("karin").sees()).form.has("In danger now?")
        helpers = psutil.Process(process.pid).children(recursive=True)
        assert len(helpers) >= 2
    assert not any(helper.is_running() for helper in helpers)


async def test_a_port_in_use_says_so(sandbox: str) -> None:
    process = trying(sandbox.rsplit(":", 1)[1])
    _out, error = await asyncio.to_thread(process.communicate, timeout=20)
    assert process.returncode != 0
    assert "in use" in error
    assert "Traceback" not in error


async def test_the_story_is_told_as_far_as_the_page_wishes_and_goes_on_by_hand() -> None:
    async with the_page() as (_process, page):
        told = await until_told(page, done=0, started=False)
        assert len(told["steps"]) == len(STORY)
        await wishes(page, do="to", step=3)
        await until_told(page, done=3, doing=None, started=True)
        assert (await page.person("karin").sees()).has("Seen")
        await wishes(page, do="next")
        await until_told(page, done=4, doing=None)


@pytest.mark.slow
async def test_what_the_story_no_longer_finds_is_said_and_it_can_start_over() -> None:
    async with the_page() as (_process, page):
        await wishes(page, do="to", step=2)
        await until_told(page, done=2, doing=None)
        await page.person("karin").clicks("More")
        await page.person("karin").clicks("Withdraw")
        await wishes(page, do="play")
        amiss = await until_told(page, done=2, doing=None, playing=False, settled=True)
        assert amiss["amiss"].startswith("the form of hans does not say")
        await wishes(page, do="start")
        await until_told(page, done=1, doing=None, started=True, amiss=None)
        assert (await page.person("karin").sees()).total == 0


async def wishes(page: Workspace, **wish: object) -> None:
    await page.post("/control/story/wish", wish)
