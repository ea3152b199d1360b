"""The only ways in which a hostile case changes, and the table of who may do which when."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Protocol

from bot.cases.asking import asking
from bot.cases.care_steps import (
    Acknowledge,
    CorrectTalk,
    CorrectTalked,
    NoteTalk,
    See,
    StepUp,
    TakeBackWords,
)
from bot.cases.dish_steps import (
    AcceptDish,
    AddDish,
    DeclineDish,
    DishDone,
    DropDish,
    KeepDish,
    PassDish,
)
from bot.cases.dishes import concerned, open_dishes
from bot.cases.hostile import Change, Headline, Hostile, Track
from bot.cases.words import required
from bot.notices import Notice, Says
from bot.people import CLOCK, Moment, Office, require
from bot.refusals import Code, Refused

REOPEN_WITHIN = timedelta(days=30)


class Step(Protocol):
    """Something that one person does to a case; the table says who may and when."""

    def apply(self, case: Hostile, moment: Moment) -> Change: ...


def advance(case: Hostile, step: Step, *, by: str, at: datetime, office: Office) -> Change:
    """The case after `step`, and who must be told; raises Refused."""
    rule = STEPS[type(step)]
    require(rule.who(case, by))
    if case.headline not in rule.when:
        raise Refused(Code.NOT_NOW, headline=case.headline.value)
    return step.apply(case, Moment(by, at, office))


def flag(case: Hostile, office: Office) -> Change:
    """A new flag, asked of whoever is there; raises Refused."""
    required(case.customer, "customer")
    if not case.types:
        raise Refused(Code.FIELD_EMPTY, field="types")
    return asking(case, office, case.flagged_at, run=1)


@dataclass(frozen=True, slots=True)
class Withdraw:
    """The agent takes the flag back; when urgent, whoever was asked is still told."""

    def apply(self, case: Hostile, moment: Moment) -> Change:
        urgent = case.track is Track.URGENT
        told = [Notice(Says.WITHDRAWN, person) for person in case.asked] if urgent else []
        return replace(case, withdrawn_at=moment.at), told


@dataclass(frozen=True, slots=True)
class KeepOpen:
    """The agent: this light case is not to close by itself."""

    def apply(self, case: Hostile, moment: Moment) -> Change:
        return replace(case, kept_open=True), []


@dataclass(frozen=True, slots=True)
class Close:
    """Never without a real answer, nor with the talk still due."""

    def apply(self, case: Hostile, moment: Moment) -> Change:
        if not case.care.answers:
            raise Refused(Code.NO_ANSWER_YET)
        if case.talk_awaited:
            raise Refused(Code.TALK_STILL_DUE)
        if open_dishes(case.dishes):
            raise Refused(Code.DISH_OPEN)
        told = [] if moment.by == case.agent else [Notice(Says.CLOSED, case.agent)]
        return replace(case, closed_at=moment.at), told


@dataclass(frozen=True, slots=True)
class Reopen:
    """Within 30 days; the care track starts anew only if the agent asks for an answer."""

    answer_wanted: bool = False

    def apply(self, case: Hostile, moment: Moment) -> Change:
        if case.closed_at is None or moment.at > case.closed_at + REOPEN_WITHIN:
            raise Refused(Code.REOPEN_TOO_LATE, days=REOPEN_WITHIN.days)
        case = replace(case, closed_at=None, kept_open=True)
        if self.answer_wanted:
            require(moment.by == case.agent)
            return asking(case, moment.office, moment.at, run=case.care.run + 1)
        others = [person for person in (case.agent, *case.asked) if person != moment.by]
        return case, [Notice(Says.REOPENED, person, {"by": moment.by}) for person in others]


def _agent(case: Hostile, by: str) -> bool:
    return by == case.agent


def _asked(case: Hostile, by: str) -> bool:
    return by in case.asked


def _either(case: Hostile, by: str) -> bool:
    return _agent(case, by) or _asked(case, by)


def _washes(case: Hostile, by: str) -> bool:
    """The dish's person too, who sees its one line only; the step looks whose dish it is."""
    return _either(case, by) or by in concerned(case.dishes)


def _clock(_case: Hostile, by: str) -> bool:
    return by == CLOCK


def _whoever_closes(case: Hostile, by: str) -> bool:
    """A light case is the agent's to close too, and closes by itself."""
    light = case.track is Track.LIGHT
    return _asked(case, by) or (light and (_agent(case, by) or _clock(case, by)))


@dataclass(frozen=True, slots=True)
class Rule:
    who: Callable[[Hostile, str], bool]
    when: frozenset[Headline]


WAITING = frozenset({Headline.NEW, Headline.SEEN})
ANSWERED = frozenset({Headline.ANSWERED})
OPEN = WAITING | ANSWERED
CLOSED = frozenset({Headline.CLOSED})

STEPS: dict[type[Step], Rule] = {
    See: Rule(_asked, OPEN),
    Acknowledge: Rule(_asked, OPEN),
    TakeBackWords: Rule(_asked, OPEN),
    CorrectTalked: Rule(_agent, ANSWERED),
    NoteTalk: Rule(_asked, ANSWERED),
    CorrectTalk: Rule(_agent, ANSWERED),
    Withdraw: Rule(_agent, OPEN),
    StepUp: Rule(_clock, WAITING),
    KeepOpen: Rule(_agent, ANSWERED),
    Close: Rule(_whoever_closes, OPEN),
    Reopen: Rule(_either, CLOSED),
    AddDish: Rule(_either, ANSWERED),
    DishDone: Rule(_washes, OPEN),
    DropDish: Rule(_washes, OPEN),
    KeepDish: Rule(_asked, OPEN),
    PassDish: Rule(_washes, OPEN),
    AcceptDish: Rule(_washes, OPEN),
    DeclineDish: Rule(_washes, OPEN),
}
