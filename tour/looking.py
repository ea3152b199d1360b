"""What a step of the story looks for, and what it says when it is not there."""

from collections.abc import Awaitable, Callable

from tour.control import Person, Workspace

Step = Callable[[Workspace], Awaitable[None]]


class Amiss(Exception):
    """Something that the story needs did not happen, or something that must not did."""


async def hears(person: Person, *words: str) -> None:
    sight = await person.sees()
    for each in words:
        if not sight.has(each):
            raise Amiss(f"{person.key} does not see “{each}”")


async def does_not_hear(person: Person, *words: str) -> None:
    sight = await person.sees()
    for each in words:
        if sight.has(each):
            raise Amiss(f"{person.key} sees “{each}”")


async def shows(person: Person, words: str) -> None:
    if not (await person.sees()).form.has(words):
        raise Amiss(f"the form of {person.key} does not say “{words}”")


async def refuses(person: Person, label: str, words: str) -> None:
    """A button on the newest card says what is missing."""
    await person.clicks(label, on=await person.card())
    sight = await person.sees()
    if not sight.has(words):
        raise Amiss(f"{person.key} may {label}, and is not told “{words}”")


async def closes_all(person: Person) -> None:
    """Every modal that lies open."""
    for _ in (await person.sees()).modals:
        await person.closes()
