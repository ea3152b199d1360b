"""What a step of the story looks for, and what it says when it is not there."""

from collections.abc import Awaitable, Callable

from sandbox.client import Person, Refused, Seen, Workspace

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
    modal = (await person.sees()).modal
    if modal is None or not modal.has(words):
        raise Amiss(f"the form of {person.key} does not say “{words}”")


async def card(person: Person) -> Seen:
    """The newest card of a flag that they see; raises Refused when there is none."""
    cards = [
        message
        for message in (await person.sees()).messages
        if message.has("has flagged a customer contact")
        and (message.has("Asked:") or message.has("Case #"))
    ]
    if not cards:
        raise Refused(f"{person.key} sees no card")
    return max(cards, key=lambda message: float(message.ts))


async def refuses(person: Person, label: str, words: str) -> None:
    """A button on the newest card says what is missing."""
    await person.clicks(label, on=await card(person))
    sight = await person.sees()
    if not sight.has(words):
        raise Amiss(f"{person.key} may {label}, and is not told “{words}”")


async def closes_all(person: Person) -> None:
    """Every modal that lies open."""
    for _ in (await person.sees()).modals:
        await person.closes()
