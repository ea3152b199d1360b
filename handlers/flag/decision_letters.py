"""What people hear of a decision and its explanation."""

from bot.flag.case import WAITING
from bot.flag.tracks import Behaviour, Decided
from handlers.flag.buttons import answer_buttons, told_button
from handlers.flag.care import talk_by
from handlers.sending.facts import Facts
from handlers.slack import ids, labels, parts
from handlers.slack.language import _
from handlers.slack.markup import clock_day, escape
from handlers.slack.parts import Block, Message, said


def decision_due(f: Facts) -> Message:
    words = _(
        "{agent}'s case #{number} waits for a decision: the matter, and what follows for the "
        "behaviour. Two lines to {agent} about why are enough.",
        agent=f.agent,
        number=f.flag.number,
    )
    return said(words, parts.button(_("Decide"), ids.DECIDE, f.flag.id))


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
    return said(words, told_button(case, f.plain_name(case.agent)))


def heard_elsewhere(f: Facts) -> Message:
    words = _(
        "{agent} has heard that the customer of case #{number} was given something, and nobody "
        "had said so. Also when it was somebody else's doing: write down what was decided, and "
        "tell {agent} why.",
        agent=f.agent,
        number=f.flag.number,
    )
    if f.flag.headline in WAITING:  # the agent gets an answer before a decision
        return said(words, *answer_buttons(f))
    return said(words, parts.button(_("Decide and explain"), ids.DECIDE, f.flag.id))


def sees_differently(f: Facts) -> Message:
    words = _(
        "{agent} sees it differently, and has written why beside the decision.",
        agent=f.agent,
    )
    return talk_by(f, words)


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
