"""Who is asked about a flag, and how that changes."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from bot.flag.asked import deputy_for, first_asked, goes_on
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
    receipt = Says.FLAG_SAVED_URGENT if urgent else Says.FLAG_SAVED
    facts: dict[str, Fact] = {"asked": list(people)}
    notices = [Notice(receipt, case.agent, {**facts, "since": at} if urgent else facts)]
    if urgent:
        notices += [Notice(Says.PAGE, person) for person in people]
    return case, notices


def asked_now(people: Sequence[str], at: datetime) -> tuple[Asked, ...]:
    return tuple(Asked(person, at) for person in people)


def nobody(case: Flag, team: Team) -> list[Notice]:
    """Nobody is left to ask: the agent is told so, the admins only that a case waits.

    With a chosen contact, only the agent is told, and chooses another one.
    """
    if case.contact:
        facts: dict[str, Fact] = {"contact": case.contact, "declined": case.contact_declined}
        return [Notice(Says.CONTACT_AWAY, case.agent, facts)]
    return [Notice(Says.NOBODY_TO_ASK, case.agent), *case_waits(case, team)]


def case_waits(case: Flag, team: Team) -> list[Notice]:
    informed = {case.agent, *case.asked}
    return [Notice(Says.CASE_WAITS, admin) for admin in team.admins if admin not in informed]


def choosable(case: Flag, team: Team) -> None:
    """Refuse a contact who is the agent, of another company, or whose account is closed.

    Somebody who is away may be chosen: the agent is told, and chooses another one.
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
        notices = [
            Notice(Says.STEPPED_UP_TO_YOU, self.person, facts),
            Notice(Says.STEPPED_UP_FOR_YOU, case.agent, facts),
        ]
        available = [person for person in before if now.team.available(person)]
        notices += [Notice(Says.STEPPED_UP_STILL_WAITING, person, facts) for person in available]
        return replace(case, care=joined(case, self.person, now)), notices


@dataclass(frozen=True, slots=True)
class Move(Step[Flag]):
    """The clock: the team has changed, or nobody who was asked is there any more."""

    people: tuple[PersonId, ...]

    @property
    def concerned(self) -> tuple[PersonId | None, ...]:
        return self.people

    def apply(self, case: Flag, now: Now) -> Change[Flag]:
        return _moved(case, self.people, now)


@dataclass(frozen=True, slots=True)
class GiveToDeputy(Step[Flag]):
    def apply(self, case: Flag, now: Now) -> Change[Flag]:
        deputy = deputy_for(case, now.team)
        if deputy is None:
            raise Refused(Code.NO_DEPUTY)
        return _moved(case, (deputy,), now)


@dataclass(frozen=True, slots=True)
class ChooseContact(Step[Flag]):
    """The agent chooses another contact of a closed type, who has to be there."""

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
    """The care track after a step-up: `person` is asked on top."""
    asked = (*case.care.asked, Asked(person, now.at))
    return replace(case.care, asked=asked, stepped_up=True)


def _moved(case: Flag, people: tuple[PersonId, ...], now: Now) -> Change[Flag]:
    """The case with `people` asked in place of all others; none when nobody is left.

    The clock of the answer begins a new run (decisions.md, A move begins a new run of the answer's
    clock, and keeps what was promised).
    """
    care = replace(
        case.care,
        run=case.care.run + 1,
        asked=asked_now(people, now.at),
        stepped_up=case.care.stepped_up and bool(set(people) & set(case.asked)),
        seen_by=(),
    )
    waiting = case.headline in WAITING
    case = replace(case, care=care)
    if not people:
        return case, nobody(case, now.team)
    deciders = list(case.deciders(now.team))
    go_on = list(people) if waiting else deciders or list(people)
    notices = [Notice(Says.MOVED, case.agent, {"now": go_on, "waits": waiting})]
    next_on = goes_on(case, now.team)
    if next_on and not waiting and case.unexplained_since in case.heard:
        notices.append(Notice(Says.HEARD_ELSEWHERE, next_on))
    if case.paging:
        notices += [Notice(Says.PAGE, person) for person in people]
    return case, notices
