"""Whom the agent chooses to see a closed type."""

from bot.cases.hostile import Hostile
from bot.people import Office
from bot.refusals import Code, Refused


def choosable(case: Hostile, office: Office) -> None:
    """Refuse a contact who is the agent, of another company, or whose account is closed.

    Somebody who is away may be chosen: the agent hears of it, and picks the next.
    """
    if case.contact is None:
        return
    if case.contact == case.agent:
        raise Refused(Code.CONTACT_IS_YOU, field="contact")
    if not office.active(case.contact):
        raise Refused(Code.NOT_A_COLLEAGUE, field="contact")
