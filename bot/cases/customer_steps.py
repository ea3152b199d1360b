"""The steps of the customer track: who sees the case through with the customer."""

from dataclasses import dataclass, replace

from bot.cases.hostile import Change, Hostile
from bot.cases.through import Finish, Holder
from bot.notices import Notice, Says
from bot.people import Moment, goes_on, require
from bot.refusals import Code, Refused


@dataclass(frozen=True, slots=True)
class WishToFinish:
    """The agent: myself, together, or please take it; not asked when urgent."""

    wish: Finish

    def apply(self, case: Hostile, moment: Moment) -> Change:
        if case.track.urgent:
            raise Refused(Code.NOT_WHEN_URGENT)
        holder = case.through.holder
        if holder is not Holder.MANAGER:
            holder = Holder.TOGETHER if self.wish is Finish.TOGETHER else Holder.AGENT
        case = replace(case, through=replace(case.through, wish=self.wish, holder=holder))
        person = goes_on(case, moment.office)
        if person is None or self.wish is Finish.MYSELF:
            return case, []
        return case, [Notice(Says.FINISH_WISHED, person, {"wish": self.wish})]


@dataclass(frozen=True, slots=True)
class TakeOver:
    """Whoever is asked has the customer from now on."""

    def apply(self, case: Hostile, moment: Moment) -> Change:
        through = case.through
        if through.holder is Holder.MANAGER and through.taken_by == moment.by:
            raise Refused(Code.HAS_CUSTOMER)
        through = replace(through, holder=Holder.MANAGER, taken_by=moment.by, offered_back_by=None)
        told = Notice(Says.TAKEN_OVER, case.agent, {"by": moment.by})
        return replace(case, through=through), [told]


@dataclass(frozen=True, slots=True)
class HandBack:
    """The customer is to go back to the agent; it needs their yes."""

    def apply(self, case: Hostile, moment: Moment) -> Change:
        if case.through.holder is not Holder.MANAGER:
            raise Refused(Code.AGENT_HAS_CUSTOMER)
        told = Notice(Says.HAND_BACK_ASKED, case.agent, {"by": moment.by})
        return replace(case, through=replace(case.through, offered_back_by=moment.by)), [told]


@dataclass(frozen=True, slots=True)
class TakeBack:
    """The agent says yes; in an urgent case they are never alone with the customer again."""

    def apply(self, case: Hostile, moment: Moment) -> Change:
        offered = _offered(case)
        holder = Holder.TOGETHER if case.track.urgent else Holder.AGENT
        through = replace(case.through, holder=holder, offered_back_by=None)
        told = Notice(Says.TAKEN_BACK, offered, {"yes": True})
        return replace(case, through=through), [told]


@dataclass(frozen=True, slots=True)
class StayWithManager:
    """The agent says no; the customer stays with whoever has them."""

    def apply(self, case: Hostile, moment: Moment) -> Change:
        offered = _offered(case)
        told = Notice(Says.TAKEN_BACK, offered, {"yes": False})
        return replace(case, through=replace(case.through, offered_back_by=None)), [told]


def _offered(case: Hostile) -> str:
    if case.through.offered_back_by is None:
        raise Refused(Code.NOT_OFFERED)
    return case.through.offered_back_by


@dataclass(frozen=True, slots=True)
class CustomerHelped:
    """The customer has an answer, from whoever sees the case through."""

    def apply(self, case: Hostile, moment: Moment) -> Change:
        agents = case.through.holder is Holder.AGENT
        together = case.through.holder is Holder.TOGETHER
        require(together or (moment.by == case.agent) is agents)
        if case.through.helped_at is not None:
            raise Refused(Code.NOT_NOW, headline=case.headline.value)
        case = replace(case, through=replace(case.through, helped_at=moment.at))
        return case, [Notice(Says.WASHING_UP, moment.by)]
