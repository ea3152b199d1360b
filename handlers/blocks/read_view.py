"""[Read]: all that was typed about a flag, for those who may see it at this moment."""

from collections.abc import Mapping, Sequence

from bot.cases.decision import Decision
from bot.cases.hostile import Hostile
from bot.text import words_in
from handlers.blocks import labels, parts
from handlers.blocks.markup import clock_day, clock_time, escape
from handlers.blocks.message import Block
from handlers.language import _

Typed = Mapping[int, str]
Names = Mapping[str, str]


def read_view(
    case: Hostile, typed: Typed, names: Names, zone: str, linked: Sequence[int] = (), *, by: str
) -> Block:
    """What was typed, the newest decision and those before it, and the lesson.

    The agent reads of a decision when it has been explained, not before.
    """
    agent = escape(names.get(case.agent, ""))
    at = clock_time(case.flagged_at, zone)
    texts = (typed.get(text or 0) for text in (case.text, *case.more_text))
    said = "\n\n".join(text for text in texts if text)
    happened = _("*{agent}*, {at}: {types}", agent=agent, at=at, types=labels.happened(case))
    blocks = [
        parts.section(happened),
        *_titled(_("Customer reference"), case.customer),
        *_titled(_("What was said and done"), said or _("Nothing was written.")),
    ]
    if not words_in(said):
        little = _("Little text: talk, and hear the rest from {agent}.", agent=agent)
        blocks.append(parts.context(little))
    told = [d for d in case.decisions if d.explained_at is not None or by != case.agent]
    for decision in reversed(told[-MOST_DECISIONS:]):
        blocks += _decided(decision, case, typed, names, zone)
    if case.lesson is not None:
        blocks += _titled(_("What we learned"), typed.get(case.lesson.text, ""))
    blocks += parts.linked_cases(linked)
    title = _("Case #{number}", number=case.number)
    return parts.modal(title, blocks, close=parts.plain(_("Close")))


MOST_DECISIONS = 5
"""A modal holds a hundred blocks."""


def _decided(
    decision: Decision, case: Hostile, typed: Typed, names: Names, zone: str
) -> list[Block]:
    what = decision.what
    who = {"name": escape(names.get(decision.by, "")), "at": clock_time(decision.at, zone)}
    heading = (
        _("*What was decided* ({name}, {at})", **who)
        if decision is case.decision
        else _("*What was decided before* ({name}, {at})", **who)
    )
    halves = [labels.matters()[what.matter]]
    if what.behaviour is not None:
        halves.append(labels.behaviours()[what.behaviour])
    if what.limited_until is not None:
        halves.append(clock_day(what.limited_until))
    if what.gesture is not None:
        halves.append(labels.gestures()[what.gesture])
    blocks = [parts.section(heading), parts.section("\n".join(halves))]
    for field, title in _titles().items():
        text = typed.get(what.texts.get(field, 0))
        blocks += _titled(title, text) if text else []
    if decision.reason is not None:
        blocks += _titled(_("Why it was changed"), typed.get(decision.reason, ""))
    return [*blocks, *_voice(decision, typed)]


def _titles() -> dict[str, str]:
    return {
        "because": _("Nothing follows, because"),
        "limited_to": _("How contact is limited"),
        "gesture_note": _("A note to what was given"),
        "weighed": _("What was weighed, and what bound the manager's hands"),
        "to_agent": _("To the agent"),
    }


def _voice(decision: Decision, typed: Typed) -> list[Block]:
    """The agent's answer stands beside the decision, in own words."""
    if decision.answer is None:
        return []
    said = labels.answers()[decision.answer.reply]
    text = typed.get(decision.answer.text or 0)
    title = _("The agent: {answer}", answer=said.lower())
    return _titled(title, text) if text else [parts.context(title)]


def _titled(title: str, text: str) -> list[Block]:
    return [parts.context(title), *parts.typed_long(text)] if text else []
