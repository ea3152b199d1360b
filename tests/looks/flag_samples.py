"""All that is said of flags on their way."""

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from datetime import date, datetime, timedelta

from bot.flag.behalf import Confirm, Decline
from bot.flag.care import Acknowledge, Called, Calling, LoseWords, NoteTalk, SafeNow, See
from bot.flag.case import Flag, Type
from bot.flag.closing import Close, Object, Reopen, Withdraw
from bot.flag.customer import (
    CustomerHelped,
    HandBack,
    StayWithManager,
    TakeBack,
    TakeOver,
    WishToFinish,
)
from bot.flag.decision import AnswerExplanation, Decide, HearElsewhere, LoseExplanation
from bot.flag.routing import DeclineContact, GiveToDeputy
from bot.flag.steps import open_flag
from bot.flag.together import Link, Merge, offered
from bot.flag.tracks import (
    Behaviour,
    Decided,
    Finish,
    Gesture,
    How,
    Matter,
    MessageRef,
    Reply,
    TalkOutcome,
)
from bot.notices import Says
from bot.refusals import Refused
from bot.team import CLOCK, OnCall, Team
from bot.text import Typed
from handlers.sending.facts import Facts
from tests.looks.cast import LATER, SOON, START, Cast, Deed, facts_of, heard, without
from tests.rules.people import DORTE, EMMA, GRETA, HANS, IDA, KARIN, OLAV, a_flag, at
from tests.rules.play import Play, Said

FOREVER = at("2026-09-01T10:15+02:00")
DECISIONS = [
    Decided(Matter.NO, Behaviour.TALKED, to_agent=Typed(5)),
    Decided(Matter.NO, Behaviour.NOTHING, to_agent=Typed(5), because=Typed(6), weighed=Typed(7)),
    Decided(
        Matter.GETS_THEIR_WAY,
        Behaviour.LIMITED,
        to_agent=Typed(5),
        limited_to=Typed(12),
        limited_until=date(2026, 5, 4),
        gesture=Gesture.MONTH_FREE,
        gesture_note=Typed(8),
        agent_first=True,
    ),
]


def facts(cast: Cast) -> Iterator[Facts]:
    """Each message that some flag on its way brings about."""
    yield from _story(cast, _new(cast, Type.CUSTOMER_IN_DANGER))
    for kind in (Type.RUDE, Type.PERSONAL_ABUSE, Type.THREAT):
        yield from _waiting(cast, kind)
        yield from _answers(cast, kind)
        yield from _decisions(cast, kind)
        yield from _customer(cast, kind)
    yield from _routes(cast)
    for kind in (Type.RUDE, Type.THREAT):
        for yes_or_no in (Decline(), Confirm()):
            yield from _story(cast, reported(cast, kind), (KARIN, yes_or_no))
    yield from _same_event(cast)
    yield from _two_conversations(cast)
    for kind in (Type.RUDE, Type.THREAT):
        yield from _undelivered(cast, kind)
    for kind in (Type.THREAT, Type.CUSTOMER_IN_DANGER):
        yield from _urgent(cast, kind)


def _urgent(cast: Cast, kind: Type) -> Iterator[Facts]:
    """Until somebody has talked to the agent; the first words also when they arrive late."""
    norway = cast.team(country="NO")
    for first in heard(cast, flagged(cast, kind, norway), named=None):
        yield first
        yield replace(first, at=first.at + timedelta(days=2))
    words = (HANS, Acknowledge(How.WRITTEN, text=Typed(5)))
    yield from _story(cast, _new(cast, kind), words, at("2026-03-02T13:00+01:00"))
    yield from _story(cast, _new(cast, kind), (HANS, Calling()), (KARIN, Called()))
    yield from _story(cast, _new(cast, kind), (KARIN, SafeNow()))


def _two_conversations(cast: Cast) -> Iterator[Facts]:
    """The card in each, after somebody has written who was not asked first."""
    play = flagged(cast, Type.THREAT, cast.team())
    play.does(OLAV, Acknowledge(How.WRITTEN, text=Typed(5)))
    card = facts_of(cast, Says.CARD, {}, play.case, play.team)
    for readers in play.case.conversations:
        yield replace(card, readers=readers)


def _undelivered(cast: Cast, kind: Type) -> Iterator[Facts]:
    """Words and an explanation that did not arrive, and what storage tells of other letters."""
    words, decide = Acknowledge(How.WRITTEN, text=Typed(5)), Decide(DECISIONS[0], True, 0)
    yield from _story(cast, _new(cast, kind), (HANS, words), (CLOCK, LoseWords(5)))
    answered = (HANS, Acknowledge(How.TALKED))
    yield from _story(cast, _new(cast, kind), answered, (HANS, decide), (CLOCK, LoseExplanation()))
    play = _new(cast, kind)
    yield facts_of(cast, Says.NOT_DELIVERED, {"who": KARIN}, play.case, play.team)
    yield facts_of(cast, Says.CONVERSATION_LEFT, {}, play.case, play.team)
    if kind is Type.THREAT:
        yield facts_of(cast, Says.NOT_REACHED_YET, {"who": [HANS]}, play.case, play.team)
    else:
        yield facts_of(cast, Says.FLAG_BY_LETTER, {}, play.case, play.team)


def flagged(cast: Cast, kind: Type, there: Team, contact: str | None = None) -> Play[Flag]:
    case = replace(a_flag(START, kind, reference=cast.reference), contact=contact)
    case = replace(case, customer=replace(case.customer, wished_before=Finish.TOGETHER))
    case, told = open_flag(case, there)
    return Play(case, there, at(START), said=[Said(at(START), notice) for notice in told])


def reported(cast: Cast, kind: Type) -> Play[Flag]:
    """Ida flags for Karin."""
    there = cast.team()
    case = replace(a_flag(START, kind, reference=cast.reference), reported_by=IDA)
    case, told = open_flag(case, there)
    return Play(case, there, at(START), said=[Said(at(START), notice) for notice in told])


def _waiting(cast: Cast, kind: Type) -> Iterator[Facts]:
    """Nobody answers, or nobody is there who could; or the agent takes it back."""
    alone = cast.team(managers=(), deputy=None, skip=None, on_call=())
    two = cast.team(on_call=(OnCall(OLAV, cast.phone), OnCall(DORTE, cast.phone)))
    for there in (cast.team(), alone, cast.team(deputy=None, skip=None), two):
        yield from _story(cast, flagged(cast, kind, there), LATER)
    yield from _story(cast, flagged(cast, kind, cast.team()), (KARIN, Withdraw()))


def _answers(cast: Cast, kind: Type) -> Iterator[Facts]:
    """In writing or by talking, then the talk, and the end."""
    for how in (How.WRITTEN, How.TALKED):
        answer = Acknowledge(how, MessageRef("G1", "1.0"), Typed(5))
        talk = () if kind is Type.RUDE else ((HANS, NoteTalk(TalkOutcome.HELD)),)
        closing = ((HANS, Close()), (KARIN, Reopen()))
        answered = ((HANS, See()), SOON, (HANS, answer))
        if kind is Type.RUDE:
            yield from _story(cast, _new(cast, kind), *answered, *closing)
        end = closing[: len(talk) * 2]
        yield from _story(cast, _new(cast, kind), *answered, LATER, *talk, *end)
        unwanted = (HANS, NoteTalk(TalkOutcome.NOT_WANTED))
        yield from _story(cast, _new(cast, kind), *answered, LATER, unwanted)


def _decisions(cast: Cast, kind: Type) -> Iterator[Facts]:
    """The agent's voice after each kind of decision, and what the clock says of it."""
    answered = (HANS, Acknowledge(How.TALKED))
    for what in DECISIONS:
        for now in (True, False):
            decide = (HANS, Decide(what, now, 0))
            yield from _story(cast, _new(cast, kind), answered, decide, LATER, FOREVER)
        yield from _voices(cast, kind, what)
    elsewhere = (KARIN, HearElsewhere())
    yield from _story(cast, _new(cast, kind), answered, elsewhere, LATER)
    yield from _story(cast, _new(cast, kind), answered, LATER, elsewhere, FOREVER)


def _voices(cast: Cast, kind: Type, what: Decided) -> Iterator[Facts]:
    """What the agent says to a decision, and twice no to the close."""
    answered, told = (HANS, Acknowledge(How.TALKED)), (HANS, Decide(what, True, 0))
    in_writing = (HANS, NoteTalk(TalkOutcome.IN_WRITING))
    objects: tuple[Deed, ...] = ((HANS, Close()), (KARIN, Object()), in_writing)
    over = LATER + timedelta(days=1)
    for reply in (Reply.THANKS, Reply.TALK, Reply.DIFFERENT):
        voice = (KARIN, AnswerExplanation(reply, Typed(10)))
        talk = (HANS, NoteTalk(TalkOutcome.HELD))
        path = (answered, told, voice, LATER, talk, *objects, over, *objects)
        yield from _story(cast, _new(cast, kind), *path)


def _customer(cast: Cast, kind: Type) -> Iterator[Facts]:
    """Who sees the case through with the customer."""
    wishes: list[list[Deed]] = [[(KARIN, WishToFinish(wish))] for wish in Finish]
    paths: list[list[Deed]] = [
        *wishes,
        [(HANS, TakeOver()), (HANS, HandBack()), (KARIN, TakeBack())],
        [(HANS, TakeOver()), (HANS, HandBack()), (KARIN, StayWithManager())],
        [(HANS, TakeOver()), (HANS, CustomerHelped())],
    ]
    for path in paths:
        yield from _story(cast, _new(cast, kind), *path)


def _routes(cast: Cast) -> Iterator[Facts]:
    """Somebody else is asked."""
    there = cast.team()
    for kind in (Type.SEXUAL, Type.THREAT):
        yield from _story(cast, flagged(cast, kind, there, contact=IDA), LATER)
        yield from _story(cast, flagged(cast, kind, there, contact=IDA), (IDA, DeclineContact()))
        yield from _story(cast, flagged(cast, kind, cast.team(away=(IDA,)), contact=IDA))
        yield from _story(cast, flagged(cast, kind, there), (HANS, GiveToDeputy()))
    for kind, newer in (
        (Type.RUDE, cast.team(away=(KARIN,))),
        (Type.THREAT, cast.team(managers=(GRETA,))),
    ):
        play = flagged(cast, kind, there)
        play.team = newer
        yield from _story(cast, play)
    card = facts_of(cast, Says.CARD, {}, flagged(cast, Type.RUDE, there).case, there)
    yield replace(card, readers=(EMMA, *card.readers))
    yield replace(card, team=without(there, (KARIN, DORTE)))


def _same_event(cast: Cast) -> Iterator[Facts]:
    """Questions about two flags, and the cards afterwards."""
    there = cast.team()
    play = flagged(cast, Type.RUDE, there)
    card = facts_of(cast, Says.CARD, {}, play.case, there)
    older = replace(play.case, id=6, number=41)
    for other in (replace(older, agent=IDA), older):
        for notice in offered(play.case, [other], there):
            yield facts_of(cast, notice.says, notice.facts, play.case, there, notice.to)
        yield replace(card, case=replace(play.case, linked=(6,)), linked=(other,))
    yield from _story(cast, _new(cast, Type.RUDE), (KARIN, Link((6,))))
    yield from _story(cast, play, (KARIN, Merge(6, 41)))
    yield replace(card, case=play.case, linked=(older,))
    yield replace(card, case=older, linked=(play.case,))


def _new(cast: Cast, kind: Type) -> Play[Flag]:
    return flagged(cast, kind, cast.team())


def _story(cast: Cast, play: Play[Flag], *deeds: Deed) -> Iterator[Facts]:
    """What is said on the way; a deed that the case is not ready for says nothing."""
    for deed in (play.now, *deeds):
        if isinstance(deed, datetime):
            play.passes(deed)
        else:
            with suppress(Refused):
                play.does(*deed)
        yield from heard(cast, play, named=None)
