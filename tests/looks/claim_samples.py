"""The messages and forms of claims, drawn for people and texts that are as bad as they can be."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from typing import Any

from bot.cases import Case
from bot.cases.claim import Claim, Note
from bot.cases.claim_steps import KeepPromise, MarkHelped, NewTime, PassNote
from bot.cases.dish_steps import (
    AcceptDish,
    AddDish,
    DeclineDish,
    DishDone,
    DropDish,
    KeepDish,
    PassDish,
)
from bot.cases.dishes import Dish
from bot.cases.handover_steps import AcceptCase, DeclineCase, HandOver, WithdrawOffer
from bot.cases.turned_steps import TurnHostile
from bot.cases.unowned_steps import LetGo, ProposeOwner, TakeCase
from bot.notices import Says
from bot.people import Absence, Office
from handlers.blocks import claim_forms, dish_forms, forms, handover_forms, replies
from handlers.blocks.message import Message
from tests.rules.office import DORTE, HANS, IDA, KARIN, at
from tests.rules.play import Play

Draw = Callable[[Says, dict[str, Any], Case | None, Office], tuple[Says, Message]]
SOON, LATER, MUCH_LATER = "2026-03-02T12:00+01:00", "2026-03-02T15:55+01:00", "2026-03-30T12:00Z"
DAY = date(2026, 3, 9)
NEXT = at("2026-03-20T14:00+01:00")
HANDED: list[list[Any]] = [
    [(IDA, HandOver(KARIN, 5)), at(SOON), (IDA, WithdrawOffer())],
    [(IDA, HandOver(KARIN, 5)), (KARIN, AcceptCase())],
    [
        (IDA, HandOver(KARIN)),
        (KARIN, DeclineCase()),
        (IDA, HandOver(KARIN)),
        (KARIN, DeclineCase()),
    ],
    [(IDA, NewTime(NEXT)), (IDA, HandOver(KARIN)), at(MUCH_LATER)],
    [
        (IDA, LetGo(6)),
        at(LATER),
        (HANS, ProposeOwner(KARIN)),
        (KARIN, DeclineCase()),
        at(MUCH_LATER),
    ],
    [(IDA, LetGo(6)), (HANS, ProposeOwner(KARIN)), at(MUCH_LATER), (DORTE, TakeCase())],
    [(KARIN, PassNote(7)), at(MUCH_LATER)],
    [(IDA, KeepPromise()), (IDA, TurnHostile(9, HANS))],
]
WASHED: list[list[Any]] = [
    [
        (IDA, MarkHelped()),
        (IDA, AddDish(KARIN, DAY, 5)),
        (KARIN, PassDish(1, DORTE)),
        (DORTE, DeclineDish(1)),
        (KARIN, PassDish(1, DORTE)),
        (DORTE, AcceptDish(1)),
        at(MUCH_LATER),
        (HANS, KeepDish(1, date(2026, 4, 20))),
        (DORTE, DropDish(1, 6)),
        (IDA, AddDish(IDA, date(2026, 4, 3), 5)),
        (IDA, DishDone(2)),
    ]
]


def messages(draw: Draw, fresh: Play, there: Office) -> Iterator[tuple[Says, Message]]:
    for deeds in (*HANDED, *WASHED):
        yield from _told(draw, replace(fresh, said=[], sent={}), deeds)
    away = Absence(date(2026, 3, 2), date(2026, 3, 6))
    gone = replace(there, absences={IDA: (away,)}, away=frozenset({IDA}))
    yield from _told(draw, replace(fresh, office=gone, said=[], sent={}), [at(SOON)])
    yield draw(Says.WEEKLY_DISHES, {"lines": ["Å\n<!channel>" * 20] * 30}, None, there)
    yield draw(Says.WASHING_UP, {"named": True}, fresh.case, there)


def _told(draw: Draw, play: Play, deeds: list[Any]) -> Iterator[tuple[Says, Message]]:
    for deed in deeds:
        if isinstance(deed, tuple):
            play.does(*deed)
        else:
            play.passes(deed)
        yield draw(Says.CARD, {}, play.case, play.office)
        for entry in play.said:
            more = {"count": 2, "due": NEXT.isoformat(), "named": None}
            yield draw(entry.notice.says, {**more, **entry.notice.facts}, play.case, play.office)
        play.said.clear()


def said_at_once(case: Claim, bad: str) -> Iterator[Message]:
    yield dish_forms.my_dishes([])
    yield dish_forms.my_dishes([(case, _dish(), bad * 3)] * 30)
    yield replies.nothing_left()
    yield replies.noted()
    yield from (replies.naming_noted(named=named) for named in (True, False))


def views(case: Claim, typed: str, bad: str, metadata: str) -> dict[str, dict[str, Any]]:
    notes = tuple(Note(KARIN, case.claimed_at, 1) for _ in range(40))
    zone, names = "Europe/Copenhagen", {KARIN: bad}
    many = [replace(case, id=number) for number in range(120)]
    return {
        "lost race": forms.lost_race_view(8, bad, typed, metadata),
        "lost to nobody": forms.lost_race_view(8, None, typed, metadata),
        "a moment ahead": claim_forms.ahead_view(8, bad),
        "the note was passed": forms.note_passed_view(),
        "read a claim": forms.read_claim_view(
            replace(case, notes=notes), [typed, typed, *[typed] * 40], names
        ),
        "hand over": handover_forms.hand_over_form(case, zone, metadata),
        "let go": handover_forms.let_go_form(metadata),
        "share out": handover_forms.share_form(many, {0: KARIN}, zone, metadata),
        "dish": dish_forms.dish_form(KARIN, DAY, metadata),
        "dish to": dish_forms.dish_to_form(metadata),
        "dish reason": dish_forms.dish_reason_form(metadata),
        "dish day": dish_forms.dish_day_form(DAY, metadata),
        "outside": dish_forms.outside_view(case),
    }


def _dish() -> Dish:
    moment = at(SOON)
    return Dish(1, 5, KARIN, DAY, IDA, moment, moment)
