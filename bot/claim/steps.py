"""The only ways in which a claim changes, and the table of who may do which when."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from bot.claim.case import (
    HELPED,
    OPEN,
    OWNED,
    UNOWNED,
    Claim,
    Headline,
    Kept,
    Note,
    Promise,
)
from bot.claim.handover import (
    AcceptCase,
    DeclineCase,
    HandOver,
    LapseOffer,
    LoseOffer,
    WithdrawOffer,
    without_offer,
)
from bot.claim.promise import KeepPromise, MissPromise, NewTime, settle, still_to_come
from bot.claim.unowned import LetGo, LoseOwner, ProposeOwner, TakeCase, TurnHostile
from bot.dishes.dish import concerned, open_dishes
from bot.dishes.steps import (
    AcceptDish,
    AddDish,
    DeclineDish,
    DishDone,
    DropDish,
    KeepDish,
    PassDish,
)
from bot.notices import Notice, Says
from bot.refusals import Code, Refused
from bot.steps import Change, Rule, Step
from bot.team import CLOCK, Now, PersonId
from bot.text import Typed, visible

REOPEN_WITHIN = timedelta(days=30)


def open_claim(case: Claim) -> Change[Claim]:
    """A new claim; the owner gets a sentence to say to the customer. Raises Refused."""
    if not visible(case.reference).strip():
        raise Refused(Code.REFERENCE_EMPTY)
    still_to_come(case.promise.due, case.claimed_at)
    due = case.promise.due
    return case, [Notice(Says.SAY_TO_CUSTOMER, owner, {"due": due}) for owner in _owners(case)]


@dataclass(frozen=True, slots=True)
class MarkHelped(Step[Claim]):
    """The customer's problem is solved; with no dish open the case closes by itself."""

    kept: Kept | None = None
    """What became of a promise that is past due and not settled; otherwise ignored."""

    def apply(self, case: Claim, now: Now) -> Change[Claim]:
        if case.promise_missed:
            raise Refused(Code.NEW_PROMISE_FIRST)
        if case.promise.kept is None:
            in_time = now.at < case.promise.due
            kept = Kept.KEPT if in_time else self.kept
            if kept is None:
                raise Refused(Code.PROMISE_KEPT_OR_LATE)
            case = settle(case, kept, now)
        case, notices = without_offer(case, now)
        closed_at = None if open_dishes(case.dishes) else now.at
        case = replace(case, helped_at=now.at, closed_at=closed_at)
        return case, [*notices, Notice(Says.WASHING_UP, now.by)]


@dataclass(frozen=True, slots=True)
class OfferHelp(Step[Claim]):
    """A colleague helps; the owner stays the one who answers for the case."""

    def apply(self, case: Claim, now: Now) -> Change[Claim]:
        if now.by == case.owner:
            raise Refused(Code.OWN_CASE)
        if now.by in case.helpers:
            raise Refused(Code.ALREADY_HELPING)
        notices = [Notice(Says.HELP_OFFERED, person, {"by": now.by}) for person in _owners(case)]
        return replace(case, helpers=(*case.helpers, now.by)), notices


@dataclass(frozen=True, slots=True)
class PassNote(Step[Claim]):
    """A colleague's note; the owner is told that there is one, and opens it."""

    text: Typed | None = None

    def apply(self, case: Claim, now: Now) -> Change[Claim]:
        if now.by == case.owner:
            raise Refused(Code.OWN_CASE)
        note = Note(now.by, now.at, self.text)
        notices = [Notice(Says.NOTE_PASSED, person, {"by": now.by}) for person in _owners(case)]
        return replace(case, notes=(*case.notes, note)), notices


@dataclass(frozen=True, slots=True)
class NoteThanks(Step[Claim]):
    """A manager wrote in the case's thread: the time is kept, the words are not."""

    def apply(self, case: Claim, now: Now) -> Change[Claim]:
        return replace(case, thanked_at=case.thanked_at or now.at), []


@dataclass(frozen=True, slots=True)
class Reopen(Step[Claim]):
    """Within 30 days, with a new promise; the owner stays the owner."""

    due: datetime

    def apply(self, case: Claim, now: Now) -> Change[Claim]:
        done_at = case.closed_at or case.helped_at
        if done_at is None or now.at > done_at + REOPEN_WITHIN:
            raise Refused(Code.REOPEN_TOO_LATE, days=REOPEN_WITHIN.days)
        still_to_come(self.due, now.at)
        promises = (*case.promises, Promise(self.due, now.at))
        case = replace(case, helped_at=None, closed_at=None, promises=promises)
        others = [person for person in _owners(case) if person != now.by]
        return case, [Notice(Says.REOPENED, person, {"by": now.by}) for person in others]


def _owners(case: Claim) -> tuple[PersonId, ...]:
    """The owner in a tuple, for loops; empty while there is none."""
    return (case.owner,) if case.owner else ()


def _owner(case: Claim, now: Now) -> bool:
    return now.by == case.owner


def _colleague(_case: Claim, now: Now) -> bool:
    return now.by != CLOCK and now.team.available(now.by)


def _receiver(case: Claim, now: Now) -> bool:
    """Any person: the step itself refuses those who are not asked."""
    return now.by != CLOCK


def _clock(_case: Claim, now: Now) -> bool:
    return now.by == CLOCK


def _responsible(_case: Claim, now: Now) -> bool:
    return now.by in now.team.settings.responsible


def _thanks(case: Claim, now: Now) -> bool:
    return now.by != case.owner and _responsible(case, now)


def _keeps(case: Claim, now: Now) -> bool:
    """Whoever may add dishes: the owner, or somebody responsible."""
    return _owner(case, now) or _responsible(case, now)


def _washes(case: Claim, now: Now) -> bool:
    """Whoever may add dishes, and the people of open ones; the step checks whose it is."""
    return _keeps(case, now) or now.by in concerned(case.dishes)


def _reopener(case: Claim, now: Now) -> bool:
    return now.by in (case.owner, *case.helpers, *now.team.settings.managers)


CLAIMED = frozenset({Headline.CLAIMED})
HANDING_OVER = frozenset({Headline.HANDING_OVER})
ALWAYS = frozenset(Headline)
STEPS: Mapping[type, Rule[Claim]] = {
    KeepPromise: Rule("keep_promise", _owner, OWNED),
    MissPromise: Rule("miss_promise", _owner, OWNED),
    NewTime: Rule("new_time", _owner, OWNED),
    MarkHelped: Rule("mark_helped", _owner, OWNED),
    OfferHelp: Rule("offer_help", _colleague, OWNED),
    PassNote: Rule("pass_note", _colleague, OWNED),
    HandOver: Rule("hand_over", _owner, CLAIMED),
    WithdrawOffer: Rule("withdraw_offer", _owner, HANDING_OVER),
    AcceptCase: Rule("accept_case", _receiver, ALWAYS),
    DeclineCase: Rule("decline_case", _receiver, ALWAYS),
    LapseOffer: Rule("lapse_offer", _clock, OPEN),
    LoseOffer: Rule("lose_offer", _clock, OPEN),
    LetGo: Rule("let_go", _owner, OWNED),
    LoseOwner: Rule("lose_owner", _clock, OWNED),
    TakeCase: Rule("take_case", _colleague, OPEN),
    ProposeOwner: Rule("propose_owner", _responsible, UNOWNED),
    TurnHostile: Rule("turn_hostile", _owner, OWNED, flags=True),
    NoteThanks: Rule("note_thanks", _thanks, OWNED | HELPED),
    AddDish: Rule("add_dish", _keeps, HELPED),
    DishDone: Rule("dish_done", _washes, ALWAYS),
    DropDish: Rule("drop_dish", _washes, ALWAYS),
    KeepDish: Rule("keep_dish", _responsible, ALWAYS),
    PassDish: Rule("pass_dish", _washes, ALWAYS),
    AcceptDish: Rule("accept_dish", _receiver, ALWAYS),
    DeclineDish: Rule("decline_dish", _receiver, ALWAYS),
    Reopen: Rule("reopen", _reopener, HELPED),
}
