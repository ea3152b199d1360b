"""The steps of the care track: from the first words to the talk."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from bot.calendar import Calendar
from bot.flag.asked import goes_on
from bot.flag.case import Flag
from bot.flag.tracks import Answer, How, MessageRef, Talk, TalkOutcome
from bot.notices import Notice, Place, Says
from bot.refusals import Code, Refused
from bot.steps import Change, Step
from bot.team import Now, PersonId
from bot.text import Typed

REOPEN_WITHIN = timedelta(days=30)
CALL_WITHIN = timedelta(minutes=10)
"""How long the pages rest for somebody who is calling."""
WORDS_HOLD = timedelta(minutes=15)
"""How long they rest after written words."""


@dataclass(frozen=True, slots=True)
class See(Step[Flag]):
    """[Read] was opened, or an emoji left. It stops no clock."""

    def apply(self, case: Flag, now: Now) -> Change[Flag]:
        seen_by = tuple(dict.fromkeys((*case.care.seen_by, now.by)))
        return replace(case, care=replace(case.care, seen_by=seen_by)), []


@dataclass(frozen=True, slots=True)
class Acknowledge(Step[Flag]):
    """The first human words, or "We've talked"."""

    how: How
    ref: MessageRef | None = None
    """Where the words stand, when they were written in Slack."""
    text: Typed | None = None
    """The words themselves, when the bot carries them to the agent."""
    filler: bool = False
    """Whether a reply in Slack, which is not stored, had nothing but fillers and names in it."""

    def apply(self, case: Flag, now: Now) -> Change[Flag]:
        if self.filler or self._says_nothing:
            raise Refused(Code.FILLER)
        if any(self._given(answer, now.by) for answer in case.care.answers):
            return case, []
        answer = Answer(now.by, now.at, self.how, self.ref, self.text)
        care = replace(case.care, answers=(*case.care.answers, answer))
        told = self._told(case, now)
        wrote_before = any(each.by == now.by for each in case.care.answers)
        if case.paging and self.how is not How.TALKED and not wrote_before:
            care = replace(care, held_until=held(case, now, WORDS_HOLD))
            told.append(Notice(Says.CALLED_YET, case.agent, {"by": now.by}))
        return replace(case, care=care), told

    @property
    def _says_nothing(self) -> bool:
        """Whether words that the bot is to carry are missing, or are a filler."""
        if self.text is None:
            return self.how is How.WRITTEN
        return self.text.filler

    def _given(self, answer: Answer, by: PersonId) -> bool:
        """Whether `answer` is this one: the same message edited, or "We've talked" once more."""
        if self.how is How.TALKED:
            return answer.how is How.TALKED and answer.by == by
        return self.ref is not None and answer.ref == self.ref

    def _told(self, case: Flag, now: Now) -> list[Notice]:
        if self.how is How.WRITTEN:
            return [Notice(Says.WORDS, Place.CASE_THREAD, {"by": now.by, "text": self.text})]
        if self.how is How.TALKED:
            return [Notice(Says.TALKED_NOTED, case.agent, {"by": now.by})]
        return []


@dataclass(frozen=True, slots=True)
class TakeBackWords(Step[Flag]):
    """A reply was deleted, or edited into a filler; the earlier due time holds again."""

    ref: MessageRef

    def apply(self, case: Flag, now: Now) -> Change[Flag]:
        remaining = tuple(a for a in case.care.answers if a.ref != self.ref)
        return replace(case, care=replace(case.care, answers=remaining, held_until=None)), []


@dataclass(frozen=True, slots=True)
class LoseWords(Step[Flag]):
    """The bot could not bring the manager's words to the agent: they were no answer."""

    text: int
    """Id of the words."""

    def apply(self, case: Flag, now: Now) -> Change[Flag]:
        lost = [a for a in case.care.answers if a.text is not None and a.text.id == self.text]
        if not lost:
            raise Refused(Code.NOT_NOW, headline=case.headline.value)
        left = tuple(answer for answer in case.care.answers if answer not in lost)
        authors = dict.fromkeys(answer.by for answer in lost)
        notices = [Notice(Says.WORDS_LOST, author) for author in authors]
        return replace(case, care=replace(case.care, answers=left)), notices


@dataclass(frozen=True, slots=True)
class CorrectTalked(Step[Flag]):
    """The agent: "We haven't talked"."""

    def apply(self, case: Flag, now: Now) -> Change[Flag]:
        remaining = tuple(a for a in case.care.answers if a.how is not How.TALKED)
        if remaining == case.care.answers and case.care.called_at is None:
            raise Refused(Code.NOT_NOW, headline=case.headline.value)
        return replace(case, care=replace(case.care, answers=remaining, called_at=None)), []


@dataclass(frozen=True, slots=True)
class Calling(Step[Flag]):
    """[I'm calling now]: the others hear it, and the pages rest, once for each who says so."""

    def apply(self, case: Flag, now: Now) -> Change[Flag]:
        _paged(case)
        if now.by in case.care.calling:
            return case, []
        others = [person for person in (case.agent, *case.asked) if person != now.by]
        care = replace(
            case.care,
            calling=(*case.care.calling, now.by),
            held_until=held(case, now, CALL_WITHIN),
        )
        notices = [Notice(Says.CALLING, person, {"by": now.by}) for person in others]
        return replace(case, care=care), notices


@dataclass(frozen=True, slots=True)
class Called(Step[Flag]):
    """The agent: somebody has called me."""

    def apply(self, case: Flag, now: Now) -> Change[Flag]:
        _paged(case)
        notices = [Notice(Says.CALLED, person) for person in case.asked]
        return replace(case, care=replace(case.care, called_at=now.at)), notices


@dataclass(frozen=True, slots=True)
class NotCalled(Step[Flag]):
    """The agent: not yet. The pages go on at once."""

    def apply(self, case: Flag, now: Now) -> Change[Flag]:
        _paged(case)
        return replace(case, care=replace(case.care, held_until=None)), []


@dataclass(frozen=True, slots=True)
class SafeNow(Step[Flag]):
    """The agent: I'm safe, it can wait. The serious clock runs from here on."""

    def apply(self, case: Flag, now: Now) -> Change[Flag]:
        _paged(case)
        if case.in_danger:  # it is not the agent who may be in danger
            raise Refused(Code.NOT_NOW, headline=case.headline.value)
        run = case.care.run + 1
        care = replace(case.care, run=run, safe_at=now.at, stepped_up=False, held_until=None)
        people = (case.agent, *case.asked)
        notices = [Notice(Says.CAN_WAIT, person) for person in people]
        return replace(case, care=care), notices


def held(case: Flag, now: Now, rest: timedelta) -> datetime:
    return max(now.at + rest, case.care.held_until or now.at)


def _paged(case: Flag) -> None:
    if not case.paging:
        raise Refused(Code.NOT_NOW, headline=case.headline.value)


@dataclass(frozen=True, slots=True)
class AskTalk(Step[Flag]):
    """The agent would like to talk, also in a light case."""

    def apply(self, case: Flag, now: Now) -> Change[Flag]:
        if case.talk_awaited and case.care.talk_asked_at is not None:
            raise Refused(Code.TALK_COMES)
        return talk_asked(case, now, Says.TALK_ASKED)


@dataclass(frozen=True, slots=True)
class NoteTalk(Step[Flag]):
    """What became of the talk; raises Refused where that cannot be (behaviour.md, The talk)."""

    outcome: TalkOutcome

    def apply(self, case: Flag, now: Now) -> Change[Flag]:
        unwanted = self.outcome is TalkOutcome.NOT_WANTED
        if unwanted and case.talk_awaited and case.care.talk_asked_at is not None:
            raise Refused(Code.TALK_WAS_ASKED)
        too_soon = talk_too_soon(case, now.at, now.team.calendar(now.by))
        if too_soon and not unwanted:
            raise Refused(Code.TALK_TOO_SOON)
        talk = Talk(self.outcome, now.by, now.at)
        notices = [Notice(Says.TALK_NOTED, case.agent, {"by": now.by, "outcome": self.outcome})]
        return replace(case, care=replace(case.care, talk=talk)), notices


def talk_too_soon(case: Flag, at: datetime, calendar: Calendar) -> bool:
    """Urgent: at the earliest on the next working day (behaviour.md, Clocks)."""
    earliest = calendar.day_after(case.care.since, 1)
    return case.track.urgent and calendar.local(at).date() < earliest


@dataclass(frozen=True, slots=True)
class CorrectTalk(Step[Flag]):
    """The agent: the talk was not as noted, so it is due again."""

    def apply(self, case: Flag, now: Now) -> Change[Flag]:
        if case.care.talk is None:
            raise Refused(Code.NOT_NOW, headline=case.headline.value)
        return replace(case, care=replace(case.care, talk=None), closing=None), []


def talk_asked(case: Flag, now: Now, says: Says) -> Change[Flag]:
    """The case with a talk due, also after an earlier one; whoever goes on with it hears `says`."""
    care = replace(case.care, talk=None, talk_asked_at=now.at, talks=case.care.talks + 1)
    case = replace(case, care=care, closing=None)
    person = goes_on(case, now.team)
    return case, [Notice(says, person)] if person else []


def require_recent(case: Flag, now: Now) -> None:
    """Raise Refused when a closed case has been closed for too long to go on with it."""
    if case.closed_at is not None and now.at > case.closed_at + REOPEN_WITHIN:
        raise Refused(Code.REOPEN_TOO_LATE, days=REOPEN_WITHIN.days)
