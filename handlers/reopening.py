"""A closed case, taken up again within 30 days."""

from datetime import datetime

from slack_bolt.async_app import AsyncAck

from bot.cases import Case
from bot.claim import steps as claim_steps
from bot.claim.case import Claim
from bot.flag import closing as flag_closing
from bot.flag import steps as flag_steps
from handlers.claim.promise import reopen_claim
from handlers.desk import Desk
from handlers.flag.closing import reopen_flag
from handlers.slack import forms
from handlers.slack.parts import Block
from handlers.slack.payloads import Payload, case_id, chosen_time, person, remember
from storage import cases


async def open_form(ack: AsyncAck, body: Payload, desk: Desk) -> None:
    case = await desk.read(cases.look, case_id(body))
    zone = (await desk.colleagues.know(person(body)))[person(body)].zone
    view = reopen_form(case, desk.clock.now(), zone, remember(case=case.id))
    await desk.open_view(body["trigger_id"], view)
    await ack()


async def reopen(ack: AsyncAck, body: Payload, desk: Desk) -> None:
    """A flag asks whether an answer is wanted; a claim, when the customer hears from us."""
    case = await desk.read(cases.look, case_id(body))
    typed = forms.values(body["view"])
    step: flag_steps.Step | claim_steps.Step
    if isinstance(case, Claim):
        step = claim_steps.Reopen(chosen_time(typed, "promise"))
    else:
        step = flag_closing.Reopen(answer_wanted=bool(typed["answer_wanted"]))
    await ack(**await desk.run(cases.record, case.id, step, by=person(body)))


def reopen_form(case: Case, at: datetime, zone: str, metadata: str) -> Block:
    if isinstance(case, Claim):
        return reopen_claim(case, at, zone, metadata)
    return reopen_flag(case, metadata)
