"""What people hear when a case is handed over."""

from bot.claim.case import Claim
from handlers.sending.facts import Facts
from handlers.slack import ids, parts
from handlers.slack.language import _
from handlers.slack.parts import Block, Message, said


def offered(f: Facts) -> Message:
    """With the owner's three lines, unchanged; the notification has none of them."""
    question = _(
        "{owner} asks you to take case #{number}. The customer was promised to hear by {time}. "
        "Until you accept, nothing changes; no reason is asked.",
        owner=f.named("by"),
        number=f.number,
        time=f.time("due"),
    )
    brief = [parts.typed(f.words)] if f.words else []
    return Message(
        question, [parts.section(question), *brief, *parts.buttons(*_answers(f.claimed))]
    )


def _answers(case: Claim) -> list[Block]:
    return [
        parts.button(_("I'll take it"), ids.ACCEPT_CASE, case.id, style="primary"),
        parts.button(_("No room right now"), ids.DECLINE_CASE, case.id),
        parts.button(_("Read"), ids.READ_CLAIM, case.id),
    ]


def offer_waits(f: Facts) -> Message:
    words = _(
        "{owner} waits to hear whether you can take case #{number}. The customer was promised to "
        "hear by {time}. “No room right now” is a fine answer; without one it stays as it is.",
        owner=f.named("by"),
        number=f.number,
        time=f.time("due"),
    )
    return said(words, *_answers(f.claimed))


def offer_taken(f: Facts) -> Message:
    news = _(
        "{name} has case #{number} now, and the promise of {time} with it. A sentence you can say:",
        name=f.named("now"),
        number=f.number,
        time=f.time("due"),
    )
    sentence = _(
        "“{name} is now looking after your case and knows the story.”", name=f.named("now")
    )
    return Message(f"{news} {sentence}", [parts.section(news), parts.section(sentence)])


def offer_declined(f: Facts) -> Message:
    if f.claimed.owner is None:
        return _nobody_yet(f, _("{name} has no room right now.", name=f.named("by")))
    return said(
        _(
            "{name} has no room right now. You still have case #{number}, and the promise of "
            "{time} stands. You can ask somebody else.",
            name=f.named("by"),
            number=f.number,
            time=f.time("due"),
        ),
        *_what_next(f),
    )


def offer_lapsed(f: Facts) -> Message:
    if f.claimed.owner is None:
        return _nobody_yet(f, _("{name} has not answered yet.", name=f.named("before")))
    return said(
        _(
            "{name} has not answered, so I have taken the question back. You still have case "
            "#{number}, and the promise of {time} stands.",
            name=f.named("before"),
            number=f.number,
            time=f.time("due"),
        ),
        *_what_next(f),
    )


def _nobody_yet(f: Facts, why: str) -> Message:
    words = _("Case #{number} still has no owner. Who else can take it?", number=f.number)
    return said(
        f"{why} {words}", parts.button(_("Share them out"), ids.SHARE_OUT, f.team.settings.id)
    )


def _what_next(f: Facts) -> list[Block]:
    case = f.claimed.id
    return [
        parts.button(_("Hand over"), ids.HAND_OVER, case),
        parts.button(_("New time"), ids.NEW_TIME, case),
        parts.button(_("Let it go"), ids.LET_GO, case),
    ]


def offer_gone(f: Facts) -> Message:
    words = _("Case #{number} is taken care of. You need not answer any more.", number=f.number)
    return said(words)


def declined_twice(f: Facts) -> Message:
    """To a manager; it does not say who declined."""
    return said(
        _(
            "{owner} has case #{number}, and a hand-over was declined for the second time. The "
            "customer was promised to hear by {time}. Can you find somebody together?",
            owner=f.named("owner"),
            number=f.number,
            time=f.time("due"),
        )
    )


def yours_now(f: Facts) -> Message:
    """To a new owner when no promise runs: the customer needs one."""
    words = _(
        "You have case #{number} now. No promise to the customer is running: agree on a time with "
        "them. A sentence you can say:",
        number=f.number,
    )
    sentence = _("“This should not have happened, and I am sorry. I have taken over your case.”")
    case = f.claimed.id
    row = parts.buttons(
        parts.button(_("New time"), ids.NEW_TIME, case),
        parts.button(_("Read"), ids.READ_CLAIM, case),
    )
    return Message(f"{words} {sentence}", [parts.section(words), parts.section(sentence), *row])


def passed_to_you(f: Facts) -> Message:
    """To the new owner: whoever is asked in the urgent flag about the claim's customer."""
    words = _(
        "The customer of case #{number} was flagged as urgent, so the case is yours now, and "
        "nobody is alone with it. The customer was promised to hear by {time}.",
        number=f.number,
        time=f.time("due"),
    )
    case = f.claimed.id
    return said(
        words,
        parts.button(_("Read"), ids.READ_CLAIM, case),
        parts.button(_("New time"), ids.NEW_TIME, case),
        parts.button(_("Hand over"), ids.HAND_OVER, case),
    )
