"""The only ways in which a hostile case changes, and the table of who may do which when."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Protocol

from bot import notices
from bot.cases.hostile import (
    Answer,
    Asked,
    Care,
    Headline,
    Hostile,
    How,
    Outcome,
    Talk,
    Track,
    Words,
)
from bot.cases.words import answers, required
from bot.notices import Notice, Place, Says
from bot.people import CLOCK, Moment, Office, first_asked, require
from bot.refusals import Code, Refused

REOPEN_WITHIN = timedelta(days=30)
Change = tuple[Hostile, list[Notice]]


class Step(Protocol):
    """Something that one person does to a case; the table says who may and when."""

    def apply(self, case: Hostile, moment: Moment) -> Change: ...


def advance(case: Hostile, step: Step, *, by: str, at: datetime, office: Office) -> Change:
    """The case after `step`, and who must be told; raises Refused."""
    rule = STEPS[type(step)]
    require(rule.who(case, by))
    if case.headline not in rule.when:
        raise Refused(Code.NOT_NOW, headline=case.headline.value)
    return step.apply(case, Moment(by, at, office))


def flag(case: Hostile, office: Office) -> Change:
    """A new flag, asked of whoever is there; raises Refused."""
    required(case.customer, "customer")
    if not case.types:
        raise Refused(Code.FIELD_EMPTY, field="types")
    return asking(case, office, case.flagged_at, run=1)


def asking(case: Hostile, office: Office, at: datetime, *, run: int) -> Change:
    """Start a run of the care track: who is asked, and what they and the agent are told."""
    urgent = case.track is Track.URGENT
    people = first_asked(office, case.agent, urgent=urgent)
    case = replace(case, care=Care(run, at, tuple(Asked(person, at) for person in people)))
    if not people:
        return case, nobody(case, office)
    saved = Says.FLAG_SAVED_URGENT if urgent else Says.FLAG_SAVED
    told = [Notice(saved, case.agent, {"asked": list(people)})]
    if urgent:
        told += [Notice(Says.PAGE, person) for person in people]
    return case, told


def nobody(case: Hostile, office: Office) -> list[Notice]:
    """Nobody is left to ask: the agent is told plainly, the admins only that a case waits."""
    return [Notice(Says.NOBODY_TO_ASK, case.agent), *case_waits(case, office)]


def case_waits(case: Hostile, office: Office) -> list[Notice]:
    return [Notice(Says.CASE_WAITS, admin) for admin in office.admins if admin != case.agent]


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
class Withdraw:
    """The agent takes the flag back; when urgent, whoever was asked is still told."""

    def apply(self, case: Hostile, moment: Moment) -> Change:
        urgent = case.track is Track.URGENT
        told = [Notice(Says.WITHDRAWN, person) for person in case.asked] if urgent else []
        return replace(case, withdrawn_at=moment.at), told


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


@dataclass(frozen=True, slots=True)
class KeepOpen:
    """The agent: this light case is not to close by itself."""

    def apply(self, case: Hostile, moment: Moment) -> Change:
        return replace(case, kept_open=True), []


@dataclass(frozen=True, slots=True)
class Close:
    """Never without a real answer, nor with the talk still due."""

    def apply(self, case: Hostile, moment: Moment) -> Change:
        if not case.care.answers:
            raise Refused(Code.NO_ANSWER_YET)
        if case.talk_awaited:
            raise Refused(Code.TALK_STILL_DUE)
        told = [] if moment.by == case.agent else [Notice(Says.CLOSED, case.agent)]
        return replace(case, closed_at=moment.at), told


@dataclass(frozen=True, slots=True)
class Reopen:
    """Within 30 days; the care track starts anew only if the agent asks for an answer."""

    answer_wanted: bool = False

    def apply(self, case: Hostile, moment: Moment) -> Change:
        if case.closed_at is None or moment.at > case.closed_at + REOPEN_WITHIN:
            raise Refused(Code.REOPEN_TOO_LATE, days=REOPEN_WITHIN.days)
        case = replace(case, closed_at=None, kept_open=True)
        if self.answer_wanted:
            require(moment.by == case.agent)
            return asking(case, moment.office, moment.at, run=case.care.run + 1)
        others = [person for person in (case.agent, *case.asked) if person != moment.by]
        return case, [Notice(Says.REOPENED, person, {"by": moment.by}) for person in others]


def _agent(case: Hostile, by: str) -> bool:
    return by == case.agent


def _asked(case: Hostile, by: str) -> bool:
    return by in case.asked


def _either(case: Hostile, by: str) -> bool:
    return _agent(case, by) or _asked(case, by)


def _clock(_case: Hostile, by: str) -> bool:
    return by == CLOCK


def _whoever_closes(case: Hostile, by: str) -> bool:
    """A light case is the agent's to close too, and closes by itself."""
    light = case.track is Track.LIGHT
    return _asked(case, by) or (light and (_agent(case, by) or _clock(case, by)))


@dataclass(frozen=True, slots=True)
class Rule:
    who: Callable[[Hostile, str], bool]
    when: frozenset[Headline]


WAITING = frozenset({Headline.NEW, Headline.SEEN})
ANSWERED = frozenset({Headline.ANSWERED})
OPEN = WAITING | ANSWERED
CLOSED = frozenset({Headline.CLOSED})

STEPS: dict[type[Step], Rule] = {
    See: Rule(_asked, OPEN),
    Acknowledge: Rule(_asked, OPEN),
    TakeBackWords: Rule(_asked, OPEN),
    CorrectTalked: Rule(_agent, ANSWERED),
    NoteTalk: Rule(_asked, ANSWERED),
    CorrectTalk: Rule(_agent, ANSWERED),
    Withdraw: Rule(_agent, OPEN),
    StepUp: Rule(_clock, WAITING),
    KeepOpen: Rule(_agent, ANSWERED),
    Close: Rule(_whoever_closes, OPEN),
    Reopen: Rule(_either, CLOSED),
}
