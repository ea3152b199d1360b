"""The decision and its explanation, and the agent's voice."""

import json
from datetime import date
from functools import partial
from typing import Any

from slack_bolt.async_app import AsyncAck

from bot.cases.decision import Behaviour, Decided, Matter, Reply
from bot.cases.decision_steps import AnswerExplanation, Decide, Explain, HearElsewhere
from bot.cases.hostile import Hostile
from bot.people import require
from bot.refusals import Code, Refused
from bot.text import optional, required
from handlers import hostile
from handlers.blocks import forms, masked
from handlers.blocks.decision_forms import Chosen, begun_with, gesture
from handlers.desk import Desk
from handlers.payloads import Payload, all_closed, case_id, metadata, person, remember
from storage import cases, linking, texts

WORDS = ("to_agent", "weighed", "because", "limited_to", "gesture_note", "reason")


async def open_form(ack: AsyncAck, body: Payload, desk: Desk) -> None:
    """[Decide], or [Change the decision]."""
    case = await hostile.asked_case(body, desk)
    if not case.care.answers:
        raise Refused(Code.NO_ANSWER_YET)
    chosen, same_as = await _begun(case, person(body), desk)
    note = remember(case=case.id, opened_on=len(case.decisions), same_as=same_as)
    await desk.show_view(body, await _form(case, body, desk, chosen=chosen, note=note))
    await ack()


async def _begun(case: Hostile, by: str, desk: Desk) -> tuple[Chosen, int | None]:
    """What stands so far, or what was decided in a linked case: one event, one decision."""
    known = await desk.read(linking.decided, case, by=by)
    if known is None or known.decision is None:
        return {}, None
    fields = known.decision.what.texts
    lines = await desk.read(texts.several, fields.values())
    typed = dict(zip(fields, lines, strict=True))
    if known is case:
        return begun_with(known.decision.what, typed), None
    typed.pop("to_agent", None)
    return begun_with(known.decision.what, typed), known.number


async def grow(ack: AsyncAck, body: Payload, desk: Desk) -> None:
    """Something was chosen: the form asks for what that choice needs."""
    case = await hostile.asked_case(body, desk)
    view = body["view"]
    grown = await _form(case, body, desk, chosen=forms.values(view), note=view["private_metadata"])
    if _fields(grown) != _fields(view):
        await desk.update_view(view["id"], grown)
    await ack()


async def save(ack: AsyncAck, body: Payload, desk: Desk) -> None:
    case = await hostile.asked_case(body, desk)
    view = body["view"]
    chosen = forms.values(view)
    grown = await _form(case, body, desk, chosen=chosen, note=view["private_metadata"])
    if _fields(grown) - _fields(view):  # sent before the form could grow
        await ack(response_action="update", view=grown)
        return
    step = partial(_decide, chosen=chosen, opened_on=int(metadata(view)["opened_on"]))
    typed = {field: optional(chosen.get(field), field) for field in WORDS}
    required(typed["to_agent"], "to_agent")
    answer = await desk.run(
        cases.record_typed, case.id, step, typed, by=person(body), answer=all_closed
    )
    await ack(**answer)


def _decide(*, chosen: Payload, opened_on: int, reason: int | None, **texts: Any) -> Decide:
    if not chosen.get("matter"):
        raise Refused(Code.FIELD_EMPTY, field="matter")
    until, first = chosen.get("limited_until"), chosen.get("agent_first")
    what = Decided(
        matter=Matter(chosen["matter"]),
        behaviour=Behaviour(chosen["behaviour"]) if chosen.get("behaviour") else None,
        gesture=gesture(chosen.get("gesture")),
        limited_until=date.fromisoformat(until) if until else None,
        agent_first=first == "yes" if first else None,
        **texts,
    )
    return Decide(what, chosen.get("tell") != "first", opened_on, reason)


async def explained(ack: AsyncAck, body: Payload, desk: Desk) -> None:
    """[Explained]: the words of the form are sent all the same."""
    await hostile.step(ack, body, desk, Explain())


async def heard_elsewhere(ack: AsyncAck, body: Payload, desk: Desk) -> None:
    await hostile.step(ack, body, desk, HearElsewhere())


async def thanks(ack: AsyncAck, body: Payload, desk: Desk) -> None:
    await hostile.step(ack, body, desk, AnswerExplanation(Reply.THANKS))


async def want_to_talk(ack: AsyncAck, body: Payload, desk: Desk) -> None:
    await hostile.step(ack, body, desk, AnswerExplanation(Reply.TALK))


async def open_different(ack: AsyncAck, body: Payload, desk: Desk) -> None:
    """[I see it differently]: in own words."""
    case = await hostile.flag_of(body, desk)
    require(person(body) == case.agent)
    await desk.show_view(body, forms.different_form(case, remember(case=case.id)))
    await ack()


async def different(ack: AsyncAck, body: Payload, desk: Desk) -> None:
    typed = {"text": required(forms.text(body["view"], "words"), "words")}
    step = partial(AnswerExplanation, Reply.DIFFERENT)
    answer = await desk.run(
        cases.record_typed, case_id(body), step, typed, by=person(body), answer=all_closed
    )
    await ack(**answer)


async def _form(case: Hostile, body: Payload, desk: Desk, *, chosen: Chosen, note: str) -> Payload:
    people = await desk.colleagues.know(case.agent, person(body))
    agent, zone = people[case.agent].name, people[person(body)].zone
    at = desk.clock.now()
    same_as = json.loads(note)["same_as"]
    drawn = forms.decision_form(
        case, agent, at, zone, chosen=chosen, metadata=note, same_as=same_as
    )
    return masked.carried(body["view"], drawn) if "view" in body else drawn


def _fields(view: Payload) -> set[str]:
    return {block["block_id"] for block in view["blocks"] if block["type"] == "input"}
