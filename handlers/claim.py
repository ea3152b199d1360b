"""Claims: the form, the lost race, the promise, and the customer helped."""

from slack_bolt.async_app import AsyncAck

from bot.cases import Claim
from bot.cases.claim import Kept, Origin
from bot.cases.claim_steps import (
    KeepPromise,
    MarkHelped,
    MissPromise,
    NewTime,
    OfferHelp,
    PassNote,
    Step,
)
from bot.cases.forms import ClaimForm
from bot.people import require
from bot.refusals import Code, Refused
from bot.text import required
from handlers import wording
from handlers.blocks import forms
from handlers.desk import Desk, extra
from handlers.payloads import (
    Payload,
    case_id,
    chosen_team,
    chosen_time,
    metadata,
    person,
    remember,
    workspace,
)
from storage import cases, claims, linking


async def claim(ack: AsyncAck, body: Payload, desk: Desk) -> None:
    """The form was sent: the first of two wins; the second learns at once who has the case."""
    typed = forms.values(body["view"])
    await desk.colleagues.know(person(body))
    form = ClaimForm(
        team=chosen_team(body["view"], typed),
        customer=required(typed["customer"], "customer"),
        wrong=required(typed["wrong"], "wrong"),
        origin=Origin(typed["origin"] or Origin.UNKNOWN),
        due=chosen_time(typed, "promise"),
        linked=metadata(body["view"]).get("linked"),
    )
    hint = await wording.hint(body, form.wrong, desk)
    if hint:
        await ack(**hint)
        return
    try:
        answer = await desk.run(linking.claim, form, workspace=workspace(body), by=person(body))
    except Refused as refused:
        if refused.code is not Code.ALREADY_CLAIMED:
            raise
        answer = await _lost(refused, form.wrong, desk)
    await ack(**answer)


async def _lost(refused: Refused, typed: str, desk: Desk) -> Payload:
    """Laid on top of the form, which keeps what was typed; as a note it can go to the owner."""
    owner, case = str(refused.facts["owner"] or ""), int(refused.facts["case"] or 0)
    name = (await desk.colleagues.know(owner))[owner].name if owner else None
    view = forms.lost_race_view(case, name, typed, remember(case=case))
    return {"response_action": "push", "view": view}


async def pass_note(ack: AsyncAck, body: Payload, desk: Desk) -> None:
    """After a lost race: what was typed goes to the owner, who reads it when they like."""
    note = required(forms.text(body["view"], "note"), "note")
    thanks = {"response_action": "update", "view": forms.note_passed_view()}
    answer = await desk.run(
        cases.record_typed,
        case_id(body),
        PassNote,
        {"text": note},
        by=person(body),
        answer=lambda _case: thanks,
    )
    await ack(**answer)


async def read(ack: AsyncAck, body: Payload, desk: Desk) -> None:
    """[Read]: what was typed, for the owner, helpers, whoever is asked, and managers."""
    case, texts = await desk.note(claims.read, case_id(body), by=person(body))
    names = await desk.colleagues.names(*(note.by for note in case.notes))
    linked = await desk.read(linking.numbers, case, by=person(body))
    view = forms.read_claim_view(case, texts, names, linked, owner=person(body) == case.owner)
    await desk.open_view(body["trigger_id"], view)
    await ack()


async def offer_help(ack: AsyncAck, body: Payload, desk: Desk) -> None:
    """On the card, or after a lost race: then the view says that the owner knows."""
    await step(ack, body, desk, OfferHelp())
    if "view" in body:
        await desk.update_view(body["view"]["id"], forms.help_offered_view())


async def promise_kept(ack: AsyncAck, body: Payload, desk: Desk) -> None:
    await step(ack, body, desk, KeepPromise())


async def promise_late(ack: AsyncAck, body: Payload, desk: Desk) -> None:
    """[Not kept]: and when does the customer hear instead?"""
    answer = await desk.run(cases.record, case_id(body), MissPromise(), by=person(body))
    case = await own_case(body, desk)
    zone = (await desk.colleagues.know(person(body)))[person(body)].zone
    view = forms.new_time_form(case, desk.clock.now(), zone, remember(case=case.id))
    with extra():
        await desk.open_view(body["trigger_id"], view)
    await ack(**answer)


async def open_new_time(ack: AsyncAck, body: Payload, desk: Desk) -> None:
    case = await own_case(body, desk)
    zone = (await desk.colleagues.know(person(body)))[person(body)].zone
    view = forms.new_time_form(case, desk.clock.now(), zone, remember(case=case.id))
    await desk.open_view(body["trigger_id"], view)
    await ack()


async def new_time(ack: AsyncAck, body: Payload, desk: Desk) -> None:
    due = chosen_time(forms.values(body["view"]), "promise")
    await step(ack, body, desk, NewTime(due))


async def customer_helped(ack: AsyncAck, body: Payload, desk: Desk) -> None:
    """[The customer is helped]: past the promise, first whether it was kept."""
    case = await own_case(body, desk)
    if case.promise_running and desk.clock.now() >= case.promise.due:
        await desk.open_view(body["trigger_id"], forms.helped_form(remember(case=case.id)))
        await ack()
    else:
        await step(ack, body, desk, MarkHelped())


async def helped(ack: AsyncAck, body: Payload, desk: Desk) -> None:
    chosen = forms.text(body["view"], "kept")
    if not chosen:
        raise Refused(Code.FIELD_EMPTY, field="kept")
    await step(ack, body, desk, MarkHelped(Kept(chosen)))


async def step(ack: AsyncAck, body: Payload, desk: Desk, what: Step) -> None:
    await ack(**await desk.run(cases.record, case_id(body), what, by=person(body)))


async def own_case(body: Payload, desk: Desk) -> Claim:
    case = await desk.read(cases.look, case_id(body))
    if not isinstance(case, Claim):
        raise Refused(Code.CASE_UNKNOWN)
    require(person(body) == case.owner)
    return case
