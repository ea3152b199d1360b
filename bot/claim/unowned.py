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
        case, notices = _lost(case, now, self.why, None)
        if owner and self.why is Why.AWAY:
            notices.append(Notice(Says.NO_LONGER_YOURS, owner))
        return case, notices


@dataclass(frozen=True, slots=True)
class TakeCase(Step[Claim]):
    """Any colleague takes it; once it has an owner, others are refused."""

    def apply(self, case: Claim, now: Now) -> Change[Claim]:
        if case.owner == now.by:
            raise Refused(Code.OWN_CASE)
        if case.kept_from == now.by:
            raise Refused(Code.NOT_ALONE_WITH_CUSTOMER)
        if case.owner is not None:
            raise Refused(Code.ALREADY_CLAIMED, owner=case.owner, case=case.id, number=case.number)
        own_notice = yours_now(case, now)
        case, notices = without_offer(case, now)
        return taken(case, now), [*notices, own_notice]


@dataclass(frozen=True, slots=True)
class ProposeOwner(Step[Claim]):
    """A manager asks somebody to take an unowned case."""

    to: PersonId

    @property
    def concerned(self) -> tuple[PersonId | None, ...]:
        return (self.to,)

    def apply(self, case: Claim, now: Now) -> Change[Claim]:
        return offered(case, Offer(self.to, now.by, now.at), now)


def _lost(case: Claim, now: Now, why: Why, reason: Typed | None) -> Change[Claim]:
    """The case without its owner; a manager is told at once.

    An offer stays open, in the manager's name (decisions.md, A case that is let go may still be
    accepted by whoever was asked).
    """
    assert case.owner is not None  # noqa: S101  the table says so
    manager = manager_of(now.team, case.owner)
    offer = case.offer
    if offer is not None and manager is not None:
        offer = replace(offer, by=manager)
    unowned = Unowned(now.at, why, case.owner, reason)
    notices = [Notice(Says.UNOWNED, manager)] if manager else []
    case = replace(case, owner=None, offer=offer, unowned=unowned, losses=case.losses + 1)
    return case, notices


@dataclass(frozen=True, slots=True)
class TurnHostile(Step[Claim]):
    """The owner has flagged the customer; when that is urgent, the case passes on at once.

    It goes to a manager or the chosen contact; while none of them is there, to nobody.
    """

    flag: int
    to: PersonId | None = None
    """Who is the owner from now on, with the promise."""
    urgent: bool = False

    @property
    def concerned(self) -> tuple[PersonId | None, ...]:
        return (self.to,)

    def apply(self, case: Claim, now: Now) -> Change[Claim]:
        case = replace(case, linked=(*case.linked, self.flag))
        if not self.urgent:
            return case, []
        if self.to is None:
            case, notices = _lost(case, now, Why.LET_GO, None)
            return replace(case, kept_from=now.by), notices
        as_receiver = replace(now, by=self.to)
        case, notices = without_offer(case, now)
        receiver_notice = Notice(Says.PASSED_TO_YOU, self.to, {"due": case.promise.due})
        return replace(taken(case, as_receiver), passed=True, kept_from=now.by), [
            *notices,
            receiver_notice,
        ]
