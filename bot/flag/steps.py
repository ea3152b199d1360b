"""Who may do which step of a hostile case, and when: the whole table."""

from collections.abc import Mapping
from dataclasses import replace

from bot.dishes.dish import concerned
from bot.dishes.steps import (
    AcceptDish,
    AddDish,
    DeclineDish,
    DishDone,
    DropDish,
    KeepDish,
    PassDish,
)
from bot.flag.behalf import Confirm, Decline, reported
from bot.flag.care import (
    Acknowledge,
    AskTalk,
    Called,
    Calling,
    CorrectTalk,
    CorrectTalked,
    LoseWords,
    NotCalled,
    NoteTalk,
    SafeNow,
    See,
    TakeBackWords,
)
from bot.flag.case import ANSWERED, CLOSED, OPEN, WAITING, Flag, Headline, Track
from bot.flag.closing import (
    Close,
    CorrectText,
    KeepOpen,
    NoteLesson,
    Object,
    Reopen,
    Withdraw,
)
from bot.flag.customer import (
    CustomerHelped,
    HandBack,
    StayWithManager,
    TakeBack,
    TakeOver,
    WishToFinish,
)
from bot.flag.decision import (
    AnswerExplanation,
    Decide,
    Explain,
    HearElsewhere,
    LoseExplanation,
    NoAnswer,
)
from bot.flag.routing import (
    ChooseContact,
    DeclineContact,
    GiveToDeputy,
    Move,
    StepUp,
    asking,
    choosable,
)
from bot.flag.together import Link, Merge, TakeIn
from bot.flag.tracks import Holder
from bot.refusals import Code, Refused
from bot.steps import Change, Rule, require
from bot.team import CLOCK, Now, Team
from bot.text import visible


def open_flag(case: Flag, team: Team) -> Change[Flag]:
    """A new flag, asked of whoever is there; raises Refused."""
    if not visible(case.reference).strip():
        raise Refused(Code.REFERENCE_EMPTY)
    if not case.types:
        raise Refused(Code.TYPES_EMPTY)
    if case.track.urgent:  # the customer passes at once to whoever is asked
        case = replace(case, customer=replace(case.customer, holder=Holder.MANAGER))
    require(team.active(case.reported_by or case.agent))
    choosable(case, team)
    if case.unconfirmed:
        return reported(case, team)
    return asking(case, team, case.flagged_at, run=1)


def _agent(case: Flag, now: Now) -> bool:
    return now.by == case.agent


def _asked(case: Flag, now: Now) -> bool:
    return now.by in case.still_asked(now.team)


def _manages(case: Flag, now: Now) -> bool:
    """On-call, who is no manager, deputy or skip, only reads, writes and calls."""
    return now.by in case.deciders(now.team)


def _author(case: Flag, now: Now) -> bool:
    """Whoever is asked, or has answered and is no longer asked; the clock for who has left."""
    return (
        _clock(case, now)
        or _asked(case, now)
        or any(answer.by == now.by for answer in case.care.answers)
    )


def _either(case: Flag, now: Now) -> bool:
    return _agent(case, now) or _manages(case, now)


def _washes(case: Flag, now: Now) -> bool:
    """The agent, those asked, and the people of open dishes; the step checks whose it is."""
    return _either(case, now) or now.by in concerned(case.dishes)


def _clock(_case: Flag, now: Now) -> bool:
    return now.by == CLOCK


def _agent_or_clock(case: Flag, now: Now) -> bool:
    """The clock too: the bot links the other agent's flag without asking them."""
    return _agent(case, now) or _clock(case, now)


def _whoever_closes(case: Flag, now: Now) -> bool:
    """Whoever is asked; the agent and the clock too if it is light, or a close was asked for."""
    light = case.track is Track.LIGHT or case.closing is not None
    return _manages(case, now) or (light and (_agent(case, now) or _clock(case, now)))


BEFORE_DECISION = WAITING | {Headline.ANSWERED}
EXPLAINED = frozenset({Headline.EXPLAINED})
STEPS: Mapping[type, Rule[Flag]] = {
    See: Rule("see", _asked, OPEN),
    Acknowledge: Rule("acknowledge", _asked, OPEN),
    Calling: Rule("calling", _asked, OPEN),
    Called: Rule("called", _agent, OPEN),
    NotCalled: Rule("not_called", _agent, OPEN),
    SafeNow: Rule("safe", _agent, OPEN),
    TakeBackWords: Rule("take_back_words", _author, OPEN),
    LoseWords: Rule("lose_words", _clock, OPEN),
    CorrectTalked: Rule("correct_talked", _agent, ANSWERED),
    AskTalk: Rule("ask_talk", _agent, ANSWERED),
    NoteTalk: Rule("note_talk", _manages, ANSWERED),
    CorrectTalk: Rule("correct_talk", _agent, ANSWERED),
    Decide: Rule("decide", _manages, OPEN),
    Explain: Rule("explain", _manages, ANSWERED),
    LoseExplanation: Rule("lose_explanation", _clock, ANSWERED),
    HearElsewhere: Rule("hear_elsewhere", _agent, OPEN | CLOSED),
    AnswerExplanation: Rule("answer_explanation", _agent, OPEN),
    NoAnswer: Rule("no_answer", _clock, EXPLAINED),
    WishToFinish: Rule("wish_to_finish", _agent, OPEN),
    TakeOver: Rule("take_over", _manages, OPEN),
    HandBack: Rule("hand_back", _manages, OPEN),
    TakeBack: Rule("take_back", _agent, OPEN),
    StayWithManager: Rule("stay_with_manager", _agent, OPEN),
    CustomerHelped: Rule("customer_helped", _either, OPEN),
    CorrectText: Rule("correct_text", _agent, OPEN),
    NoteLesson: Rule("note_lesson", _either, OPEN | CLOSED),
    Withdraw: Rule("withdraw", _agent, BEFORE_DECISION),
    StepUp: Rule("step_up", _clock, WAITING | ANSWERED),
    Move: Rule("move", _clock, OPEN),
    GiveToDeputy: Rule("give_to_deputy", _manages, OPEN),
    ChooseContact: Rule("choose_contact", _agent, OPEN),
    DeclineContact: Rule("decline_contact", _manages, OPEN),
    KeepOpen: Rule("keep_open", _agent, ANSWERED),
    Close: Rule("close", _whoever_closes, OPEN),
    Object: Rule("object", _agent, ANSWERED),
    Reopen: Rule("reopen", _either, CLOSED),
    AddDish: Rule("add_dish", _either, ANSWERED),
    DishDone: Rule("dish_done", _washes, OPEN),
    DropDish: Rule("drop_dish", _washes, OPEN),
    KeepDish: Rule("keep_dish", _manages, OPEN),
    PassDish: Rule("pass_dish", _washes, OPEN),
    AcceptDish: Rule("accept_dish", _washes, OPEN),
    DeclineDish: Rule("decline_dish", _washes, OPEN),
    Confirm: Rule("confirm", _agent, OPEN, flags=True),
    Decline: Rule("decline", _agent, OPEN),
    Link: Rule("link", _agent_or_clock, OPEN),
    Merge: Rule("merge", _agent, WAITING),
    TakeIn: Rule("take_in", _agent, WAITING),
}
