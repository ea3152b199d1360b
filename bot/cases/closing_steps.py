"""The end of a hostile case, and what may come after it."""

from dataclasses import dataclass, replace
from datetime import timedelta

from bot.cases.asking import asking
from bot.cases.care_steps import talk_asked
from bot.cases.dishes import open_dishes
from bot.cases.hostile import Change, Closing, Hostile, Track
from bot.cases.routing_steps import joined
from bot.notices import Notice, Says
from bot.people import CLOCK, Moment, Office, require, skip_for
from bot.refusals import Code, Refused

REOPEN_WITHIN = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class Withdraw:
    """The agent takes the flag back; when urgent, whoever was asked is still told."""

    def apply(self, case: Hostile, moment: Moment) -> Change:
        if case.decision is not None:
            raise Refused(Code.WITHDRAW_TOO_LATE)
        told = [Notice(Says.WITHDRAWN, p) for p in case.asked] if case.track.urgent else []
        done = tuple(dish for dish in case.dishes if not dish.open)  # nothing is left to wash
        return replace(case, withdrawn_at=moment.at, dishes=done), told


@dataclass(frozen=True, slots=True)
class KeepOpen:
    """The agent: this light case is not to close by itself."""

    def apply(self, case: Hostile, moment: Moment) -> Change:
        return replace(case, kept_open=True), []


@dataclass(frozen=True, slots=True)
class Close:
    """Whoever is asked asks for it, and the agent has two working days to object."""

    def apply(self, case: Hostile, moment: Moment) -> Change:
        missing = lacking(case, moment.office, by=moment.by)
        if missing is not None:
            raise Refused(missing)
        if moment.by == case.agent:
            require(case.track is Track.LIGHT or case.closing is not None)
            return replace(case, closed_at=moment.at, closing=None), []
        there = moment.office.active(case.agent)
        if moment.by == CLOCK or not there:
            told = [Notice(Says.CLOSED, case.agent)] if there else []
            return replace(case, closed_at=moment.at, closing=None), told
        if case.closing is not None:
            raise Refused(Code.CLOSING_ALREADY)
        told = [Notice(Says.CLOSING, case.agent, {"by": moment.by})]
        return replace(case, closing=Closing(moment.by, moment.at)), told


def lacking(case: Hostile, office: Office, *, by: str | None = None) -> Code | None:
    """What is missing before the case may close.

    All that concerns a deactivated agent lapses; an agent who closes wants no talk, and is heard.
    """
    there, light = office.active(case.agent), case.track is Track.LIGHT
    owed = there and not (light and by == case.agent)
    missing = {
        Code.NO_ANSWER_YET: there and not case.care.answers,
        Code.NOT_EXPLAINED: there and case.unexplained_since is not None,
        Code.NOT_DECIDED: there and case.decision is None and not light,
        Code.TALK_STILL_DUE: owed and case.talk_awaited,
        Code.REPLY_STILL_OPEN: owed and case.reply_awaited,
        Code.DISH_OPEN: bool(open_dishes(case.dishes)),
    }
    return next((code for code, lacks in missing.items() if lacks), None)


@dataclass(frozen=True, slots=True)
class Object:
    """The agent wants the case kept open: a talk is due; the second time the skip is asked too."""

    def apply(self, case: Hostile, moment: Moment) -> Change:
        if case.closing is None:
            raise Refused(Code.NOT_NOW, headline=case.headline.value)
        case = replace(case, objections=case.objections + 1, kept_open=True)
        case, told = talk_asked(case, moment, Says.OBJECTED)
        if case.objections == 2:
            return _to_the_skip(case, told, moment)
        return case, told


def _to_the_skip(case: Hostile, told: list[Notice], moment: Moment) -> Change:
    skip = skip_for(case, moment.office)
    if skip is None:
        return case, told
    before = [person for person in case.asked if person != skip]
    told = [notice for notice in told if notice.to != skip]
    told.append(Notice(Says.OBJECTED_AGAIN, skip, {"before": before}))
    return (case if skip in case.asked else replace(case, care=joined(case, skip, moment))), told


@dataclass(frozen=True, slots=True)
class Reopen:
    """Within 30 days, the customer track; care only if the agent asks for an answer."""

    answer_wanted: bool = False

    def apply(self, case: Hostile, moment: Moment) -> Change:
        in_time(case, moment)
        through = replace(case.through, helped_at=None)
        case = replace(case, closed_at=None, kept_open=True, through=through)
        if self.answer_wanted:
            require(moment.by == case.agent)
            return asking(case, moment.office, moment.at, run=case.care.run + 1)
        others = [person for person in (case.agent, *case.asked) if person != moment.by]
        return case, [Notice(Says.REOPENED, person, {"by": moment.by}) for person in others]


def in_time(case: Hostile, moment: Moment) -> None:
    """Raise Refused when a closed case has been closed for too long to go on with it."""
    if case.closed_at is not None and moment.at > case.closed_at + REOPEN_WITHIN:
        raise Refused(Code.REOPEN_TOO_LATE, days=REOPEN_WITHIN.days)
