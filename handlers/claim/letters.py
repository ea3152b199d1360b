"""What people hear about a claim."""

from datetime import datetime

from handlers.claim.read import turned_hostile
from handlers.sending.facts import Facts
from handlers.slack import ids, parts
from handlers.slack.language import _
from handlers.slack.markup import clock_time
from handlers.slack.parts import Message, said


def say_to_customer(f: Facts) -> Message:
    zone = f.team.zone_of(f.claimed.owner)
    due = clock_time(datetime.fromisoformat(str(f.facts["due"])), zone)
    words = _("You have case #{number}. A sentence you can say:", number=f.claimed.number)
    sentence = _(
        "“This should not have happened, and I am sorry. I have taken over your case, and you "
        "will hear from me by {time}.”",
        time=due,
    )
    check = parts.button(_("Check my wording"), ids.CHECK_WORDING, f.claimed.id)
    row = parts.buttons(check, turned_hostile(f.claimed))
    return Message(f"{words} {sentence}", [parts.section(words), parts.section(sentence), *row])


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
