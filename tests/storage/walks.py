"""Cases led through every field that they have; `python -m tests.storage.walks` keeps them.

It writes tests/storage/old_states/<SHAPE>. Once a release has written that shape, its folder is
never written again: what is in it lies in people's databases.
"""

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, time
from pathlib import Path

from bot.calendar import Hours
from bot.claim.handover import DeclineCase, HandOver
from bot.claim.promise import NewTime
from bot.claim.steps import MarkHelped, NoteThanks, OfferHelp, PassNote
from bot.claim.unowned import LetGo, TakeCase, TurnHostile
from bot.dishes.steps import AddDish, DishDone, DropDish, KeepDish, PassDish
from bot.flag.behalf import Confirm
from bot.flag.care import Acknowledge, AskTalk, Called, Calling, NoteTalk, SafeNow, See
from bot.flag.case import Flag, Type, Wish
from bot.flag.closing import Close, NoteLesson, Object, Withdraw
from bot.flag.customer import CustomerHelped, HandBack, TakeOver, WishToFinish
from bot.flag.decision import AnswerExplanation, Decide, HearElsewhere
from bot.flag.routing import DeclineContact, StepUp
from bot.flag.together import Link, Merge, TakeIn
from bot.flag.tracks import (
    Behaviour,
    Customer,
    Decided,
    Finish,
    Gesture,
    How,
    Matter,
    MessageRef,
    Reply,
    TalkOutcome,
)
from bot.steps import C, Case
from bot.team import CLOCK, TeamSettings
from bot.text import Typed
from storage.states import SHAPE, facts_of, state_of
from tests.rules.people import GRETA, HANS, IDA, KARIN, OLAV, SIGRID, claimed, flagged, settings
from tests.rules.people import team as people
from tests.rules.play import Play
from tests.storage.fields import fields_kept

OLD_STATES = Path(__file__).parent / "old_states"
MONDAY, DUE = "2026-03-02T10:15+01:00", "2026-03-02T14:00+01:00"
NOON, LATER = datetime(2026, 3, 2, 11, tzinfo=UTC), datetime(2026, 3, 2, 15, tzinfo=UTC)
DAY, ANOTHER_DAY = date(2026, 3, 20), date(2026, 3, 27)
TEAM = people()
DECIDED = Decided(
    Matter.PARTLY,
    Behaviour.LIMITED,
    to_agent=Typed(21),
    weighed=Typed(22),
    because=Typed(23),
    limited_to=Typed(24),
    limited_until=date(2026, 4, 30),
    gesture=Gesture.REFUND,
    gesture_note=Typed(25),
    agent_first=True,
)


def walks() -> Iterator[tuple[str, Case]]:
    """Each case under the name of its file."""
    yield from flags()
    yield from claims()


def flags() -> Iterator[tuple[str, Case]]:
    own = flagged(MONDAY, team=TEAM)
    yield "flag_merged", led(own, (KARIN, Merge(9, 41)))
    yield "flag_withdrawn", led(own, (KARIN, Withdraw()))
    threat = flagged(MONDAY, Type.THREAT, team=TEAM)
    yield "flag_called", led(threat, (HANS, Calling()), (KARIN, Called()))
    yield "flag_can_wait", led(threat, (KARIN, SafeNow()))
    reported = flagged(MONDAY, Type.SEXUAL, team=TEAM, reported_by=IDA)
    yield "flag_unconfirmed", reported
    confirmed = led(reported, (KARIN, Confirm(Wish.CALL_ME, contact=OLAV)), (OLAV, See()))
    yield "flag_contact_declined", led(confirmed, (OLAV, DeclineContact()))
    case = flagged(MONDAY, team=TEAM, customer=Customer(wished_before=Finish.TOGETHER))
    case = _decided(_answered(case))
    yield "flag_decided", case
    case = led(
        case,
        (HANS, DishDone(1)),
        (HANS, NoteTalk(TalkOutcome.HELD)),
        (HANS, Close()),
        (KARIN, Object()),
        (HANS, NoteTalk(TalkOutcome.IN_WRITING)),
        (HANS, Close()),
    )
    yield "flag_closing", case
    yield "flag_closed", led(case, (CLOCK, Close()), (KARIN, NoteLesson(Typed(41))))


def _answered(case: Flag) -> Flag:
    return led(
        case,
        (HANS, See()),
        (CLOCK, StepUp(SIGRID)),
        (KARIN, Link((9,))),
        (KARIN, TakeIn(10, (Type.PRESSURE,), Wish.CALL_ME, (Typed(11, filler=True), Typed(12)))),
        (HANS, Acknowledge(How.REPLY, MessageRef("G1", "1772442900.000100"))),
        (SIGRID, Acknowledge(How.TALKED)),
        (SIGRID, Acknowledge(How.WRITTEN, text=Typed(13))),
        (KARIN, AskTalk()),
    )


def _decided(case: Flag) -> Flag:
    return led(
        case,
        (HANS, Decide(DECIDED, tell_now=True, opened_on=0)),
        (KARIN, AnswerExplanation(Reply.DIFFERENT, Typed(26))),
        (KARIN, HearElsewhere()),
        (HANS, Decide(DECIDED, tell_now=True, opened_on=1, reason=Typed(27))),
        (KARIN, AnswerExplanation(Reply.THANKS)),
        (KARIN, WishToFinish(Finish.PLEASE_TAKE)),
        (HANS, TakeOver()),
        (HANS, CustomerHelped()),
        (HANS, HandBack()),
        *_washing_up(),
    )


def claims() -> Iterator[tuple[str, Case]]:
    case = led(
        claimed(MONDAY, DUE),
        (KARIN, OfferHelp()),
        (KARIN, PassNote(Typed(31))),
        (IDA, NewTime(LATER)),
        (IDA, HandOver(KARIN, Typed(32))),
    )
    yield "claim_handing_over", case
    case = led(case, (KARIN, DeclineCase()), (IDA, TurnHostile(7, HANS, urgent=True)))
    yield "claim_passed", case
    case = led(case, (HANS, LetGo(Typed(33))))
    yield "claim_unowned", case
    case = led(case, (KARIN, TakeCase()), (HANS, NoteThanks()), (KARIN, MarkHelped()))
    case = led(case, *_washing_up())
    yield "claim_helped", case
    yield "claim_closed", led(case, (HANS, DishDone(1)))


def _washing_up() -> list[tuple[str, object]]:
    """One dish that was kept and that somebody is asked to take; one done, and one dropped."""
    return [
        (HANS, AddDish(GRETA, DAY, Typed(51))),
        (HANS, AddDish(KARIN, DAY, Typed(52))),
        (HANS, AddDish(KARIN, DAY, Typed(53))),
        (HANS, KeepDish(1, ANOTHER_DAY)),
        (GRETA, PassDish(1, OLAV)),
        (KARIN, DishDone(2)),
        (KARIN, DropDish(3, Typed(54))),
    ]


def led(case: C, *steps: tuple[str, object]) -> C:
    """The case after these steps, all of them at noon."""
    play = Play(case, TEAM, NOON)
    for by, step in steps:
        play.does(by, step)
    return play.case


def a_full_team() -> TeamSettings:
    return replace(
        settings(),
        country="NO",
        hours=Hours(time(7, 30), time(15, 30), frozenset({0, 1, 2, 3})),
        digest_day=4,
        digest_time=time(10, 30),
        internal_way="Lone in HR",
        own_words=("Navision", "second line"),
        version=3,
    )


def keep(folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    states = {name: state_of(case) for name, case in walks()}
    kept = {**states, "team": facts_of(a_full_team()), "fields": fields_kept()}
    for name, content in kept.items():
        (folder / f"{name}.json").write_text(json.dumps(content, indent=1) + "\n")


if __name__ == "__main__":
    keep(OLD_STATES / str(SHAPE))
