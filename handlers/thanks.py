"""Thanks for a claim: that a manager wrote is noted, and whether the owner may be named."""

from slack_bolt.async_app import AsyncAck

from bot.cases import Claim
from bot.cases.claim_steps import NoteThanks
from handlers.blocks import replies
from handlers.desk import Desk, extra
from handlers.payloads import Payload, person, workspace
from storage import cards, cases, consents, teams

CHANNELS = ("channel", "group")
LETTERS = str.isalpha


async def said_in_channel(body: Payload, event: Payload, desk: Desk) -> None:
    """A manager's words in a claim's thread are thanks enough; what they say is kept nowhere."""
    thread, user = event.get("thread_ts"), event.get("user", "")
    if not thread or thread == event["ts"] or not any(map(LETTERS, event.get("text", ""))):
        return
    found = await desk.read(cards.at, body["team_id"], event["channel"], thread)
    case = await desk.read(cases.look, found[0]) if found is not None else None
    if not isinstance(case, Claim) or case.thanked_at or case.owner in (None, user):
        return
    team = await desk.read(teams.get, case.team)
    if user in team.responsible:
        await desk.run(cases.record, case.id, NoteThanks(), by=user)


async def name_me(ack: AsyncAck, body: Payload, desk: Desk) -> None:
    await _consent_step(ack, body, desk, named=True)


async def name_me_not(ack: AsyncAck, body: Payload, desk: Desk) -> None:
    """[Don't name me]: a yes that is taken back edits the digest that stands there."""
    await _consent_step(ack, body, desk, named=False)


async def _consent_step(ack: AsyncAck, body: Payload, desk: Desk, *, named: bool) -> None:
    answer = await desk.run(consents.give, workspace(body), named=named, by=person(body))
    with extra():
        await desk.whisper(body["channel"]["id"], person(body), replies.naming_noted(named=named))
    await ack(**answer)
