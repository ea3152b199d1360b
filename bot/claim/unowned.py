"""A claim without an owner, or whose customer has turned hostile: how it finds somebody."""

from dataclasses import dataclass, replace

from bot.claim.case import Claim, Offer, Unowned, Why
from bot.claim.handover import offered, taken, without_offer, yours_now
from bot.notices import Notice, Says
from bot.refusals import Code, Refused
from bot.steps import Change, Step
from bot.team import Now, PersonId, manager_of
from bot.text import Typed


@dataclass(frozen=True, slots=True)
class LetGo(Step[Claim]):
    """The owner can't go on with it, and says why."""

    reason: Typed | None = None

    def apply(self, case: Claim, now: Now) -> Change[Claim]:
        return _lost(case, now, Why.LET_GO, self.reason)


@dataclass(frozen=True, slots=True)
class LoseOwner(Step[Claim]):
    """The clock: the owner's account is gone, or they are away beyond the promise."""

    why: Why

    def apply(self, case: Claim, now: Now) -> Change[Claim]:
        owner = case.owner
        case, told = _lost(case, now, self.why, None)
        if owner and self.why is Why.AWAY:
            told.append(Notice(Says.NO_LONGER_YOURS, owner))
        return case, told


@dataclass(frozen=True, slots=True)
class TakeCase(Step[Claim]):
    """Anybody takes it, and the first wins."""

    def apply(self, case: Claim, now: Now) -> Change[Claim]:
        if case.owner == now.by:
            raise Refused(Code.OWN_CASE)
        if case.kept_from == now.by:
            raise Refused(Code.NOT_ALONE_WITH_CUSTOMER)
        if case.owner is not None:
            raise Refused(Code.ALREADY_CLAIMED, owner=case.owner, case=case.id, number=case.number)
        said = yours_now(case, now)
        case, told = without_offer(case, now)
        return taken(case, now), [*told, said]


@dataclass(frozen=True, slots=True)
class ProposeOwner(Step[Claim]):
    """A manager shares it out: somebody is asked, and accepts or has no room."""

    to: PersonId

    @property
    def concerned(self) -> tuple[PersonId | None, ...]:
        return (self.to,)

    def apply(self, case: Claim, now: Now) -> Change[Claim]:
        return offered(case, Offer(self.to, now.by, now.at), now)


def _lost(case: Claim, now: Now, why: Why, reason: Typed | None) -> Change[Claim]:
    """A manager is told at once; whoever was asked to take it may still do so."""
    assert case.owner is not None  # noqa: S101  the table says so
    manager = manager_of(now.team, case.owner)
    offer = case.offer
    if offer is not None and manager is not None:
        offer = replace(offer, by=manager)
    unowned = Unowned(now.at, why, case.owner, reason)
    told = [Notice(Says.UNOWNED, manager)] if manager else []
    case = replace(case, owner=None, offer=offer, unowned=unowned, losses=case.losses + 1)
    return case, told


@dataclass(frozen=True, slots=True)
class TurnHostile(Step[Claim]):
    """The owner has flagged the customer; when urgent, the case passes at once to who is asked."""

    flag: int
    to: PersonId | None = None
    """Who answers for the customer from now on, with the promise; None: the owner still does."""

    @property
    def concerned(self) -> tuple[PersonId | None, ...]:
        return (self.to,)

    def apply(self, case: Claim, now: Now) -> Change[Claim]:
        case = replace(case, linked=(*case.linked, self.flag))
        if self.to is None or self.to == case.owner:
            return case, []
        theirs = replace(now, by=self.to)
        case, told = without_offer(case, now)
        said = Notice(Says.PASSED_TO_YOU, self.to, {"due": case.promise.due})
        return replace(taken(case, theirs), passed=True, kept_from=now.by), [*told, said]
