"""The story of the two source ideas, step by step. What it knows stands in the sandbox alone."""

from sandbox.client import Workspace
from tour import claim_story, flag_story
from tour.looking import Amiss, Step, shows

__all__ = ["STORY", "Amiss", "set_up"]


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


STORY: list[Step] = [
    the_admin_sets_the_team_up,
    *flag_story.FIRST_DAYS,
    *claim_story.STEPS,
    *flag_story.LAST_DAYS,
    claim_story.monday_brings_the_digest,
]
