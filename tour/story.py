"""The story of the two source ideas, step by step. What it knows stands in the sandbox alone."""

from tour import claim_story
from tour.control import Json, Workspace
from tour.looking import Amiss, Step, does_not_hear, hears, shows

__all__ = ["STORY", "Amiss", "set_up"]
THREAT: Json = {
    "types": ["Personal abuse", "Threat"],
    "customer": "K-48213",
    "said": "Shouted about a bill, then: “I will find out where you live.”",
    "wish": "Call me",
}
ABUSE: Json = {
    "types": ["Personal abuse"],
    "customer": "K-2290",
    "said": "Four messages in a row, aimed at me.",
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


async def karin_flags_a_threat(story: Workspace) -> None:
    """A customer threatens Karin; she flags it with a few clicks and a number."""
    await story.until("2026-03-02T10:15:00+01:00")
    karin = story.person("karin")
    await karin.types("/escalate hostile")
    await shows(karin, "In danger now? Call 112 first.")
    await karin.fills_in(THREAT)
    await hears(
        karin, "I have written to Hans Friis, Dorte Lund.", "ring Dorte Lund +45 70 10 20 30"
    )
    await hears(story.person("hans"), "Karin Holm has flagged a customer contact")
    await hears(story.person("dorte"), "see that Karin Holm is safe")
    for outsider in ("ida", "gita", "olav"):
        await does_not_hear(story.person(outsider), "flagged", "where you live")


async def hans_reads(story: Workspace) -> None:
    """Hans opens what Karin wrote; it stands in no message."""
    hans = story.person("hans")
    await hans.clicks("Read")
    await shows(hans, "I will find out where you live.")
    await hans.closes()
    await does_not_hear(hans, "where you live")
    await hears(story.person("karin"), "Seen")


async def hans_answers_in_the_thread(story: Workspace) -> None:
    """Five minutes later Hans answers Karin in the case's thread."""
    await story.until("2026-03-02T10:20:00+01:00")
    hans = story.person("hans")
    await hans.replies("I have seen it, Karin, and it was right to stop. I am on my way.")
    await hears(story.person("karin"), "Answered")
    await story.until("2026-03-02T11:10:00+01:00")
    await does_not_hear(story.person("sigrid"), "hasn't heard from a manager")


async def the_talk_is_never_the_same_day(story: Workspace) -> None:
    """The same day the bot says only: listen, and see that Karin is safe."""
    hans = story.person("hans")
    await hans.clicks("Talk")
    await shows(hans, "The talk can wait until tomorrow.")
    await hans.closes()


async def ida_flags_abuse(story: Workspace) -> None:
    """In the afternoon Ida flags a customer, and is told when to expect an answer."""
    await story.until("2026-03-02T13:30:00+01:00")
    ida = story.person("ida")
    await ida.types("/escalate hostile")
    await ida.fills_in(ABUSE)
    await hears(ida, "Hans Friis has been told; you can expect an answer by Mon 02 Mar 15:30")


async def hans_is_nudged(story: Workspace) -> None:
    """Half the time has passed: one nudge."""
    await story.until("2026-03-02T14:30:00+01:00")
    await hears(story.person("hans"), "Ida Berg is waiting to hear from you.")
    await does_not_hear(story.person("ida"), "is waiting to hear from you")


async def hans_is_warned(story: Workspace) -> None:
    """The time is up: a second one says who is asked otherwise, and when."""
    await story.until("2026-03-02T15:30:00+01:00")
    hans = story.person("hans")
    await hears(hans, "Otherwise I'll ask Sigrid Vang to step in at Tue 03 Mar 08:30.")


async def sigrid_is_asked_to_step_in(story: Workspace) -> None:
    """One working hour later Sigrid is asked too, and everybody knows."""
    await story.until("2026-03-03T08:30:00+01:00")
    await hears(story.person("sigrid"), "Ida Berg flagged a customer contact")
    await hears(story.person("hans"), "Ida Berg is still waiting, so I have asked Sigrid Vang.")
    await hears(story.person("ida"), "I haven't got hold of Hans Friis yet.")


async def sigrid_writes_to_ida(story: Workspace) -> None:
    """Sigrid writes; the bot carries her words into the thread that Ida sees."""
    sigrid = story.person("sigrid")
    await sigrid.clicks("Write to Ida Berg")
    await sigrid.fills_in({"words": "That was not for you to take, Ida. I ring you at nine."})
    await hears(story.person("ida"), "That was not for you to take, Ida.", "Answered")


async def hans_talks_with_karin(story: Workspace) -> None:
    """The next day Hans opens the talk's four steps, and notes that it was held."""
    await story.until("2026-03-03T08:50:00+01:00")
    hans = story.person("hans")
    await hans.clicks("Talk", on=(await hans.sees()).find("Case #1"))
    await shows(hans, "What would you have done in my place?")
    await hans.fills_in({"outcome": "Talk held"})
    await hears(story.person("karin"), "Talk held")


async def hans_closes_karins_case(story: Workspace) -> None:
    """Answered and talked about: the case can close."""
    hans = story.person("hans")
    await hans.clicks("Close", on=(await hans.sees()).find("Case #1"))
    await hears(story.person("karin"), "Case #1 is closed. Thank you for saying so.")


async def the_talk_with_ida_falls_due(story: Workspace) -> None:
    """Two working days after her answer, Sigrid is asked for the talk with Ida."""
    await story.until("2026-03-05T09:00:00+01:00")
    sigrid = story.person("sigrid")
    await hears(sigrid, "Time to talk with Ida Berg.", "What would you have done in my place?")
    await sigrid.clicks("Talk held")
    await sigrid.clicks("Close", on=(await sigrid.sees()).find("Case #2"))
    await hears(story.person("ida"), "Case #2 is closed.")


STORY: list[Step] = [
    the_admin_sets_the_team_up,
    karin_flags_a_threat,
    hans_reads,
    hans_answers_in_the_thread,
    the_talk_is_never_the_same_day,
    ida_flags_abuse,
    hans_is_nudged,
    hans_is_warned,
    sigrid_is_asked_to_step_in,
    sigrid_writes_to_ida,
    hans_talks_with_karin,
    hans_closes_karins_case,
    *claim_story.STEPS,
    the_talk_with_ida_falls_due,
    claim_story.monday_brings_the_digest,
]
