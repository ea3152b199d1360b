"""A claim without an owner: how it comes to that, and how it finds one."""

from dataclasses import dataclass, replace

from bot.cases.claim import Change, Claim, Offer, Unowned, Why
from bot.cases.handover_steps import offered, taken, without_offer, yours_now
from bot.notices import Notice, Says
from bot.people import Moment, manager_of
from bot.refusals import Code, Refused


@dataclass(frozen=True, slots=True)
class LetGo:
    """The owner can't go on with it, and says why."""

    reason: int | None = None

    def apply(self, case: Claim, moment: Moment) -> Change:
        return _lost(case, moment, Why.LET_GO, self.reason)


@dataclass(frozen=True, slots=True)
class LoseOwner:
    """The clock: the owner's account is gone, or they are away beyond the promise."""

    why: Why

    def apply(self, case: Claim, moment: Moment) -> Change:
        owner = case.owner
        case, told = _lost(case, moment, self.why, None)
        if owner and self.why is Why.AWAY:
            told.append(Notice(Says.NO_LONGER_YOURS, owner))
        return case, told


@dataclass(frozen=True, slots=True)
class TakeCase:
    """Anybody takes it, and the first wins."""

    def apply(self, case: Claim, moment: Moment) -> Change:
        if case.owner == moment.by:
            raise Refused(Code.OWN_CASE)
        if case.kept_from == moment.by:
            raise Refused(Code.NOT_ALONE_WITH_CUSTOMER)
        if case.owner is not None:
            raise Refused(Code.ALREADY_CLAIMED, owner=case.owner, case=case.id, number=case.number)
        said = yours_now(case, moment)
        case, told = without_offer(case, moment)
        return taken(case, moment), [*told, said]


@dataclass(frozen=True, slots=True)
class ProposeOwner:
    """A manager shares it out: somebody is asked, and accepts or has no room."""

    to: str

    def apply(self, case: Claim, moment: Moment) -> Change:
        return offered(case, Offer(self.to, moment.by, moment.at), moment)


def _lost(case: Claim, moment: Moment, why: Why, reason: int | None) -> Change:
    """A manager is told at once; whoever was asked to take it may still do so."""
    assert case.owner is not None  # noqa: S101  the table says so
    manager = manager_of(moment.office, case.owner)
    offer = case.offer
    if offer is not None and manager is not None:
        offer = replace(offer, by=manager)
    unowned = Unowned(moment.at, why, case.owner, reason)
    told = [Notice(Says.UNOWNED, manager)] if manager else []
    case = replace(case, owner=None, offer=offer, unowned=unowned, losses=case.losses + 1)
    return case, told
