"""The only ways in which a claim changes, and the table of who may do which when."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Protocol

from bot import notices
from bot.cases.claim import (
    HELPED,
    OPEN,
    OWNED,
    UNOWNED,
    Change,
    Claim,
    Kept,
    Note,
    Promise,
    Standing,
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
from bot.cases.handover_steps import (
    AcceptCase,
    DeclineCase,
    HandOver,
    LapseOffer,
    WithdrawOffer,
    without_offer,
)
from bot.cases.turned_steps import TurnHostile
from bot.cases.unowned_steps import LetGo, LoseOwner, ProposeOwner, TakeCase
from bot.notices import Notice, Says
from bot.people import CLOCK, Moment, Office, require
from bot.refusals import Code, Refused
from bot.text import required

REOPEN_WITHIN = timedelta(days=30)


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
    return case, [Notice(Says.SAY_TO_CUSTOMER, owner, {"due": due}) for owner in _owners(case)]


@dataclass(frozen=True, slots=True)
class KeepPromise:
    """The customer has heard from us in time."""

    def apply(self, case: Claim, moment: Moment) -> Change:
        return _settle(case, Kept.KEPT, moment), [Notice(Says.WHAT_NEXT, moment.by)]


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
    """The customer's problem is solved; with no dish open the case closes by itself."""

    kept: Kept | None = None
    """Asked for when the promise was due and nobody has said."""

    def apply(self, case: Claim, moment: Moment) -> Change:
        if case.promise_missed:
            raise Refused(Code.NEW_PROMISE_FIRST)
        if case.promise.kept is None:
            before = moment.at < case.promise.due
            kept = Kept.KEPT if before else self.kept
            if kept is None:
                raise Refused(Code.PROMISE_KEPT_OR_LATE)
            case = _settle(case, kept, moment)
        case, told = without_offer(case, moment)
        closed_at = None if open_dishes(case.dishes) else moment.at
        case = replace(case, helped_at=moment.at, closed_at=closed_at)
        return case, [*told, Notice(Says.WASHING_UP, moment.by)]


@dataclass(frozen=True, slots=True)
class OfferHelp:
    """A colleague helps; the owner stays the one who answers for the case."""

    def apply(self, case: Claim, moment: Moment) -> Change:
        if moment.by == case.owner:
            raise Refused(Code.OWN_CASE)
        if moment.by in case.helpers:
            raise Refused(Code.ALREADY_HELPING)
        told = [Notice(Says.HELP_OFFERED, person, {"by": moment.by}) for person in _owners(case)]
        return replace(case, helpers=(*case.helpers, moment.by)), told


@dataclass(frozen=True, slots=True)
class PassNote:
    """What a colleague knows of the case, passed on to the owner, who reads it when they like."""

    text: int | None = None

    def apply(self, case: Claim, moment: Moment) -> Change:
        if moment.by == case.owner:
            raise Refused(Code.OWN_CASE)
        note = Note(moment.by, moment.at, self.text)
        told = [Notice(Says.NOTE_PASSED, person, {"by": moment.by}) for person in _owners(case)]
        return replace(case, notes=(*case.notes, note)), told


@dataclass(frozen=True, slots=True)
class NoteThanks:
    """A manager wrote in the case's thread: that they did is noted, never what."""

    def apply(self, case: Claim, moment: Moment) -> Change:
        return replace(case, thanked_at=case.thanked_at or moment.at), []


@dataclass(frozen=True, slots=True)
class Reopen:
    """Within 30 days, with a new promise; the owner stays the owner."""

    due: datetime

    def apply(self, case: Claim, moment: Moment) -> Change:
        done_at = case.closed_at or case.helped_at
        if done_at is None or moment.at > done_at + REOPEN_WITHIN:
            raise Refused(Code.REOPEN_TOO_LATE, days=REOPEN_WITHIN.days)
        _still_to_come(self.due, moment.at)
        promises = (*case.promises, Promise(self.due, moment.at))
        case = replace(case, helped_at=None, closed_at=None, promises=promises)
        others = [person for person in _owners(case) if person != moment.by]
        return case, [Notice(Says.REOPENED, person, {"by": moment.by}) for person in others]


def may_read(case: Claim, by: str, office: Office) -> bool:
    """What was typed: for the owner and helpers, whoever is asked to take it, and managers."""
    asked = case.offer.to if case.offer else None
    return by in (case.owner, asked, *case.helpers, *office.team.responsible)


def _owners(case: Claim) -> tuple[str, ...]:
    """The owner, if there is one."""
    return (case.owner,) if case.owner else ()


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


def _receiver(case: Claim, moment: Moment) -> bool:
    """Anybody may press; the step looks whether the question is still theirs."""
    return moment.by != CLOCK


def _clock(_case: Claim, moment: Moment) -> bool:
    return moment.by == CLOCK


def _responsible(_case: Claim, moment: Moment) -> bool:
    return moment.by in moment.office.team.responsible


def _thanks(case: Claim, moment: Moment) -> bool:
    return moment.by != case.owner and _responsible(case, moment)


def _keeps(case: Claim, moment: Moment) -> bool:
    """Whoever answers for the case, now that the customer is helped."""
    return _owner(case, moment) or _responsible(case, moment)


def _washes(case: Claim, moment: Moment) -> bool:
    """The dish's person too; the step looks whose dish it is."""
    return _keeps(case, moment) or moment.by in concerned(case.dishes)


def _reopener(case: Claim, moment: Moment) -> bool:
    return moment.by in (case.owner, *case.helpers, *moment.office.team.managers)


@dataclass(frozen=True, slots=True)
class Rule:
    who: Callable[[Claim, Moment], bool]
    when: frozenset[Standing]


CLAIMED = frozenset({Standing.CLAIMED})
HANDING_OVER = frozenset({Standing.HANDING_OVER})
ALWAYS = frozenset(Standing)

STEPS: dict[type[Step], Rule] = {
    KeepPromise: Rule(_owner, OWNED),
    MissPromise: Rule(_owner, OWNED),
    NewTime: Rule(_owner, OWNED),
    MarkHelped: Rule(_owner, OWNED),
    OfferHelp: Rule(_colleague, OWNED),
    PassNote: Rule(_colleague, OWNED),
    HandOver: Rule(_owner, CLAIMED),
    WithdrawOffer: Rule(_owner, HANDING_OVER),
    AcceptCase: Rule(_receiver, ALWAYS),
    DeclineCase: Rule(_receiver, ALWAYS),
    LapseOffer: Rule(_clock, OPEN),
    LetGo: Rule(_owner, OWNED),
    LoseOwner: Rule(_clock, OWNED),
    TakeCase: Rule(_colleague, OPEN),
    ProposeOwner: Rule(_responsible, UNOWNED),
    TurnHostile: Rule(_owner, OWNED),
    NoteThanks: Rule(_thanks, OWNED | HELPED),
    AddDish: Rule(_keeps, HELPED),
    DishDone: Rule(_washes, ALWAYS),
    DropDish: Rule(_washes, ALWAYS),
    KeepDish: Rule(_responsible, ALWAYS),
    PassDish: Rule(_washes, ALWAYS),
    AcceptDish: Rule(_receiver, ALWAYS),
    DeclineDish: Rule(_receiver, ALWAYS),
    Reopen: Rule(_reopener, HELPED),
}
