"""A claim whose customer has turned hostile: flagged by the owner, and linked with the flag."""

from dataclasses import dataclass, replace

from bot import notices
from bot.cases.claim import Change, Claim
from bot.cases.handover_steps import taken, without_offer
from bot.notices import Notice, Says
from bot.people import Moment


@dataclass(frozen=True, slots=True)
class TurnHostile:
    """The owner has flagged the customer; when urgent, the case passes at once to who is asked."""

    flag: int
    to: str | None = None
    """Who answers for the customer from now on, with the promise; None: the owner still does."""

    def apply(self, case: Claim, moment: Moment) -> Change:
        case = replace(case, linked=(*case.linked, self.flag))
        if self.to is None or self.to == case.owner:
            return case, []
        theirs = replace(moment, by=self.to)
        case, told = without_offer(case, moment)
        said = Notice(Says.PASSED_TO_YOU, self.to, {"due": notices.when(case.promise.due)})
        return replace(taken(case, theirs), passed=True, kept_from=moment.by), [*told, said]
