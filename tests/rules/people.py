"""Who is who where the rules are tested, and the moments that are spoken of."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from bot.claim.case import Claim, Origin, Promise
from bot.claim.steps import open_claim
from bot.flag.case import Flag, Type, Wish
from bot.flag.steps import open_flag
from bot.flag.tracks import Care
from bot.team import OnCall, Person, PersonId, Team, TeamSettings
from bot.text import Typed
from tests.rules.play import declared

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


def settings(**more: Any) -> TeamSettings:
    known = {
        "managers": (HANS,),
        "deputy": DORTE,
        "skip": SIGRID,
        "on_call": (OnCall(OLAV, "+45 70 10 20 30"),),
        "zone": COPENHAGEN,
    }
    return TeamSettings(1, "T1", "C1", "support", **{**known, **more})


def team(
    *,
    zones: Mapping[str, str] | None = None,
    gone: tuple[PersonId, ...] = (),
    admins: tuple[PersonId, ...] = (),
    away: tuple[PersonId, ...] = (),
    **more: Any,
) -> Team:
    """The team and everybody in it; some are `gone`, with their account, and some are `away`."""
    ours = settings(**more)
    people = {
        id: Person(
            id, id.title(), (zones or {}).get(id, ours.zone), id in admins, id in gone, id == EMMA
        )
        for id in EVERYBODY
    }
    return Team(ours, people, admins, away=frozenset(away))


def a_flag(when: str, *types: Type, agent: PersonId = KARIN, reference: str = "K-48213") -> Flag:
    """A flag that nobody is asked about yet."""
    return Flag(
        id=7,
        number=42,
        workspace="T1",
        team=1,
        reference=reference,
        text=Typed(1),
        agent=agent,
        types=types or (Type.PERSONAL_ABUSE,),
        wish=Wish.ANSWER_ME,
        flagged_at=at(when),
        care=Care(run=1, since=at(when), asked=()),
    )


def flagged(when: str, *types: Type, team: Team, agent: PersonId = KARIN, **more: Any) -> Flag:
    case = replace(a_flag(when, *types, agent=agent), **more)
    case, told = open_flag(case, team)
    for notice in told:
        declared(notice)
    return case


def claimed(when: str, due: str, *, owner: PersonId = IDA) -> Claim:
    case = Claim(
        id=8,
        number=43,
        workspace="T1",
        team=1,
        reference="N-7712",
        text=Typed(2),
        owner=owner,
        origin=Origin.LEFT_OPEN,
        claimed_at=at(when),
        promises=(Promise(at(due), at(when)),),
    )
    case, told = open_claim(case)
    for notice in told:
        declared(notice)
    return case
