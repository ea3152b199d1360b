"""A bot that dies around any one commit, or in the midst of a post: nothing twice, nothing lost."""

import asyncio
from collections import Counter
from collections.abc import Callable

import pytest

from sandbox.client import Json, Person, Workspace
from sandbox.process import sandbox
from tests.processes.pair import Heard, Starts, heard, launcher, story_at

pytestmark = pytest.mark.slow
SETUP: Json = {"managers": ["hans"], "skip": "sigrid", "zone": "Europe/Copenhagen"}
FLAG: Json = {"types": ["Personal abuse"], "customer": "K-1"}
WORDS: Json = {"words": "I saw it, Karin. We talk at two."}
COMMITS, POSTS = 40, 4
"""As many as the story has: commits that write, and posts."""


@pytest.mark.parametrize("when", ["before", "after"])
async def test_a_crash_around_any_commit_changes_nothing_in_what_people_hear(
    new_database: Callable[[], str], when: str
) -> None:
    async with sandbox() as url, story_at(url) as story, launcher(url) as starts:
        expected = await the_story(story, starts, f"never 0 {new_database()}")
        for commit in range(1, COMMITS + 1):
            told = await the_story(story, starts, f"{when} {commit} {new_database()}")
            assert told == expected, (when, commit)


@pytest.mark.parametrize("post", range(1, POSTS + 1))
async def test_a_crash_while_slack_takes_a_post_says_nothing_twice(
    new_database: Callable[[], str], post: int
) -> None:
    """Slack has taken the post; the bot dies before it hears so."""
    async with sandbox() as url, story_at(url) as story, launcher(url) as starts:
        expected = await the_story(story, starts, f"never 0 {new_database()}")
        how = f"never 0 {new_database()}"
        playing = asyncio.create_task(the_story(story, starts, how, held=post))
        while not await held(story):
            assert not playing.done(), "the story has fewer posts"
        await starts(how.replace("never", "rested"))
        await story.mend()
        assert await playing == expected


async def the_story(story: Workspace, starts: Starts, how: str, held: int | None = None) -> Heard:
    """Karin flags, Hans is nudged and writes. Whoever sees Slack's error does it again."""
    await story.post("/control/reset", {"now": "2026-03-02T10:00:00+01:00", "running": False})
    if held is not None:
        await story.fault(kind="hold", method="chat.postMessage", after=held - 1)
    await starts(how)
    karin, hans, sigrid = (story.person(key) for key in ("karin", "hans", "sigrid"))
    await opened(sigrid, "/escalate setup")
    await until_done(sigrid, "submit", values=SETUP)
    await sigrid.closes()
    await opened(karin, "/escalate hostile")
    await until_done(karin, "submit", values=FLAG)
    await story.until("2026-03-02T11:30:00+01:00")
    while not (await hans.glances()).modals:
        await hans.does("click", label="Write to Karin Holm")
    await until_done(hans, "submit", values=WORDS)
    await story.until("2026-03-02T12:00:00+01:00")
    return {key: only_letters(told) for key, told in (await heard(story)).items()}


def only_letters(told: Counter[str]) -> Counter[str]:
    """Without what is said at once to whoever typed: it may be lost, and is said again."""
    return Counter({words: n for words, n in told.items() if "Nothing was changed" not in words})


async def opened(person: Person, command: str) -> None:
    while not (await person.glances()).modals:
        await person.types(command)


async def until_done(person: Person, deed: str, **told: object) -> None:
    """Do it until Slack shows no error of its own."""
    while (await person.does(deed, **told))["error"]:
        pass


async def held(story: Workspace) -> bool:
    lines = await story.record()
    return any(line["kind"] == "fault" and line["fault"] == "hold" for line in lines)
