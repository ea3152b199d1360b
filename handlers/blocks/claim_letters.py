"""What people hear about a claim."""

from datetime import datetime

from handlers.blocks import ids, parts
from handlers.blocks.claim_forms import turned_hostile
from handlers.blocks.facts import Facts, said
from handlers.blocks.markup import clock_time
from handlers.blocks.message import Block, Message
from handlers.language import _


def say_to_customer(f: Facts) -> Message:
    owner = f.office.people.get(f.claimed.owner or "")
    zone = owner.zone if owner else f.office.team.zone
    due = clock_time(datetime.fromisoformat(str(f.facts["due"])), zone)
    ours = _("You have case #{number}. A sentence you can say:", number=f.claimed.number)
    sentence = _(
        "“This should not have happened, and I am sorry. I have taken over your case, and you "
        "will hear from me by {time}.”",
        time=due,
    )
    check = parts.button(_("Check my wording"), ids.CHECK_WORDING, f.claimed.id)
    row = parts.buttons(check, turned_hostile(f.claimed))
    return Message(f"{ours} {sentence}", [parts.section(ours), parts.section(sentence), *row])


def promise_soon(f: Facts) -> Message:
    words = _(
        "The customer of case #{number} hears from you by {time}. If that no longer fits, agree on "
        "a new time now: it counts as kept.",
        number=f.claimed.number,
        time=f.time("due"),
    )
    return said(words, *_promise_buttons(f)[:2])


def promise_due(f: Facts) -> Message:
    words = _(
        "The customer of case #{number} was to hear from you by {time}. Did they?",
        number=f.claimed.number,
        time=f.time("due"),
    )
    return said(words, *_promise_buttons(f))


def _promise_buttons(f: Facts) -> list[Block]:
    case = f.claimed
    return [
        parts.button(_("Kept"), ids.PROMISE_KEPT, case.id),
        parts.button(_("New time"), ids.PROMISE_NEW_TIME, case.id),
        parts.button(_("Not kept"), ids.PROMISE_LATE, case.id),
    ]


def promise_unanswered(f: Facts) -> Message:
    if f.facts.get("missed"):
        return said(
            _(
                "{owner} has case #{number}. The customer has not heard from us in time, and "
                "there is no new time yet. Can you ask {owner} whether help is wanted?",
                owner=f.named("owner"),
                number=f.claimed.number,
            )
        )
    return said(
        _(
            "{owner} has case #{number}. The customer was to hear from us by {time}, and I don't "
            "know yet whether they did. Can you ask {owner} whether help is wanted?",
            owner=f.named("owner"),
            number=f.claimed.number,
            time=f.time("due"),
        )
    )


def help_offered(f: Facts) -> Message:
    return said(
        _(
            "{name} can help with case #{number}. You still have the case.",
            name=f.named("by"),
            number=f.claimed.number,
        )
    )


def note_passed(f: Facts) -> Message:
    words = _(
        "{name} has passed a note on to you, about case #{number}.",
        name=f.named("by"),
        number=f.number,
    )
    return said(words, parts.button(_("Read"), ids.READ_CLAIM, f.claimed.id))


def thank(f: Facts) -> Message:
    return said(
        _(
            "{owner} has taken over a customer's case (#{number}). Say thanks in its thread, and "
            "say what you noticed. One sentence is enough; I won't ask again.",
            owner=f.named("owner"),
            number=f.number,
        )
    )


def what_next(f: Facts) -> Message:
    """After a promise was kept: the customer is helped, or hears from us at another time."""
    words = _(
        "Noted: the customer of case #{number} heard from you in time. Are they helped now, or "
        "when do they hear from you next?",
        number=f.claimed.number,
    )
    case = f.claimed.id
    return said(
        words,
        parts.button(_("The customer is helped"), ids.CUSTOMER_HELPED, case),
        parts.button(_("New time"), ids.PROMISE_NEW_TIME, case),
    )
