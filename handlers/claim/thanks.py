"""Thanks for a claim: that a manager wrote is noted, and whether the owner may be named."""

from bot.claim.case import Claim
from bot.claim.steps import NoteThanks
from handlers.desk import Desk, extra
from handlers.sending.facts import Facts
from handlers.slack.language import _
from handlers.slack.parts import Message, said
from handlers.slack.payloads import Ack, Payload, person, workspace
from handlers.slack.told import Told
from storage import cards, cases, digests, teams

LETTERS = str.isalpha


async def wrote(body: Payload, message: Told, desk: Desk) -> None:
    """Note a manager's words in a claim's thread as thanks; none of them is kept.

    decisions.md, Words beside the work: a manager's thanks.
    """
    if not message.thread or not any(map(LETTERS, message.words)):
        return
    user = message.by
    card = await desk.read(cards.at, body["team_id"], message.ref.channel, message.thread)
    case = await desk.read(cases.look, card.case_id) if card is not None else None
    if not isinstance(case, Claim) or case.thanked_at or case.owner in (None, user):
        return
    team = await desk.read(teams.get, case.team)
    if user in team.responsible:
        await desk.run(cases.record, case.id, NoteThanks(), by=user)


async def name_me(body: Payload, desk: Desk) -> Ack:
    return await _consent_step(body, desk, named=True)


async def name_me_not(body: Payload, desk: Desk) -> Ack:
    """[Don't name me]; digests that name the person are edited."""
    return await _consent_step(body, desk, named=False)


async def _consent_step(body: Payload, desk: Desk, *, named: bool) -> Ack:
    ack = await desk.run(digests.consent, workspace(body), named=named, by=person(body))
    with extra():
        await desk.whisper(body["channel"]["id"], person(body), naming_noted(named=named))
    return ack


def naming_noted(*, named: bool) -> Message:
    if named:
        return said(_("Thank you. The next digest may thank you by name."))
    return said(_("Noted. No digest names you."))


def thank(f: Facts) -> Message:
    return said(
        _(
            "{owner} has taken over a customer's case (#{number}). Say thanks in its thread, and "
            "say what you noticed. One sentence is enough; I won't ask again.",
            owner=f.named("owner"),
            number=f.number,
        )
    )
