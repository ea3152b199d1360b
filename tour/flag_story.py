"""The manager who sides with the customer stands by it in front of the agent: step by step."""

from sandbox.client import Json, Workspace
from tour.looking import Amiss, Step, card, closes_all, does_not_hear, hears, refuses, shows

THREAT: Json = {
    "types": ["Personal abuse", "Threat"],
    "customer": "K-48213",
    "said": "Shouted about a bill, then: “I will find out where you live.”",
}
ABUSE: Json = {
    "types": ["Personal abuse"],
    "customer": "K-2290",
    "said": "Four messages in a row, aimed at me.",
}
MONTH_FREE: Json = {
    "matter": "The customer gets their way",
    "gesture": "A month free",
    "weighed": "The bill was unclear, and the board of appeal would have said so.",
    "to_agent": "You stayed calm, and you said stop. That was right.",
    "tell": "I'll tell Karin Holm first",
}
WARNING: Json = {
    "matter": "The customer does not get their way",
    "behaviour": "Written warning",
    "to_agent": "You answered four messages in a row with care, Ida.",
}


async def karin_flags_a_threat(story: Workspace) -> None:
    """A customer threatens Karin; she flags it with a few clicks and a number."""
    await story.until("2026-03-02T10:15:00+01:00")
    karin = story.person("karin")
    await karin.types("/escalate hostile")
    await shows(karin, "In danger now? Call 112 first.")
    await karin.fills_in(THREAT)
    await hears(
        karin, "I am writing to Hans Friis and Dorte Lund.", "ring Dorte Lund +45 70 10 20 30"
    )
    await hears(story.person("hans"), "Karin Holm has flagged a customer contact")
    await hears(story.person("dorte"), "call Karin Holm by")
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


async def hans_may_not_decide_before_he_has_answered(story: Workspace) -> None:
    """Start with the person: neither a decision nor a close comes before the first words."""
    hans = story.person("hans")
    for label in ("Decide", "Close the case"):
        await hans.clicks("More")
        await hans.clicks(label)
        await shows(hans, "The agent has not had an answer yet. Write to them first.")
        await closes_all(hans)


async def hans_answers_in_the_thread(story: Workspace) -> None:
    """Five minutes later Hans answers Karin in the case's thread."""
    await story.until("2026-03-02T10:20:00+01:00")
    hans = story.person("hans")
    words = "I have seen it, Karin, and it was right to stop. I am on my way."
    await hans.replies(words, to=await card(hans))
    await hears(story.person("karin"), "Answered")


async def karin_says_that_he_has_called(story: Workspace) -> None:
    """Only a talk ends the urgent clock: after it nobody else is asked."""
    karin = story.person("karin")
    await hears(karin, "Has somebody called you too?")
    await karin.clicks("Somebody has called me")
    await hears(story.person("dorte"), "somebody has called. I've stopped asking.")
    await story.until("2026-03-02T11:10:00+01:00")
    await does_not_hear(story.person("sigrid"), "nobody has")


async def the_talk_is_never_the_same_day(story: Workspace) -> None:
    """The same day the bot says only: listen, and see that Karin is safe."""
    hans = story.person("hans")
    await hans.clicks("Talk", on=await card(hans))
    await shows(hans, "The talk can wait until tomorrow.")
    await hans.closes()


async def hans_gives_a_month_free(story: Workspace) -> None:
    """The customer gets a month free. Both halves are needed, and whether Karin knows first."""
    await story.until("2026-03-02T11:30:00+01:00")
    hans = story.person("hans")
    await refuses(hans, "Close", "Nothing is decided yet.")
    await hans.clicks("Decide")
    await hans.sends(MONTH_FREE)
    form = (await hans.sees()).form
    if not form.errors.get("behaviour") or not form.errors.get("agent_first"):
        raise Amiss("the form was saved with one half")
    await hans.fills_in({"behaviour": "Written warning", "agent_first": "Yes"})
    await hears(story.person("karin"), "Decided", "To be explained by Tue 03 Mar 11:30")
    await refuses(hans, "Close", "The agent has not heard yet what was decided, and why.")


async def karin_is_told_first(story: Workspace) -> None:
    """Hans tells Karin before the customer hears; his words are sent along."""
    karin = story.person("karin")
    await does_not_hear(karin, "The bill was unclear")
    await story.person("hans").clicks("I've told Karin Holm")
    await hears(
        karin,
        "Hans Friis wants you to know what was decided, and why.",
        "You stayed calm, and you said stop.",
        "The customer gets their way",
        "Written warning",
        "The bill was unclear",
    )
    for outsider in ("ida", "gita", "dorte"):
        await does_not_hear(story.person(outsider), "The bill was unclear")


async def karin_sees_it_differently(story: Workspace) -> None:
    """Karin has a voice: her words stand unchanged beside the decision, and a talk falls due."""
    karin, hans = story.person("karin"), story.person("hans")
    await karin.clicks("I see it differently")
    await karin.fills_in({"words": "He was let off. I would have kept the bill."})
    await hears(hans, "Karin Holm sees it differently, and has written why beside the decision.")
    await hans.clicks("Read")
    await shows(hans, "He was let off. I would have kept the bill.")
    await hans.closes()
    await refuses(hans, "Close", "The talk is still to come.")


async def ida_flags_abuse(story: Workspace) -> None:
    """In the afternoon Ida flags a customer, and is told when to expect an answer."""
    await story.until("2026-03-02T13:30:00+01:00")
    ida = story.person("ida")
    await ida.types("/escalate hostile")
    await ida.fills_in(ABUSE)
    await hears(ida, "Hans Friis has it now; you can expect an answer by Mon 02 Mar 15:30")


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
    await hans.clicks("Talk", on=(await hans.sees()).find("Case #1  ·"))
    await shows(hans, "What would you have done in my place?")
    await hans.fills_in({"outcome": "Talk held"})
    await hears(story.person("karin"), "Talk held")


async def they_note_a_lesson(story: Workspace) -> None:
    """One line of what was learned, and no names."""
    karin, hans = story.person("karin"), story.person("hans")
    await karin.clicks("More", on=(await karin.sees()).find("Case #1  ·"))
    await karin.clicks("Note a lesson")
    await karin.fills_in({"lesson": "An unclear bill is put right before it is sent."})
    await hans.clicks("Read", on=(await hans.sees()).find("Case #1  ·"))
    await shows(hans, "An unclear bill is put right before it is sent.")
    await hans.closes()


async def hans_asks_to_close_karins_case(story: Workspace) -> None:
    """Answered, explained, talked about: Karin has two working days to want it open."""
    hans = story.person("hans")
    await hans.clicks("Close", on=(await hans.sees()).find("Case #1  ·"))
    await hears(
        story.person("karin"), "Hans Friis would like to close case #1. It closes Thu 05 Mar 08:50"
    )


async def sigrid_decides_and_ida_thanks_her(story: Workspace) -> None:
    """Sigrid decides in Ida's case, and tells her in the same breath."""
    sigrid, ida = story.person("sigrid"), story.person("ida")
    await sigrid.clicks("Decide")
    await sigrid.fills_in(WARNING)
    await hears(ida, "Sigrid Vang wants you to know", "Written warning")
    await ida.clicks("Thanks for explaining")
    await hears(sigrid, "Clear")


async def karins_case_closes(story: Workspace) -> None:
    """Nobody wanted it open: the case closes."""
    await story.until("2026-03-05T08:50:00+01:00")
    await hears(story.person("karin"), "Case #1 is closed. Thank you for saying so.")


async def the_talk_with_ida_falls_due(story: Workspace) -> None:
    """Two working days after her answer, Sigrid is asked for the talk with Ida; Ida closes."""
    await story.until("2026-03-05T09:00:00+01:00")
    sigrid, ida = story.person("sigrid"), story.person("ida")
    await hears(sigrid, "Time to talk with Ida Berg.", "What would you have done in my place?")
    await sigrid.clicks("Talk held")
    await hears(ida, "Sigrid Vang noted that you have talked.")
    await sigrid.clicks("Close", on=(await sigrid.sees()).find("Case #2"))
    await ida.clicks("Close", on=(await ida.sees()).find("would like to close case #2"))
    await hears(ida, "Case #2  ·  *Closed*")


FIRST_DAYS: list[Step] = [
    karin_flags_a_threat,
    hans_reads,
    hans_may_not_decide_before_he_has_answered,
    hans_answers_in_the_thread,
    karin_says_that_he_has_called,
    the_talk_is_never_the_same_day,
    hans_gives_a_month_free,
    karin_is_told_first,
    karin_sees_it_differently,
    ida_flags_abuse,
    hans_is_nudged,
    hans_is_warned,
    sigrid_is_asked_to_step_in,
    sigrid_writes_to_ida,
    hans_talks_with_karin,
    they_note_a_lesson,
    hans_asks_to_close_karins_case,
    sigrid_decides_and_ida_thanks_her,
]
LAST_DAYS: list[Step] = [karins_case_closes, the_talk_with_ida_falls_due]
