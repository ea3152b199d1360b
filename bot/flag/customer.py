"""The steps of the customer track: who sees the case through with the customer."""

from dataclasses import dataclass, replace

from bot.flag.asked import goes_on
from bot.flag.case import Flag
from bot.flag.tracks import Finish, Holder
from bot.notices import Notice, Says
from bot.refusals import Code, Refused
from bot.steps import Change, Step, require
from bot.team import Now, PersonId


@dataclass(frozen=True, slots=True)
class WishToFinish(Step[Flag]):
    """The agent: myself, together, or please take it; not asked when urgent."""

    wish: Finish

    def apply(self, case: Flag, now: Now) -> Change[Flag]:
        if case.track.urgent:
            raise Refused(Code.NOT_WHEN_URGENT)
        holder = case.customer.holder
        if holder is not Holder.MANAGER:
            holder = Holder.TOGETHER if self.wish is Finish.TOGETHER else Holder.AGENT
        case = replace(case, customer=replace(case.customer, wish=self.wish, holder=holder))
        person = goes_on(case, now.team)
        if person is None or self.wish is Finish.MYSELF:
            return case, []
        return case, [Notice(Says.FINISH_WISHED, person, {"wish": self.wish})]


@dataclass(frozen=True, slots=True)
class TakeOver(Step[Flag]):
    """Whoever is asked has the customer from now on."""

    def apply(self, case: Flag, now: Now) -> Change[Flag]:
        track = case.customer
        if track.holder is Holder.MANAGER and track.taken_by == now.by:
            raise Refused(Code.HAS_CUSTOMER)
        track = replace(track, holder=Holder.MANAGER, taken_by=now.by, offered_back_by=None)
        notice = Notice(Says.TAKEN_OVER, case.agent, {"by": now.by})
        return replace(case, customer=track), [notice]


@dataclass(frozen=True, slots=True)
class HandBack(Step[Flag]):
    """The customer is to go back to the agent; it needs their yes."""

    def apply(self, case: Flag, now: Now) -> Change[Flag]:
        if case.customer.holder is not Holder.MANAGER:
            raise Refused(Code.AGENT_HAS_CUSTOMER)
        notice = Notice(Says.HAND_BACK_ASKED, case.agent, {"by": now.by})
        return replace(case, customer=replace(case.customer, offered_back_by=now.by)), [notice]


@dataclass(frozen=True, slots=True)
class TakeBack(Step[Flag]):
    """The agent says yes; in an urgent case they are never alone with the customer again."""

    def apply(self, case: Flag, now: Now) -> Change[Flag]:
        offerer = _offered(case)
        holder = Holder.TOGETHER if case.track.urgent else Holder.AGENT
        track = replace(case.customer, holder=holder, offered_back_by=None)
        notice = Notice(Says.TAKEN_BACK, offerer, {"yes": True})
        return replace(case, customer=track), [notice]


@dataclass(frozen=True, slots=True)
class StayWithManager(Step[Flag]):
    """The agent says no; the customer stays with whoever has them."""

    def apply(self, case: Flag, now: Now) -> Change[Flag]:
        offerer = _offered(case)
        notice = Notice(Says.TAKEN_BACK, offerer, {"yes": False})
        return replace(case, customer=replace(case.customer, offered_back_by=None)), [notice]


def _offered(case: Flag) -> PersonId:
    """Who would like to hand the customer back; raises Refused when nobody would."""
    if case.customer.offered_back_by is None:
        raise Refused(Code.NOT_OFFERED)
    return case.customer.offered_back_by


@dataclass(frozen=True, slots=True)
class CustomerHelped(Step[Flag]):
    """Whoever has the customer says so, once; raises Refused for anybody else."""

    def apply(self, case: Flag, now: Now) -> Change[Flag]:
        with_agent = case.customer.holder is Holder.AGENT
        together = case.customer.holder is Holder.TOGETHER
        require(together or (now.by == case.agent) is with_agent)
        if case.customer.helped_at is not None:
            raise Refused(Code.NOT_NOW, headline=case.headline.value)
        case = replace(case, customer=replace(case.customer, helped_at=now.at))
        return case, [Notice(Says.WASHING_UP, now.by)]
