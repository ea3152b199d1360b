"""Who hears what when a clock runs out: caps and step-ups (product.md, Nudge rules)."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from bot import answer_clocks, claim_nudges, clocks, dish_nudges, notices
from bot.cases import Case
from bot.cases.asking import case_waits
from bot.cases.claim import Claim
from bot.cases.closing_steps import Close
from bot.cases.decision_steps import NoAnswer
from bot.cases.hostile import OPEN, WAITING, Headline, Hostile
from bot.cases.hostile_steps import Step, advance
from bot.cases.routing_steps import Move, StepUp
from bot.due import Clock, Due, Mark, Sent
from bot.fallen import Fallen
from bot.notices import Fact, Notice, Says
from bot.people import CLOCK, Office, explains, goes_on, moved_to, skip_for, stepped_up


def next_due(case: Case, office: Office, sent: Sent) -> datetime | None:
    """When the case wants the clock again; None when nothing is awaited."""
    return min((due.at for due in _unsent(case, office, sent)), default=None)


def fall_due(case: Case, office: Office, sent: Sent, at: datetime) -> Fallen:
    """Everything due by `at`: of several nudges of one clock, only the last is said."""
    overdue = [due for due in _unsent(case, office, sent) if due.at <= at]
    if not overdue:
        return Fallen(case)
    first = overdue[0]
    same = [due for due in overdue if due.key[:2] == first.key[:2]]
    nudging = [due for due in same if due.key.mark in (Mark.NUDGE, Mark.WARNING)]
    chosen = nudging[-1] if nudging else first
    fallen = _ACT[Clock(chosen.key.clock)](case, chosen, office, at)
    passed = nudging if nudging else [first]
    return replace(fallen, sent=[due.key for due in passed])


def still_wanted(says: Says, to: str, facts: Mapping[str, Fact], case: Case) -> bool:
    """Whether a letter is still to be said: whoever does the step cancels what is queued for it.

    Nor is anything said about a flag to somebody who is no longer asked.
    """
    if says in dish_nudges.ABOUT_DISHES:
        return dish_nudges.still_wanted(says, to, facts, case)
    if isinstance(case, Claim):
        return claim_nudges.still_wanted(says, to, facts, case)
    if says in FOR_ASKED and to not in case.asked:
        return False
    if says in STEPPED_UP:
        decided = bool(facts.get("decided"))
        return case.unexplained_since is not None if decided else case.headline in WAITING
    return WANTED[says](case) if says in WANTED else True


def _waiting(case: Hostile) -> bool:
    return case.headline in WAITING


WANTED: dict[Says, Callable[[Hostile], bool]] = {
    Says.NUDGE_TO_ANSWER: _waiting,
    Says.WARNING_TO_ANSWER: _waiting,
    Says.PAGE: _waiting,
    Says.PAGE_AGAIN: _waiting,
    Says.NOBODY_TO_ASK: lambda case: case.headline in OPEN and not case.asked,
    Says.CONTACT_AWAY: lambda case: case.headline in OPEN and not case.asked,
    Says.CONTACT_SILENT: _waiting,
    Says.NOBODY_ANSWERED: _waiting,
    Says.NOBODY_ANSWERED_URGENT: _waiting,
    Says.CASE_WAITS: lambda case: _waiting(case) or (case.headline in OPEN and not case.asked),
    Says.FLAGGED_FOR_YOU: lambda case: case.unconfirmed and case.headline in OPEN,
    Says.PAGE_ON_BEHALF: _waiting,
    Says.TALK_DUE: lambda case: case.talk_awaited,
    Says.DECISION_DUE: lambda case: case.headline is Headline.ANSWERED,
    Says.EXPLANATION_DUE: lambda case: case.unexplained_since is not None,
    Says.HEARD_ELSEWHERE: lambda case: case.unexplained_since is not None,
    Says.HAND_BACK_ASKED: lambda case: case.through.offered_back_by is not None,
    Says.CLOSING: lambda case: case.closing is not None,
}
STEPPED_UP = frozenset(
    {Says.STEPPED_UP_TO_YOU, Says.STEPPED_UP_STILL_WAITING, Says.STEPPED_UP_FOR_YOU}
)
FOR_ASKED = frozenset(
    {
        Says.NUDGE_TO_ANSWER,
        Says.WARNING_TO_ANSWER,
        Says.PAGE,
        Says.PAGE_AGAIN,
        Says.PAGE_ON_BEHALF,
        Says.STEPPED_UP_TO_YOU,
        Says.STEPPED_UP_STILL_WAITING,
        Says.TALK_DUE,
        Says.TALK_ASKED,
        Says.DECISION_DUE,
        Says.EXPLANATION_DUE,
        Says.HEARD_ELSEWHERE,
        Says.SEES_DIFFERENTLY,
        Says.LIMIT_ENDS,
        Says.FINISH_WISHED,
        Says.TAKEN_BACK,
        Says.OBJECTED,
        Says.OBJECTED_AGAIN,
    }
)
"""About a flag, for whoever is asked at that moment."""


def _unsent(case: Case, office: Office, sent: Sent) -> list[Due]:
    return [due for due in clocks.all_due(case, office, sent) if due.key not in sent]


def _route(case: Hostile, _due: Due, office: Office, at: datetime) -> Fallen:
    """Nothing when whoever goes away, or comes back, changes nothing."""
    people = moved_to(case, office)
    return Fallen(case) if people is None else _stepped(case, Move(people), office, at)


def _acknowledge(case: Hostile, due: Due, office: Office, at: datetime) -> Fallen:
    if due.key.mark == Mark.STEP_UP:
        return _step_up(case, office, at)
    if due.key.mark == Mark.GIVE_UP:
        return _told(case, nobody_answered(case, office))
    if case.track.urgent:
        there = [person for person in case.asked if office.available(person)]
        return Fallen(case, [(Notice(Says.PAGE_AGAIN, person), due.key) for person in there])
    return Fallen(case, [(_nudge(case, due, office, at), due.key)])


def _nudge(case: Hostile, due: Due, office: Office, at: datetime) -> Notice:
    facts: dict[str, Fact] = {"due": notices.when(answer_clocks.answer_due(case, office))}
    if due.key.mark == Mark.NUDGE:
        return Notice(Says.NUDGE_TO_ANSWER, case.asked[0], facts)
    facts["next"] = stepped_up(office, case.agent, case.asked, case.contact)
    facts["step_up"] = notices.when(answer_clocks.step_up_at(case, office, {due.key: at}))
    return Notice(Says.WARNING_TO_ANSWER, case.asked[0], facts)


def _step_up(case: Hostile, office: Office, at: datetime) -> Fallen:
    person = stepped_up(office, case.agent, case.asked, case.contact)
    if person is not None:
        return _stepped(case, StepUp(person), office, at)
    if case.contact:
        return _told(case, [Notice(Says.CONTACT_SILENT, case.agent, {"contact": case.contact})])
    return _told(case, [] if case.track.urgent else nobody_answered(case, office))


def nobody_answered(case: Hostile, office: Office) -> list[Notice]:
    """The agent hears who was tried and, when urgent, which number to ring."""
    says = Says.NOBODY_ANSWERED_URGENT if case.track.urgent else Says.NOBODY_ANSWERED
    waits = [] if case.contact else case_waits(case, office)
    return [Notice(says, case.agent, {"tried": list(case.asked)}), *waits]


def _later(says: Says) -> Callable[[Hostile, Due, Office, datetime], Fallen]:
    """A nudge to whoever goes on with the case."""

    def nudge(case: Hostile, due: Due, office: Office, _at: datetime) -> Fallen:
        person = goes_on(case, office)
        return Fallen(case, [(Notice(says, person), due.key)] if person else [])

    return nudge


def _explanation(case: Hostile, due: Due, office: Office, at: datetime) -> Fallen:
    if due.key.mark == Mark.STEP_UP:
        person = skip_for(case, office)
        return _stepped(case, StepUp(person), office, at) if person else Fallen(case)
    explainer = explains(case, office)
    return Fallen(case, [(Notice(Says.EXPLANATION_DUE, explainer), due.key)] if explainer else [])


def _reply(case: Hostile, _due: Due, office: Office, at: datetime) -> Fallen:
    return _stepped(case, NoAnswer(), office, at)


def _close(case: Hostile, _due: Due, office: Office, at: datetime) -> Fallen:
    return _stepped(case, Close(), office, at)


def _told(case: Case, notices_: list[Notice]) -> Fallen:
    return Fallen(case, [(notice, None) for notice in notices_])


def _stepped(case: Hostile, step: Step, office: Office, at: datetime) -> Fallen:
    """The clock does a step."""
    case, said = advance(case, step, by=CLOCK, at=at, office=office)
    return Fallen(case, [(notice, None) for notice in said], steps=[step])


_ACT: dict[Clock, Callable[[Any, Due, Office, datetime], Fallen]] = {
    Clock.ROUTE: _route,
    Clock.ACKNOWLEDGE: _acknowledge,
    Clock.TALK: _later(Says.TALK_DUE),
    Clock.DECISION: _later(Says.DECISION_DUE),
    Clock.EXPLANATION: _explanation,
    Clock.REPLY: _reply,
    Clock.LIMIT: _later(Says.LIMIT_ENDS),
    Clock.CLOSE: _close,
    **claim_nudges.ACT,
    Clock.DISH: dish_nudges.fall_due,
}
"""What each clock brings about; a clock belongs to one kind of case."""
