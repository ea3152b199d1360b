"""The story told on the terminal: each step, what is new to whom, and how the clock moved."""

import textwrap
from zoneinfo import ZoneInfo

from sandbox.client import Person, Refused, Workspace
from tour.looking import Amiss
from tour.story import STORY

PEOPLE = ("karin", "ida", "hans", "dorte", "sigrid", "gita", "olav")
ZONE = ZoneInfo("Europe/Copenhagen")
WIDTH = 100


async def tell(story: Workspace) -> int:
    """Play every step; 0 when all of it happened, 1 with what did not."""
    known: dict[tuple[str, str], str] = {}
    for number, step in enumerate(STORY, start=1):
        print(f"\n{number}. {step.__doc__}")
        try:
            await step(story)
        except (Amiss, Refused) as reason:
            print(f"   It did not happen: {reason}")
            return 1
        await _what_is_new(story, known)
    print("\nAll of it happened.")
    return 0


async def _what_is_new(story: Workspace, known: dict[tuple[str, str], str]) -> None:
    now = (await story.now()).astimezone(ZONE)
    print(f"   [{now:%a %d %b %H:%M}]")
    seen: dict[tuple[str, str], list[str]] = {}
    for key in PEOPLE:
        for message in await _news(story.person(key), known):
            seen.setdefault(message, []).append(key.capitalize())
    for (_ts, words), readers in seen.items():
        _say(", ".join(readers), words)


async def _news(person: Person, known: dict[tuple[str, str], str]) -> list[tuple[str, str]]:
    found = []
    for message in (await person.sees()).messages:
        place = (person.key, message.ts)
        if known.get(place) != message.words:
            known[place] = message.words
            found.append((message.ts, message.words))
    return found


def _say(readers: str, words: str) -> None:
    print(f"   {readers}:")
    for line in words.splitlines():
        print(textwrap.fill(line, WIDTH, initial_indent="     | ", subsequent_indent="     | "))
