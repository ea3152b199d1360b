"""The decision, both halves in one form, and the agent's own words to it."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from bot.flag.case import Flag, Type
from bot.flag.decision import LIMITED_AT_MOST
from bot.flag.tracks import Behaviour, Decided, Gesture, Matter
from handlers.slack import ids, labels, parts
from handlers.slack.language import _
from handlers.slack.markup import escape
from handlers.slack.parts import Block

Chosen = Mapping[str, Any]
NONE = "none"


def decision_form(
    case: Flag,
    agent: str,
    at: datetime,
    zone: str,
    *,
    metadata: str,
    chosen: Chosen | None = None,
    same_as: int | None = None,
) -> Block:
    """The form for what is `chosen` so far: it asks only for what that choice needs.

    `same_as` is the number of a linked case whose decision it begins with.
    """
    chosen = chosen or {}
    blocks = [
        *_same_as(same_as, agent),
        *_reason(case),
        parts.asked(
            "matter",
            _("The matter: does the customer get their way?"),
            parts.choice("static_select", _options(labels.matters()), chosen.get("matter")),
            dispatch=ids.DECISION_GROWS,
        ),
        *_behaviour(case, chosen, at, zone),
        *_gesture(chosen),
        *_agent_first(chosen, agent),
        *_explanation(agent, chosen),
    ]
    title = _("Case #{number}", number=case.number)
    return parts.form(ids.DECIDE, title, _("Save"), blocks, metadata)


def _explanation(agent: str, chosen: Chosen) -> list[Block]:
    """What the agent will read, and when."""
    ways = [
        ("now", _("Save and tell {agent}", agent=agent)),
        ("first", _("I'll tell {agent} first", agent=agent)),
    ]
    return [
        parts.asked(
            "weighed",
            _("What did you weigh? What bound your hands?"),
            parts.paragraph(chosen.get("weighed") or ""),
            hint=_("{agent} reads this too.", agent=agent),
            optional=True,
        ),
        parts.asked(
            "to_agent",
            _("For {agent} to read", agent=agent),
            parts.paragraph(chosen.get("to_agent") or ""),
            hint=_("Start with what {agent} did well.", agent=agent),
        ),
        parts.asked(
            "tell",
            _("How does {agent} hear it?", agent=agent),
            parts.choice("radio_buttons", parts.options(ways), chosen.get("tell") or "now"),
        ),
    ]


def _options(choices: Mapping[Any, str]) -> list[Block]:
    return parts.options([(key.value, words) for key, words in choices.items()])


def _same_as(number: int | None, agent: str) -> list[Block]:
    if number is None:
        return []
    words = _(
        "As in case #{number}, of the same event. What {agent} reads is theirs alone.",
        number=number,
        agent=escape(agent),
    )
    return [parts.section(words)]


def _reason(case: Flag) -> list[Block]:
    if case.decision is None:
        return []
    label = _("Why is it decided differently now?")
    hint = _("The earlier decision is kept, and this one is explained again.")
    return [parts.asked("reason", label, parts.paragraph(), hint=hint)]


def _behaviour(case: Flag, chosen: Chosen, at: datetime, zone: str) -> list[Block]:
    if Type.CUSTOMER_IN_DANGER in case.types:
        return []  # there is no behaviour half
    blocks = [
        parts.asked(
            "behaviour",
            _("The behaviour: what follows for it?"),
            parts.choice("static_select", _options(labels.behaviours()), chosen.get("behaviour")),
            dispatch=ids.DECISION_GROWS,
        )
    ]
    if chosen.get("behaviour") == Behaviour.NOTHING:
        why = parts.paragraph(chosen.get("because") or "")
        blocks.append(parts.asked("because", _("Nothing, because …"), why))
    if chosen.get("behaviour") == Behaviour.LIMITED:
        today = at.astimezone(ZoneInfo(zone)).date()
        latest = (today + LIMITED_AT_MOST).isoformat()
        blocks += [
            parts.asked(
                "limited_to",
                _("How is contact limited?"),
                parts.line(chosen.get("limited_to") or ""),
                hint=_("For example: by e-mail alone."),
            ),
            parts.asked(
                "limited_until",
                _("Until when?"),
                parts.day(chosen.get("limited_until")),
                hint=_("{date} at the latest: twelve weeks.", date=latest),
            ),
        ]
    return blocks


def _gesture(chosen: Chosen) -> list[Block]:
    options = [parts.option(_("Nothing is given"), NONE), *_options(labels.gestures())]
    select = parts.choice("static_select", options, chosen.get("gesture") or NONE)
    label = _("What is the customer given?")
    blocks = [parts.asked("gesture", label, select, dispatch=ids.DECISION_GROWS)]
    if chosen.get("gesture") not in (None, NONE):
        note = parts.line(chosen.get("gesture_note") or "")
        blocks.append(parts.asked("gesture_note", _("Details"), note, optional=True))
    return blocks


def _agent_first(chosen: Chosen, agent: str) -> list[Block]:
    """Asked when the customer gets their way, or is given something."""
    gets_way = chosen.get("matter") in (Matter.GETS_THEIR_WAY, Matter.PARTLY)
    if not gets_way and chosen.get("gesture") in (None, NONE):
        return []
    options = parts.options([("yes", _("Yes")), ("no", _("No"))])
    return [
        parts.asked(
            "agent_first",
            _("Does {agent} know before the customer?", agent=agent),
            parts.choice("radio_buttons", options, chosen.get("agent_first")),
            hint=_("It is better heard from you than from the customer."),
        )
    ]


def begun_with(what: Decided, typed: Mapping[str, str]) -> Chosen:
    """The form's fields for a decision; `typed` has what was typed, by field."""
    return {
        **typed,
        "matter": what.matter.value,
        "behaviour": what.behaviour.value if what.behaviour else None,
        "gesture": what.gesture.value if what.gesture else NONE,
        "limited_until": what.limited_until.isoformat() if what.limited_until else None,
    }


def gesture(chosen: str | None) -> Gesture | None:
    return None if chosen in (None, NONE) else Gesture(chosen)


def different_form(case: Flag, metadata: str) -> Block:
    """The agent's own words: kept unchanged beside the decision."""
    blocks = [
        parts.asked(
            "words",
            _("How do you see it?"),
            parts.paragraph(),
            hint=_("Your words stand beside the decision as you write them. A talk follows."),
        )
    ]
    title = _("Case #{number}", number=case.number)
    return parts.form(ids.SEE_DIFFERENTLY, title, _("Send"), blocks, metadata)
