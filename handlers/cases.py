"""The case behind a button or a form, for whoever may use it; each raises Refused."""

from bot.claim.case import Claim
from bot.flag.case import Flag
from bot.steps import require
from handlers.desk import Desk
from handlers.slack.payloads import Payload, case_id, person
from storage import cases


async def flag_of(body: Payload, desk: Desk) -> Flag:
    return await desk.read(cases.look_as, Flag, case_id(body))


async def readable_flag(body: Payload, desk: Desk) -> Flag:
    """For those who may see at this moment what was typed."""
    case = await flag_of(body, desk)
    require(case.may_read(person(body), await desk.team_of(case)))
    return case


async def asked_flag(body: Payload, desk: Desk) -> Flag:
    """For whoever is asked."""
    case = await flag_of(body, desk)
    require(person(body) in case.asked)
    return case


async def own_flag(body: Payload, desk: Desk) -> Flag:
    """For the agent."""
    case = await flag_of(body, desk)
    require(person(body) == case.agent)
    return case


async def own_claim(body: Payload, desk: Desk) -> Claim:
    """For the owner."""
    case = await desk.read(cases.look_as, Claim, case_id(body))
    require(person(body) == case.owner)
    return case
