"""Somebody who has left promised too much: from the claim to the thanks."""

import asyncio

from sandbox.client import Json, Person, Workspace
from tour.looking import Amiss, Step, does_not_hear, hears, shows

WHO = "Kjell"
"""Who made the promise: typed by both, and in no message afterwards."""
CLAIM: Json = {
    "customer": "N-7712",
    "wrong": f"{WHO}, who has left, promised free installation; an invoice was sent.",
    "origin": "Wrong promise at sale",
    "promise": "2026-03-03T14:00:00+01:00",
}
LINES: Json = {
    "happened": "Free installation was promised, and invoiced.",
    "tried": "The invoice is on hold.",
    "promised": "A call with the answer.",
}
NAMES = {"ida": "Ida Berg", "karin": "Karin Holm"}


async def ida_and_karin_claim_at_once(story: Workspace) -> None:
    """A wrong promise made at sale: two agents send the form in the same instant."""
    await story.until("2026-03-03T09:05:00+01:00")
    ida, karin = story.person("ida"), story.person("karin")
    for person in (ida, karin):
        await person.types("/escalate claim")
    await asyncio.gather(ida.sends(CLAIM), karin.sends({**CLAIM, "customer": "n 7712"}))
    await story.settle()
    owner, other = await _owner_and_other(story)
    first = NAMES[owner.key]
    await shows(other, f"{first} got there just before you and has the case.")
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


async def dorte_has_no_room(story: Workspace) -> None:
    """The owner has to leave early and asks Dorte, who has no room: the owner stays the owner."""
    await story.until("2026-03-03T09:30:00+01:00")
    owner, _other = await _owner_and_other(story)
    dorte = story.person("dorte")
    await _hands_over(owner, "dorte")
    await hears(dorte, "asks you to take case #3", "A call with the answer.", "Tue 03 Mar 14:00")
    await dorte.clicks("No room right now")
    await hears(owner, "Dorte Lund has no room right now. You still have case #3")
    await hears(story.person("gita"), f"{NAMES[owner.key]} has taken case #3")
    await does_not_hear(story.person("gita"), "no room", "Dorte Lund")


async def the_helper_takes_the_case_over(story: Workspace) -> None:
    """The helper accepts: from now on the customer has that name, and the same promise."""
    owner, other = await _owner_and_other(story)
    await _hands_over(owner, other.key)
    await hears(story.person("gita"), f"{NAMES[owner.key]} has taken case #3")
    await other.clicks("I'll take it")
    name = NAMES[other.key]
    await hears(
        story.person("gita"), f"{name} has taken case #3", f"from {name} by Tue 03 Mar 14:00"
    )
    await hears(owner, f"“{name} is now looking after your case and knows the story.”")


async def the_owner_is_reminded(story: Workspace) -> None:
    """An hour before the promise falls due the new owner is reminded, and nobody else."""
    await story.until("2026-03-03T13:00:00+01:00")
    owner, other = await _owner_and_other(story)
    await hears(owner, "hears from you by Tue 03 Mar 14:00")
    await does_not_hear(other, "hears from you by Tue 03 Mar 14:00")


async def the_customer_is_helped(story: Workspace) -> None:
    """Helped before it was due: the promise is kept, and the bot asks what is left to wash up."""
    await story.until("2026-03-03T13:40:00+01:00")
    owner, _other = await _owner_and_other(story)
    await owner.clicks("The customer is helped")
    await hears(story.person("gita"), "The customer is helped.")
    await hears(owner, "Is there washing-up left, so that it doesn't happen again?")
    await owner.clicks("Yes, name me")


async def two_dishes_are_left(story: Workspace) -> None:
    """One dish for the owner, one for Hans; the channel sees who and when, not what."""
    owner, _other = await _owner_and_other(story)
    await _adds(owner, "Correct the price list on the web", owner.key)
    await _adds(owner, "Tell sales about the template", "hans")
    await hears(story.person("hans"), "has put some washing-up on your list", "the template")
    name = NAMES[owner.key]
    await hears(
        story.person("gita"), f"Washing-up: {name} by Tue 10 Mar  ·  Hans Friis by Tue 10 Mar"
    )
    await does_not_hear(story.person("gita"), "price list", "template")
    await story.until("2026-03-03T16:00:00+01:00")
    await does_not_hear(owner, "was to hear from you by")


async def one_is_done_and_one_is_dropped(story: Workspace) -> None:
    """The owner has done theirs; Hans drops his with a reason, and with it the case closes."""
    await story.until("2026-03-04T09:00:00+01:00")
    owner, other = await _owner_and_other(story)
    await owner.types("/escalate dishes")
    await owner.clicks("Done")
    hans = story.person("hans")
    await hans.clicks("Drop", on=(await hans.sees()).find("the template"))
    await hans.fills_in({"reason": "The template is gone already."})
    name = NAMES[owner.key]
    await hears(story.person("gita"), f"Washing-up: {name}: done  ·  one left standing")
    await does_not_hear(story.person("gita"), "gone already")
    for agent in (owner, other):
        await agent.types("/escalate mine")
        await does_not_hear(agent, "there is washing-up left")


async def hans_says_thanks(story: Workspace) -> None:
    """The next half-day Hans is asked once to say thanks, and does so in the case's thread."""
    await story.until("2026-03-04T13:00:00+01:00")
    owner, _other = await _owner_and_other(story)
    hans, name = story.person("hans"), NAMES[owner.key]
    await hears(hans, f"{name} has taken over a customer's case (#3). Say thanks in its thread")
    card = (await hans.sees()).find(f"{name} has taken case #3")
    await hans.replies("Thank you. You rang before the customer had to.", to=card)
    await hears(owner, "You rang before the customer had to.")
    for key in (*NAMES, "hans", "dorte", "sigrid", "gita"):
        await does_not_hear(story.person(key), WHO)


async def monday_brings_the_digest(story: Workspace) -> None:
    """Monday at nine the team sees its week; only who said yes is named, and thanked."""
    await story.until("2026-03-09T09:00:00+01:00")
    owner, other = await _owner_and_other(story)
    gita = story.person("gita")
    await hears(gita, "What we picked up last week", "1 case taken", "1 customer helped")
    digest = (await gita.sees()).find("What we picked up last week")
    for words in (f"Thank you, {NAMES[owner.key]}, for taking hold.", "1 dish left standing"):
        if not digest.has(words):
            raise Amiss(f"the digest does not say “{words}”")
    for secret in (NAMES[other.key], "Hans", "hostile", "N-7712", WHO):
        if digest.has(secret):
            raise Amiss(f"the digest says “{secret}”")


STEPS: list[Step] = [
    ida_and_karin_claim_at_once,
    the_other_offers_help,
    dorte_has_no_room,
    the_helper_takes_the_case_over,
    the_owner_is_reminded,
    the_customer_is_helped,
    two_dishes_are_left,
    one_is_done_and_one_is_dropped,
    hans_says_thanks,
]


async def _hands_over(owner: Person, to: str) -> None:
    await owner.clicks("Hand over")
    await owner.fills_in({"to": to, **LINES})


async def _adds(owner: Person, text: str, person: str) -> None:
    await owner.clicks("Add a dish")
    await owner.fills_in({"text": text, "person": person, "day": "2026-03-10"})


async def _owner_and_other(story: Workspace) -> tuple[Person, Person]:
    """Who of the two has the claim: was given a sentence for the customer, and no other name."""
    ida, karin = story.person("ida"), story.person("karin")
    sight = await ida.sees()
    mine = sight.has("A sentence you can say") and not sight.has("has case #3 now, and the promise")
    return (ida, karin) if mine else (karin, ida)
