"""Whom a flag is asked of, and what they and the agent are told."""

from dataclasses import replace
from datetime import datetime

from bot.cases.hostile import Asked, Care, Change, Hostile, Track
from bot.notices import Notice, Says
from bot.people import Office, first_asked


def asking(case: Hostile, office: Office, at: datetime, *, run: int) -> Change:
    """Start a run of the care track: who is asked, and what they and the agent are told."""
    urgent = case.track is Track.URGENT
    people = first_asked(office, case.agent, urgent=urgent)
    case = replace(case, care=Care(run, at, tuple(Asked(person, at) for person in people)))
    if not people:
        return case, nobody(case, office)
    saved = Says.FLAG_SAVED_URGENT if urgent else Says.FLAG_SAVED
    told = [Notice(saved, case.agent, {"asked": list(people)})]
    if urgent:
        told += [Notice(Says.PAGE, person) for person in people]
    return case, told


def nobody(case: Hostile, office: Office) -> list[Notice]:
    """Nobody is left to ask: the agent is told plainly, the admins only that a case waits."""
    return [Notice(Says.NOBODY_TO_ASK, case.agent), *case_waits(case, office)]


def case_waits(case: Hostile, office: Office) -> list[Notice]:
    return [Notice(Says.CASE_WAITS, admin) for admin in office.admins if admin != case.agent]
