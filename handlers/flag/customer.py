"""Who sees the case through with the customer."""

from bot.flag.tracks import Finish
from handlers.sending.facts import Facts
from handlers.slack import ids, parts
from handlers.slack.language import _
from handlers.slack.parts import Message, said


def finish_wished(f: Facts) -> Message:
    wish = Finish(f.facts["wish"])
    facts = {"agent": f.agent, "number": f.flag.number}
    if wish is Finish.PLEASE_TAKE:
        words = _("{agent} asks you to take the customer of case #{number}.", **facts)
    else:
        words = _("{agent} would like to see case #{number} through together with you.", **facts)
    take = parts.button(_("I'll take over the customer"), ids.TAKE_OVER, f.flag.id)
    buttons = [take] if wish is Finish.PLEASE_TAKE else []
    return said(words, *buttons)


def taken_over(f: Facts) -> Message:
    return said(
        _(
            "{name} has taken over the customer of case #{number}. You don't have to answer them.",
            name=f.named("by"),
            number=f.flag.number,
        )
    )


def hand_back_asked(f: Facts) -> Message:
    case = f.flag
    facts = {"name": f.named("by"), "number": case.number}
    words = (
        _("{name} would like to go on with the customer of case #{number} with you.", **facts)
        if case.track.urgent
        else _("{name} would like to give the customer of case #{number} back to you.", **facts)
    )
    return said(
        words,
        parts.button(_("Yes"), ids.TAKE_BACK, case.id),
        parts.button(_("Not now"), ids.STAY_WITH_MANAGER, case.id),
    )


def taken_back(f: Facts) -> Message:
    facts = {"agent": f.agent, "number": f.flag.number}
    if not f.facts["yes"]:
        words = _("{agent} would rather not have the customer of case #{number} back now.", **facts)
    elif f.flag.track.urgent:
        words = _("{agent} goes on with the customer of case #{number}, with you.", **facts)
    else:
        words = _("{agent} has the customer of case #{number} again.", **facts)
    return said(words)
