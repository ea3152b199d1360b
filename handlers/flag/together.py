"""Several flags of one event: asked about, linked or merged."""

from handlers.desk import Desk
from handlers.sending.facts import Facts
from handlers.slack import ids, parts
from handlers.slack.language import _
from handlers.slack.parts import Block, Message, said
from handlers.slack.payloads import Ack, Payload, carried, person
from storage import together


def same_event(f: Facts) -> Message:
    words = _("A colleague has flagged this customer today too. Same event?")
    return said(words, *_answers(f, _("Same event"), _("Something else")))


def same_as_yours(f: Facts) -> Message:
    words = _(
        "You have flagged this customer today already. Is it the same as #{number}?",
        number=f.facts["number"],
    )
    return said(words, *_answers(f, _("Yes, the same"), _("No, another one")))


def _answers(f: Facts, yes: str, no: str) -> list[Block]:
    both = (f.flag.id, f.facts["other"])
    return [parts.button(yes, ids.SAME_EVENT, *both), parts.button(no, ids.OTHER_EVENT, *both)]


def linked(_f: Facts) -> Message:
    return said(_("Noted: the same event. Each flag keeps an answer of its own."))


def merged(f: Facts) -> Message:
    return said(
        _(
            "Case #{number} is now part of #{into}, with your words. One answer is for both.",
            number=f.flag.number,
            into=f.facts["number"],
        )
    )


def kept_apart() -> Message:
    return parts.said(_("Thank you. It stays a case of its own."))


def flagged_already(number: int) -> Block:
    """The same form was sent twice on one day."""
    words = _(
        "You have flagged this already: it is case #{number}, and nothing was added.", number=number
    )
    return parts.modal(
        _("Case #{number}", number=number),
        [parts.section(words)],
        close=parts.plain(_("Close")),
    )


async def same(body: Payload, desk: Desk) -> Ack:
    """[Same event], or [Yes, the same] of one's own."""
    case, other = carried(body)
    return await desk.run(together.same_event, case, other, by=person(body))


async def another(body: Payload, desk: Desk) -> None:
    """[Something else]: nothing changes."""
    await desk.whisper(body["channel"]["id"], person(body), kept_apart())
