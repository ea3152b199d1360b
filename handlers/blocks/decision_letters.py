"""What people hear about a decision, its explanation, the talk and the close."""

from bot import later_clocks
from bot.cases.decision import Behaviour, Decided
from bot.cases.hostile import WAITING, Outcome
from bot.cases.through import Finish
from handlers.blocks import ids, labels, parts
from handlers.blocks.facts import Facts, said
from handlers.blocks.flag_card import told_button
from handlers.blocks.flag_forms import talk_guide
from handlers.blocks.flag_letters import answer_buttons
from handlers.blocks.markup import clock_day, escape, when
from handlers.blocks.message import Block, Message
from handlers.blocks.routing_letters import knows_of_it
from handlers.language import _


def decision_due(f: Facts) -> Message:
    words = _(
        "{agent}'s case #{number} waits for a decision: the matter, and what follows for the "
        "behaviour. Two lines to {agent} about why are enough.",
        agent=f.agent,
        number=f.flag.number,
    )
    return said(words, parts.button(_("Decide"), ids.OPEN_DECIDE, f.flag.id))


def explanation(f: Facts) -> Message:
    """The manager's own words; a notification has none of them."""
    decision = f.flag.decision
    assert decision is not None  # noqa: S101  the notice comes with a decision
    case, what = f.flag, decision.what
    opening = _("{manager} wants you to know what was decided, and why.", manager=f.named("by"))
    matter = _("*The matter:* {matter}", matter=labels.matters()[what.matter])
    halves = [matter, *_behaviour(what, f), *_gesture(what, f)]
    blocks = [
        parts.section(opening),
        *_typed(f, "to_agent"),
        parts.section("\n".join(halves)),
        *_why(f),
        *parts.buttons(
            parts.button(_("Thanks for explaining"), ids.THANKS, case.id),
            parts.button(_("I'd like to talk"), ids.WANT_TO_TALK, case.id),
            parts.button(_("I see it differently"), ids.SEE_DIFFERENTLY, case.id),
        ),
    ]
    return Message(opening, blocks)


def _why(f: Facts) -> list[Block]:
    typed = _typed(f, "weighed")
    return [parts.section(_("*Why:*")), *typed] if typed else []


def _typed(f: Facts, field: str) -> list[Block]:
    text = f.typed.get(field)
    return [parts.typed(text)] if text else []


def _behaviour(what: Decided, f: Facts) -> list[str]:
    if what.behaviour is None:
        return []
    return [_("*The behaviour:* {behaviour}", behaviour=_follows(what, what.behaviour, f))]


def _follows(what: Decided, behaviour: Behaviour, f: Facts) -> str:
    if behaviour is Behaviour.NOTHING:
        return _("Nothing, because: {why}", why=escape(f.typed.get("because", "")))
    if behaviour is Behaviour.LIMITED and what.limited_until is not None:
        return _(
            "Limited contact until {date}: {how}",
            date=clock_day(what.limited_until),
            how=escape(f.typed.get("limited_to", "")),
        )
    return labels.behaviours()[behaviour]


def _gesture(what: Decided, f: Facts) -> list[str]:
    if what.gesture is None:
        return []
    given = labels.gestures()[what.gesture]
    note = f.typed.get("gesture_note")
    if note:
        given = f"{given} ({escape(note)})"
    return [_("*The customer is given:* {gesture}", gesture=given)]


def explanation_due(f: Facts) -> Message:
    case = f.flag
    if case.decision is None or case.decision.explained_at is not None:
        return heard_elsewhere(f)
    words = _(
        "You have decided in case #{number}, and {agent} hasn't heard it from you yet. Tell "
        "{agent} what was decided and why; your words are sent along when you press this.",
        number=case.number,
        agent=f.agent,
    )
    return said(words, told_button(case, f.names[case.agent]))


def heard_elsewhere(f: Facts) -> Message:
    words = _(
        "{agent} has heard that the customer of case #{number} was given something, and nobody "
        "had said so. Also when it was somebody else's doing: write down what was decided, and "
        "tell {agent} why.",
        agent=f.agent,
        number=f.flag.number,
    )
    if f.flag.headline in WAITING:  # the first words come first
        return said(words, *answer_buttons(f))
    return said(words, parts.button(_("Decide and explain"), ids.OPEN_DECIDE, f.flag.id))


def talk_due(f: Facts) -> Message:
    guide = talk_guide(f.agent)
    note = _("The talk is yours; I only note that it was held.")
    case = f.flag
    made = [
        parts.button(_("Talk held"), ids.TALK_HELD, case.id),
        parts.button(_("Given in writing"), ids.TALK_IN_WRITING, case.id),
    ]
    if case.care.talk_asked_at is None:
        made.append(parts.button(_("Not wanted"), ids.TALK_NOT_WANTED, case.id))
    return Message(guide, [parts.section(guide), parts.context(note), *parts.buttons(*made)])


def talk_asked(f: Facts) -> Message:
    return _talk_by(f, _("{agent} would like to talk with you.", agent=f.agent))


def sees_differently(f: Facts) -> Message:
    words = _(
        "{agent} sees it differently, and has written why beside the decision.",
        agent=f.agent,
    )
    return _talk_by(f, words)


def objected(f: Facts) -> Message:
    words = _("{agent} would like case #{n} kept open.", agent=f.agent, n=f.flag.number)
    return _talk_by(f, words)


def objected_again(f: Facts) -> Message:
    words = _(
        "{agent} would like case #{n} kept open, for the second time.",
        agent=f.agent,
        n=f.flag.number,
    )
    if f.facts["before"]:
        words = f"{words} {knows_of_it(f)}"
    return _talk_by(f, words + " " + _("Can you hear both sides?"))


def _talk_by(f: Facts, words: str) -> Message:
    due = later_clocks.talk_due(f.flag, f.office)
    if due is not None:
        words = f"{words} " + _("A talk by {time} is soon enough.", time=when(due))
    read = parts.button(_("Read"), ids.READ, f.flag.id)
    return said(words, read, parts.button(_("Talk"), ids.TALK_GUIDE, f.flag.id))


def talk_noted(f: Facts) -> Message:
    name = f.named("by")
    words = {
        Outcome.HELD: _("{name} noted that you have talked.", name=name),
        Outcome.IN_WRITING: _("{name} noted that you got the feedback in writing.", name=name),
        Outcome.NOT_WANTED: _("{name} noted that no talk is wanted.", name=name),
    }[Outcome(f.facts["outcome"])]
    return said(words, parts.button(_("It was not so"), ids.TALK_WRONG, f.flag.id))


def limit_ends(f: Facts) -> Message:
    decision = f.flag.decision
    until = decision.what.limited_until if decision else None
    return said(
        _(
            "The limited contact from case #{number} ends on {date}. Write to the customer before "
            "then, whichever way it goes on.",
            number=f.flag.number,
            date=clock_day(until) if until else "",
        )
    )


def finish_wished(f: Facts) -> Message:
    wish = Finish(f.facts["wish"])
    who = {"agent": f.agent, "number": f.flag.number}
    if wish is Finish.PLEASE_TAKE:
        words = _("{agent} asks you to take the customer of case #{number}.", **who)
    else:
        words = _("{agent} would like to see case #{number} through together with you.", **who)
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
    who = {"name": f.named("by"), "number": case.number}
    words = (
        _("{name} would like to go on with the customer of case #{number} with you.", **who)
        if case.track.urgent
        else _("{name} would like to give the customer of case #{number} back to you.", **who)
    )
    return said(
        words,
        parts.button(_("Yes"), ids.TAKE_BACK, case.id),
        parts.button(_("Not now"), ids.STAY_WITH_MANAGER, case.id),
    )


def taken_back(f: Facts) -> Message:
    who = {"agent": f.agent, "number": f.flag.number}
    if not f.facts["yes"]:
        words = _("{agent} would rather not have the customer of case #{number} back now.", **who)
    elif f.flag.track.urgent:
        words = _("{agent} goes on with the customer of case #{number}, with you.", **who)
    else:
        words = _("{agent} has the customer of case #{number} again.", **who)
    return said(words)


def closing(f: Facts) -> Message:
    case = f.flag
    at = when(later_clocks.closes_at(case, f.office)) if case.closing else ""
    words = _(
        "{name} would like to close case #{number}. It closes {time}; if you want it kept open, "
        "say so, and a talk follows.",
        name=f.named("by"),
        number=case.number,
        time=at,
    )
    return said(
        words,
        parts.button(_("Close"), ids.CLOSE, case.id),
        parts.button(_("Keep it open"), ids.OBJECT, case.id),
    )
