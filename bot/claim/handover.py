"""A claim changes hands by consent: until the receiver accepts, the owner answers for it."""

from dataclasses import dataclass, replace

from bot.claim.case import Claim, Offer, Unowned
from bot.notices import Fact, Notice, Says
from bot.refusals import Code, Refused
from bot.steps import Change, Step
from bot.team import CLOCK, Now, PersonId, manager_of
from bot.text import Typed

TOO_MANY_DECLINES = 2
"""So many declines of a case, and its manager hears of it."""


@dataclass(frozen=True, slots=True)
class HandOver(Step[Claim]):
    """The owner asks a colleague, with three lines: what happened, was tried, is promised."""

    to: PersonId
    brief: Typed | None = None

    @property
    def concerned(self) -> tuple[PersonId | None, ...]:
        return (self.to,)

    def apply(self, case: Claim, now: Now) -> Change[Claim]:
        if self.to == case.owner:
            raise Refused(Code.OWN_CASE)
        case = replace(case, brief=self.brief)
        return offered(case, Offer(self.to, now.by, now.at), now)


@dataclass(frozen=True, slots=True)
class WithdrawOffer(Step[Claim]):
    """The owner takes the question back."""

    def apply(self, case: Claim, now: Now) -> Change[Claim]:
        return without_offer(case, now)


@dataclass(frozen=True, slots=True)
class AcceptCase(Step[Claim]):
    """The receiver has the case from now on, and its promise."""

    def apply(self, case: Claim, now: Now) -> Change[Claim]:
        offer = _own_offer(case, now)
        told = sorted({case.owner, offer.by} - {None, now.by, CLOCK}, key=str)
        due = case.promise.due
        facts: dict[str, Fact] = {"now": now.by, "due": due}
        said = [Notice(Says.OFFER_TAKEN, str(person), facts) for person in told]
        return taken(case, now), [*said, yours_now(case, now)]


@dataclass(frozen=True, slots=True)
class DeclineCase(Step[Claim]):
    """No room right now, and no reason is asked: everything stays as it was."""

    def apply(self, case: Claim, now: Now) -> Change[Claim]:
        offer = _own_offer(case, now)
        due = case.promise.due
        told = [Notice(Says.OFFER_DECLINED, offer.by, {"by": now.by, "due": due})]
        if case.unowned:
            return _looked_for_again(case, case.unowned, now), told
        case = replace(case, offer=None, declines=case.declines + 1)
        manager = manager_of(now.team, case.owner)
        if manager and case.declines == TOO_MANY_DECLINES:
            told.append(Notice(Says.DECLINED_TWICE, manager, {"owner": case.owner, "due": due}))
        return case, told


@dataclass(frozen=True, slots=True)
class LapseOffer(Step[Claim]):
    """The clock: no word came, which is no decline."""

    def apply(self, case: Claim, now: Now) -> Change[Claim]:
        if case.offer is None:
            raise Refused(Code.OFFER_GONE, owner=case.owner)
        due = case.promise.due
        facts: dict[str, Fact] = {"before": [case.offer.to], "due": due}
        told = [Notice(Says.OFFER_LAPSED, case.offer.by, facts)]
        if case.unowned:
            return _looked_for_again(case, case.unowned, now), told
        return replace(case, offer=None), told


def offered(case: Claim, offer: Offer, now: Now) -> Change[Claim]:
    """Somebody who is there is asked; whoever was asked before no longer is."""
    if offer.to == case.kept_from:
        raise Refused(Code.NOT_ALONE_WITH_CUSTOMER)
    if not now.team.available(offer.to):
        raise Refused(Code.NOT_THERE)
    case, told = without_offer(case, now)
    facts: dict[str, Fact] = {"by": offer.by, "text": case.brief}
    told.append(Notice(Says.OFFERED, offer.to, {**facts, "due": case.promise.due}))
    return replace(case, offer=offer, offers=case.offers + 1), told


def without_offer(case: Claim, now: Now) -> Change[Claim]:
    """The question is taken back, and whoever was asked is told, unless they did it."""
    if case.offer is None:
        return case, []
    told = [Notice(Says.OFFER_GONE, case.offer.to)] if case.offer.to != now.by else []
    return replace(case, offer=None), told


def taken(case: Claim, now: Now) -> Claim:
    """The case of whoever does the step, with its promise."""
    helpers = tuple(person for person in case.helpers if person != now.by)
    return replace(case, owner=now.by, offer=None, unowned=None, helpers=helpers, passed=False)


def yours_now(case: Claim, now: Now) -> Notice:
    """A sentence for the customer; without a promise that still runs, one is to be made."""
    runs = case.promise.kept is None and case.promise.due > now.at
    says = Says.SAY_TO_CUSTOMER if runs else Says.YOURS_NOW
    return Notice(says, now.by, {"due": case.promise.due})


def _own_offer(case: Claim, now: Now) -> Offer:
    if case.offer is None or case.offer.to != now.by:
        raise Refused(Code.OFFER_GONE, owner=case.owner)
    return case.offer


def _looked_for_again(case: Claim, unowned: Unowned, now: Now) -> Claim:
    """The manager has fresh time to find somebody else."""
    again = replace(unowned, since=now.at)
    return replace(case, offer=None, unowned=again, losses=case.losses + 1)
