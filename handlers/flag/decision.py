"""The decision and its explanation, and the agent's voice."""

import json
from datetime import date
from functools import partial

from bot.flag.case import Flag
from bot.flag.decision import AnswerExplanation, Decide
from bot.flag.tracks import Behaviour, Decided, Matter, Reply
from bot.refusals import Code, Refused
from bot.team import PersonId
from bot.text import Typed
from handlers.cases import flag_for
from handlers.desk import Desk
from handlers.flag.decision_form import Chosen, begun_with, decision_form, different_form, gesture
from handlers.slack import forms, hidden
from handlers.slack.markup import called
from handlers.slack.payloads import (
    Ack,
    Payload,
    all_closed,
    case_id,
    instead,
    metadata,
    person,
    remember,
)
from storage import cases, texts, together

WORDS = ("to_agent", "weighed", "because", "limited_to", "gesture_note", "reason")


async def open_form(body: Payload, desk: Desk) -> None:
    """[Decide], or [Change the decision]."""
    case = await flag_for(Decide, body, desk)
    if not case.care.answers:
        raise Refused(Code.NO_ANSWER_YET)
    chosen, same_as = await _begun(case, person(body), desk)
    note = remember(case.id, opened_on=len(case.decisions), same_as=same_as)
    await desk.show_view(body, await _form(case, body, desk, chosen=chosen, note=note))


async def _begun(case: Flag, by: PersonId, desk: Desk) -> tuple[Chosen, int | None]:
    """What the form begins with, by field, and the number of the linked case that it comes from.

    It is the newest decision of this case, and then there is no number; without one, what was
    decided in a linked case, but for the words to the agent; else nothing.
    """
    decided_case = await desk.read(together.decided, case, by=by, at=desk.clock.now())
    if decided_case is None or decided_case.decision is None:
        return {}, None
    fields = decided_case.decision.what.texts
    words = await desk.read(texts.several, fields.values())
    typed = dict(zip(fields, words, strict=True))
    if decided_case is case:
        return begun_with(decided_case.decision.what, typed), None
    typed.pop("to_agent", None)
    return begun_with(decided_case.decision.what, typed), decided_case.number


async def grow(body: Payload, desk: Desk) -> None:
    """Something was chosen: the form asks for what that choice needs."""
    case = await flag_for(Decide, body, desk)
    view = body["view"]
    grown = await _form(case, body, desk, chosen=forms.values(view), note=view["private_metadata"])
    await desk.redraw(view, grown)


async def save(body: Payload, desk: Desk) -> Ack:
    case = await flag_for(Decide, body, desk)
    view = body["view"]
    typed = forms.values(view)
    grown = await _form(case, body, desk, chosen=typed, note=view["private_metadata"])
    if _fields(grown) - _fields(view):  # sent before the form could grow
        return instead(grown)
    forms.chosen(typed, "matter")
    forms.required(typed.get("to_agent"), "to_agent")
    step = partial(_decide, typed, int(metadata(view)["opened_on"]))
    words = {field: forms.optional(typed.get(field), field) for field in WORDS}
    return await desk.run(cases.record_typed, case.id, step, words, by=person(body), ack=all_closed)


def _decide(typed: Payload, opened_on: int, *, reason: Typed | None, **words: Typed) -> Decide:
    until, first = typed.get("limited_until"), typed.get("agent_first")
    what = Decided(
        matter=Matter(typed["matter"]),
        behaviour=Behaviour(typed["behaviour"]) if typed.get("behaviour") else None,
        gesture=gesture(typed.get("gesture")),
        limited_until=date.fromisoformat(until) if until else None,
        agent_first=first == "yes" if first else None,
        **words,
    )
    return Decide(what, typed.get("tell") != "first", opened_on, reason)


async def open_different(body: Payload, desk: Desk) -> None:
    """[I see it differently]: in own words."""
    case = await flag_for(AnswerExplanation, body, desk)
    await desk.show_view(body, different_form(case, remember(case.id)))


async def different(body: Payload, desk: Desk) -> Ack:
    typed = {"text": forms.required(forms.text(body["view"], "words"), "words")}
    step = partial(AnswerExplanation, Reply.DIFFERENT)
    return await desk.run(
        cases.record_typed, case_id(body), step, typed, by=person(body), ack=all_closed
    )


async def _form(case: Flag, body: Payload, desk: Desk, *, chosen: Chosen, note: str) -> Payload:
    agent = called((await desk.colleagues.one(case.agent)).name)
    zone, at = await desk.zone_of(person(body), case.team), desk.clock.now()
    same_as = json.loads(note)["same_as"]
    drawn = decision_form(case, agent, at, zone, chosen=chosen, metadata=note, same_as=same_as)
    return hidden.carried(body["view"], drawn) if "view" in body else drawn


def _fields(view: Payload) -> set[str]:
    return {block["block_id"] for block in view["blocks"] if block["type"] == "input"}
