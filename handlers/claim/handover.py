"""A case is handed over: asked, accepted or declined."""

from collections.abc import Sequence
from functools import partial

from bot.claim.case import Claim
from bot.claim.handover import HandOver
from bot.refusals import Code
from bot.team import PersonId
from handlers.cases import claim_for
from handlers.desk import Desk
from handlers.slack import forms, ids, parts
from handlers.slack.language import _
from handlers.slack.markup import clock_time
from handlers.slack.parts import Block
from handlers.slack.payloads import Ack, Payload, person, remember
from storage import cases, teams

LINES = ("happened", "tried", "promised")


async def open_form(body: Payload, desk: Desk) -> None:
    """[Hand over]: to whom, and three lines."""
    case = await claim_for(HandOver, body, desk)
    zone = await desk.zone_of(person(body), case.team)
    await desk.show_view(body, hand_over_form(case, zone, remember(case.id)))


async def ask(body: Payload, desk: Desk) -> Ack:
    """The form was sent: the owner stays the owner until the receiver accepts."""
    typed = forms.values(body["view"])
    brief = "\n".join(forms.required(typed[line], line) for line in LINES)
    case = await claim_for(HandOver, body, desk)
    to = await team_member(typed, "to", case.team, desk)
    step = partial(HandOver, to)
    return await desk.run(cases.record_typed, case.id, step, {"brief": brief}, by=person(body))


async def team_member(typed: Payload, field: str, team_id: int, desk: Desk) -> PersonId:
    """Somebody of the team's channel, chosen in that field; raises AtField."""
    return (await team_members(typed, [field], team_id, desk))[field]


async def team_members(
    typed: Payload, fields: Sequence[str], team_id: int, desk: Desk
) -> dict[str, PersonId]:
    """Who was chosen in each field, all of the team's channel; raises AtField."""
    chosen = {field: forms.chosen(typed, field) for field in fields}
    await desk.colleagues.know(*chosen.values())
    team = await desk.read(teams.get, team_id)
    members = await desk.colleagues.members(team.channel) if chosen else set()
    for field, to in chosen.items():
        if to not in members:
            raise forms.AtField(Code.NOT_IN_TEAM, field)
    return chosen


LINE = 300
"""Characters."""


def hand_over_form(case: Claim, zone: str, metadata: str) -> Block:
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
    return parts.form(ids.HAND_OVER, _("Hand over"), _("Ask them"), blocks, metadata)
