"""A claim changes hands by consent: until the receiver accepts, the owner answers for it."""

from dataclasses import dataclass, replace

from bot.claim.case import Claim, Offer, Unowned
from bot.notices import Fact, Notice, Says
from bot.refusals import Code, Refused
from bot.steps import Change, Step
from bot.team import CLOCK, Now, PersonId, manager_of
from bot.text import Typed

TOO_MANY_DECLINES = 2
"""At this many declines of one case its manager is told."""


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
    def apply(self, case: Claim, now: Now) -> Change[Claim]:
        return without_offer(case, now)


@dataclass(frozen=True, slots=True)
class AcceptCase(Step[Claim]):
    """The receiver has the case from now on, and its promise."""

    def apply(self, case: Claim, now: Now) -> Change[Claim]:
        offer = _own_offer(case, now)
        readers = sorted({case.owner, offer.by} - {None, now.by, CLOCK}, key=str)
        due = case.promise.due
        facts: dict[str, Fact] = {"now": now.by, "due": due}
        notices = [Notice(Says.OFFER_TAKEN, str(person), facts) for person in readers]
        return taken(case, now), [*notices, yours_now(case, now)]


@dataclass(frozen=True, slots=True)
class DeclineCase(Step[Claim]):
    """The receiver has no room, and gives no reason; whoever asked them is told."""

    def apply(self, case: Claim, now: Now) -> Change[Claim]:
        offer = _own_offer(case, now)
        due = case.promise.due
        notices = [Notice(Says.OFFER_DECLINED, offer.by, {"by": now.by, "due": due})]
        if case.unowned:
            return _looked_for_again(case, case.unowned, now), notices
        case = replace(case, offer=None, declines=case.declines + 1)
        manager = manager_of(now.team, case.owner)
        if manager and case.declines == TOO_MANY_DECLINES:
            notices.append(Notice(Says.DECLINED_TWICE, manager, {"owner": case.owner, "due": due}))
        return case, notices


@dataclass(frozen=True, slots=True)
class LapseOffer(Step[Claim]):
    """The clock: the receiver has not answered. It counts as no decline."""

    def apply(self, case: Claim, now: Now) -> Change[Claim]:
        if case.offer is None:
            raise Refused(Code.OFFER_GONE, owner=case.owner)
        due = case.promise.due
        facts: dict[str, Fact] = {"before": [case.offer.to], "due": due}
        notices = [Notice(Says.OFFER_LAPSED, case.offer.by, facts)]
        if case.unowned:
            return _looked_for_again(case, case.unowned, now), notices
        return replace(case, offer=None), notices


@dataclass(frozen=True, slots=True)
class LoseOffer(Step[Claim]):
    """The bot could not bring the question to whoever was asked: it is taken back."""

    to: PersonId

    @property
    def concerned(self) -> tuple[PersonId | None, ...]:
        return (self.to,)

    def apply(self, case: Claim, now: Now) -> Change[Claim]:
        if case.offer is None or case.offer.to != self.to:
            raise Refused(Code.OFFER_GONE, owner=case.owner)
        notices = [Notice(Says.OFFER_LOST, case.offer.by, {"who": self.to})]
        if case.unowned:
            return _looked_for_again(case, case.unowned, now), notices
        return replace(case, offer=None), notices


def offered(case: Claim, offer: Offer, now: Now) -> Change[Claim]:
    """The case with a new offer instead of an earlier one; raises Refused for who is not there."""
    if offer.to == case.kept_from:
        raise Refused(Code.NOT_ALONE_WITH_CUSTOMER)
    if not now.team.available(offer.to):
        raise Refused(Code.NOT_THERE)
    case, notices = without_offer(case, now)
    facts: dict[str, Fact] = {"by": offer.by, "text": case.brief}
    notices.append(Notice(Says.OFFERED, offer.to, {**facts, "due": case.promise.due}))
    return replace(case, offer=offer, offers=case.offers + 1), notices


def without_offer(case: Claim, now: Now) -> Change[Claim]:
    """The offer is taken back; whoever was asked is told, unless they do the step."""
    if case.offer is None:
        return case, []
    notices = [Notice(Says.OFFER_GONE, case.offer.to)] if case.offer.to != now.by else []
    return replace(case, offer=None), notices


def taken(case: Claim, now: Now) -> Claim:
    """The case, its promise unchanged, with whoever does the step as its owner."""
    helpers = tuple(person for person in case.helpers if person != now.by)
    return replace(case, owner=now.by, offer=None, unowned=None, helpers=helpers, passed=False)


def yours_now(case: Claim, now: Now) -> Notice:
    """To the new owner: words for the customer, or the request for a promise when none runs."""
    promise_running = case.promise.kept is None and case.promise.due > now.at
    says = Says.SAY_TO_CUSTOMER if promise_running else Says.YOURS_NOW
    return Notice(says, now.by, {"due": case.promise.due})


def _own_offer(case: Claim, now: Now) -> Offer:
    if case.offer is None or case.offer.to != now.by:
        raise Refused(Code.OFFER_GONE, owner=case.owner)
    return case.offer


def _looked_for_again(case: Claim, unowned: Unowned, now: Now) -> Claim:
    """The unowned case without its offer: a new run gives the manager the whole time again."""
    renewed = replace(unowned, since=now.at)
    return replace(case, offer=None, unowned=renewed, losses=case.losses + 1)
