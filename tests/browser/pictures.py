"""The README's pictures: the story played, and what people see of it photographed."""

import asyncio

from playwright.async_api import Browser, Locator, Page, ViewportSize, async_playwright, expect

from sandbox.client import Workspace
from tests.browser.chromium import LEFT_OUT, found
from tests.conftest import ROOT
from tour import claim_story, flag_story, story
from tour.both import both

FOLDER = ROOT / "docs" / "pictures"
SIZE: ViewportSize = {"width": 1100, "height": 930}


async def take() -> None:
    path = found()
    if path is None:
        raise SystemExit(LEFT_OUT)
    FOLDER.mkdir(parents=True, exist_ok=True)
    async with both() as url, async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        workspace = Workspace(url)
        await _the_flag(browser, workspace)
        await _the_team(browser, workspace)
        await workspace.close()
        await browser.close()


async def _the_flag(browser: Browser, workspace: Workspace) -> None:
    await story.the_admin_sets_the_team_up(workspace)
    karin = await _opened(browser, workspace, "karin")
    await karin.fill("#write", "/escalate hostile")
    await karin.press("#write", "Enter")
    for kind in ("Personal abuse", "Threat, open or implied"):
        await karin.get_by_label(kind).check()
    await karin.get_by_label("Customer reference").fill(flag_story.THREAT["customer"])
    await karin.get_by_label("What was said and done").fill(flag_story.THREAT["said"])
    await _photograph(karin.locator("dialog"), "flag-form.png")
    await karin.locator("dialog button[type=submit]").click()
    hans = await _opened(browser, workspace, "hans")
    await hans.locator("#places button", has_text="Karin Holm").click()
    await expect(hans.locator("#middle .message")).to_have_count(1)
    await _photograph(hans.locator("body"), "page.png")


async def _the_team(browser: Browser, workspace: Workspace) -> None:
    claim = story.STORY.index(claim_story.ida_and_karin_claim_at_once)
    for step in story.STORY[2 : claim + 1]:
        await step(workspace)
    gita = await _opened(browser, workspace, "gita")
    await _photograph(gita.locator("#middle .message").first, "claim.png")
    for step in story.STORY[claim + 1 :]:
        await step(workspace)
    await expect(gita.locator("#middle .message")).to_have_count(2)
    await _photograph(gita.locator("#middle .message").last, "digest.png")


async def _opened(browser: Browser, workspace: Workspace, person: str) -> Page:
    page = await browser.new_page(viewport=SIZE, device_scale_factor=2, color_scheme="light")
    await page.goto(f"{workspace.url}/#{person}")
    await page.locator("#write").wait_for()
    return page


async def _photograph(part: Locator, name: str) -> None:
    await expect(part).to_be_visible()
    await part.screenshot(path=FOLDER / name, animations="disabled")


if __name__ == "__main__":
    asyncio.run(take())
