"""All that is said of claims and their washing-up, and to whole teams."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime

from bot.claim.case import Claim
from bot.claim.handover import AcceptCase, DeclineCase, HandOver, LoseOffer, WithdrawOffer
from bot.claim.promise import KeepPromise, MissPromise, NewTime
from bot.claim.steps import MarkHelped, OfferHelp, PassNote, Reopen, open_claim
from bot.claim.unowned import LetGo, ProposeOwner, TakeCase, TurnHostile
from bot.digest import Week, show
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
from bot.setup import WHO_IS_ASKED
from bot.team import CLOCK, Absence
from bot.text import Typed
from handlers.sending.facts import Facts
from handlers.team.setup_change import labels
from tests.looks.cast import DUE, LATER, START, Cast, Deed, facts_of, heard
from tests.rules.people import DORTE, HANS, IDA, KARIN, SIGRID, at, claimed
from tests.rules.play import Play, Said

NOON, AFTERNOON = at("2026-03-02T12:00+01:00"), at("2026-03-02T15:55+01:00")
MUCH_LATER = at("2026-03-30T12:00Z")
DAY = date(2026, 3, 9)
NEXT = at("2026-03-20T14:00+01:00")
AGAIN = at("2026-04-02T14:00+02:00")
HANDED: list[list[Deed]] = [
    [(IDA, HandOver(KARIN, Typed(5))), NOON, (IDA, WithdrawOffer())],
    [(IDA, HandOver(KARIN, Typed(5))), (KARIN, AcceptCase())],
    [
        (IDA, HandOver(KARIN)),
        (KARIN, DeclineCase()),
        (IDA, HandOver(KARIN)),
        (KARIN, DeclineCase()),
    ],
    [(IDA, NewTime(NEXT)), (IDA, HandOver(KARIN)), MUCH_LATER],
    [
        (IDA, LetGo(Typed(6))),
        AFTERNOON,
        (HANS, ProposeOwner(KARIN)),
        (KARIN, DeclineCase()),
        MUCH_LATER,
    ],
    [(IDA, LetGo(Typed(6))), (HANS, ProposeOwner(KARIN)), MUCH_LATER, (DORTE, TakeCase())],
    [(IDA, HandOver(KARIN)), (CLOCK, LoseOffer(KARIN))],
    [(IDA, LetGo()), (HANS, ProposeOwner(KARIN)), (CLOCK, LoseOffer(KARIN))],
    [(KARIN, PassNote(Typed(7))), MUCH_LATER],
    [(IDA, KeepPromise()), (IDA, TurnHostile(9, HANS, urgent=True))],
]
MISSED: list[Deed] = [at("2026-03-02T14:30+01:00"), (IDA, MissPromise()), MUCH_LATER]
PROMISED: list[Deed] = [
    (HANS, OfferHelp()),
    LATER,
    (IDA, MissPromise()),
    (IDA, NewTime(AGAIN)),
    (IDA, MarkHelped()),
    (HANS, Reopen(AGAIN)),
]
WASHED: list[Deed] = [
    (IDA, MarkHelped()),
    (IDA, AddDish(KARIN, DAY, Typed(5))),
    (KARIN, PassDish(1, DORTE)),
    (DORTE, DeclineDish(1)),
    (KARIN, PassDish(1, DORTE)),
    (DORTE, AcceptDish(1)),
    MUCH_LATER,
    (HANS, KeepDish(1, date(2026, 4, 20))),
    (DORTE, DropDish(1, Typed(6))),
    (IDA, AddDish(IDA, date(2026, 4, 3), Typed(5))),
    (IDA, DishDone(2)),
]


def facts(cast: Cast) -> Iterator[Facts]:
    """Each message that some claim on its way brings about, and what a team hears."""
    yield from _digests(cast)
    for deeds in (PROMISED, MISSED, *HANDED, WASHED):
        yield from _story(cast, taken(cast), deeds)
    yield from _away(cast)
    lines = ["", *[cast.dish] * min(cast.many, 30)]
    yield facts_of(cast, Says.WEEKLY_DISHES, {"lines": lines}, None, cast.team())
    yield facts_of(cast, Says.CHANNEL_SHARED, {}, None, cast.team())
    yield facts_of(cast, Says.CHANNEL_LOST, {}, None, cast.team())
    yield facts_of(cast, Says.NAMES_SOMEBODY_GONE, {"person": DORTE}, None, cast.team())
    yield from _settings(cast)


def taken(cast: Cast) -> Play[Claim]:
    case, told = open_claim(replace(claimed(START, DUE), reference=cast.reference))
    said = [Said(at(START), notice) for notice in told]
    return Play(case, cast.team(), at(START), said=said)


def _story(cast: Cast, play: Play[Claim], deeds: Sequence[Deed]) -> Iterator[Facts]:
    """What is said on the way."""
    looked_up = {"count": 2, "due": NEXT.isoformat(), "named": None}
    for deed in (play.now, *deeds):
        if isinstance(deed, datetime):
            play.passes(deed)
        else:
            play.does(*deed)
        yield from heard(cast, play, **looked_up)


def _away(cast: Cast) -> Iterator[Facts]:
    """The owner is away beyond the promise; and has the yes to being named taken back or not."""
    play = taken(cast)
    away = Absence(date(2026, 3, 2), date(2026, 3, 6))
    play.team = replace(play.team, absences={IDA: (away,)}, away=frozenset({IDA}))
    yield from _story(cast, play, [NOON])
    yield facts_of(cast, Says.UNOWNED, {"count": 1, "due": DUE}, None, play.team)
    yield facts_of(cast, Says.WASHING_UP, {"named": True}, play.case, play.team)


def _settings(cast: Cast) -> Iterator[Facts]:
    """Somebody has changed who is asked, or anything else."""
    asked: dict[str, object] = {
        "managers": [HANS, DORTE],
        "managers_before": [HANS],
        "deputy": [],
        "skip": [SIGRID],
        "deputy_before": [DORTE],
        "skip_before": [],
        "on_call": [DORTE],
        "on_call_before": [],
    }
    for settings in (WHO_IS_ASKED, tuple(labels())):
        facts = {"by": HANS, "settings": list(settings), **asked}
        yield facts_of(cast, Says.SETTINGS_CHANGED, facts, None, cast.team())


def _digests(cast: Cast) -> Iterator[Facts]:
    few, many = Week(1, 1, 0, 1, 1, done=1), Week(7, 6, 5, 6, 9, done=2, open=1, dropped=1)
    weeks = [
        (Week(0, 0, 0, 0, 4), [], 0),
        (few, [IDA, KARIN], 3),
        (many, [], 2),
        (replace(many, dropped=2), [KARIN], 1),
    ]
    for week, named, others in [*weeks, *((few, [KARIN], others) for others in range(4, 10))]:
        counted = {"shown": show(week, members=7), "named": named, "others": others}
        yield facts_of(cast, Says.DIGEST, counted, None, cast.team())
