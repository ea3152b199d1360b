"""A case is handed over: asked, accepted or declined."""

from functools import partial

from slack_bolt.async_app import AsyncAck

from bot.claim.case import Claim
from bot.claim.handover import AcceptCase, DeclineCase, HandOver, WithdrawOffer
from bot.refusals import Code, Refused
from bot.text import required
from handlers.claim.promise import own_case, step
from handlers.desk import Desk
from handlers.slack import forms, ids, parts
from handlers.slack.language import _
from handlers.slack.markup import clock_time
from handlers.slack.parts import Block
from handlers.slack.payloads import Payload, case_id, person, remember
from storage import cases, teams

LINES = ("happened", "tried", "promised")


async def open_form(ack: AsyncAck, body: Payload, desk: Desk) -> None:
    """[Hand over]: to whom, and three lines."""
    case = await own_case(body, desk)
    zone = (await desk.colleagues.know(person(body)))[person(body)].zone
    view = hand_over_form(case, zone, remember(case=case.id))
    await desk.open_view(body["trigger_id"], view)
    await ack()


async def ask(ack: AsyncAck, body: Payload, desk: Desk) -> None:
    """The form was sent: the owner stays the owner until the receiver accepts."""
    typed = forms.values(body["view"])
    brief = "\n".join(required(typed[line], line) for line in LINES)
    case = await desk.read(cases.look, case_id(body))
    to = str(typed["to"] or "")
    await colleague(to, case.team, "to", desk)
    what = partial(HandOver, to)
    answer = await desk.run(cases.record_typed, case.id, what, {"brief": brief}, by=person(body))
    await ack(**answer)


async def take_back(ack: AsyncAck, body: Payload, desk: Desk) -> None:
    await step(ack, body, desk, WithdrawOffer())


async def accept(ack: AsyncAck, body: Payload, desk: Desk) -> None:
    await desk.colleagues.know(person(body))
    await step(ack, body, desk, AcceptCase())


async def decline(ack: AsyncAck, body: Payload, desk: Desk) -> None:
    """[No room right now]: no reason is asked."""
    await step(ack, body, desk, DeclineCase())


async def colleague(to: str, team_id: int, field: str, desk: Desk) -> None:
    """Somebody of the team's channel; raises Refused at the field."""
    if not to:
        raise Refused(Code.FIELD_EMPTY, field=field)
    await desk.colleagues.know(to)
    team = await desk.read(teams.get, team_id)
    if to not in await desk.colleagues.members(team.channel):
        raise Refused(Code.NOT_IN_TEAM, field=field)


LINE = 300


def hand_over_form(case: Claim, zone: str, metadata: str) -> Block:
    """To whom, and three lines; the owner stays the owner until they accept."""
    due = clock_time(case.promise.due, zone)
    blocks = [
        parts.asked("to", _("Who could take it?"), {"type": "users_select"}),
        parts.asked("happened", _("What happened"), parts.line(most=LINE)),
        parts.asked("tried", _("What was tried"), parts.line(most=LINE)),
        parts.asked(
            "promised",
            _("What is promised"),
            parts.line(most=LINE),
            hint=_("The time goes along: {time}.", time=due),
        ),
        parts.context(_("You answer for the case until they accept.")),
    ]
    return parts.form(ids.HAND_OVER_TO, _("Hand over"), _("Ask them"), blocks, metadata)
