"""A claim changes hands by consent: until the receiver accepts, the owner answers for it."""

from dataclasses import dataclass, replace

from bot import notices
from bot.cases.claim import Change, Claim, Offer, Unowned
from bot.notices import Fact, Notice, Says
from bot.people import CLOCK, Moment, manager_of
from bot.refusals import Code, Refused

TOO_MANY_DECLINES = 2
"""So many declines of a case, and its manager hears of it."""


@dataclass(frozen=True, slots=True)
class HandOver:
    """The owner asks a colleague, with three lines: what happened, was tried, is promised."""

    to: str
    brief: int | None = None

    def apply(self, case: Claim, moment: Moment) -> Change:
        if self.to == case.owner:
            raise Refused(Code.OWN_CASE, field="to")
        case = replace(case, brief=self.brief)
        return offered(case, Offer(self.to, moment.by, moment.at), moment)


@dataclass(frozen=True, slots=True)
class WithdrawOffer:
    """The owner takes the question back."""

    def apply(self, case: Claim, moment: Moment) -> Change:
        return without_offer(case, moment)


@dataclass(frozen=True, slots=True)
class AcceptCase:
    """The receiver has the case from now on, and its promise."""

    def apply(self, case: Claim, moment: Moment) -> Change:
        offer = _own_offer(case, moment)
        told = sorted({case.owner, offer.by} - {None, moment.by, CLOCK}, key=str)
        due = notices.when(case.promise.due)
        facts: dict[str, Fact] = {"now": moment.by, "due": due}
        said = [Notice(Says.OFFER_TAKEN, str(person), facts) for person in told]
        return taken(case, moment), [*said, yours_now(case, moment)]


@dataclass(frozen=True, slots=True)
class DeclineCase:
    """No room right now, and no reason is asked: everything stays as it was."""

    def apply(self, case: Claim, moment: Moment) -> Change:
        offer = _own_offer(case, moment)
        due = notices.when(case.promise.due)
        told = [Notice(Says.OFFER_DECLINED, offer.by, {"by": moment.by, "due": due})]
        if case.unowned:
            return _looked_for_again(case, case.unowned, moment), told
        case = replace(case, offer=None, declines=case.declines + 1)
        manager = manager_of(moment.office, case.owner)
        if manager and case.declines == TOO_MANY_DECLINES:
            told.append(Notice(Says.DECLINED_TWICE, manager, {"owner": case.owner, "due": due}))
        return case, told


@dataclass(frozen=True, slots=True)
class LapseOffer:
    """The clock: no word came, which is no decline."""

    def apply(self, case: Claim, moment: Moment) -> Change:
        if case.offer is None:
            raise Refused(Code.OFFER_GONE, owner=case.owner)
        due = notices.when(case.promise.due)
        facts: dict[str, Fact] = {"before": [case.offer.to], "due": due}
        told = [Notice(Says.OFFER_LAPSED, case.offer.by, facts)]
        if case.unowned:
            return _looked_for_again(case, case.unowned, moment), told
        return replace(case, offer=None), told


def offered(case: Claim, offer: Offer, moment: Moment) -> Change:
    """Somebody who is there is asked; whoever was asked before no longer is."""
    if offer.to == case.kept_from:
        raise Refused(Code.NOT_ALONE_WITH_CUSTOMER, field="to")
    if not moment.office.available(offer.to):
        raise Refused(Code.NOT_THERE, field="to")
    case, told = without_offer(case, moment)
    facts: dict[str, Fact] = {"by": offer.by, "text": case.brief}
    told.append(Notice(Says.OFFERED, offer.to, {**facts, "due": notices.when(case.promise.due)}))
    return replace(case, offer=offer, offers=case.offers + 1), told


def without_offer(case: Claim, moment: Moment) -> Change:
    """The question is taken back, and whoever was asked is told, unless they did it."""
    if case.offer is None:
        return case, []
    told = [Notice(Says.OFFER_GONE, case.offer.to)] if case.offer.to != moment.by else []
    return replace(case, offer=None), told


def taken(case: Claim, moment: Moment) -> Claim:
    """The case of whoever does the step, with its promise."""
    helpers = tuple(person for person in case.helpers if person != moment.by)
    return replace(case, owner=moment.by, offer=None, unowned=None, helpers=helpers, passed=False)


def yours_now(case: Claim, moment: Moment) -> Notice:
    """A sentence for the customer; without a promise that still runs, one is to be made."""
    runs = case.promise.kept is None and case.promise.due > moment.at
    says = Says.SAY_TO_CUSTOMER if runs else Says.YOURS_NOW
    return Notice(says, moment.by, {"due": notices.when(case.promise.due)})


def _own_offer(case: Claim, moment: Moment) -> Offer:
    if case.offer is None or case.offer.to != moment.by:
        raise Refused(Code.OFFER_GONE, owner=case.owner)
    return case.offer


def _looked_for_again(case: Claim, unowned: Unowned, moment: Moment) -> Claim:
    """The manager has fresh time to find somebody else."""
    again = replace(unowned, since=moment.at)
    return replace(case, offer=None, unowned=again, losses=case.losses + 1)
