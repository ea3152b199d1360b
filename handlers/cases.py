"""The case behind a button or a form, for whoever may use it; each raises Refused."""

from bot.claim.case import Claim
from bot.flag.case import Flag
from bot.steps import Case, authorise, require
from bot.team import Now
from handlers.desk import Desk
from handlers.slack.payloads import Payload, case_id, person
from storage import cases


async def case_for(step: type, body: Payload, desk: Desk) -> Case:
    """For those whose step it is; whether it is done now is seen when they do it."""
    case = await desk.read(cases.look, case_id(body))
    authorise(case, step, await _now(case, body, desk))
    return case


async def flag_for(step: type, body: Payload, desk: Desk) -> Flag:
    return cases.only(Flag, await case_for(step, body, desk))


async def claim_for(step: type, body: Payload, desk: Desk) -> Claim:
    return cases.only(Claim, await case_for(step, body, desk))


async def flag_of(body: Payload, desk: Desk) -> Flag:
    """Whoever it is for: the caller looks."""
    return await desk.read(cases.look_as, Flag, case_id(body))


async def readable_flag(body: Payload, desk: Desk) -> Flag:
    """For those who may see at this moment what was typed."""
    case = await flag_of(body, desk)
    await _require_reader(case, body, desk)
    return case


async def readable_claim(body: Payload, desk: Desk) -> Claim:
    """The same."""
    case = await desk.read(cases.look_as, Claim, case_id(body))
    await _require_reader(case, body, desk)
    return case


async def own_claim(body: Payload, desk: Desk) -> Claim:
    """For the owner."""
    case = await readable_claim(body, desk)
    require(person(body) == case.owner)
    return case


async def _require_reader(case: Case, body: Payload, desk: Desk) -> None:
    now = await _now(case, body, desk)
    require(case.may_read(now.by, now.team))


async def _now(case: Case, body: Payload, desk: Desk) -> Now:
    by = person(body)
    return Now(by, desk.clock.now(), await desk.team_of(case, by))
