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
        notices = [Notice(Says.WITHDRAWN, p) for p in case.asked] if case.track.urgent else []
        washed = tuple(dish for dish in case.dishes if not dish.open)  # nobody does these any more
        return replace(case, withdrawn_at=now.at, dishes=washed), notices


@dataclass(frozen=True, slots=True)
class KeepOpen(Step[Flag]):
    """The agent: this light case is not to close by itself."""

    def apply(self, case: Flag, now: Now) -> Change[Flag]:
        return replace(case, kept_open=True), []


@dataclass(frozen=True, slots=True)
class Close(Step[Flag]):
    """Close the case, or ask for it: the agent then has two working days to object.

    It closes at once for the agent and the clock, and when the agent has no account any more.
    """

    def apply(self, case: Flag, now: Now) -> Change[Flag]:
        missing = lacking(case, now.team, by=now.by)
        if missing is not None:
            raise Refused(missing)
        if now.by == case.agent:
            require(case.track is Track.LIGHT or case.closing is not None)
            return replace(case, closed_at=now.at, closing=None), []
        agent_active = now.team.active(case.agent)
        if now.by == CLOCK or not agent_active:
            notices = [Notice(Says.CLOSED, case.agent)] if agent_active else []
            return replace(case, closed_at=now.at, closing=None), notices
        if case.closing is not None:
            raise Refused(Code.CLOSING_ALREADY)
        notices = [Notice(Says.CLOSING, case.agent, {"by": now.by})]
        return replace(case, closing=Closing(now.by, now.at)), notices


def lacking(case: Flag, team: Team, *, by: PersonId | None = None) -> Code | None:
    """What is missing before the case may close; None when nothing is.

    Nothing is owed to an agent without an account. An agent who closes a light case themselves
    needs neither the talk nor their own answer.
    """
    active, light = team.active(case.agent), case.track is Track.LIGHT
    owed = active and not (light and by == case.agent)
    missing = {
        Code.NO_ANSWER_YET: active and case.answer_awaited,
        Code.NOT_EXPLAINED: active and case.unexplained_since is not None,
        Code.NOT_DECIDED: active and case.decision is None and not light,
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
        case, notices = talk_asked(case, now, Says.OBJECTED)
        if case.objections == 2:
            return _to_the_skip(case, notices, now)
        return case, notices


def _to_the_skip(case: Flag, notices: list[Notice], now: Now) -> Change[Flag]:
    skip = skip_for(case, now.team)
    if skip is None:
        return case, notices
    before = [person for person in case.asked if person != skip]
    notices = [notice for notice in notices if notice.to != skip]
    notices.append(Notice(Says.OBJECTED_AGAIN, skip, {"before": before}))
    return (case if skip in case.asked else replace(case, care=joined(case, skip, now))), notices


@dataclass(frozen=True, slots=True)
class Reopen(Step[Flag]):
    """Within 30 days: the customer track begins anew, care only when the agent wants an answer."""

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
