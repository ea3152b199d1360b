"""The promise: when the customer hears from us next, and what became of it."""

from dataclasses import dataclass, replace
from datetime import datetime

from bot.claim.case import Claim, Kept, Promise
from bot.notices import Notice, Says
from bot.refusals import Code, Refused
from bot.steps import Change, Step
from bot.team import Now


@dataclass(frozen=True, slots=True)
class KeepPromise(Step[Claim]):
    """The customer has heard from us in time."""

    def apply(self, case: Claim, now: Now) -> Change[Claim]:
        return settle(case, Kept.KEPT, now), [Notice(Says.WHAT_NEXT, now.by)]


@dataclass(frozen=True, slots=True)
class MissPromise(Step[Claim]):
    """The customer has not heard from us; refused before the promise is due."""

    def apply(self, case: Claim, now: Now) -> Change[Claim]:
        if now.at < case.promise.due:
            raise Refused(Code.NOT_NOW, headline=case.headline.value)
        return settle(case, Kept.LATE, now), []


@dataclass(frozen=True, slots=True)
class NewTime(Step[Claim]):
    """Another promise; the old one counts as kept only when it was not yet due."""

    due: datetime

    def apply(self, case: Claim, now: Now) -> Change[Claim]:
        still_to_come(self.due, now.at)
        if case.promise.kept is None:
            in_time = now.at < case.promise.due
            case = settle(case, Kept.REAGREED if in_time else Kept.LATE, now)
        return replace(case, promises=(*case.promises, Promise(self.due, now.at))), []


def settle(case: Claim, kept: Kept, now: Now) -> Claim:
    """The case with its newest promise settled; raises Refused when it was already."""
    if case.promise.kept is not None:
        raise Refused(Code.NOT_NOW, headline=case.headline.value)
    settled = replace(case.promise, kept=kept, settled_at=now.at)
    return replace(case, promises=(*case.promises[:-1], settled))


def still_to_come(due: datetime, at: datetime) -> None:
    """Raise Refused unless `due` is later than `at`."""
    if due <= at:
        raise Refused(Code.PROMISE_IN_THE_PAST)
