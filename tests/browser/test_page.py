"""The two stories clicked through as people do, and the page itself."""

import re

import pytest
from axe_playwright_python.async_playwright import Axe
from playwright.async_api import Page, expect
from slack_sdk.web.async_client import AsyncWebClient

from tests.browser.conftest import NARROW, WIDE, Opens
from tests.looks.samples import messages, views
from tests.sandbox.test_strict import chart
from tests.stories.world import World

pytestmark = [pytest.mark.thorough, pytest.mark.asyncio(loop_scope="session")]
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]


async def types(page: Page, text: str, *, into: str = "#write") -> None:
    await page.fill(into, text)
    await page.press(into, "Enter")


async def closes(page: Page) -> None:
    await page.keyboard.press("Escape")
    await expect(page.locator("dialog")).to_have_count(0)


async def sends(page: Page) -> None:
    await page.locator("dialog button[type=submit]").click()


async def goes_to(page: Page, place: str) -> None:
    await page.locator("#places button", has_text=re.compile(f"^{place}")).click()


async def flags(page: Page, *, said: str = "") -> None:
    await types(page, "/escalate hostile")
    await page.get_by_label("Personal abuse").check()
    await page.get_by_label("Customer reference").fill("K-2290")
    await page.get_by_label("What was said and done").fill(said)
    await sends(page)
    await expect(page.locator("dialog")).to_have_count(0)


async def claims(page: Page, reference: str) -> None:
    await types(page, "/escalate claim")
    await page.get_by_label("Customer reference").fill(reference)
    await page.get_by_label("What is wrong").fill("Free installation was promised at sale.")
    await page.get_by_label("Where it comes from").select_option("wrong_promise")


async def test_a_flag_is_answered_and_the_card_says_so(opens: Opens) -> None:
    karin, hans = await opens("karin"), await opens("hans")
    await flags(karin, said="Four messages in a row. <script>alert(1)</script> <!channel> *x*")
    await expect(hans.locator("#places .news", has_text="Karin Holm")).to_be_visible()
    await goes_to(hans, "Karin Holm")
    await hans.get_by_role("button", name="Read", exact=True).click()
    said = hans.locator("dialog").get_by_text("<script>alert(1)</script> <!channel> *x*")
    await expect(said).to_be_visible()
    await hans.get_by_role("button", name="Close", exact=True).click()
    await hans.locator(".message").first.hover()
    await hans.get_by_role("button", name="Reply in thread").click()
    await types(hans, "I saw it, Karin. <b>We</b> talk at two.", into="#write-thread")
    await expect(hans.locator("#beside").get_by_text("<b>We</b> talk at two.")).to_be_visible()
    await goes_to(karin, "Hans Friis")
    await expect(karin.get_by_text("Answered")).to_be_visible()
    await expect(karin.get_by_role("button", name="1 reply")).to_be_visible()


async def test_the_form_grows_while_it_is_filled_in_and_keeps_what_was_typed(
    opens: Opens,
) -> None:
    karin = await opens("karin")
    await types(karin, "/escalate hostile")
    await karin.get_by_label("What was said and done").fill("Comments about my photo.")
    await karin.get_by_label("Sexual").check()
    await karin.get_by_label("Who should see it?").select_option(label="Dorte Lund")
    await expect(karin.get_by_label("What do you want now?")).to_have_count(0)
    said = karin.get_by_label("What was said and done")
    await expect(said).to_have_value("Comments about my photo.")
    await expect(karin.get_by_label("Sexual")).to_be_checked()
    await karin.get_by_label("Customer reference").fill("C-31")
    await sends(karin)
    await expect(karin.locator("dialog")).to_have_count(0)


async def test_of_two_claims_in_two_windows_one_wins_and_nothing_typed_is_lost(
    opens: Opens,
) -> None:
    ida, karin = await opens("ida"), await opens("karin")
    await claims(ida, "N-7712")
    await claims(karin, "n 7712")
    await sends(ida)
    await expect(ida.get_by_text("Ida Berg has taken case #1.")).to_be_visible()
    await sends(karin)
    await expect(karin.get_by_text("Ida Berg got there just before you")).to_be_visible()
    await karin.locator("dialog").get_by_role("button", name="I can help").click()
    await expect(karin.get_by_text("The owner knows that you can help.")).to_be_visible()
    await karin.get_by_role("button", name="Close", exact=True).click()
    typed = karin.get_by_label("What is wrong")
    await expect(typed).to_have_value("Free installation was promised at sale.")
    await karin.get_by_role("button", name="Cancel").click()
    await expect(karin.get_by_text("Helping: Karin Holm")).to_be_visible()
    await ida.get_by_role("button", name="The customer is helped").click()
    await expect(ida.get_by_text("The customer is helped.")).to_be_visible()


async def test_a_fields_error_keeps_what_was_typed(opens: Opens) -> None:
    karin = await opens("karin")
    await types(karin, "/escalate hostile")
    await karin.get_by_label("What was said and done").fill("He shouted.")
    await sends(karin)
    await expect(karin.locator("dialog .error")).to_have_count(2)
    await expect(karin.get_by_label("What was said and done")).to_have_value("He shouted.")
    await karin.get_by_label("Rude tone").check()
    await karin.get_by_label("Customer reference").fill("   ")
    await sends(karin)
    await expect(karin.get_by_text("Please fill this in; a word is enough.")).to_be_visible()
    await expect(karin.get_by_label("Rude tone")).to_be_checked()
    await closes(karin)


async def test_the_clock_brings_the_nudge(opens: Opens) -> None:
    karin, hans = await opens("karin"), await opens("hans")
    await flags(karin)
    await expect(hans.locator("#next-due")).to_have_text(re.compile("11:15"))
    await hans.get_by_role("button", name="Until the next nudge").click()
    await expect(hans.locator("#now")).to_have_text("Mon 2 Mar 11:15")
    await goes_to(hans, "Oppvask")
    await expect(hans.get_by_text("Karin Holm is waiting to hear from you.")).to_be_visible()
    await hans.get_by_role("button", name="Next working day 09:00").click()
    await expect(hans.locator("#now")).to_have_text("Tue 3 Mar 09:00")


async def test_the_setup_form_keeps_the_order_in_which_managers_are_chosen(opens: Opens) -> None:
    sigrid = await opens("sigrid")
    await types(sigrid, "/escalate setup")
    await sigrid.get_by_label("Managers, in order").select_option(label="Dorte Lund")
    await expect(sigrid.get_by_role("button", name="Remove Dorte Lund").first).to_be_visible()
    await sends(sigrid)
    await sigrid.get_by_label("Phone of Dorte Lund").fill("+45 70 10 20 30")
    await sends(sigrid)
    await expect(sigrid.get_by_text("Saved.")).to_be_visible()
    await closes(sigrid)
    await types(sigrid, "/escalate setup")
    chips = sigrid.locator(".field", has_text="Managers").locator(".chip")
    await expect(chips).to_have_text(["Hans Friis ×", "Dorte Lund ×"])
    await expect(sigrid.get_by_label("Work begins")).to_have_value("08:00")


async def test_commands_are_suggested_and_answers_are_for_their_reader_alone(
    opens: Opens,
) -> None:
    karin = await opens("karin")
    await karin.fill("#write", "/esc")
    await karin.get_by_role("button", name="/escalate help").click()
    await karin.press("#write", "Enter")
    await expect(karin.get_by_text("Only visible to you")).to_be_visible()
    await expect(karin.get_by_text("lists your cases, and who waits for you.")).to_be_visible()
    ida = await opens("ida")
    await expect(ida.locator(".ephemeral")).to_have_count(0)


async def test_somebody_else_is_one_choice_away(opens: Opens) -> None:
    page = await opens("karin")
    await page.select_option("#you", "olav")
    await expect(page.locator("#places")).to_contain_text("warehouse")
    await expect(page.locator("#places")).not_to_contain_text("support")


async def test_words_can_be_corrected_reacted_to_and_taken_back(opens: Opens) -> None:
    karin = await opens("karin")
    await types(karin, "Coffee? :+1:")
    said = karin.locator(".message", has_text="Coffee? 👍")
    await said.hover()
    await said.get_by_label("React").select_option("eyes")
    await expect(said.locator(".reaction")).to_have_text("👀 1")
    await said.get_by_role("button", name="Edit").click()
    await types(karin, "Tea?")
    said = karin.locator(".message", has_text="Tea?")
    await expect(said).to_contain_text("(edited)")
    await said.get_by_role("button", name="Delete").click()
    await expect(karin.locator(".message")).to_have_count(0)


async def test_a_bad_day_shows_as_it_would_in_slack(opens: Opens) -> None:
    karin = await opens("karin")
    await karin.click("#tool-bad")
    await karin.get_by_role("button", name="The next call: error 500").click()
    await expect(karin.get_by_text("Waiting to happen")).to_be_visible()
    await types(karin, "/escalate hostile")
    await expect(karin.locator(".records .amiss").first).to_contain_text("error_500")


async def test_a_bad_day_lasts_until_it_is_cleared(opens: Opens) -> None:
    karin = await opens("karin")
    await karin.click("#tool-bad")
    await karin.get_by_role("button", name="Slack knows the app no more").click()
    waiting = karin.get_by_text("error · account_inactive · until cleared")
    await expect(waiting).to_be_visible()
    await types(karin, "/escalate hostile")
    await expect(karin.locator(".records .amiss").first).to_contain_text("account_inactive")
    await expect(waiting).to_be_visible()
    await karin.get_by_role("button", name="Clear", exact=True).click()
    await expect(waiting).to_have_count(0)


async def test_after_a_disconnect_the_page_goes_on(opens: Opens) -> None:
    karin = await opens("karin")
    await karin.click("#tool-bad")
    await karin.get_by_role("button", name="Disconnect now").click()
    await types(karin, "/escalate help")
    await expect(karin.get_by_text("Only visible to you")).to_be_visible()
    await expect(karin.locator("#away")).to_be_hidden()


async def test_a_chart_is_shown_as_its_numbers(opens: Opens, world: World) -> None:
    karin = await opens("karin")
    told = await world.get("/control/connect")
    slack = AsyncWebClient(told["bot_token"], base_url=told["api_url"], retry_handlers=[])
    support = next(c["id"] for c in (await world.get("/control/people"))["channels"])
    await slack.chat_postMessage(channel=support, text="Cases", blocks=[chart()])
    await expect(karin.locator("figcaption")).to_have_text("Cases")
    await expect(karin.locator("table tr").nth(1)).to_have_text("W13")


async def test_every_message_and_every_form_of_the_bot_is_rendered(
    opens: Opens, world: World
) -> None:
    karin = await opens("karin")
    told = await world.get("/control/connect")
    slack = AsyncWebClient(told["bot_token"], base_url=told["api_url"], retry_handlers=[])
    support = next(c["id"] for c in (await world.get("/control/people"))["channels"])
    shown = [message for _says, message in messages()][-12:]
    for message in shown:
        await slack.chat_postMessage(channel=support, text=message.text, blocks=message.blocks)
    await expect(karin.locator(".message")).to_have_count(len(shown))
    for view in views().values():
        trigger = (await world.person("karin").does("trigger"))["trigger_id"]
        await slack.views_open(trigger_id=trigger, view=view)
        title = view["title"]["text"]
        await expect(karin.locator("#modal-title")).to_have_text(title)
        await expect(karin.locator(".not-rendered")).to_have_count(0)
    assert await karin.locator("script").count() == 1


@pytest.mark.parametrize("size", [WIDE, NARROW], ids=["wide", "narrow"])
async def test_everybody_can_use_it(opens: Opens, world: World, size: tuple[int, int]) -> None:
    steps = {"steps": ["Karin flags.", "Hans answers."], "done": 1, "doing": None}
    await world.post("/control/story/standing", {**steps, "started": True, "amiss": "No."})
    karin = await opens("karin", size)
    await karin.click("#tool-story")
    await expect(karin.get_by_text("It did not happen: No.")).to_be_visible()
    await fits(karin)
    await karin.click("#close-tool")
    await types(karin, "/escalate hostile")
    await expect(karin.locator("dialog")).to_be_visible()
    await fits(karin)
    await closes(karin)
    await flags(karin)
    await goes_to(karin, "Hans Friis")
    await karin.locator(".message").first.hover()
    await karin.get_by_role("button", name="Reply in thread").first.click()
    await fits(karin)
    await karin.get_by_role("button", name="Close the thread").click()
    await karin.click("#tool-bad")
    await expect(karin.locator(".records li").first).to_be_visible()
    await fits(karin)
    await world.post("/control/story/standing", {})


async def fits(page: Page) -> None:
    """No violation of WCAG 2.2 AA that axe-core can see, and nothing wider than the window."""
    found = await Axe().run(page, options={"runOnly": {"type": "tag", "values": RULES}})
    assert found.violations_count == 0, found.generate_report()
    assert await page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
