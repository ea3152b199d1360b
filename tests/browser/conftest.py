"""The page in a real browser, on a real sandbox, with the real bot."""

import os
import shutil
from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path

import pytest
import pytest_asyncio
from playwright.async_api import Browser, Page, async_playwright, expect

from tests.browser.chromium import LEFT_OUT, found
from tests.stories.conftest import at_work, sqlite_template
from tests.stories.world import World

WIDE, NARROW = (1280, 800), (390, 844)
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"]
expect.set_options(timeout=15_000)  # milliseconds: machines are slow now and then
Opens = Callable[..., Awaitable[Page]]


@pytest.fixture
def database_url(sqlite_template: Path, tmp_path: Path) -> str:
    return f"sqlite:///{shutil.copy(sqlite_template, tmp_path / 'oppvask.db')}"


@pytest_asyncio.fixture(loop_scope="session")
async def world(sandbox: str, database_url: str) -> AsyncIterator[World]:
    async with at_work(sandbox, database_url) as workspace:
        yield workspace


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def browser() -> AsyncIterator[Browser]:
    """One for all tests; each has windows of its own."""
    path = found()
    if path is None and not os.environ.get("CI"):
        pytest.skip(LEFT_OUT)
    async with async_playwright() as playwright:
        made = await playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        yield made
        await made.close()


@pytest_asyncio.fixture(loop_scope="session")
async def opens(browser: Browser, world: World) -> AsyncIterator[Opens]:
    """Opens the page as somebody; in the end nothing was amiss on it."""
    pages: list[Page] = []
    amiss: list[str] = []

    async def open_as(person: str, size: tuple[int, int] = WIDE) -> Page:
        page = await browser.new_page(
            viewport={"width": size[0], "height": size[1]},
            reduced_motion="reduce",  # what is half faded in has half its contrast
        )
        page.on("console", lambda m: amiss.append(m.text) if m.type == "error" else None)
        page.on("pageerror", lambda error: amiss.append(str(error)))
        page.on("request", lambda r: amiss.append(r.url) if not _ours(r.url, world) else None)
        await page.goto(f"{world.url}/#{person}")
        await page.locator("#write").wait_for()
        pages.append(page)
        return page

    yield open_as
    for page in pages:
        assert await page.locator(".not-rendered").count() == 0
        await page.close()
    assert amiss == []


def _ours(url: str, world: World) -> bool:
    return url.startswith((world.url, "data:"))
