"""Who hears what when a clock of a flag runs out."""

from collections.abc import Callable, Mapping
from datetime import datetime

from bot.due import Clock, Due, Mark, Outcome, said, stepped
from bot.flag import clocks
from bot.flag.asked import explains, goes_on, moved_to, skip_for
from bot.flag.case import Flag
from bot.flag.closing import Close
from bot.flag.decision import NoAnswer
from bot.flag.paging import paged
from bot.flag.routing import Move, StepUp, case_waits
from bot.flag.steps import STEPS
from bot.flag.waiting import waits
from bot.notices import Fact, Notice, Says
from bot.steps import Kind
from bot.team import Team, stepped_up


def _route(case: Flag, _due: Due, team: Team, at: datetime) -> Outcome:
    """Move the case when who is asked has changed; leave it as it is when they are the same."""
    people = moved_to(case, team)
    return Outcome(case) if people is None else stepped(case, Move(people), team, at)


def _acknowledge(case: Flag, due: Due, team: Team, at: datetime) -> Outcome:
    if due.key.mark == Mark.STEP_UP:
        return _step_up(case, team, at)
    if due.key.mark == Mark.GIVE_UP:
        pages = _pages(case, due, team, at) if case.pace.urgent else []
        return said(case, *nobody_answered(case, team), *pages)
    if case.pace.urgent:
        available = [person for person in case.asked if team.available(person)]
        return Outcome(case, [(Notice(Says.PAGE_AGAIN, person), due.key) for person in available])
    return Outcome(case, [(_nudge(case, due, team, at), due.key)])


def _page(case: Flag, due: Due, team: Team, at: datetime) -> Outcome:
    return said(case, *_pages(case, due, team, at))


def _pages(case: Flag, due: Due, team: Team, at: datetime) -> list[Notice]:
    return [Notice(Says.PAGE_AGAIN, person) for person in paged(case, team, due, at)]


def _nudge(case: Flag, due: Due, team: Team, at: datetime) -> Notice:
    facts: dict[str, Fact] = {"due": clocks.answer_due(case, team)}
    if due.key.mark == Mark.NUDGE:
        return Notice(Says.NUDGE_TO_ANSWER, case.asked[0], facts)
    facts["next"] = stepped_up(team, case.agent, case.asked, case.contact)
    facts["step_up"] = clocks.step_up_at(case, team, {due.key: at})
    return Notice(Says.WARNING_TO_ANSWER, case.asked[0], facts)


def _step_up(case: Flag, team: Team, at: datetime) -> Outcome:
    person = stepped_up(team, case.agent, case.asked, case.contact)
    if person is not None:
        return stepped(case, StepUp(person), team, at)
    if case.contact:
        return said(case, Notice(Says.CONTACT_SILENT, case.agent, {"contact": case.contact}))
    return said(case, *([] if case.pace.urgent else nobody_answered(case, team)))


def nobody_answered(case: Flag, team: Team) -> list[Notice]:
    """The agent hears who was tried and, when urgent, which number to ring."""
    says = Says.NOBODY_ANSWERED_URGENT if case.pace.urgent else Says.NOBODY_ANSWERED
    notices = [] if case.contact else case_waits(case, team)
    return [Notice(says, case.agent, {"tried": list(case.asked)}), *notices]


def _later(says: Says) -> Callable[[Flag, Due, Team, datetime], Outcome]:
    """A nudge to whoever goes on with the case."""

    def nudge(case: Flag, due: Due, team: Team, _at: datetime) -> Outcome:
        person = goes_on(case, team)
        return Outcome(case, [(Notice(says, person), due.key)] if person else [])

    return nudge


def _explanation(case: Flag, due: Due, team: Team, at: datetime) -> Outcome:
    if due.key.mark == Mark.STEP_UP:
        person = skip_for(case, team)
        return stepped(case, StepUp(person), team, at) if person else Outcome(case)
    explainer = explains(case, team)
    return Outcome(case, [(Notice(Says.EXPLANATION_DUE, explainer), due.key)] if explainer else [])


def _reply(case: Flag, _due: Due, team: Team, at: datetime) -> Outcome:
    return stepped(case, NoAnswer(), team, at)


def _close(case: Flag, _due: Due, team: Team, at: datetime) -> Outcome:
    return stepped(case, Close(), team, at)


NUDGES: Mapping[Clock, Callable[[Flag, Due, Team, datetime], Outcome]] = {
    Clock.ROUTE: _route,
    Clock.ACKNOWLEDGE: _acknowledge,
    Clock.PAGE: _page,
    Clock.TALK: _later(Says.TALK_DUE),
    Clock.DECISION: _later(Says.DECISION_DUE),
    Clock.EXPLANATION: _explanation,
    Clock.REPLY: _reply,
    Clock.LIMIT: _later(Says.LIMIT_ENDS),
    Clock.CLOSE: _close,
}
FLAG: Kind[Flag] = Kind("hostile", STEPS, clocks.all_due, NUDGES, waits)
