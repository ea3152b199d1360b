"""What people hear of a flag that somebody else has sent for them."""

from bot.cases.hostile import Headline
from handlers.blocks import ids, labels, parts
from handlers.blocks.facts import Facts, said
from handlers.blocks.message import Block, Message
from handlers.language import _


def flagged_for_you(f: Facts) -> Message:
    """A notification does not say what kind of contact it was."""
    who, kinds = f.named("by"), labels.happened(f.flag).lower()
    words = _("{name} has flagged a customer contact for you.", name=who)
    full = _("{name} has flagged a customer contact for you ({types}).", name=who, types=kinds)
    if f.facts.get("asked"):
        told = _(
            "As it may be urgent, I have told {names} on your behalf, and nobody else.",
            names=f.named("asked"),
        )
    else:
        told = _("Nobody else has been told.")
    yours = _("Whether it is flagged is yours to say; nobody hears why.")
    choices = parts.buttons(
        parts.button(_("Read"), ids.READ, f.flag.id),
        parts.button(_("Yes, flag it"), ids.CONFIRM_FLAG, f.flag.id),
        parts.button(_("No"), ids.DECLINE_FLAG, f.flag.id),
    )
    return Message(f"{words} {told} {yours}", [parts.section(f"{full} {told} {yours}"), *choices])


def not_flagged(f: Facts) -> Message:
    return said(
        _(
            "Case #{number} is taken back. You can always flag it yourself.",
            number=f.flag.number,
        )
    )


def page_on_behalf(f: Facts) -> Message:
    words, full = _flagged(f)
    ring = _("See that {agent} is safe: ring, or write two sentences.", agent=f.agent)
    buttons = parts.buttons(*_answer_buttons(f))
    return Message(f"{words} {ring}", [parts.section(f"{full} {ring}"), *buttons])


def card(f: Facts) -> Message:
    """While it is unconfirmed, what was typed is the agent's alone to read."""
    words, full = _flagged(f)
    facts = [_("Case #{number}", number=f.flag.number), f"*{labels.headline(f.flag)}*"]
    asked = ", ".join(f.name(person) for person in f.flag.asked)
    facts.append(_("Asked: {people}", people=asked))
    return Message(
        words,
        [
            parts.section(f"*{full}*"),
            parts.context("  ·  ".join(facts)),
            *parts.buttons(*_answer_buttons(f)),
        ],
    )


def _flagged(f: Facts) -> tuple[str, str]:
    """For the notification, and with the kind of contact for the message."""
    kinds = labels.happened(f.flag).lower()
    words = _("A colleague has flagged a customer contact for {agent}.", agent=f.agent)
    full = _(
        "A colleague has flagged a customer contact for {agent} ({types}).",
        agent=f.agent,
        types=kinds,
    )
    yet = _("{agent} has not confirmed it yet.", agent=f.agent)
    return f"{words} {yet}", f"{full} {yet}"


def _answer_buttons(f: Facts) -> list[Block]:
    if f.flag.headline not in (Headline.NEW, Headline.SEEN):
        return []
    write = _("Write to {agent}", agent=f.names[f.flag.agent])
    return [
        parts.button(write, ids.WRITE_TO, f.flag.id),
        parts.button(_("We've talked"), ids.WE_TALKED, f.flag.id),
    ]
