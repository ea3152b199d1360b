"""The steps of the care track: from the first words to the talk."""

from dataclasses import dataclass, replace
from datetime import datetime

from bot.calendar import Calendar
from bot.cases.hostile import Answer, Change, Hostile, How, Outcome, Talk, Words
from bot.notices import Notice, Place, Says
from bot.people import Moment, goes_on
from bot.refusals import Code, Refused
from bot.text import answers


@dataclass(frozen=True, slots=True)
class See:
    """[Read] was opened, or an emoji left: it stops no clock."""

    def apply(self, case: Hostile, moment: Moment) -> Change:
        seen = tuple(dict.fromkeys((*case.care.seen_by, moment.by)))
        return replace(case, care=replace(case.care, seen_by=seen)), []


@dataclass(frozen=True, slots=True)
class Acknowledge:
    """The first human words, or "We've talked"."""

    how: How
    said: str = ""
    """Judged here and not kept."""
    words: Words | None = None
    """Where they stand, when they were written in the thread."""
    text: int | None = None
    """Their id, when the bot carries them to the agent."""

    def apply(self, case: Hostile, moment: Moment) -> Change:
        names = moment.office.names(case.agent, moment.by)
        if self.how in (How.REPLY, How.WRITTEN) and not answers(self.said, names):
            raise Refused(Code.FILLER, field="words")
        if any(self._given(answer, moment.by) for answer in case.care.answers):
            return case, []
        answer = Answer(moment.by, moment.at, self.how, self.words)
        care = replace(case.care, answers=(*case.care.answers, answer))
        return replace(case, care=care), self._told(case, moment)

    def _given(self, answer: Answer, by: str) -> bool:
        """The same words edited, or "We've talked" pressed again, are no second answer."""
        if self.how is How.TALKED:
            return answer.how is How.TALKED and answer.by == by
        return self.words is not None and answer.words == self.words

    def _told(self, case: Hostile, moment: Moment) -> list[Notice]:
        if self.how is How.WRITTEN:
            return [Notice(Says.WORDS, Place.CASE_THREAD, {"by": moment.by, "text": self.text})]
        if self.how is How.TALKED:
            return [Notice(Says.TALKED_NOTED, case.agent, {"by": moment.by})]
        return []


@dataclass(frozen=True, slots=True)
class TakeBackWords:
    """A reply was deleted, or edited into a filler; without it the old due time runs again."""

    words: Words

    def apply(self, case: Hostile, moment: Moment) -> Change:
        left = tuple(a for a in case.care.answers if a.words != self.words)
        return replace(case, care=replace(case.care, answers=left)), []


@dataclass(frozen=True, slots=True)
class CorrectTalked:
    """The agent: "We haven't talked"."""

    def apply(self, case: Hostile, moment: Moment) -> Change:
        left = tuple(a for a in case.care.answers if a.how is not How.TALKED)
        if left == case.care.answers:
            raise Refused(Code.NOT_NOW, headline=case.headline.value)
        return replace(case, care=replace(case.care, answers=left)), []


@dataclass(frozen=True, slots=True)
class AskTalk:
    """The agent would like to talk, also in a light case."""

    def apply(self, case: Hostile, moment: Moment) -> Change:
        if case.talk_awaited and case.care.talk_asked_at is not None:
            raise Refused(Code.TALK_COMES)
        return talk_asked(case, moment, Says.TALK_ASKED)


@dataclass(frozen=True, slots=True)
class NoteTalk:
    """The talk was held, given in writing, or not wanted; urgent: never the same day."""

    outcome: Outcome

    def apply(self, case: Hostile, moment: Moment) -> Change:
        unwanted = self.outcome is Outcome.NOT_WANTED
        if unwanted and case.talk_awaited and case.care.talk_asked_at is not None:
            raise Refused(Code.TALK_WAS_ASKED)
        too_soon = talk_too_soon(case, moment.at, moment.office.calendar(moment.by))
        if too_soon and not unwanted:
            raise Refused(Code.TALK_TOO_SOON)
        talk = Talk(self.outcome, moment.by, moment.at)
        told = [Notice(Says.TALK_NOTED, case.agent, {"by": moment.by, "outcome": self.outcome})]
        return replace(case, care=replace(case.care, talk=talk)), told


def talk_too_soon(case: Hostile, at: datetime, calendar: Calendar) -> bool:
    """Urgent: at the earliest on the next working day (product.md, Clocks)."""
    earliest = calendar.day_after(case.care.since, 1)
    return case.track.urgent and calendar.local(at).date() < earliest


@dataclass(frozen=True, slots=True)
class CorrectTalk:
    """The agent: the talk was not as noted, so it is due again."""

    def apply(self, case: Hostile, moment: Moment) -> Change:
        if case.care.talk is None:
            raise Refused(Code.NOT_NOW, headline=case.headline.value)
        return replace(case, care=replace(case.care, talk=None), closing=None), []


def talk_asked(case: Hostile, moment: Moment, says: Says) -> Change:
    """A talk is due: the agent has asked for one, whatever was held before."""
    care = replace(case.care, talk=None, talk_asked_at=moment.at, talks=case.care.talks + 1)
    case = replace(case, care=care, closing=None)
    person = goes_on(case, moment.office)
    return case, [Notice(says, person)] if person else []
