"""What people see of several flags of one event: never a name, and nothing that was typed."""

from collections.abc import Sequence

from bot.cases.hostile import Headline, Hostile
from handlers.blocks import ids, parts, replies
from handlers.blocks.facts import Facts, said
from handlers.blocks.message import Block, Message
from handlers.language import _, ngettext


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
    value = f"{f.flag.id}|{f.facts['other']}"
    return [parts.button(yes, ids.SAME_EVENT, value), parts.button(no, ids.OTHER_EVENT, value)]


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
    return replies.plain(_("Thank you. It stays a case of its own."))


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


def marked(card: Message, case: Hostile, others: Sequence[Hostile]) -> Message:
    """The card, with what its readers may know of other flags of the same event."""
    lines = [*_merged(case, others), *_today(case, others)]
    if not lines:
        return card
    first, *rest = card.blocks
    return Message(card.text, [first, *(parts.context(line) for line in lines), *rest])


def _merged(case: Hostile, others: Sequence[Hostile]) -> list[str]:
    into = [other for other in others if other.id == case.merged_into]
    taken = [other for other in others if other.merged_into == case.id]
    return [_("Merged with {cases}", cases=_numbers(each)) for each in (into, taken) if each]


def _today(case: Hostile, others: Sequence[Hostile]) -> list[str]:
    """Only on a card whose readers are all asked in the others too."""
    apart = (Headline.MERGED, Headline.WITHDRAWN)
    if case.headline in apart or not case.asked:
        return []
    known = [
        other
        for other in others
        if other.headline not in apart and set(case.asked) <= set(other.asked)
    ]
    if not known:
        return []
    flags = sorted((case, *known), key=lambda each: each.number)
    words = ngettext(
        "{count} flag of this customer today: {cases}",
        "{count} flags of this customer today: {cases}",
        len(flags),
        cases=_numbers(flags),
    )
    return [words]


def _numbers(found: Sequence[Hostile]) -> str:
    return ", ".join(f"#{each.number}" for each in found)
