"""A team's settings as typed in the setup form -> TeamSettings, or what is wrong with them."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields, replace
from datetime import time
from functools import cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError, available_timezones

import phonenumbers

from bot.calendar import Hours
from bot.refusals import Code, Refused
from bot.team import OnCall, Person, PersonId, TeamSettings
from bot.text import key, visible

SHORT_NUMBER = re.compile(r"[0-9]{3,6}")
"""An extension, or a country's short number: kept as typed, without a country code."""
EXTENSION = re.compile(r"\b(?:lok(?:al)?|intern)\b\.?", re.IGNORECASE)
"""Danish and Norwegian for what the library knows as *ext*."""
MOST_ON_CALL = 5
LONGEST_WAY = 150
"""Characters: what was typed travels from page to page of the form."""
MOST_OWN_WORDS = 40
LONGEST_OWN_WORDS = 1000
"""Characters of all of them together, for the same reason."""


@dataclass(frozen=True, slots=True)
class SetupForm:
    """What the form holds, as Slack gives it: user ids, HH:MM, numbers of days."""

    managers: Sequence[str]
    deputy: str | None
    skip: str | None
    on_call: Sequence[str]
    zone: str
    country: str
    days: Sequence[str]
    start: str
    end: str
    digest_on: bool
    digest_day: str
    digest_time: str
    internal_way: str = ""
    own_words: str = ""


def settle(
    team: TeamSettings, typed: SetupForm, *, by: Person, people: Mapping[str, Person]
) -> TeamSettings:
    """`team` with what was typed; numbers of on-call are kept where they are known.

    Raises Refused. The skip is set by an admin only. `people` are all whom the form or the team
    names.
    """
    if not typed.managers:
        raise Refused(Code.MANAGERS_EMPTY)
    for role, persons in _chosen(typed):
        if not all(people[person].may_work for person in persons if person in people):
            raise Refused(Code.NOT_A_COLLEAGUE, role=role)
        if any(people[person].guest for person in persons):
            raise Refused(Code.GUEST, role=role)
    if typed.skip != team.skip and not by.admin:
        raise Refused(Code.SKIP_BY_ADMIN)
    if not _keeps_managers(team, typed, by, people):
        raise Refused(Code.MANAGERS_BY_ADMIN)
    phones = {entry.person: entry.phone for entry in team.on_call}
    return replace(
        team,
        managers=tuple(typed.managers),
        deputy=typed.deputy,
        skip=typed.skip,
        on_call=tuple(OnCall(p, phones.get(p, "")) for p in typed.on_call[:MOST_ON_CALL]),
        zone=_zone(typed.zone),
        country=typed.country,
        hours=_hours(typed),
        digest_on=typed.digest_on,
        digest_day=int(typed.digest_day),
        digest_time=time.fromisoformat(typed.digest_time),
        internal_way=visible(typed.internal_way).strip(),
        own_words=_own_words(typed.own_words),
    )


def _keeps_managers(
    team: TeamSettings, typed: SetupForm, by: Person, people: Mapping[str, Person]
) -> bool:
    """Whether those who manage the team stay, first and in their order; admin and skip may differ.

    Whoever manages it may step back themselves, and take off somebody who has no account any more.
    """
    if by.admin or by.id == team.skip:
        return True

    def stays(manager: str) -> bool:
        gone = people[manager].deactivated or people[manager].outsider
        return manager in typed.managers or not (manager == by.id or gone)

    staying = [manager for manager in team.managers if stays(manager)]
    return list(typed.managers[: len(staying)]) == staying


WHO_IS_ASKED = ("managers", "deputy", "skip", "on_call")
NO_SETTINGS = ("id", "workspace", "channel", "name", "version")


def changed(old: TeamSettings | None, new: TeamSettings) -> tuple[str, ...]:
    """The settings that differ; of a new team, whoever is asked in it."""
    if old is None:
        return tuple(role for role in WHO_IS_ASKED if getattr(new, role))
    names = [field.name for field in fields(new) if field.name not in NO_SETTINGS]
    return tuple(name for name in names if getattr(old, name) != getattr(new, name))


def asked_in(team: TeamSettings | None) -> dict[str, tuple[PersonId, ...]]:
    """Who is asked in it, by role."""
    if team is None:
        return dict.fromkeys(WHO_IS_ASKED, ())
    one = {"deputy": team.deputy, "skip": team.skip}
    single = {role: (person,) if person else () for role, person in one.items()}
    return {"managers": team.managers, **single, "on_call": team.on_call_people}


def told_of(old: TeamSettings | None, new: TeamSettings) -> tuple[PersonId, ...]:
    """Who hears of the change: who was or is asked; of other settings, managers and skip."""
    roles = WHO_IS_ASKED if {*changed(old, new)} & {*WHO_IS_ASKED} else ("managers", "skip")
    people = [person for team in (old, new) for role in roles for person in asked_in(team)[role]]
    return tuple(dict.fromkeys(people))


def with_phones(team: TeamSettings, phones: Mapping[str, str]) -> TeamSettings:
    """`team` with the number of each on-call person; raises Refused for one that is none."""
    numbers = {}
    for person, typed in phones.items():
        number = phone_number(typed, team.country)
        if number is None:
            raise Refused(Code.PHONE_WRONG, person=person)
        numbers[person] = number
    on_call = tuple(OnCall(entry.person, numbers[entry.person]) for entry in team.on_call)
    return replace(team, on_call=on_call)


def phone_number(typed: str, country: str) -> str | None:
    """The number as it is dialled from anywhere, +45 70 10 20 30; a short one as it is.

    None for a number that cannot exist: too long or too short for its country, without the area
    code, or with letters for digits.
    """
    if SHORT_NUMBER.fullmatch(key(typed)):
        return key(typed)
    typed = EXTENSION.sub("ext", " ".join(visible(typed).split()))
    if phonenumbers.is_alpha_number(typed):
        return None
    try:
        number = phonenumbers.parse(typed, country)
    except phonenumbers.NumberParseException:
        return None
    possible = phonenumbers.is_possible_number_with_reason(number)
    if possible != phonenumbers.ValidationResult.IS_POSSIBLE:
        return None
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.INTERNATIONAL)


def everybody(typed: SetupForm) -> set[str]:
    """Every person that the form names."""
    return {person for _field, persons in _chosen(typed) for person in persons}


def _chosen(typed: SetupForm) -> list[tuple[str, Sequence[str]]]:
    return [
        ("managers", typed.managers),
        ("deputy", [typed.deputy] if typed.deputy else []),
        ("skip", [typed.skip] if typed.skip else []),
        ("on_call", typed.on_call),
    ]


def _own_words(typed: str) -> tuple[str, ...]:
    """The lines that were typed, cleaned, each once; raises Refused for too many."""
    if len(typed) > LONGEST_OWN_WORDS:
        raise Refused(Code.OWN_WORDS_TOO_LONG, limit=LONGEST_OWN_WORDS)
    lines = [" ".join(visible(line).split()) for line in typed.splitlines()]
    words = tuple(dict.fromkeys(line for line in lines if len(line) > 1))
    if len(words) > MOST_OWN_WORDS:
        raise Refused(Code.TOO_MANY_LINES, limit=MOST_OWN_WORDS)
    return words


def _zone(typed: str) -> str:
    """Its name as the machine has it, however it is spelt."""
    typed = visible(typed).strip()
    try:
        return ZoneInfo(typed).key
    except (ZoneInfoNotFoundError, ValueError, OSError):
        zone = _zones().get(_zone_key(typed))
    if zone is None:
        raise Refused(Code.ZONE_UNKNOWN)
    return zone


@cache
def _zones() -> Mapping[str, str]:
    return {_zone_key(name): name for name in sorted(available_timezones())}


def _zone_key(name: str) -> str:
    return key(name).replace("_", "")


def _hours(typed: SetupForm) -> Hours:
    start, end = time.fromisoformat(typed.start), time.fromisoformat(typed.end)
    if start >= end:
        raise Refused(Code.HOURS_BACKWARDS)
    if not typed.days:
        raise Refused(Code.DAYS_EMPTY)
    return Hours(start, end, frozenset(int(day) for day in typed.days))
