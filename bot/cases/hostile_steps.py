"""Who may do which step of a hostile case, and when: the whole table."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Protocol

from bot.cases.asking import asking
from bot.cases.behalf_steps import Confirm, Decline, reported
from bot.cases.care_steps import (
    Acknowledge,
    AskTalk,
    CorrectTalk,
    CorrectTalked,
    NoteTalk,
    See,
    TakeBackWords,
)
from bot.cases.closing_steps import Close, KeepOpen, Object, Reopen, Withdraw, in_time
from bot.cases.contact import choosable
from bot.cases.customer_steps import (
    CustomerHelped,
    HandBack,
    StayWithManager,
    TakeBack,
    TakeOver,
    WishToFinish,
)
from bot.cases.decision_steps import AnswerExplanation, Decide, Explain, HearElsewhere, NoAnswer
from bot.cases.dish_steps import (
    AcceptDish,
    AddDish,
    DeclineDish,
    DishDone,
    DropDish,
    KeepDish,
    PassDish,
)
from bot.cases.dishes import concerned
from bot.cases.hostile import ANSWERED, CLOSED, OPEN, WAITING, Change, Headline, Hostile, Track
from bot.cases.link_steps import Link, Merge, TakeIn
from bot.cases.routing_steps import ChooseContact, DeclineContact, GiveToDeputy, Move, StepUp
from bot.cases.text_steps import CorrectText, NoteLesson
from bot.cases.through import Holder
from bot.people import CLOCK, Moment, Office, require
from bot.refusals import Code, Refused
from bot.text import required


class Step(Protocol):
    """Something that one person does to a case; the table says who may and when."""

    def apply(self, case: Hostile, moment: Moment) -> Change: ...


def advance(case: Hostile, step: Step, *, by: str, at: datetime, office: Office) -> Change:
    """The case after `step`, and who must be told; raises Refused."""
    rule = STEPS[type(step)]
    require(rule.who(case, by) and office.active(by))
    if case.headline not in rule.when:
        raise Refused(Code.NOT_NOW, headline=case.headline.value)
    moment = Moment(by, at, office)
    in_time(case, moment)
    return step.apply(case, moment)


def may(case: Hostile, step: type[Step], by: str) -> bool:
    """Whether the table allows the step to that person now; what is shown to them goes by it."""
    rule = STEPS[step]
    return rule.who(case, by) and case.headline in rule.when


def flag(case: Hostile, office: Office) -> Change:
    """A new flag, asked of whoever is there; raises Refused."""
    required(case.customer, "customer")
    if not case.types:
        raise Refused(Code.FIELD_EMPTY, field="types")
    if case.track.urgent:  # the customer passes at once to whoever is asked
        case = replace(case, through=replace(case.through, holder=Holder.MANAGER))
    choosable(case, office)
    if case.unconfirmed:
        return reported(case, office)
    return asking(case, office, case.flagged_at, run=1)


def _agent(case: Hostile, by: str) -> bool:
    return by == case.agent


def _asked(case: Hostile, by: str) -> bool:
    return by in case.asked


def _author(case: Hostile, by: str) -> bool:
    """Whoever is asked, and who has answered and is no longer asked."""
    return _asked(case, by) or any(answer.by == by for answer in case.care.answers)


def _either(case: Hostile, by: str) -> bool:
    return _agent(case, by) or _asked(case, by)


def _washes(case: Hostile, by: str) -> bool:
    """The dish's person too, who sees its one line only; the step looks whose dish it is."""
    return _either(case, by) or by in concerned(case.dishes)


def _clock(_case: Hostile, by: str) -> bool:
    return by == CLOCK


def _agent_or_clock(case: Hostile, by: str) -> bool:
    """The other agent's half of a link is written by the bot."""
    return _agent(case, by) or _clock(case, by)


def _whoever_closes(case: Hostile, by: str) -> bool:
    """A light case is the agent's to close too, and closes by itself; so does one that closes."""
    light = case.track is Track.LIGHT or case.closing is not None
    return _asked(case, by) or (light and (_agent(case, by) or _clock(case, by)))


@dataclass(frozen=True, slots=True)
class Rule:
    who: Callable[[Hostile, str], bool]
    when: frozenset[Headline]


BEFORE_DECISION = WAITING | {Headline.ANSWERED}
EXPLAINED = frozenset({Headline.EXPLAINED})

STEPS: dict[type[Step], Rule] = {
    See: Rule(_asked, OPEN),
    Acknowledge: Rule(_asked, OPEN),
    TakeBackWords: Rule(_author, OPEN),
    CorrectTalked: Rule(_agent, ANSWERED),
    AskTalk: Rule(_agent, ANSWERED),
    NoteTalk: Rule(_asked, ANSWERED),
    CorrectTalk: Rule(_agent, ANSWERED),
    Decide: Rule(_asked, OPEN),
    Explain: Rule(_asked, ANSWERED),
    HearElsewhere: Rule(_agent, OPEN | CLOSED),
    AnswerExplanation: Rule(_agent, OPEN),
    NoAnswer: Rule(_clock, EXPLAINED),
    WishToFinish: Rule(_agent, OPEN),
    TakeOver: Rule(_asked, OPEN),
    HandBack: Rule(_asked, OPEN),
    TakeBack: Rule(_agent, OPEN),
    StayWithManager: Rule(_agent, OPEN),
    CustomerHelped: Rule(_either, OPEN),
    CorrectText: Rule(_agent, OPEN),
    NoteLesson: Rule(_either, OPEN | CLOSED),
    Withdraw: Rule(_agent, BEFORE_DECISION),
    StepUp: Rule(_clock, WAITING | ANSWERED),
    Move: Rule(_clock, OPEN),
    GiveToDeputy: Rule(_asked, OPEN),
    ChooseContact: Rule(_agent, OPEN),
    DeclineContact: Rule(_asked, OPEN),
    KeepOpen: Rule(_agent, ANSWERED),
    Close: Rule(_whoever_closes, OPEN),
    Object: Rule(_agent, ANSWERED),
    Reopen: Rule(_either, CLOSED),
    AddDish: Rule(_either, ANSWERED),
    DishDone: Rule(_washes, OPEN),
    DropDish: Rule(_washes, OPEN),
    KeepDish: Rule(_asked, OPEN),
    PassDish: Rule(_washes, OPEN),
    AcceptDish: Rule(_washes, OPEN),
    DeclineDish: Rule(_washes, OPEN),
    Confirm: Rule(_agent, OPEN),
    Decline: Rule(_agent, OPEN),
    Link: Rule(_agent_or_clock, OPEN),
    Merge: Rule(_agent, WAITING),
    TakeIn: Rule(_agent, WAITING),
}
