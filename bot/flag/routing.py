"""Who is asked about a flag, and how that changes."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from bot.flag.asked import deputy_for, first_asked
from bot.flag.case import WAITING, Flag
from bot.flag.tracks import Asked, Care
from bot.notices import Fact, Notice, Says
from bot.refusals import Code, Refused
from bot.steps import Change, Step
from bot.team import Now, PersonId, Team


def asking(case: Flag, team: Team, at: datetime, *, run: int) -> Change[Flag]:
    """Start a run of the care track: who is asked, and what they and the agent are told."""
    urgent = case.track.urgent
    people: tuple[PersonId, ...] = ()
    if not case.contact_declined:
        people = first_asked(team, case.agent, urgent=urgent, contact=case.contact)
    case = replace(case, care=Care(run, at, asked_now(people, at), talks=case.care.talks + 1))
    if not people:
        return case, nobody(case, team)
    saved = Says.FLAG_SAVED_URGENT if urgent else Says.FLAG_SAVED
    told = [Notice(saved, case.agent, {"asked": list(people)})]
    if urgent:
        told += [Notice(Says.PAGE, person) for person in people]
    return case, told


def asked_now(people: Sequence[str], at: datetime) -> tuple[Asked, ...]:
    return tuple(Asked(person, at) for person in people)


def nobody(case: Flag, team: Team) -> list[Notice]:
    """Nobody is left to ask: the agent is told plainly, the admins only that a case waits.

    A contact of the agent's own choosing who is not there is told to the agent, who picks the next.
    """
    if case.contact:
        facts: dict[str, Fact] = {"contact": case.contact, "declined": case.contact_declined}
        return [Notice(Says.CONTACT_AWAY, case.agent, facts)]
    return [Notice(Says.NOBODY_TO_ASK, case.agent), *case_waits(case, team)]


def case_waits(case: Flag, team: Team) -> list[Notice]:
    knowing = {case.agent, *case.asked}
    return [Notice(Says.CASE_WAITS, admin) for admin in team.admins if admin not in knowing]


def choosable(case: Flag, team: Team) -> None:
    """Refuse a contact who is the agent, of another company, or whose account is closed.

    Somebody who is away may be chosen: the agent hears of it, and picks the next.
    """
    if case.contact is None:
        return
    if case.contact == case.agent:
        raise Refused(Code.CONTACT_IS_YOU)
    if not team.active(case.contact):
        raise Refused(Code.NOT_A_COLLEAGUE)


@dataclass(frozen=True, slots=True)
class StepUp(Step[Flag]):
    """The clock: after silence, one more person; who was asked before may still do the step."""

    person: PersonId

    @property
    def concerned(self) -> tuple[PersonId | None, ...]:
        return (self.person,)

    def apply(self, case: Flag, now: Now) -> Change[Flag]:
        before = list(case.asked)
        facts: dict[str, Fact] = {
            "before": before,
            "now": self.person,
            "since": case.care.since,
            "decided": case.headline not in WAITING,
        }
        told = [
            Notice(Says.STEPPED_UP_TO_YOU, self.person, facts),
            Notice(Says.STEPPED_UP_FOR_YOU, case.agent, facts),
        ]
        there = [person for person in before if now.team.available(person)]
        told += [Notice(Says.STEPPED_UP_STILL_WAITING, person, facts) for person in there]
        return replace(case, care=joined(case, self.person, now)), told


@dataclass(frozen=True, slots=True)
class Move(Step[Flag]):
    """The clock: the team has changed, or nobody who was asked is there."""

    people: tuple[PersonId, ...]

    @property
    def concerned(self) -> tuple[PersonId | None, ...]:
        return self.people

    def apply(self, case: Flag, now: Now) -> Change[Flag]:
        return _moved(case, self.people, now)


@dataclass(frozen=True, slots=True)
class GiveToDeputy(Step[Flag]):
    """Whoever is asked: the deputy answers instead."""

    def apply(self, case: Flag, now: Now) -> Change[Flag]:
        deputy = deputy_for(case, now.team)
        if deputy is None:
            raise Refused(Code.NO_DEPUTY)
        return _moved(case, (deputy,), now)


@dataclass(frozen=True, slots=True)
class ChooseContact(Step[Flag]):
    """The agent: somebody else is to see a closed type."""

    contact: PersonId

    @property
    def concerned(self) -> tuple[PersonId | None, ...]:
        return (self.contact,)

    def apply(self, case: Flag, now: Now) -> Change[Flag]:
        if case.contact is None:
            raise Refused(Code.NOT_NOW, headline=case.headline.value)
        if self.contact == case.agent or not now.team.active(self.contact):
            raise Refused(Code.NOT_A_COLLEAGUE)
        if not now.team.available(self.contact):
            raise Refused(Code.CONTACT_IS_AWAY)
        case = replace(case, contact=self.contact, contact_declined=False)
        return _moved(case, (self.contact,), now)


@dataclass(frozen=True, slots=True)
class DeclineContact(Step[Flag]):
    """The contact cannot take it: no reason is asked, and nobody else is told."""

    def apply(self, case: Flag, now: Now) -> Change[Flag]:
        if case.contact != now.by:
            raise Refused(Code.NOT_NOW, headline=case.headline.value)
        return _moved(replace(case, contact_declined=True), (), now)


def joined(case: Flag, person: PersonId, now: Now) -> Care:
    """One more person is asked."""
    asked = (*case.care.asked, Asked(person, now.at))
    return replace(case.care, asked=asked, stepped_up=True)


def _moved(case: Flag, people: tuple[PersonId, ...], now: Now) -> Change[Flag]:
    """Others are asked from now on; the clocks of the answer begin a run of their own."""
    care = replace(
        case.care,
        run=case.care.run + 1,
        asked=asked_now(people, now.at),
        stepped_up=case.care.stepped_up and bool(set(people) & set(case.asked)),
        seen_by=(),
    )
    waits = case.headline in WAITING
    case = replace(case, care=care)
    if not people:
        return case, nobody(case, now.team)
    told = [Notice(Says.MOVED, case.agent, {"now": list(people), "waits": waits})]
    if not waits and case.unexplained_since in case.heard:
        told.append(Notice(Says.HEARD_ELSEWHERE, people[0]))
    if waits and case.track.urgent:
        told += [Notice(Says.PAGE, person) for person in people]
    return case, told
