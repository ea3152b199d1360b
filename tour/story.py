"""The story of the two source ideas, step by step. What it knows stands in the sandbox alone."""

import asyncio

from tour.checking import Amiss, Step, does_not_hear, hears, shows
from tour.control import Json, Person, Workspace
from tour.flag_story import FIRST_DAYS, LAST_DAYS

CLAIM: Json = {
    "customer": "N-7712",
    "wrong": "Free installation was promised at sale, and an invoice was sent.",
    "origin": "Wrong promise at sale",
    "promise": "2026-03-03T14:00:00+01:00",
}


async def set_up(story: Workspace) -> None:
    """The team as its admin sets it up in its channel."""
    sigrid = story.person("sigrid")
    await sigrid.types("/escalate setup")
    people = {"managers": ["hans"], "deputy": "dorte", "skip": "sigrid", "on_call": ["dorte"]}
    await sigrid.sends({**people, "zone": "Europe/Copenhagen", "country": "Denmark"})
    await sigrid.fills_in({"Phone of Dorte Lund": "+45 70 10 20 30"})
    await shows(sigrid, "Saved.")
    await sigrid.closes()


async def the_admin_sets_the_team_up(story: Workspace) -> None:
    """Sigrid, a workspace admin, sets the team up in its channel: who is asked, and when."""
    await story.is_at("2026-03-02T10:00:00+01:00")
    await set_up(story)


async def ida_and_karin_claim_at_once(story: Workspace) -> None:
    """A wrong promise made at sale: two agents send the form in the same instant."""
    await story.until("2026-03-03T09:05:00+01:00")
    ida, karin = story.person("ida"), story.person("karin")
    for person in (ida, karin):
        await person.types("/escalate claim")
    await asyncio.gather(ida.sends(CLAIM), karin.sends({**CLAIM, "customer": "n 7712"}))
    await story.settle()
    owner, other = await _owner_and_other(story)
    first = {"ida": "Ida Berg", "karin": "Karin Holm"}[owner.key]
    await shows(other, f"{first} was a moment ahead of you and has the case.")
    await hears(story.person("gita"), f"{first} has taken case #3", "by Tue 03 Mar 14:00")
    await does_not_hear(story.person("gita"), "N-7712", "invoice", "has taken case #4")
    await hears(owner, "This should not have happened, and I am sorry.")


async def the_other_offers_help(story: Workspace) -> None:
    """The second one helps; what was typed is still in the form beneath."""
    owner, other = await _owner_and_other(story)
    await other.clicks("I can help")
    await other.closes()
    if (await other.sees()).form.typed("wrong") != CLAIM["wrong"]:
        raise Amiss("the text that was typed is gone")
    await other.closes()
    await hears(owner, "can help with case #3. You still have the case.")


async def the_owner_is_reminded(story: Workspace) -> None:
    """An hour before the promise falls due the owner is reminded."""
    await story.until("2026-03-03T13:00:00+01:00")
    owner, _other = await _owner_and_other(story)
    await hears(owner, "hears from you by Tue 03 Mar 14:00")


async def the_customer_is_helped(story: Workspace) -> None:
    """Helped before it was due: the promise is kept, and the case closes by itself."""
    await story.until("2026-03-03T13:40:00+01:00")
    owner, _other = await _owner_and_other(story)
    await owner.clicks("The customer is helped")
    await hears(story.person("gita"), "The customer is helped.")
    await story.until("2026-03-03T16:00:00+01:00")
    await does_not_hear(owner, "was to hear from you by")


async def monday_brings_the_digest(story: Workspace) -> None:
    """Monday at nine the team sees its week, and nobody is pointed at."""
    await story.until("2026-03-09T09:00:00+01:00")
    gita = story.person("gita")
    await hears(gita, "What we took hold of last week", "1 case taken", "1 customer helped")
    digest = (await gita.sees()).find("What we took hold of last week")
    for secret in ("Karin", "Ida", "Hans", "hostile", "N-7712"):
        if digest.has(secret):
            raise Amiss(f"the digest says “{secret}”")


STORY: list[Step] = [
    the_admin_sets_the_team_up,
    *FIRST_DAYS,
    ida_and_karin_claim_at_once,
    the_other_offers_help,
    the_owner_is_reminded,
    the_customer_is_helped,
    *LAST_DAYS,
    monday_brings_the_digest,
]


async def _owner_and_other(story: Workspace) -> tuple[Person, Person]:
    """Who of the two has the claim: the one who was given the sentence for the customer."""
    ida, karin = story.person("ida"), story.person("karin")
    mine = (await ida.sees()).has("A sentence you can say")
    return (ida, karin) if mine else (karin, ida)
