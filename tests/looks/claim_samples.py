"""The messages and forms of claims, drawn for people and texts that are as bad as they can be."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from typing import Any

from bot.claim.case import Claim, Note
from bot.claim.handover import AcceptCase, DeclineCase, HandOver, WithdrawOffer
from bot.claim.promise import KeepPromise, NewTime
from bot.claim.steps import MarkHelped, PassNote
from bot.claim.unowned import LetGo, ProposeOwner, TakeCase, TurnHostile
from bot.dishes.dish import Dish
from bot.dishes.steps import (
    AcceptDish,
    AddDish,
    DeclineDish,
    DishDone,
    DropDish,
    KeepDish,
    PassDish,
)
from bot.notices import Says
from bot.steps import Case
from bot.team import Absence, Team
from bot.text import Typed
from handlers.claim import form as claim_form
from handlers.claim import handover as claim_handover
from handlers.claim import read as claim_read
from handlers.claim import thanks as claim_thanks
from handlers.claim import unowned as claim_unowned
from handlers.dishes import forms as dishes_forms
from handlers.dishes import steps as dishes_steps
from handlers.slack import parts
from handlers.slack.parts import Message
from tests.rules.people import DORTE, HANS, IDA, KARIN, at
from tests.rules.play import Play

Draw = Callable[[Says, dict[str, Any], Case | None, Team], tuple[Says, Message]]
SOON, LATER, MUCH_LATER = "2026-03-02T12:00+01:00", "2026-03-02T15:55+01:00", "2026-03-30T12:00Z"
DAY = date(2026, 3, 9)
NEXT = at("2026-03-20T14:00+01:00")
HANDED: list[list[Any]] = [
    [(IDA, HandOver(KARIN, Typed(5))), at(SOON), (IDA, WithdrawOffer())],
    [(IDA, HandOver(KARIN, Typed(5))), (KARIN, AcceptCase())],
    [
        (IDA, HandOver(KARIN)),
        (KARIN, DeclineCase()),
        (IDA, HandOver(KARIN)),
        (KARIN, DeclineCase()),
    ],
    [(IDA, NewTime(NEXT)), (IDA, HandOver(KARIN)), at(MUCH_LATER)],
    [
        (IDA, LetGo(Typed(6))),
        at(LATER),
        (HANS, ProposeOwner(KARIN)),
        (KARIN, DeclineCase()),
        at(MUCH_LATER),
    ],
    [(IDA, LetGo(Typed(6))), (HANS, ProposeOwner(KARIN)), at(MUCH_LATER), (DORTE, TakeCase())],
    [(KARIN, PassNote(Typed(7))), at(MUCH_LATER)],
    [(IDA, KeepPromise()), (IDA, TurnHostile(9, HANS))],
]
WASHED: list[list[Any]] = [
    [
        (IDA, MarkHelped()),
        (IDA, AddDish(KARIN, DAY, Typed(5))),
        (KARIN, PassDish(1, DORTE)),
        (DORTE, DeclineDish(1)),
        (KARIN, PassDish(1, DORTE)),
        (DORTE, AcceptDish(1)),
        at(MUCH_LATER),
        (HANS, KeepDish(1, date(2026, 4, 20))),
        (DORTE, DropDish(1, Typed(6))),
        (IDA, AddDish(IDA, date(2026, 4, 3), Typed(5))),
        (IDA, DishDone(2)),
    ]
]


def messages(draw: Draw, fresh: Play[Claim], there: Team) -> Iterator[tuple[Says, Message]]:
    for deeds in (*HANDED, *WASHED):
        yield from _told(draw, replace(fresh, said=[], sent={}), deeds)
    away = Absence(date(2026, 3, 2), date(2026, 3, 6))
    gone = replace(there, absences={IDA: (away,)}, away=frozenset({IDA}))
    yield from _told(draw, replace(fresh, team=gone, said=[], sent={}), [at(SOON)])
    yield draw(Says.WEEKLY_DISHES, {"lines": ["Å\n<!channel>" * 20] * 30}, None, there)
    yield draw(Says.WASHING_UP, {"named": True}, fresh.case, there)


def _told(draw: Draw, play: Play[Claim], deeds: list[Any]) -> Iterator[tuple[Says, Message]]:
    for deed in deeds:
        if isinstance(deed, tuple):
            play.does(*deed)
        else:
            play.passes(deed)
        yield draw(Says.CARD, {}, play.case, play.team)
        for entry in play.said:
            more = {"count": 2, "due": NEXT.isoformat(), "named": None}
            yield draw(entry.notice.says, {**more, **entry.notice.facts}, play.case, play.team)
        play.said.clear()


def said_at_once(case: Claim, bad: str) -> Iterator[Message]:
    yield dishes_forms.my_dishes([])
    yield dishes_forms.my_dishes([(case, _dish(), bad * 3)] * 30)
    yield dishes_steps.nothing_left_words()
    yield parts.noted()
    yield from (claim_thanks.naming_noted(named=named) for named in (True, False))


def views(case: Claim, typed: str, bad: str, metadata: str) -> dict[str, dict[str, Any]]:
    notes = tuple(Note(KARIN, case.claimed_at, Typed(1)) for _ in range(40))
    zone, names = "Europe/Copenhagen", {KARIN: bad}
    many = [replace(case, id=number) for number in range(120)]
    return {
        "lost race": claim_form.lost_race_view(8, bad, typed, metadata),
        "lost to nobody": claim_form.lost_race_view(8, None, typed, metadata),
        "a moment ahead": claim_form.ahead_view(8, bad),
        "the note was passed": claim_form.note_passed_view(),
        "read a claim": claim_read.read_claim_view(
            replace(case, notes=notes), [typed, typed, *[typed] * 40], names
        ),
        "hand over": claim_handover.hand_over_form(case, zone, metadata),
        "let go": claim_unowned.let_go_form(metadata),
        "share out": claim_unowned.share_form(many, {0: KARIN}, zone, metadata),
        "dish": dishes_forms.dish_form(KARIN, DAY, metadata),
        "dish to": dishes_forms.dish_to_form(metadata),
        "dish reason": dishes_forms.dish_reason_form(metadata),
        "dish day": dishes_forms.dish_day_form(DAY, metadata),
        "outside": dishes_forms.outside_view(case),
    }


def _dish() -> Dish:
    moment = at(SOON)
    return Dish(1, Typed(5), KARIN, DAY, IDA, moment, moment)
