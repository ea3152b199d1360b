"""A flag on a colleague's behalf: sent by one person, and the other's to confirm."""

from functools import partial

from slack_bolt.async_app import AsyncAck
from slack_bolt.context.async_context import AsyncBoltContext

from bot.cases import Hostile
from bot.cases.behalf_steps import Confirm, Decline
from bot.cases.forms import FlagForm
from bot.cases.hostile import Wish
from bot.people import require
from bot.refusals import Code, Refused
from bot.text import optional, required
from handlers import ways_in
from handlers.blocks import forms, masked
from handlers.desk import Desk
from handlers.payloads import (
    Payload,
    case_id,
    chosen_team,
    metadata,
    person,
    remember,
    workspace,
)
from storage import cases, linking, teams


async def open_form(ack: AsyncAck, body: Payload, desk: Desk) -> None:
    """The chooser's third button."""
    channel = metadata(body["view"])["channel"]
    found, team = await ways_in.their_teams(body, channel, desk)
    view = forms.behalf_form(teams=found, team=team, metadata=remember(team=team.id))
    await desk.update_view(body["view"]["id"], view)
    await ack()


async def flag(ack: AsyncAck, body: Payload, context: AsyncBoltContext, desk: Desk) -> None:
    """The colleague is asked; whoever sent it hears that the colleague decides."""
    typed = forms.values(body["view"])
    if forms.about_a_colleague(typed):
        await ack(response_action="update", view=await ways_in.redrawn(body, desk))
        return
    colleague = str(typed["colleague"])
    known = await desk.colleagues.know(person(body), colleague)
    form = FlagForm(
        team=chosen_team(body["view"], typed),
        types=forms.types_in(typed),
        wish=Wish.ANSWER_ME,
        customer=required(typed["customer"], "customer"),
        said=optional(typed["said"], "said"),
        agent=colleague,
    )
    decides = forms.colleague_decides(known[colleague].name)
    thanks = masked.said_too(decides, context["hidden"])
    answer = await desk.run(
        linking.flag,
        form,
        workspace=workspace(body),
        by=person(body),
        answer=lambda _case: {"response_action": "update", "view": thanks},
    )
    await ack(**answer)


async def open_confirm(ack: AsyncAck, body: Payload, desk: Desk) -> None:
    """[Yes, flag it]: what the agent wants now, or who should see it."""
    case = await desk.read(cases.look, case_id(body))
    if not isinstance(case, Hostile):
        raise Refused(Code.CASE_UNKNOWN)
    require(person(body) == case.agent)
    team = await desk.read(teams.get, case.team)
    asked = await ways_in.asked_first(team, case.agent, case.types, desk)
    view = forms.confirm_form(case, asked, remember(case=case.id))
    await desk.open_view(body["trigger_id"], view)
    await ack()


async def confirm(ack: AsyncAck, body: Payload, desk: Desk) -> None:
    typed = forms.values(body["view"])
    contact = typed.get("contact")
    if contact:
        await desk.colleagues.know(contact)
    step = Confirm(Wish(typed.get("wish") or Wish.ANSWER_ME), contact)
    record = partial(linking.confirm, also=(contact,) if contact else ())
    await ack(**await desk.run(record, case_id(body), step, by=person(body)))


async def decline(ack: AsyncAck, body: Payload, desk: Desk) -> None:
    """[No]: nobody else ever hears."""
    await ack(**await desk.run(cases.record, case_id(body), Decline(), by=person(body)))
