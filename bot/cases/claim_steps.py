"""The only ways in which a claim changes, and the table of who may do which when."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Protocol

from bot import notices
from bot.cases.claim import Claim, Kept, Promise, Standing
from bot.cases.words import required
from bot.notices import Notice, Says
from bot.people import CLOCK, Moment, Office, require
from bot.refusals import Code, Refused

REOPEN_WITHIN = timedelta(days=30)
Change = tuple[Claim, list[Notice]]


class Step(Protocol):
    """Something that one person does to a claim; the table says who may and when."""

    def apply(self, case: Claim, moment: Moment) -> Change: ...


def advance(case: Claim, step: Step, *, by: str, at: datetime, office: Office) -> Change:
    """The claim after `step`, and who must be told; raises Refused."""
    rule = STEPS[type(step)]
    moment = Moment(by, at, office)
    require(rule.who(case, moment))
    if case.standing not in rule.when:
        raise Refused(Code.NOT_NOW, headline=case.standing.value)
    return step.apply(case, moment)


def claim(case: Claim, _office: Office) -> Change:
    """A new claim; the owner gets a sentence to say to the customer. Raises Refused."""
    required(case.customer, "customer")
    _still_to_come(case.promise.due, case.claimed_at)
    due = notices.when(case.promise.due)
    return case, [Notice(Says.SAY_TO_CUSTOMER, case.owner, {"due": due})]


@dataclass(frozen=True, slots=True)
class KeepPromise:
    """The customer has heard from us in time."""

    def apply(self, case: Claim, moment: Moment) -> Change:
        return _settle(case, Kept.KEPT, moment), []


@dataclass(frozen=True, slots=True)
class MissPromise:
    """The customer has not heard from us in time."""

    def apply(self, case: Claim, moment: Moment) -> Change:
        if moment.at < case.promise.due:
            raise Refused(Code.NOT_NOW, headline=case.standing.value)
        return _settle(case, Kept.LATE, moment), []


@dataclass(frozen=True, slots=True)
class NewTime:
    """Another promise; the old one counts as kept only when it was not yet due."""

    due: datetime

    def apply(self, case: Claim, moment: Moment) -> Change:
        _still_to_come(self.due, moment.at)
        if case.promise.kept is None:
            in_time = moment.at < case.promise.due
            case = _settle(case, Kept.REAGREED if in_time else Kept.LATE, moment)
        return replace(case, promises=(*case.promises, Promise(self.due, moment.at))), []


@dataclass(frozen=True, slots=True)
class MarkHelped:
    """The customer's problem is solved. No dish is open, so the case closes by itself."""

    kept: Kept | None = None
    """Asked for when the promise was due and nobody has said."""

    def apply(self, case: Claim, moment: Moment) -> Change:
        if case.promise.kept is None:
            before = moment.at < case.promise.due
            kept = Kept.KEPT if before else self.kept
            if kept is None:
                raise Refused(Code.PROMISE_KEPT_OR_LATE)
            case = _settle(case, kept, moment)
        return replace(case, helped_at=moment.at, closed_at=moment.at), []


@dataclass(frozen=True, slots=True)
class OfferHelp:
    """A colleague helps; the owner stays the one who answers for the case."""

    def apply(self, case: Claim, moment: Moment) -> Change:
        if moment.by == case.owner:
            raise Refused(Code.OWN_CASE)
        if moment.by in case.helpers:
            raise Refused(Code.ALREADY_HELPING)
        told = [Notice(Says.HELP_OFFERED, case.owner, {"by": moment.by})]
        return replace(case, helpers=(*case.helpers, moment.by)), told


@dataclass(frozen=True, slots=True)
class Reopen:
    """Within 30 days, with a new promise; the owner stays the owner."""

    due: datetime

    def apply(self, case: Claim, moment: Moment) -> Change:
        if case.closed_at is None or moment.at > case.closed_at + REOPEN_WITHIN:
            raise Refused(Code.REOPEN_TOO_LATE, days=REOPEN_WITHIN.days)
        _still_to_come(self.due, moment.at)
        promises = (*case.promises, Promise(self.due, moment.at))
        case = replace(case, helped_at=None, closed_at=None, promises=promises)
        if moment.by == case.owner:
            return case, []
        return case, [Notice(Says.REOPENED, case.owner, {"by": moment.by})]


def _settle(case: Claim, kept: Kept, moment: Moment) -> Claim:
    if case.promise.kept is not None:
        raise Refused(Code.NOT_NOW, headline=case.standing.value)
    settled = replace(case.promise, kept=kept, settled_at=moment.at)
    return replace(case, promises=(*case.promises[:-1], settled))


def _still_to_come(due: datetime, at: datetime) -> None:
    if due <= at:
        raise Refused(Code.PROMISE_IN_THE_PAST, field="promise")


def _owner(case: Claim, moment: Moment) -> bool:
    return moment.by == case.owner


def _colleague(_case: Claim, moment: Moment) -> bool:
    return moment.by != CLOCK and moment.office.available(moment.by)


def _reopener(case: Claim, moment: Moment) -> bool:
    return moment.by in (case.owner, *case.helpers, *moment.office.team.managers)


@dataclass(frozen=True, slots=True)
class Rule:
    who: Callable[[Claim, Moment], bool]
    when: frozenset[Standing]


CLAIMED = frozenset({Standing.CLAIMED})
CLOSED = frozenset({Standing.CLOSED})

STEPS: dict[type[Step], Rule] = {
    KeepPromise: Rule(_owner, CLAIMED),
    MissPromise: Rule(_owner, CLAIMED),
    NewTime: Rule(_owner, CLAIMED),
    MarkHelped: Rule(_owner, CLAIMED),
    OfferHelp: Rule(_colleague, CLAIMED),
    Reopen: Rule(_reopener, CLOSED),
}
