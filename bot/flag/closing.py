"""The end of a hostile case, and what may come after it."""

from dataclasses import dataclass, replace

from bot.dishes.dish import open_dishes
from bot.flag.asked import skip_for
from bot.flag.care import require_recent, talk_asked
from bot.flag.case import Flag, Track
from bot.flag.routing import asking, joined
from bot.flag.tracks import Closing, Lesson
from bot.notices import Notice, Says
from bot.refusals import Code, Refused
from bot.steps import Change, Step, require
from bot.team import CLOCK, Now, PersonId, Team
from bot.text import Typed


@dataclass(frozen=True, slots=True)
class Withdraw(Step[Flag]):
    """The agent takes the flag back; when urgent, whoever was asked is still told."""

    def apply(self, case: Flag, now: Now) -> Change[Flag]:
        if case.decision is not None:
            raise Refused(Code.WITHDRAW_TOO_LATE)
        told = [Notice(Says.WITHDRAWN, p) for p in case.asked] if case.track.urgent else []
        done = tuple(dish for dish in case.dishes if not dish.open)  # nothing is left to wash
        return replace(case, withdrawn_at=now.at, dishes=done), told


@dataclass(frozen=True, slots=True)
class KeepOpen(Step[Flag]):
    """The agent: this light case is not to close by itself."""

    def apply(self, case: Flag, now: Now) -> Change[Flag]:
        return replace(case, kept_open=True), []


@dataclass(frozen=True, slots=True)
class Close(Step[Flag]):
    """Whoever is asked asks for it, and the agent has two working days to object."""

    def apply(self, case: Flag, now: Now) -> Change[Flag]:
        missing = lacking(case, now.team, by=now.by)
        if missing is not None:
            raise Refused(missing)
        if now.by == case.agent:
            require(case.track is Track.LIGHT or case.closing is not None)
            return replace(case, closed_at=now.at, closing=None), []
        there = now.team.active(case.agent)
        if now.by == CLOCK or not there:
            told = [Notice(Says.CLOSED, case.agent)] if there else []
            return replace(case, closed_at=now.at, closing=None), told
        if case.closing is not None:
            raise Refused(Code.CLOSING_ALREADY)
        told = [Notice(Says.CLOSING, case.agent, {"by": now.by})]
        return replace(case, closing=Closing(now.by, now.at)), told


def lacking(case: Flag, team: Team, *, by: PersonId | None = None) -> Code | None:
    """What is missing before the case may close.

    All that concerns a deactivated agent lapses; an agent who closes wants no talk, and is heard.
    """
    there, light = team.active(case.agent), case.track is Track.LIGHT
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
class Object(Step[Flag]):
    """The agent wants the case kept open: a talk is due; the second time the skip is asked too."""

    def apply(self, case: Flag, now: Now) -> Change[Flag]:
        if case.closing is None:
            raise Refused(Code.NOT_NOW, headline=case.headline.value)
        case = replace(case, objections=case.objections + 1, kept_open=True)
        case, told = talk_asked(case, now, Says.OBJECTED)
        if case.objections == 2:
            return _to_the_skip(case, told, now)
        return case, told


def _to_the_skip(case: Flag, told: list[Notice], now: Now) -> Change[Flag]:
    skip = skip_for(case, now.team)
    if skip is None:
        return case, told
    before = [person for person in case.asked if person != skip]
    told = [notice for notice in told if notice.to != skip]
    told.append(Notice(Says.OBJECTED_AGAIN, skip, {"before": before}))
    return (case if skip in case.asked else replace(case, care=joined(case, skip, now))), told


@dataclass(frozen=True, slots=True)
class Reopen(Step[Flag]):
    """Within 30 days, the customer track; care only if the agent asks for an answer."""

    answer_wanted: bool = False

    def apply(self, case: Flag, now: Now) -> Change[Flag]:
        require_recent(case, now)
        track = replace(case.customer, helped_at=None)
        case = replace(case, closed_at=None, kept_open=True, customer=track)
        if self.answer_wanted:
            require(now.by == case.agent)
            return asking(case, now.team, now.at, run=case.care.run + 1)
        asked = case.still_asked(now.team)
        others = [person for person in (case.agent, *asked) if person != now.by]
        return case, [Notice(Says.REOPENED, person, {"by": now.by}) for person in others]


@dataclass(frozen=True, slots=True)
class CorrectText(Step[Flag]):
    """The agent corrects what they wrote; the old words are gone."""

    text: Typed | None

    def apply(self, case: Flag, now: Now) -> Change[Flag]:
        return replace(case, text=self.text), []


@dataclass(frozen=True, slots=True)
class NoteLesson(Step[Flag]):
    """One line of what was learned, no names; a new one takes the old one's place."""

    text: Typed

    def apply(self, case: Flag, now: Now) -> Change[Flag]:
        require_recent(case, now)
        return replace(case, lesson=Lesson(now.by, now.at, self.text)), []
