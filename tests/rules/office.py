"""Who is who where the rules are tested, and the moments that are spoken of."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from bot.claim import steps as claim_steps
from bot.claim.case import Claim, Origin, Promise
from bot.flag import steps as flag_steps
from bot.flag.case import Flag, Type, Wish
from bot.flag.tracks import Care
from bot.team import OnCall, Person, Team, TeamSettings

KARIN, IDA = "UKARIN", "UIDA"
HANS, GRETA = "UHANS", "UGRETA"
DORTE, SIGRID, OLAV = "UDORTE", "USIGRID", "UOLAV"
EMMA = "UEMMA"
"""Karin and Ida are agents, Hans and Greta managers, Dorte the deputy, Sigrid the skip,
Olav is on call, and Emma is of another company."""
EVERYBODY = (KARIN, IDA, HANS, GRETA, DORTE, SIGRID, OLAV, EMMA)
COPENHAGEN = "Europe/Copenhagen"


def at(text: str) -> datetime:
    return datetime.fromisoformat(text)


def team(**settings: Any) -> TeamSettings:
    known = {
        "managers": (HANS,),
        "deputy": DORTE,
        "skip": SIGRID,
        "on_call": (OnCall(OLAV, "+45 70 10 20 30"),),
        "zone": COPENHAGEN,
    }
    return TeamSettings(1, "T1", "C1", "support", **{**known, **settings})


def office(
    *,
    zones: Mapping[str, str] | None = None,
    gone: tuple[str, ...] = (),
    admins: tuple[str, ...] = (),
    away: tuple[str, ...] = (),
    **settings: Any,
) -> Team:
    """The team and everybody in it; some are `gone`, with their account, and some are `away`."""
    ours = team(**settings)
    people = {
        id: Person(
            id, id.title(), (zones or {}).get(id, ours.zone), id in admins, id in gone, id == EMMA
        )
        for id in EVERYBODY
    }
    return Team(ours, people, admins, away=frozenset(away))


def a_flag(when: str, *types: Type, agent: str = KARIN, customer: str = "K-48213") -> Flag:
    """A flag that nobody is asked about yet."""
    since = at(when)
    asked = types or (Type.PERSONAL_ABUSE,)
    care = Care(run=1, since=since, asked=())
    return Flag(7, "T1", 1, agent, asked, Wish.ANSWER_ME, customer, 1, since, care, number=42)


def flagged(when: str, *types: Type, office: Team, agent: str = KARIN, **more: Any) -> Flag:
    case = replace(a_flag(when, *types, agent=agent), **more)
    return flag_steps.flag(case, office)[0]


def claimed(when: str, due: str, *, office: Team, owner: str = IDA) -> Claim:
    promise = Promise(at(due), at(when))
    case = Claim(8, "T1", 1, owner, "N-7712", 2, Origin.LEFT_OPEN, at(when), (promise,), 43)
    return claim_steps.claim(case, office)[0]
