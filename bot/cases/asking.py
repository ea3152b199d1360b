"""Whom a flag is asked of, and what they and the agent are told."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from bot.cases.hostile import Asked, Care, Change, Hostile
from bot.notices import Fact, Notice, Says
from bot.people import Office, first_asked


def asking(case: Hostile, office: Office, at: datetime, *, run: int) -> Change:
    """Start a run of the care track: who is asked, and what they and the agent are told."""
    urgent = case.track.urgent
    people: tuple[str, ...] = ()
    if not case.contact_declined:
        people = first_asked(office, case.agent, urgent=urgent, contact=case.contact)
    case = replace(case, care=Care(run, at, asked_now(people, at), talks=case.care.talks + 1))
    if not people:
        return case, nobody(case, office)
    saved = Says.FLAG_SAVED_URGENT if urgent else Says.FLAG_SAVED
    told = [Notice(saved, case.agent, {"asked": list(people)})]
    if urgent:
        told += [Notice(Says.PAGE, person) for person in people]
    return case, told


def asked_now(people: Sequence[str], at: datetime) -> tuple[Asked, ...]:
    return tuple(Asked(person, at) for person in people)


def nobody(case: Hostile, office: Office) -> list[Notice]:
    """Nobody is left to ask: the agent is told plainly, the admins only that a case waits.

    A contact of the agent's own choosing who is not there is told to the agent, who picks the next.
    """
    if case.contact:
        facts: dict[str, Fact] = {"contact": case.contact, "declined": case.contact_declined}
        return [Notice(Says.CONTACT_AWAY, case.agent, facts)]
    return [Notice(Says.NOBODY_TO_ASK, case.agent), *case_waits(case, office)]


def case_waits(case: Hostile, office: Office) -> list[Notice]:
    knowing = {case.agent, *case.asked}
    return [Notice(Says.CASE_WAITS, admin) for admin in office.admins if admin not in knowing]
