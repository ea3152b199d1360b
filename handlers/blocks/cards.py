"""The card of a claim, in the team's channel. Never what was typed."""

from collections.abc import Mapping

from bot.cases import Claim
from bot.cases.claim import Kept
from bot.people import Office
from handlers.blocks import ids, parts
from handlers.blocks.markup import escape, when
from handlers.blocks.message import Block, Message
from handlers.language import _

Names = Mapping[str, str]


def claim(case: Claim, _office: Office, names: Names) -> Message:
    owner = escape(names[case.owner])
    said = _("{owner} has taken case #{number}.", owner=owner, number=case.number)
    blocks = [
        parts.section(f"*{said}* {_promised(case, owner)}".strip()),
        *_claim_facts(case, names),
        *parts.buttons(*_claim_buttons(case)),
    ]
    return Message(said, blocks)


def _promised(case: Claim, owner: str) -> str:
    if case.helped_at is not None:
        return _("The customer is helped.")
    due = when(case.promise.due)
    if case.promise.kept in (Kept.KEPT, Kept.REAGREED):
        return _("The customer heard from {owner} in time.", owner=owner)
    if case.promise.kept is Kept.LATE:
        return _("{owner} is on it.", owner=owner)
    return _("The customer hears from {owner} by {time}.", owner=owner, time=due)


def _claim_facts(case: Claim, names: Names) -> list[Block]:
    if not case.helpers:
        return []
    helpers = ", ".join(escape(names[person]) for person in case.helpers)
    return [parts.context(_("Helping: {people}", people=helpers))]


def _claim_buttons(case: Claim) -> list[Block]:
    if not case.open:
        return [parts.button(_("Re-open"), ids.REOPEN_CASE, case.id)]
    return [
        parts.button(_("I can help"), ids.OFFER_HELP, case.id),
        parts.button(_("The customer is helped"), ids.CUSTOMER_HELPED, case.id),
        parts.button(_("New time"), ids.PROMISE_NEW_TIME, case.id),
    ]
