"""A bot that is stopped and started while the page is open."""

from pathlib import Path

import pytest
from playwright.async_api import Browser, expect

from sandbox.process import sandbox
from tests.processes.pair import bot
from tests.stories.world import World

pytestmark = [pytest.mark.slow, pytest.mark.asyncio(loop_scope="session")]


async def test_the_page_says_that_the_bot_is_away_and_nothing_typed_is_lost(
    browser: Browser, tmp_path: Path
) -> None:
    database = f"sqlite:///{tmp_path}/oppvask.db"
    page = await browser.new_page()
    away = page.locator("#away")
    async with sandbox() as url:
        async with bot(url, database):
            workspace = World(url)
            await workspace.begins()
            await workspace.close()
            await page.goto(f"{url}/#karin")
            await page.fill("#write", "/escalate hostile")
            await page.press("#write", "Enter")
            await page.get_by_label("Rude tone").check()
            await page.get_by_label("Customer reference").fill("C-1")
            await expect(away).to_be_hidden()
        await expect(away).to_contain_text("Oppvask is away")
        await page.locator("dialog button[type=submit]").click()
        await expect(page.get_by_text("We had some trouble connecting.")).to_be_visible()
        await expect(page.get_by_label("Rude tone")).to_be_checked()
        async with bot(url, database):
            await expect(away).to_be_hidden()
            await page.locator("dialog button[type=submit]").click()
            await expect(page.locator("dialog")).to_have_count(0)
            await expect(page.locator("#places")).to_contain_text("Hans Friis")
    await expect(away).to_contain_text("The sandbox is away.")
    await page.close()
