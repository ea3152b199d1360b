"""The steps of the care track: from the first words to the talk."""

from dataclasses import dataclass, replace

from bot import notices
from bot.cases.hostile import Answer, Asked, Change, Hostile, How, Outcome, Talk, Track, Words
from bot.cases.words import answers
from bot.notices import Notice, Place, Says
from bot.people import Moment
from bot.refusals import Code, Refused


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
        if self.how in (How.REPLY, How.WRITTEN) and not answers(self.said):
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
class NoteTalk:
    """The talk was held, given in writing, or not wanted; urgent: never the same day."""

    outcome: Outcome

    def apply(self, case: Hostile, moment: Moment) -> Change:
        if case.track is Track.URGENT and self.outcome is not Outcome.NOT_WANTED:
            calendar = moment.office.calendar(moment.by)
            if calendar.local(moment.at).date() <= calendar.local(case.care.since).date():
                raise Refused(Code.TALK_TOO_SOON)
        talk = Talk(self.outcome, moment.by, moment.at)
        return replace(case, care=replace(case.care, talk=talk)), []


@dataclass(frozen=True, slots=True)
class CorrectTalk:
    """The agent: the talk was not as noted, so it is due again."""

    def apply(self, case: Hostile, moment: Moment) -> Change:
        if case.care.talk is None:
            raise Refused(Code.NOT_NOW, headline=case.headline.value)
        return replace(case, care=replace(case.care, talk=None)), []


@dataclass(frozen=True, slots=True)
class StepUp:
    """The clock: after silence, one more person; who was asked before may still answer."""

    person: str

    def apply(self, case: Hostile, moment: Moment) -> Change:
        before = list(case.asked)
        since = notices.when(case.care.since)
        told = [
            Notice(Says.STEPPED_UP_TO_YOU, self.person, {"before": before, "since": since}),
            Notice(Says.STEPPED_UP_FOR_YOU, case.agent, {"before": before, "now": self.person}),
        ]
        there = [person for person in before if moment.office.available(person)]
        told += [Notice(Says.STEPPED_UP_STILL_WAITING, p, {"now": self.person}) for p in there]
        asked = (*case.care.asked, Asked(self.person, moment.at))
        return replace(case, care=replace(case.care, asked=asked, stepped_up=True)), told
