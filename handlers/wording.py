"""Words for the customer: "Check my wording", and the hint when a claim names somebody.

Advice only: nothing of it is kept, logged or counted, and nothing is stopped.
"""

from slack_bolt.async_app import AsyncAck

from bot.cases import Claim
from bot.people import Person, require
from bot.refusals import Code, Refused
from bot.wording import check as wording
from handlers.blocks import forms
from handlers.desk import Desk
from handlers.payloads import Payload, case_id, metadata, person, remember, workspace
from storage import cases, people, teams


async def open_form(ack: AsyncAck, body: Payload, desk: Desk) -> None:
    """[Check my wording], for the owner."""
    case, zone = await _own_claim(body, desk)
    view = forms.wording_form(case, zone, remember(case=case.id))
    await desk.open_view(body["trigger_id"], view)
    await ack()


async def check(ack: AsyncAck, body: Payload, desk: Desk) -> None:
    """The advice comes into the form, where the text stays, to be changed and checked again."""
    case, zone = await _own_claim(body, desk)
    colleagues = await desk.read(people.met, workspace(body))
    me = [each.name for each in colleagues if each.id == person(body)]
    team = await desk.read(teams.get, case.team)
    advice = wording.check(
        forms.text(body["view"], "words") or "",
        names=_names(colleagues),
        own=me,
        house=team.own_words,
    )
    view = forms.wording_form(case, zone, remember(case=case.id), advice)
    await ack(response_action="update", view=view)


async def hint(body: Payload, wrong: str, desk: Desk) -> Payload:
    """The claim's form once more, when "what is wrong" names somebody; {} the second time."""
    kept = metadata(body["view"])
    if kept.pop("hinted", False):
        return {}
    found = wording.named(wrong, _names(await desk.read(people.met, workspace(body))))
    if not found:
        return {}
    kept.pop("nonce", None)
    view = forms.hinted_form(body["view"], found, remember(**kept, hinted=True))
    return {"response_action": "update", "view": view}


async def _own_claim(body: Payload, desk: Desk) -> tuple[Claim, str]:
    """The claim, and its owner's zone; refused to others."""
    case = await desk.read(cases.look, case_id(body))
    if not isinstance(case, Claim):
        raise Refused(Code.CASE_UNKNOWN)
    require(person(body) == case.owner)
    return case, (await desk.colleagues.know(person(body)))[person(body)].zone


def _names(colleagues: list[Person]) -> list[str]:
    return [each.name for each in colleagues]
