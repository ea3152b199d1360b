"""What people hear of the washing-up. Whoever has a dish sees its one line, and no case."""

from bot.claim.case import Claim
from bot.dishes.dish import Dish
from handlers.sending.facts import Facts
from handlers.slack import ids, parts
from handlers.slack.language import _
from handlers.slack.markup import day
from handlers.slack.packing import packed
from handlers.slack.parts import Block, Message, said


def washing_up(f: Facts) -> Message:
    """To whoever helped the customer: dishes; of a claim, also whether the digest may name them."""
    question = _(
        "The customer is helped. Is there washing-up left, so that it doesn't happen again?"
    )
    case = f.case.id if f.case else 0
    buttons = [
        parts.button(_("Add a dish"), ids.ADD_DISH, case),
        parts.button(_("Nothing left"), ids.NOTHING_LEFT, case),
    ]
    if not isinstance(f.case, Claim):  # nobody is named for a hostile contact
        return said(question, *buttons)
    buttons.append(parts.button(_("For somebody outside Slack"), ids.OUTSIDE, case))
    consent = [parts.context(_naming(f)), *_consent(f)]
    return Message(question, [parts.section(question), *parts.buttons(*buttons), *consent])


def _naming(f: Facts) -> str:
    if f.facts.get("named"):
        return _("The weekly digest may thank you by name. You can take that back at any time.")
    return _("May the weekly digest thank you by name? You can take it back at any time.")


def _consent(f: Facts) -> list[Block]:
    case = f.claimed.id
    yes = parts.button(_("Yes, name me"), ids.NAME_ME, case)
    no = parts.button(_("Don't name me"), ids.NAME_ME_NOT, case)
    return parts.buttons(yes, no)


def yours(f: Facts) -> Message:
    words = _(
        "{name} has put some washing-up on your list, for {day}:", name=f.named("by"), day=_day(f)
    )
    return _about(f, words, *_deeds(f))


def kept(f: Facts) -> Message:
    words = _(
        "{name} would like to keep this, with {day} as the day:", name=f.named("by"), day=_day(f)
    )
    return _about(f, words, *_deeds(f))


def due(f: Facts) -> Message:
    words = _("Today is the day for this. Done, or somebody else's?")
    return _about(f, words, *_deeds(f))


def stale(f: Facts) -> Message:
    """To a manager: keep it, pass it on, or drop it."""
    words = _(
        "This has been on {name}'s list for three weeks. Keep it with a new day, pass it on, or "
        "drop it with a reason.",
        name=f.named("owner"),
    )
    keep = parts.button(_("Keep it"), ids.KEEP_DISH, *_both(f))
    return _about(f, words, keep, *_deeds(f)[1:])


def asked(f: Facts) -> Message:
    words = _(
        "{name} asks you to take this, for {day}. No reason is asked if you can't:",
        name=f.named("by"),
        day=_day(f),
    )
    take = parts.button(_("I'll take it"), ids.ACCEPT_DISH, *_both(f), style="primary")
    return _about(f, words, take, parts.button(_("No room right now"), ids.DECLINE_DISH, *_both(f)))


def taken(f: Facts) -> Message:
    return _about(f, _("{name} has taken this over:", name=f.named("by")))


def declined(f: Facts) -> Message:
    return _about(f, _("{name} has no room for this right now:", name=f.named("by")), *_deeds(f))


AT_ONCE = 3
"""Sections: a message holds some 12,000 characters; `/escalate dishes` has the rest."""


def weekly(f: Facts) -> Message:
    """One message a week, however many dishes."""
    words = _("Your washing-up that waits. {command} dishes has the buttons.", command=f.command)
    lines = [f"•  {line or _('(taken back)')}" for line in f.facts["lines"]]
    typed = [parts.typed(text) for text in packed(lines, most=AT_ONCE)]
    return Message(words, [parts.section(words), *typed])


def _about(f: Facts, words: str, *buttons: Block) -> Message:
    line = f.words or _("(taken back)")
    blocks = [parts.section(words), parts.typed(line), *parts.buttons(*buttons)]
    return Message(words, blocks)


def _dish(f: Facts) -> Dish:
    assert f.case is not None  # noqa: S101  a dish belongs to a case
    return next(dish for dish in f.case.dishes if dish.number == f.facts["dish"])


def _day(f: Facts) -> str:
    return day(_dish(f).day)


def _both(f: Facts) -> tuple[int, int]:
    """The ids of the case and the dish, as the buttons carry them."""
    assert f.case is not None  # noqa: S101  a dish belongs to a case
    return f.case.id, _dish(f).number


def _deeds(f: Facts) -> list[Block]:
    return deeds(*_both(f))


def deeds(case: int, dish: int) -> list[Block]:
    """What the person of a dish can do with it."""
    return [
        parts.button(_("Done"), ids.DISH_DONE, case, dish),
        parts.button(_("Pass on"), ids.PASS_DISH, case, dish),
        parts.button(_("Drop"), ids.DROP_DISH, case, dish),
    ]
