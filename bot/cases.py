"""Every kind of case: which there are, and how their clocks run."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from bot.claim.case import Claim
from bot.dishes import clocks as dish_clocks
from bot.dishes import waiting as dish_waiting
from bot.due import Clock, Due, Mark, Outcome, Sent
from bot.flag.case import Flag
from bot.steps import C, Case
from bot.team import PersonId, Team
from bot.waiting import Wait

KINDS: Mapping[str, type[Case]] = {"hostile": Flag, "claim": Claim}
"""By the name that the database has for each kind."""


def next_due(case: Case, team: Team, sent: Sent) -> datetime | None:
    """The earliest moment of its clocks that is not sent yet; None when nothing is awaited."""
    return min((due.at for due in _unsent(case, team, sent)), default=None)


def fall_due(case: C, team: Team, sent: Sent, at: datetime) -> Outcome:
    """What one clock of the case brings about at `at`; an empty outcome when nothing is due.

    1. Of all that is due, take the clock whose moment came first.
    2. Of several nudges of its run that were missed, say only the last.
    3. Count all of those as sent.
    """
    overdue = [due for due in _unsent(case, team, sent) if due.at <= at]
    if not overdue:
        return Outcome(case)
    first = overdue[0]
    same_run = [due for due in overdue if due.key[:2] == first.key[:2]]
    nudges = [due for due in same_run if due.key.mark in (Mark.NUDGE, Mark.WARNING)]
    chosen = nudges[-1] if nudges else first
    clock = Clock(chosen.key.clock)
    act = dish_clocks.fall_due if clock is Clock.DISH else case.kind.nudges[clock]
    return replace(act(case, chosen, team, at), sent=[due.key for due in nudges or [first]])


def waits_for(case: C, person: PersonId, team: Team, at: datetime) -> list[Wait]:
    """What the case wants of that person now, one entry for each thing."""
    all_waits = [*case.kind.waits(case, team, at), *dish_waiting.waits(case, team, at)]
    return [wait for wait in all_waits if wait.person == person]


def _unsent(case: C, team: Team, sent: Sent) -> list[Due]:
    """In the order in which they fall due."""
    dues = [*case.kind.clocks(case, team, sent), *dish_clocks.all_due(case, team, sent)]
    return sorted((due for due in dues if due.key not in sent), key=lambda due: due.at)
