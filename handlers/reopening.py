"""A closed case, taken up again within 30 days."""

from slack_bolt.async_app import AsyncAck

from bot.cases import Claim, claim_steps, closing_steps, hostile_steps
from handlers.blocks import forms
from handlers.desk import Desk
from handlers.payloads import Payload, case_id, chosen_time, person, remember
from storage import cases


async def open_form(ack: AsyncAck, body: Payload, desk: Desk) -> None:
    case = await desk.read(cases.look, case_id(body))
    zone = (await desk.colleagues.know(person(body)))[person(body)].zone
    view = forms.reopen_form(case, desk.clock.now(), zone, remember(case=case.id))
    await desk.open_view(body["trigger_id"], view)
    await ack()


async def reopen(ack: AsyncAck, body: Payload, desk: Desk) -> None:
    """A flag asks whether an answer is wanted; a claim, when the customer hears from us."""
    case = await desk.read(cases.look, case_id(body))
    typed = forms.values(body["view"])
    step: hostile_steps.Step | claim_steps.Step
    if isinstance(case, Claim):
        step = claim_steps.Reopen(chosen_time(typed, "promise"))
    else:
        step = closing_steps.Reopen(answer_wanted=bool(typed["answer_wanted"]))
    await ack(**await desk.run(cases.record, case.id, step, by=person(body)))
