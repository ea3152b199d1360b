"""What people hear about a flag."""

from bot.flag import clocks as flag_clocks
from bot.flag.asked import deputy_for
from bot.flag.case import OPEN
from handlers.flag.buttons import (
    answer_buttons,
    finish_buttons,
    give_to_deputy,
    read_button,
)
from handlers.flag.urgent import on_call_phones, phones
from handlers.sending.facts import Facts
from handlers.slack import ids, parts
from handlers.slack.language import _
from handlers.slack.markup import escape, when
from handlers.slack.parts import Message, said


def flag_saved(f: Facts) -> Message:
    """Asks too whether the agent sees the case through, with a sentence for the customer."""
    words = _(
        "Thank you for telling us. {manager} has it now; you can expect an answer by {time}. "
        "There is nothing more you need to do.",
        manager=f.name(f.flag.asked[0]) if f.flag.asked else f.named("asked"),
        time=when(flag_clocks.answer_due(f.flag, f.team)),
    )
    if f.flag.headline not in OPEN:
        return said(words)
    ask = _("Would you like to see it through with the customer?")
    boundary = _(
        "If it goes on, a sentence you can say: “I want to help you with this. I can't do that "
        "while I'm being called names. If it goes on, I'll end the call, and you are welcome to "
        "write to us.”"
    )
    blocks = [
        parts.section(words),
        parts.section(ask),
        *parts.buttons(*finish_buttons(f.flag)),
        parts.context(boundary),
    ]
    return Message(words, blocks)


def nobody_to_ask(f: Facts) -> Message:
    return said(
        _(
            "Thank you for telling us. Right now there is nobody I can ask to answer you. I am "
            "telling the admins that case #{number} waits. If it is urgent, ring {phone}. You "
            "don't have to answer this customer; when you are safe, keep messages and recordings.",
            number=f.flag.number,
            phone=phones(f),
        )
    )


def case_waits(f: Facts) -> Message:
    if f.flag.paging:
        facts = {"number": f.flag.number, "team": escape(f.team.settings.name)}
        words = _("Urgent case #{number} in {team}: nobody has answered.", **facts)
        phone = on_call_phones(f)
        return said(f"{words} {_('Ring {phone}.', phone=phone)}" if phone else words)
    return said(
        _(
            "Case #{number} waits, and there is nobody left to ask. In {channel}, {command} setup "
            "says who is asked.",
            number=f.flag.number,
            channel=f"<#{f.team.settings.channel}>",
            command=f.command,
        )
    )


def nudge_to_answer(f: Facts) -> Message:
    words = _(
        "{agent} is waiting to hear from you. Two sentences are enough: what you saw, and when "
        "you will talk. {agent} was told to expect you by {due}.",
        agent=f.agent,
        due=f.time("due"),
    )
    return said(words, *read_button(f), *answer_buttons(f))


def warning_to_answer(f: Facts) -> Message:
    words = _("{agent} was told to expect you by {due}.", agent=f.agent, due=f.time("due"))
    deputy = deputy_for(f.flag, f.team)
    if deputy is not None:
        words += " " + _("If you can't, give it to {deputy}.", deputy=f.name(deputy))
    if f.facts.get("next"):
        words += " " + _(
            "Two sentences are enough. Otherwise I'll ask {skip} to step in at {time}.",
            skip=f.named("next"),
            time=f.time("step_up"),
        )
    else:
        words += " " + _("Two sentences are enough. Otherwise I'll tell {agent} so.", agent=f.agent)
    handing = give_to_deputy(f.flag, f.team)
    return said(words, *read_button(f), *answer_buttons(f), *handing)


def nobody_answered(f: Facts) -> Message:
    return said(
        _(
            "I have asked {names} and not got hold of anybody yet. It was right to say so. I am "
            "telling the admins that case #{number} waits; you can also go to somebody you trust.",
            names=f.named("tried"),
            number=f.flag.number,
        )
    )


def words(f: Facts) -> Message:
    """What the manager wrote, unchanged; the notification shows none of it."""
    from_whom = _("{name} writes:", name=f.named("by"))
    text = f.typed.get("text") or _("(taken back)")
    return Message(from_whom, [parts.section(f"*{from_whom}*"), parts.typed(text)])


def talked_noted(f: Facts) -> Message:
    words = _("{name} says that you have talked.", name=f.named("by"))
    return said(words, parts.button(_("We haven't talked"), ids.CORRECT_TALKED, f.flag.id))
