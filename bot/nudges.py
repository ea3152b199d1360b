"""Who hears what when a clock runs out: caps and step-ups (product.md, Nudge rules)."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime

from bot import claim_nudges, clocks, dish_nudges, notices
from bot.cases import Case
from bot.cases.asking import case_waits
from bot.cases.care_steps import StepUp
from bot.cases.claim import Claim
from bot.cases.hostile import Headline, Hostile, Track
from bot.cases.hostile_steps import Close, advance
from bot.fallen import Fallen
from bot.notices import Fact, Notice, Says
from bot.people import CLOCK, Office, stepped_up
from bot.ticks import Clock, Due, Mark, Sent


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


def still_wanted(says: Says, facts: Mapping[str, Fact], case: Case) -> bool:
    """Whether a letter is still to be said: whoever does the step cancels what is queued for it."""
    if says in dish_nudges.ABOUT_DISHES:
        return dish_nudges.still_wanted(says, facts, case)
    if isinstance(case, Claim):
        return claim_nudges.still_wanted(says, facts, case)
    if says in WHILE_WAITING:
        return case.headline in (Headline.NEW, Headline.SEEN)
    return case.talk_awaited if says is Says.TALK_DUE else True


WHILE_WAITING = frozenset(
    {
        Says.NUDGE_TO_ANSWER,
        Says.WARNING_TO_ANSWER,
        Says.PAGE,
        Says.PAGE_AGAIN,
        Says.STEPPED_UP_TO_YOU,
        Says.STEPPED_UP_STILL_WAITING,
        Says.STEPPED_UP_FOR_YOU,
        Says.NOBODY_TO_ASK,
        Says.NOBODY_ANSWERED,
        Says.NOBODY_ANSWERED_URGENT,
        Says.CASE_WAITS,
    }
)


def _unsent(case: Case, office: Office, sent: Sent) -> list[Due]:
    return [due for due in clocks.all_due(case, office, sent) if due.key not in sent]


def _acknowledge(case: Case, due: Due, office: Office, at: datetime) -> Fallen:
    assert isinstance(case, Hostile)  # noqa: S101  only hostile cases have this clock
    if due.key.mark == Mark.STEP_UP:
        return _step_up(case, office, at)
    if due.key.mark == Mark.GIVE_UP:
        return _give_up(case, office)
    if case.track is Track.URGENT:
        there = [person for person in case.asked if office.available(person)]
        return Fallen(case, [(Notice(Says.PAGE_AGAIN, person), due.key) for person in there])
    return Fallen(case, [(_nudge(case, due, office, at), due.key)])


def _nudge(case: Hostile, due: Due, office: Office, at: datetime) -> Notice:
    facts: dict[str, Fact] = {"due": notices.when(clocks.answer_due(case, office))}
    if due.key.mark == Mark.NUDGE:
        return Notice(Says.NUDGE_TO_ANSWER, case.asked[0], facts)
    facts["next"] = stepped_up(office, case.agent, case.asked)
    facts["step_up"] = notices.when(clocks.step_up_at(case, office, {due.key: at}))
    return Notice(Says.WARNING_TO_ANSWER, case.asked[0], facts)


def _step_up(case: Hostile, office: Office, at: datetime) -> Fallen:
    person = stepped_up(office, case.agent, case.asked)
    if person is None:
        told = [] if case.track is Track.URGENT else nobody_answered(case, office)
        return Fallen(case, [(notice, None) for notice in told])
    step = StepUp(person)
    case, said = advance(case, step, by=CLOCK, at=at, office=office)
    return Fallen(case, [(notice, None) for notice in said], steps=[step])


def _give_up(case: Hostile, office: Office) -> Fallen:
    return Fallen(case, [(notice, None) for notice in nobody_answered(case, office)])


def nobody_answered(case: Hostile, office: Office) -> list[Notice]:
    """The agent hears who was tried and, when urgent, which number to ring."""
    urgent = case.track is Track.URGENT
    says = Says.NOBODY_ANSWERED_URGENT if urgent else Says.NOBODY_ANSWERED
    return [Notice(says, case.agent, {"tried": list(case.asked)}), *case_waits(case, office)]


def _talk(case: Case, due: Due, office: Office, _at: datetime) -> Fallen:
    assert isinstance(case, Hostile)  # noqa: S101  only hostile cases have this clock
    people = (clocks.first_answer(case).by, *case.asked)
    there = [person for person in people if office.available(person)]
    return Fallen(case, [(Notice(Says.TALK_DUE, person), due.key) for person in there[:1]])


def _close(case: Case, _due: Due, office: Office, at: datetime) -> Fallen:
    assert isinstance(case, Hostile)  # noqa: S101  only hostile cases have this clock
    step = Close()
    case, said = advance(case, step, by=CLOCK, at=at, office=office)
    return Fallen(case, [(notice, None) for notice in said], steps=[step])


_ACT: dict[Clock, Callable[[Case, Due, Office, datetime], Fallen]] = {
    Clock.ACKNOWLEDGE: _acknowledge,
    Clock.TALK: _talk,
    Clock.CLOSE: _close,
    **claim_nudges.ACT,
    Clock.DISH: dish_nudges.fall_due,
}
