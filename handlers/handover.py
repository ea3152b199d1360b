"""A case changes hands: asked, accepted or declined, let go, shared out, taken."""

from collections.abc import Sequence
from functools import partial

from slack_bolt.async_app import AsyncAck

from bot.cases import Claim
from bot.cases.handover_steps import AcceptCase, DeclineCase, HandOver, WithdrawOffer
from bot.cases.unowned_steps import LetGo, TakeCase
from bot.people import Team, require
from bot.refusals import Code, Refused
from bot.text import required
from handlers.blocks import claim_forms, forms, handover_forms
from handlers.claim import own_case, step
from handlers.desk import Desk, extra
from handlers.payloads import Payload, case_id, metadata, person, pressed, remember, workspace
from storage import cases, claims, teams

LINES = ("happened", "tried", "promised")


async def open_form(ack: AsyncAck, body: Payload, desk: Desk) -> None:
    """[Hand over]: to whom, and three lines."""
    case = await own_case(body, desk)
    zone = (await desk.colleagues.know(person(body)))[person(body)].zone
    view = handover_forms.hand_over_form(case, zone, remember(case=case.id))
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


async def open_let_go(ack: AsyncAck, body: Payload, desk: Desk) -> None:
    case = await own_case(body, desk)
    await desk.open_view(body["trigger_id"], handover_forms.let_go_form(remember(case=case.id)))
    await ack()


async def let_go(ack: AsyncAck, body: Payload, desk: Desk) -> None:
    reason = required(forms.text(body["view"], "reason"), "reason")
    answer = await desk.run(
        cases.record_typed, case_id(body), LetGo, {"reason": reason}, by=person(body)
    )
    await ack(**answer)


async def take(ack: AsyncAck, body: Payload, desk: Desk) -> None:
    """[I'll take it]: the first wins; the second learns who has the case, and may help."""
    await desk.colleagues.know(person(body))
    try:
        answer = await desk.run(cases.record, case_id(body), TakeCase(), by=person(body))
    except Refused as refused:
        if refused.code is not Code.ALREADY_CLAIMED:
            raise
        owner = str(refused.facts["owner"])
        name = (await desk.colleagues.know(owner))[owner].name
        view = claim_forms.ahead_view(case_id(body), name)
        show = desk.push_view if "view" in body else desk.open_view
        await show(body["trigger_id"], view)
        answer = {}
    else:
        if "view" in body:
            words = claim_forms.thanks_view(claim_forms.yours_words())
            with extra():
                await desk.update_view(body["view"]["id"], words)
    await ack(**answer)


async def open_share(ack: AsyncAck, body: Payload, desk: Desk) -> None:
    """[Share them out]: the cases without an owner, the nearest promise first."""
    team = await desk.read(teams.get, int(pressed(body)))
    require(person(body) in team.responsible)
    waiting = await desk.read(claims.unowned, team.id)
    if not waiting:
        raise Refused(Code.NONE_UNOWNED)
    proposed = await _proposed(waiting, team, body, desk)
    zone = (await desk.colleagues.know(person(body)))[person(body)].zone
    view = handover_forms.share_form(waiting, proposed, zone, remember(team=team.id))
    await desk.open_view(body["trigger_id"], view)
    await ack()


async def share(ack: AsyncAck, body: Payload, desk: Desk) -> None:
    """Each person who was chosen is asked; a case that was taken meanwhile is left alone."""
    chosen = {
        int(field.removeprefix("case_")): str(value)
        for field, value in forms.values(body["view"]).items()
        if field.startswith("case_") and value
    }
    team = int(metadata(body["view"])["team"])
    for number, to in chosen.items():
        await colleague(to, team, f"case_{number}", desk)
    await ack(**await desk.run(claims.share_out, chosen, by=person(body)))


async def colleague(to: str, team_id: int, field: str, desk: Desk) -> None:
    """Somebody of the team's channel; raises Refused at the field."""
    if not to:
        raise Refused(Code.FIELD_EMPTY, field=field)
    await desk.colleagues.know(to)
    team = await desk.read(teams.get, team_id)
    if to not in await desk.colleagues.members(team.channel):
        raise Refused(Code.NOT_IN_TEAM, field=field)


async def _proposed(
    waiting: Sequence[Claim], team: Team, body: Payload, desk: Desk
) -> dict[int, str]:
    """A helper first, else whoever of the channel has the fewest open cases."""
    members = await desk.colleagues.members(team.channel)
    known = await desk.colleagues.know(*sorted(members))
    busy = await desk.read(claims.open_of, workspace(body))
    office = await desk.read(teams.office, team, tuple(members), at=desk.clock.now())
    free = [p for p in known if office.available(p) and p not in team.responsible]
    found: dict[int, str] = {}
    for case in waiting:
        before = case.unowned.before if case.unowned else None
        others = [p for p in free if p != before]
        if others:
            chosen = min(others, key=lambda p: (p not in case.helpers, busy[p], p))
            found[case.id] = chosen
            busy[chosen] += 1
    return found
