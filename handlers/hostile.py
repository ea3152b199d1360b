"""Flags: the form, the card's buttons, and the manager's first words."""

from collections.abc import Sequence
from functools import partial

from slack_bolt.async_app import AsyncAck
from slack_bolt.context.async_context import AsyncBoltContext

from bot.cases import Hostile
from bot.cases.care_steps import Acknowledge, CorrectTalked
from bot.cases.closing_steps import Close, KeepOpen, Withdraw
from bot.cases.forms import FlagForm
from bot.cases.hostile import How, Wish
from bot.cases.hostile_steps import Step
from bot.people import Person, may_read, require
from bot.refusals import Code, Refused
from bot.text import optional, required
from handlers import ways_in
from handlers.blocks import forms, ids, masked, replies
from handlers.desk import Desk, extra
from handlers.payloads import (
    Payload,
    all_closed,
    case_id,
    chosen_team,
    metadata,
    person,
    remember,
    workspace,
)
from storage import absences, cases, linking, teams


async def flag(ack: AsyncAck, body: Payload, context: AsyncBoltContext, desk: Desk) -> None:
    """The form was sent: one case, and letters to the agent and whoever is asked.

    Nothing is kept of a form about a colleague, nor of one that has not finished growing.
    """
    typed = forms.values(body["view"])
    if forms.about_a_colleague(typed) or forms.overtaken(typed):
        await ack(response_action="update", view=await ways_in.redrawn(body, desk))
        return
    contact = typed.get("contact")
    await desk.colleagues.know(person(body), *([contact] if contact else []))
    form = FlagForm(
        team=chosen_team(body["view"], typed),
        types=forms.types_in(typed),
        wish=Wish(typed.get("wish") or Wish.ANSWER_ME),
        customer=required(typed["customer"], "customer"),
        said=optional(typed["said"], "said"),
        contact=contact,
        linked=metadata(body["view"]).get("linked"),
    )
    saved = partial(_saved, hidden=context["hidden"])
    answer = await desk.run(
        linking.flag, form, workspace=workspace(body), by=person(body), answer=saved
    )
    await ack(**answer)


def _saved(flagged: linking.Flagged, hidden: Sequence[str]) -> Payload:
    """The form closes; sent twice on one day, it says which case it is, or what was hidden."""
    if not flagged.again and not hidden:
        return {}
    if flagged.again:
        view = forms.flagged_already(flagged.case.number)
    else:
        view = masked.saved_and_hidden(flagged.case.number, hidden)
    return {"response_action": "update", "view": view}


async def read(ack: AsyncAck, body: Payload, desk: Desk) -> None:
    """[Read]: for those who may see it at this moment; opening it is *seen*."""
    case, typed = await desk.note(cases.read, case_id(body), by=person(body))
    people = await desk.colleagues.know(person(body), *case.people)
    names = {key: known.name for key, known in people.items()}
    linked = await desk.read(linking.numbers, case, by=person(body))
    zone = people[person(body)].zone
    view = forms.read_view(case, typed, names, zone, linked, by=person(body))
    await desk.open_view(body["trigger_id"], view)
    await ack()


async def open_write(ack: AsyncAck, body: Payload, desk: Desk) -> None:
    """[Write to the agent]: the bot carries the words into the case's thread."""
    case = await asked_case(body, desk)
    agent = (await desk.colleagues.know(case.agent))[case.agent]
    away = await is_away(body, agent, desk)
    view = forms.write_form(case, agent.name, remember(case=case.id), away=away)
    await desk.open_view(body["trigger_id"], view)
    await ack()


async def is_away(body: Payload, who: Person, desk: Desk) -> bool:
    """At this moment."""
    known = await desk.read(absences.of, workspace(body), who.id)
    return any(absence.covers(desk.clock.now(), who.zone) for absence in known)


async def write(ack: AsyncAck, body: Payload, desk: Desk) -> None:
    words = required(forms.text(body["view"], "words"), "words")
    step = partial(Acknowledge, How.WRITTEN, words)
    answer = await desk.run(
        cases.record_typed, case_id(body), step, {"text": words}, by=person(body), answer=all_closed
    )
    await ack(**answer)


async def we_talked(ack: AsyncAck, body: Payload, desk: Desk) -> None:
    await step(ack, body, desk, Acknowledge(How.TALKED))


async def not_talked(ack: AsyncAck, body: Payload, desk: Desk) -> None:
    await step(ack, body, desk, CorrectTalked())


async def withdraw(ack: AsyncAck, body: Payload, desk: Desk) -> None:
    await step(ack, body, desk, Withdraw())


async def keep_open(ack: AsyncAck, body: Payload, desk: Desk) -> None:
    await step(ack, body, desk, KeepOpen())


async def close(ack: AsyncAck, body: Payload, desk: Desk) -> None:
    await step(ack, body, desk, Close())


async def step(ack: AsyncAck, body: Payload, desk: Desk, what: Step) -> None:
    """A button that does one step, whoever pressed it; the rules say whether they may.

    Pressed behind [More], that view shows at once what is left to do.
    """
    answer = await desk.run(cases.record, case_id(body), what, by=person(body))
    if body.get("view", {}).get("callback_id") == ids.MORE:
        with extra():
            await desk.update_view(body["view"]["id"], await _left_to_do(body, desk))
    await ack(**answer)


async def _left_to_do(body: Payload, desk: Desk) -> Payload:
    """What this person may do next; nothing when the case has gone to somebody else."""
    if may_read(await flag_of(body, desk), person(body)):
        return await more_view(body, desk)
    return forms.said_view(replies.others_go_on())


async def more_view(body: Payload, desk: Desk) -> Payload:
    """All that this person may do now."""
    case = await flag_of(body, desk)
    require(may_read(case, person(body)))
    team = await desk.read(teams.get, case.team)
    office = await desk.read(teams.office, team, also=case.people, at=desk.clock.now())
    names = {key: known.name for key, known in office.people.items()}
    return forms.more_view(case, person(body), office, names, remember(case=case.id))


async def asked_case(body: Payload, desk: Desk) -> Hostile:
    """The case behind a button, for whoever is asked; refused to others."""
    case = await flag_of(body, desk)
    require(person(body) in case.asked)
    return case


async def flag_of(body: Payload, desk: Desk) -> Hostile:
    """The flag behind a button or a form."""
    case = await desk.read(cases.look, case_id(body))
    if not isinstance(case, Hostile):
        raise Refused(Code.CASE_UNKNOWN)
    return case
