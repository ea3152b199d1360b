"""The steps of the decision track: both halves, the explanation, and the agent's voice."""

from dataclasses import dataclass, replace
from datetime import date, timedelta

from bot.flag.asked import goes_on
from bot.flag.care import require_recent, talk_asked
from bot.flag.case import Flag, Type
from bot.flag.tracks import AgentsAnswer, Behaviour, Decided, Decision, Reply
from bot.notices import Notice, Says
from bot.refusals import Code, Refused
from bot.steps import Change, Step
from bot.team import Now
from bot.text import Typed

LIMITED_AT_MOST = timedelta(weeks=12)


@dataclass(frozen=True, slots=True)
class Decide(Step[Flag]):
    """Both halves in one form; a later one keeps the earlier and wants a reason."""

    what: Decided
    tell_now: bool
    """False: "I'll tell them first"; then the explanation has a clock."""
    opened_on: int
    """How many decisions there were when the form was opened."""
    reason: Typed | None = None

    def apply(self, case: Flag, now: Now) -> Change[Flag]:
        if not case.care.answers:
            raise Refused(Code.NO_ANSWER_YET)
        if self.opened_on != len(case.decisions):
            raise Refused(Code.STALE)
        complete(self.what, case, now.team.calendar(now.by).local(now.at).date())
        if case.decision is not None and self.reason is None:
            raise Refused(Code.REASON_EMPTY)
        decision = Decision(self.what, now.by, now.at, self.reason)
        case = replace(case, decisions=(*case.decisions, decision), closing=None)
        return Explain().apply(case, now) if self.tell_now else (case, [])


def complete(what: Decided, case: Flag, today: date) -> None:
    """Raise Refused at the field that is missing or wrong (behaviour.md, Decide and explain)."""
    in_danger = Type.CUSTOMER_IN_DANGER in case.types
    if (what.behaviour is None) is not in_danger:
        raise Refused(Code.BOTH_HALVES)
    if what.behaviour is Behaviour.NOTHING and what.because is None:
        raise Refused(Code.BECAUSE_EMPTY)
    if what.behaviour is Behaviour.LIMITED:
        _limited(what, today)
    if what.against_agent and what.agent_first is None:
        raise Refused(Code.AGENT_FIRST_EMPTY)


def _limited(what: Decided, today: date) -> None:
    if what.limited_to is None:
        raise Refused(Code.LIMITED_TO_EMPTY)
    if what.limited_until is None:
        raise Refused(Code.LIMITED_UNTIL_EMPTY)
    if not today < what.limited_until <= today + LIMITED_AT_MOST:
        raise Refused(Code.LIMIT_TOO_LONG, weeks=LIMITED_AT_MOST.days // 7)


@dataclass(frozen=True, slots=True)
class Explain(Step[Flag]):
    """The agent is sent what was decided, and why, even when the manager has told them."""

    def apply(self, case: Flag, now: Now) -> Change[Flag]:
        newest = case.decision
        if newest is None:
            raise Refused(Code.NOT_DECIDED)
        if newest.explained_at is not None:
            raise Refused(Code.DECIDE_AGAIN if case.unexplained_since else Code.ALREADY_EXPLAINED)
        notice = Notice(Says.EXPLANATION, case.agent, {"by": now.by})
        return _newest(case, replace(newest, explained_at=now.at)), [notice]


@dataclass(frozen=True, slots=True)
class LoseExplanation(Step[Flag]):
    """The bot could not bring the explanation to the agent: it is still owed."""

    def apply(self, case: Flag, now: Now) -> Change[Flag]:
        newest = case.decision
        if newest is None or newest.explained_at is None or newest.answer is not None:
            raise Refused(Code.NOT_NOW, headline=case.headline.value)
        notice = Notice(Says.EXPLANATION_LOST, newest.by)
        return _newest(case, replace(newest, explained_at=None)), [notice]


@dataclass(frozen=True, slots=True)
class HearElsewhere(Step[Flag]):
    """The agent: "The customer was given something, and nobody told me"."""

    def apply(self, case: Flag, now: Now) -> Change[Flag]:
        require_recent(case, now)
        if case.unexplained_since is not None and case.heard:
            raise Refused(Code.EXPLANATION_COMES)
        case = replace(case, heard=(*case.heard, now.at), closing=None, closed_at=None)
        person = goes_on(case, now.team)
        return case, [Notice(Says.HEARD_ELSEWHERE, person)] if person else []


@dataclass(frozen=True, slots=True)
class AnswerExplanation(Step[Flag]):
    """The agent's answer, once; it is still possible after *no answer* was noted."""

    reply: Reply
    text: Typed | None = None

    def apply(self, case: Flag, now: Now) -> Change[Flag]:
        newest = case.decision
        silent = newest is not None and newest.answer and newest.answer.reply is Reply.NO_ANSWER
        if newest is None or not (case.reply_awaited or silent):
            raise Refused(Code.ANSWERED_ALREADY)
        if self.reply is Reply.DIFFERENT and self.text is None:
            raise Refused(Code.OWN_WORDS_EMPTY)
        answer = AgentsAnswer(self.reply, now.at, self.text)
        case = _newest(case, replace(newest, answer=answer))
        if self.reply is Reply.THANKS:
            return case, []
        different = self.reply is Reply.DIFFERENT
        return talk_asked(case, now, Says.SEES_DIFFERENTLY if different else Says.TALK_ASKED)


@dataclass(frozen=True, slots=True)
class NoAnswer(Step[Flag]):
    """The clock: the agent has not answered, which is never noted as agreement."""

    def apply(self, case: Flag, now: Now) -> Change[Flag]:
        newest = case.decision
        if newest is None or not case.reply_awaited:
            raise Refused(Code.NOT_NOW, headline=case.headline.value)
        answer = AgentsAnswer(Reply.NO_ANSWER, now.at)
        return _newest(case, replace(newest, answer=answer)), []


def _newest(case: Flag, decision: Decision) -> Flag:
    return replace(case, decisions=(*case.decisions[:-1], decision))
