"""Who is asked, and who may do what. Pure: no I/O, no clock."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from bot.calendar import Calendar, Hours
from bot.countries import emergency_number, medical_number
from bot.refusals import Code, Refused

if TYPE_CHECKING:  # a case is described in words of people
    from bot.cases.hostile import Hostile

CLOCK = "clock"
"""Who does what the clock does; no Slack user id looks like this."""

MAY_HOLD = 8
"""People in one Slack group conversation, beside the bot."""


@dataclass(frozen=True, slots=True)
class Person:
    """One person of the workspace, as Slack knows them."""

    id: str
    name: str
    zone: str = "UTC"
    admin: bool = False
    deactivated: bool = False
    outsider: bool = False
    """A bot, or somebody of another company: never asked, never a colleague."""


@dataclass(frozen=True, slots=True)
class OnCall:
    """Somebody who is asked at all hours, and the number to ring."""

    person: str
    phone: str


@dataclass(frozen=True, slots=True)
class Team:
    """A channel with its settings (product.md, People)."""

    id: int
    workspace: str
    channel: str
    name: str
    managers: tuple[str, ...]
    deputy: str | None = None
    skip: str | None = None
    on_call: tuple[OnCall, ...] = ()
    zone: str = "UTC"
    country: str = "DK"
    hours: Hours = field(default_factory=Hours)
    digest_on: bool = True
    digest_day: int = 0
    digest_time: time = time(9)
    internal_way: str = ""
    """Whom one turns to when it was a colleague, not a customer."""
    own_words: tuple[str, ...] = ()
    """Names of the house's own systems and departments, which a customer should not hear."""

    @property
    def emergency(self) -> str:
        return emergency_number(self.country)

    @property
    def responsible(self) -> tuple[str, ...]:
        """Managers, deputy and skip: who may look after the team's cases."""
        people = (*self.managers, self.deputy, self.skip)
        return tuple(dict.fromkeys(person for person in people if person is not None))

    @property
    def medical(self) -> str:
        return medical_number(self.country)


@dataclass(frozen=True, slots=True)
class Absence:
    """The local days on which somebody is away, the last one included; no reason is asked."""

    first: date
    last: date

    def days(self) -> frozenset[date]:
        count = (self.last - self.first).days + 1
        return frozenset(self.first + timedelta(days=n) for n in range(count))

    def covers(self, at: datetime, zone: str) -> bool:
        return self.first <= at.astimezone(ZoneInfo(zone)).date() <= self.last


@dataclass(frozen=True, slots=True)
class Office:
    """A team and those of its people whom a rule may have to know."""

    team: Team
    people: Mapping[str, Person] = field(default_factory=dict)
    admins: tuple[str, ...] = ()
    """The workspace's admins whom the bot has met: they hear only that a case waits."""
    absences: Mapping[str, tuple[Absence, ...]] = field(default_factory=dict)
    """Who is away, or will be, and when."""
    away: frozenset[str] = frozenset()
    """Who is away at this moment."""

    def calendar(self, person: str | None = None, *, without: str | None = None) -> Calendar:
        """The working time of `person`, or of the team; it stands still while `without` is away.

        Whoever is asked and away is not waited for: the case moves.
        """
        known = self.people.get(person) if person else None
        absences = self.absences.get(without, ()) if without else ()
        off = frozenset(day for absence in absences for day in absence.days())
        return Calendar(known.zone if known else self.team.zone, self.team.hours, off)

    def names(self, *people: str) -> list[str]:
        """Of those who are known."""
        return [self.people[person].name for person in people if person in self.people]

    def midnight(self, person: str, day: date) -> datetime:
        """The beginning of that day where the person is."""
        return self.calendar(person).moment(day, time())

    def available(self, person: str | None) -> bool:
        """Whether somebody may be asked now: neither away nor deactivated nor an outsider."""
        if person is None or person in self.away:
            return False
        return self.active(person)

    def active(self, person: str) -> bool:
        """Whether it is a colleague with an account."""
        known = self.people.get(person)
        return known is None or not (known.deactivated or known.outsider)


@dataclass(frozen=True, slots=True)
class Moment:
    """Who does a step, when, and in which office."""

    by: str
    at: datetime
    office: Office


def first_asked(
    office: Office, agent: str, *, urgent: bool, contact: str | None = None
) -> tuple[str, ...]:
    """Whom a new flag goes to: the first available; when urgent, all managers and on-call.

    Empty when there is nobody (product.md, Who is asked).
    """
    if urgent and not contact:
        managers: tuple[str | None, ...] = office.team.managers
        if agent in managers and not _available(office, agent, managers):
            managers = (office.team.skip,)
        everybody = _available(office, agent, (*managers, *_on_call(office.team)))
        if everybody:
            return everybody[: MAY_HOLD - 2]  # the agent, and who is asked on top
    return _available(office, agent, _route(office.team, agent, contact))[:1]


def stepped_up(
    office: Office, agent: str, asked: tuple[str, ...], contact: str | None = None
) -> str | None:
    """Who is asked on top after silence: the skip, else whoever of the route is left."""
    route = _route(office.team, agent, contact)
    first = (office.team.skip,) if contact is None else ()
    fit = _available(office, agent, (*first, *route))
    return next((person for person in fit if person not in asked), None)


def skip_for(case: "Hostile", office: Office) -> str | None:
    """The managers' manager, where the case may go to them; never past a chosen contact."""
    skip = office.team.skip
    fit = case.contact is None and skip != case.agent and office.available(skip)
    return skip if fit else None


def moved_to(case: "Hostile", office: Office) -> tuple[str, ...] | None:
    """Whom the case moves to, worked out afresh; None while it stays where it is.

    It moves when the team has changed, or when nobody who is asked is there (product.md, People).
    """
    if case.contact_declined:
        return None
    urgent = case.track.urgent and not case.contact
    route = {*_route(office.team, case.agent, case.contact)}
    route |= {*_on_call(office.team)} if urgent else set()
    there = [person for person in case.asked if person in route and office.available(person)]
    if there and route.issuperset(case.asked):
        return None
    first = first_asked(office, case.agent, urgent=urgent, contact=case.contact)
    people = tuple(dict.fromkeys([*first, *there]))[: MAY_HOLD - 1]
    return None if people == case.asked else people


def goes_on(case: "Hostile", office: Office) -> str | None:
    """Who is awaited after the first answer: whoever gave it, else whoever is asked and there.

    On-call's answer ends the urgent clock alone: the later steps are the manager's.
    """
    route = _route(office.team, case.agent, case.contact)
    answers = sorted(case.care.answers, key=lambda answer: answer.at)
    first = [a.by for a in answers if a.by in route and a.by in case.asked]
    order = [*first, *(p for p in route if p in case.asked), *case.asked]
    if case.track.urgent:  # a deputy or skip may have answered as on-call
        managers = [person for person in office.team.managers if person in case.asked]
        order = [*(p for p in first if p in managers), *managers, *order]
    return next((person for person in order if office.available(person)), None)


def explains(case: "Hostile", office: Office) -> str | None:
    """Who tells the agent what was decided: the decider, else whoever goes on with the case."""
    decider = case.decision.by if case.decision else None
    there = decider in case.asked and office.available(decider)
    return decider if there else goes_on(case, office)


def deputy_for(case: "Hostile", office: Office) -> str | None:
    """The deputy, where the case may be given to them."""
    deputy = office.team.deputy
    fit = _available(office, case.agent, _route(office.team, case.agent, case.contact))
    return deputy if deputy in fit and deputy not in case.asked else None


def _route(team: Team, agent: str, contact: str | None = None) -> tuple[str | None, ...]:
    """In order: the chosen contact alone, or managers, deputy, skip; a manager's own: no deputy."""
    if contact:
        return (contact,)
    deputy = None if agent in team.managers else team.deputy
    return (*team.managers, deputy, team.skip)


def _on_call(team: Team) -> tuple[str, ...]:
    return tuple(entry.person for entry in team.on_call)


def _available(office: Office, agent: str, people: tuple[str | None, ...]) -> tuple[str, ...]:
    fit = [p for p in people if p is not None and p != agent and office.available(p)]
    return tuple(dict.fromkeys(fit))


def require(allowed: bool) -> None:
    """Refuse a step to somebody who may not do it."""
    if not allowed:
        raise Refused(Code.NOT_YOURS)


def may_read(case: "Hostile", by: str) -> bool:
    """What was typed in a flag: for the agent and whoever is asked at that moment.

    On the agent's behalf and not yet confirmed: for the agent alone.
    """
    return by == case.agent or (by in case.asked and not case.unconfirmed)


def may_set_up(by: Person, existing: Team | None) -> bool:
    """A workspace admin, or a manager of that team (product.md, People)."""
    return by.admin or (existing is not None and by.id in existing.managers)


def manager_of(office: Office, owner: str | None) -> str | None:
    """Who looks after somebody's claims: the manager; the skip when the owner is a manager."""
    if owner in office.team.managers:
        return stepped_up(office, owner, ())
    return next(iter(_available(office, owner or "", office.team.responsible)), None)
