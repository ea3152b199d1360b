"""One moment of one clock, and what has been sent of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from typing import NamedTuple

from bot.calendar import Calendar
from bot.notices import Notice
from bot.steps import Case, advance
from bot.team import CLOCK, Now, Team

JUST_IN_TIME = timedelta(minutes=10)
"""A nudge that went out later than this after its time was delayed by an outage."""


class Clock(StrEnum):
    ROUTE = "route"
    ACKNOWLEDGE = "acknowledge"
    PAGE = "page"
    TALK = "talk"
    DECISION = "decision"
    EXPLANATION = "explanation"
    REPLY = "reply"
    LIMIT = "limit"
    PROMISE = "promise"
    CLOSE = "close"
    OFFER = "offer"
    UNOWNED = "unowned"
    OWNER = "owner"
    THANKS = "thanks"
    DISH = "dish"


class Mark(StrEnum):
    """What happens at a moment of a clock."""

    NUDGE = "nudge"
    WARNING = "warning"
    STEP_UP = "step_up"
    GIVE_UP = "give_up"


class Key(NamedTuple):
    """Names one moment of one run of a clock. Each key is sent at most once."""

    clock: str
    run: int
    mark: str


class Due(NamedTuple):
    key: Key
    at: datetime


Sent = Mapping[Key, datetime]
"""What has been sent, and when."""


@dataclass(frozen=True, slots=True)
class Run:
    """One run of a clock. `sent` is all that was sent of the case, not of this run alone."""

    clock: Clock
    number: int
    sent: Sent

    def due(self, mark: Mark, at: datetime) -> Due:
        return Due(Key(self.clock.value, self.number, mark.value), at)

    def went_out(self, mark: Mark) -> datetime | None:
        return self.sent.get(Key(self.clock.value, self.number, mark.value))

    def after_warning(self, due: datetime, calendar: Calendar, *, planned: datetime) -> datetime:
        """When the step-up may come: `due`, or later when the warning went out only just before it.

        It waits one working hour after the warning, and two when the warning went out late, after
        an outage (behaviour.md, Nudge rules). `planned` is when the warning was due.
        """
        warned_at = self.went_out(Mark.WARNING)
        if warned_at is None:
            return due
        late = warned_at - calendar.opening(planned) > JUST_IN_TIME
        return max(due, calendar.add(warned_at, timedelta(hours=2 if late else 1)))


Told = list[tuple[Notice, Key | None]]
"""Notices, each with the key of the nudge that it is, or None for what is no nudge.

By the key, a nudge that is dropped before it is sent does not count as sent.
"""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What one due moment did: the case after it, letters to write, nudges to count as sent."""

    case: Case
    told: Told = field(default_factory=list)
    sent: list[Key] = field(default_factory=list)
    steps: list[object] = field(default_factory=list)
    """Steps that the clock has done, for the history."""


def said(case: Case, *notices: Notice) -> Outcome:
    """An outcome that tells something without counting as a nudge."""
    return Outcome(case, [(notice, None) for notice in notices])


def stepped(case: Case, step: object, team: Team, at: datetime) -> Outcome:
    """The outcome of a step that the clock does; raises Refused."""
    changed, notices = advance(case, step, Now(CLOCK, at, team))
    return Outcome(changed, [(notice, None) for notice in notices], steps=[step])
