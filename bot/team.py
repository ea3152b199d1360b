"""Teams and their people: who is there, who is asked, who looks after what. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Annotated
from zoneinfo import ZoneInfo

from bot.calendar import Calendar, Hours

EMERGENCY = {
    "DK": "112",
    "NO": "112",
    "SE": "112",
    "FI": "112",
    "IS": "112",
    "DE": "112",
    "NL": "112",
    "IE": "112",
    "GB": "999",
    "US": "911",
    "CA": "911",
}
"""ISO 3166 code -> emergency number; 112 is the number of the European Union."""
MEDICAL = {"NO": "113"}
"""ISO 3166 code -> number of the ambulance, where it has one of its own."""


def emergency_number(country: str) -> str:
    return EMERGENCY.get(country, "112")


def medical_number(country: str) -> str:
    return MEDICAL.get(country, emergency_number(country))


PersonId = Annotated[str, "a Slack user id"]

CLOCK: PersonId = "clock"
"""Stands for the clock in place of a person; no Slack user id looks like this."""


@dataclass(frozen=True, slots=True)
class Person:
    """One person of the workspace, as Slack knows them."""

    id: PersonId
    name: str
    """Empty for somebody whose account was gone before the bot ever asked."""
    zone: str | None = None
    """None where Slack names no zone, or one that this machine does not know: the team's counts."""
    admin: bool = False
    deactivated: bool = False
    """Also whoever Slack no longer knows."""
    outsider: bool = False
    """A bot, or somebody of another company: never asked, never a colleague."""
    guest: bool = False
    """May flag, claim and help; cannot be a manager, deputy, skip or on call."""

    @property
    def may_work(self) -> bool:
        """A colleague with an account."""
        return not (self.deactivated or self.outsider)


@dataclass(frozen=True, slots=True)
class OnCall:
    """Somebody who is asked at all hours, and the number to ring."""

    person: PersonId
    phone: str


@dataclass(frozen=True, slots=True)
class TeamSettings:
    """A channel with its settings (behaviour.md, People)."""

    id: int
    workspace: str
    channel: str
    name: str
    managers: tuple[PersonId, ...]
    deputy: PersonId | None = None
    skip: PersonId | None = None
    on_call: tuple[OnCall, ...] = ()
    zone: str = "UTC"
    country: str = "DK"
    """ISO 3166 code."""
    hours: Hours = field(default_factory=Hours)
    digest_on: bool = True
    digest_day: int = 0
    """Monday = 0."""
    digest_time: time = time(9)
    internal_way: str = ""
    """Whom one turns to when it was a colleague, not a customer."""
    own_words: tuple[str, ...] = ()
    """Names of the house's own systems and departments, which a customer should not hear."""
    version: int = 0
    """How often they have been saved."""

    @property
    def emergency(self) -> str:
        return emergency_number(self.country)

    @property
    def responsible(self) -> tuple[PersonId, ...]:
        """Managers, deputy and skip: who may look after the team's cases."""
        people = (*self.managers, self.deputy, self.skip)
        return tuple(dict.fromkeys(person for person in people if person is not None))

    @property
    def on_call_people(self) -> tuple[PersonId, ...]:
        return tuple(entry.person for entry in self.on_call)

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
class Team:
    """A team with those of its people whom a rule may ask about, at one moment."""

    settings: TeamSettings
    people: Mapping[PersonId, Person] = field(default_factory=dict)
    admins: tuple[PersonId, ...] = ()
    """The workspace's admins whom the bot has met: they hear only that a case waits."""
    absences: Mapping[PersonId, tuple[Absence, ...]] = field(default_factory=dict)
    """Who is away, or will be, and when."""
    away: frozenset[PersonId] = frozenset()
    """Who is away at this moment."""

    def calendar(self, person: PersonId | None = None, *, without: str | None = None) -> Calendar:
        """The working time of `person`, or of the team; it stands still while `without` is away.

        The person's own absences are left out: when somebody asked is away, the case moves instead.
        """
        absences = self.absences.get(without, ()) if without else ()
        off = frozenset(day for absence in absences for day in absence.days())
        return Calendar(self.zone_of(person), self.settings.hours, off)

    def zone_of(self, person: PersonId | None) -> str:
        """In which somebody's times are counted and shown."""
        return zone_of(self.people.get(person) if person else None, self.settings)

    def name(self, person: PersonId) -> str:
        """As Slack has it; empty for somebody who is not known."""
        known = self.people.get(person)
        return known.name if known else ""

    def names(self, *people: PersonId) -> list[str]:
        """Of those who are known."""
        return [self.people[person].name for person in people if person in self.people]

    def midnight(self, person: PersonId, day: date) -> datetime:
        """The beginning of that day where the person is."""
        return self.calendar(person).moment(day, time())

    def available(self, person: PersonId | None) -> bool:
        """Whether somebody may be asked now: neither away nor deactivated nor an outsider."""
        if person is None or person in self.away:
            return False
        return self.active(person)

    def active(self, person: PersonId) -> bool:
        """Whether nothing is known against their being a colleague with an account.

        Who was never looked up counts as there: they may be asked, and their clocks run.
        """
        return self.is_colleague(person) or person not in self.people

    def is_colleague(self, person: PersonId) -> bool:
        """Whether they are known as a colleague with an account: only those may do and read."""
        known = self.people.get(person)
        return known is not None and known.may_work


@dataclass(frozen=True, slots=True)
class Now:
    """Who does a step, when, and in which team."""

    by: PersonId
    at: datetime
    team: Team


def zone_of(person: Person | None, team: TeamSettings | None) -> str:
    """The person's own zone, else the team's; UTC where there is no team either."""
    own = person.zone if person else None
    return own or (team.zone if team else "UTC")


def stepped_up(
    team: Team, agent: PersonId, asked: tuple[PersonId, ...], contact: PersonId | None = None
) -> PersonId | None:
    """Who is asked on top after silence: the skip, else the next one of the route.

    None when nobody is left. With a chosen contact nobody else is asked.
    """
    candidates = route(team.settings, agent, contact)
    skip = (team.settings.skip,) if contact is None else ()
    available = those_there(team, agent, (*skip, *candidates))
    return next((person for person in available if person not in asked), None)


def route(
    settings: TeamSettings, agent: PersonId, contact: PersonId | None = None
) -> tuple[PersonId | None, ...]:
    """Who may be asked, in order: the contact alone, or managers, deputy, skip (None if not set).

    Without the deputy when the agent is a manager (behaviour.md, Who is asked).
    """
    if contact:
        return (contact,)
    deputy = None if agent in settings.managers else settings.deputy
    return (*settings.managers, deputy, settings.skip)


def those_there(
    team: Team, agent: PersonId, people: tuple[PersonId | None, ...]
) -> tuple[PersonId, ...]:
    """Of `people`, in their order, who may be asked about that agent's case now."""
    available = [p for p in people if p is not None and p != agent and team.available(p)]
    return tuple(dict.fromkeys(available))


def may_set_up(by: Person, existing: TeamSettings | None) -> bool:
    """A workspace admin, the skip, or a manager of that team (behaviour.md, People)."""
    return by.admin or (existing is not None and by.id in (existing.skip, *existing.managers))


def manager_of(team: Team, owner: PersonId | None) -> PersonId | None:
    """Who looks after somebody's claims: the manager; the skip when the owner is a manager."""
    if owner in team.settings.managers:
        return stepped_up(team, owner, ())
    return next(iter(those_there(team, owner or "", team.settings.responsible)), None)
