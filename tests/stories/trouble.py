"""Slack's trouble in the middle of what a team does: the scenes, the troubles, and the judge.

A cell is one scene, one Web API method that it calls, one trouble, and how long that lasts. Many
cells are played one after another with one bot; each begins with customers of its own, and with
everybody looked up anew.
"""

import time
from collections import Counter
from collections.abc import Awaitable, Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import count
from typing import Any

from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from bot.claim.case import Origin
from bot.flag.case import Headline, Type
from bot.flag.tracks import Behaviour, Matter
from bot.notices import Says
from bot.steps import Case
from handlers.team.looking_up import Pace
from sandbox.client import Json, Refused, Seen
from storage import database
from storage.tables import CaseRow, HistoryRow, LetterRow, PersonRow
from tests.stories.world import Colleague, Heard, World, ids

EVERYBODY = ("karin", "ida", "hans", "dorte")
LONG_AGO = datetime(2020, 1, 1, tzinfo=UTC)
NO: Json = {
    "matter": Matter.NO,
    "behaviour": Behaviour.TALKED,
    "to_agent": "You stayed on the question, Karin. Well done.",
}

Troubles = Mapping[str, Json]
TROUBLES: Troubles = {
    "asked to wait": {"kind": "rate_limited", "retry_after": 30},
    "ratelimited, no header": {"kind": "error", "error": "ratelimited"},
    "dropped before": {"kind": "drop_before"},
    "dropped after": {"kind": "drop_after"},
    "HTTP 503": {"kind": "error_500", "status": 503},
    "internal_error after the effect": {
        "kind": "error",
        "error": "internal_error",
        "took_effect": True,
    },
    "the app, this method": {"kind": "error", "error": "team_access_not_granted"},
    "the app, every method": {"kind": "error", "error": "token_revoked", "method": None},
    "the call": {"kind": "error", "error": "missing_scope"},
    "a code of tomorrow": {"kind": "error", "error": "a_code_of_tomorrow"},
    "the place": {"kind": "error", "error": "channel_not_found"},
    "the message": {"kind": "error", "error": "message_not_found"},
    "the person": {"kind": "error", "error": "user_not_found"},
    "the letter": {"kind": "error", "error": "invalid_blocks"},
}
"""By what they concern: the faults of the sandbox, without the method where that is the cell's."""
PASSES = 6
"""Of `TROUBLES`, the first so many and the one of every method pass by themselves."""

SPANS: Mapping[str, Json] = {
    "once": {"times": 1},
    "the second call": {"times": 1, "after": 1},
    "an hour": {"times": None, "rests": (16, 61, 301, 3700)},
    "four days": {"times": None, "rests": (16, 3700, 73 * 3600, 13 * 3600)},
}
"""How long a trouble lasts, and the seconds that the bot is given while it does."""
RESTS = (31, 61, 3700, 13 * 3600)
"""Seconds that the bot is given once all is well: after each it tries what waits."""

LOOKED_FOR = ("conversations.history", "conversations.replies")
"""Called only for a letter whose first try ended unknown."""
JOINED = "conversations.join"
"""Called only where the bot was not in the channel."""
FOR_REPLIES = ("views.open", "views.update", "users.conversations")
"""Called before the step, for whoever does it: one scene has all that there is to see."""

RELIED_ON: Mapping[Says, tuple[Says, ...]] = {
    Says.WORDS: (Says.WORDS_LOST,),
    Says.EXPLANATION: (Says.EXPLANATION_LOST,),
    Says.OFFERED: (Says.OFFER_LOST,),
    Says.PAGE: (Says.NOT_DELIVERED, Says.NOT_REACHED_YET),
    Says.CARD: (Says.FLAG_BY_LETTER, Says.NOT_DELIVERED, Says.NOT_REACHED_YET, Says.CHANNEL_LOST),
    Says.DIGEST: (Says.CHANNEL_LOST,),
}
"""What a letter that never came is made up for by: somebody else reads one of these."""
FOR_ITS_READER = {Says.FLAG_SAVED, Says.FLAG_SAVED_URGENT, Says.SAY_TO_CUSTOMER, Says.OFFER_TAKEN}
"""Nobody but its own reader relies on it, who cannot be told."""
LOSSES = {kind for kinds in RELIED_ON.values() for kind in kinds} | {
    Says.NAMES_SOMEBODY_GONE,
    Says.FLAG_BY_LETTER,
}

UNDER_A_CARD = ("chat.update", "chat.postMessage", "conversations.members")
"""What is refused there because of a message that is gone has its card posted anew."""
Said = Counter[tuple[str, Says]]
"""How many letters each person reads, by kind."""


@dataclass(frozen=True)
class Scene:
    """What somebody does, and what has to be so before it."""

    who: str
    does: Callable[["Stage"], Awaitable[None]]
    after: Callable[["Stage"], Awaitable[None]] | None = None


class Stage:
    """One cell's part of the story."""

    _numbers = count(1)

    def __init__(self, world: World) -> None:
        self.world = world
        self.customer = f"K-{next(self._numbers):05}"

    async def flags(self, kind: Type) -> None:
        await self.world.karin.flags({"types": [kind], "customer": self.customer})

    async def light_flag(self) -> None:
        await self.flags(Type.RUDE)

    async def urgent_flag(self) -> None:
        await self.flags(Type.THREAT)

    async def answer(self) -> None:
        hans: Colleague = self.world.hans
        await hans.presses(ids.WRITE)
        await hans.fills_in({"words": "I saw it, Karin. We talk at two."})

    async def answered_flag(self) -> None:
        await self.flags(Type.RUDE)
        sight = await self.world.hans.glances()
        card = max(sight.of_kind("oppvask_card"), key=lambda each: float(each.ts))
        await self.world.hans.replies("I saw it, Karin. We talk at two.", to=card)

    async def explanation(self) -> None:
        hans: Colleague = self.world.hans
        await hans.presses(ids.DECIDE)
        await hans.fills_in(NO)

    async def claim(self) -> None:
        promise = await self.world.now() + timedelta(days=1)
        wrong = {"wrong": "Left open", "origin": Origin.LEFT_OPEN}
        when = {"promise": promise.isoformat()}
        await self.world.ida.claims({"customer": self.customer, **wrong, **when})

    async def hand_over(self) -> None:
        await self.world.ida.hands_over("karin")

    async def offered(self) -> None:
        await self.claim()
        await self.world.ida.hands_over("karin")

    async def acceptance(self) -> None:
        await self.world.karin.presses(ids.ACCEPT_CASE)

    async def digest(self) -> None:
        await self.world.passes(days=7)


SCENES: Mapping[str, Scene] = {
    "a light flag": Scene("karin", Stage.light_flag),
    "an urgent flag": Scene("karin", Stage.urgent_flag),
    "an answer": Scene("hans", Stage.answer, after=Stage.light_flag),
    "an explanation": Scene("hans", Stage.explanation, after=Stage.answered_flag),
    "a claim": Scene("ida", Stage.claim),
    "a hand-over": Scene("ida", Stage.hand_over, after=Stage.claim),
    "an acceptance": Scene("karin", Stage.acceptance, after=Stage.offered),
    "a digest": Scene("", Stage.digest),
}


@dataclass(frozen=True)
class Cell:
    scene: str
    method: str
    trouble: str
    span: str

    def __str__(self) -> str:
        return f"{self.scene}, {self.method}: {self.trouble}, {self.span}"

    @property
    def faults(self) -> list[Json]:
        span = {key: value for key, value in SPANS[self.span].items() if key != "rests"}
        faults = [{"method": self.method, **TROUBLES[self.trouble], **span}]
        if self.method in LOOKED_FOR:
            faults.append({"kind": "drop_after", "method": "chat.postMessage"})
        if self.method == JOINED:
            faults.append(
                {"kind": "error", "error": "not_in_channel", "method": "chat.postMessage"}
            )
        return faults

    @property
    def for_good(self) -> bool:
        """Whether a letter may have been given up."""
        passes = [*list(TROUBLES)[:PASSES], "the app, every method"]
        return self.span == "four days" and self.trouble not in passes


@dataclass
class Played:
    """What a scene left behind."""

    said: Said
    done: bool
    """Whether it came as far as its step: else whoever did it was told."""
    told: bool
    left: list[str]
    """Letters that are on their way still."""
    answered: bool
    """Whether a flag says that it was answered."""
    methods: frozenset[str]


async def played(world: World, scene: Scene, cell: Cell | None = None) -> Played:
    """One scene, in trouble or on a good day; all is mended in the end."""
    stage = Stage(world)
    await world.bot.desk.database.write(tidy)
    forget(world)
    if scene.after is not None:
        await scene.after(stage)
    await world.bot.desk.database.write(forget_people)
    forget(world)
    before = await _seen(world)
    begun = (await world.get("/control/record?after=999999999"))["next"]
    for fault in cell.faults if cell else ():
        await world.fault(**fault)
    done = await _does(world, stage, scene)
    told = done or await _was_told(world, scene, before)
    for seconds in SPANS[cell.span].get("rests", ()) if cell else ():
        await world.a_while_later(seconds=seconds)
    await world.mend()
    for seconds in RESTS if cell else ():
        await world.a_while_later(seconds=seconds)
    await _clear_away(world, scene)
    if not done:  # told that it could not be done, they do it again
        await scene.does(stage)
    await world.settle()
    return await _outcome(world, before, begun, done=done, told=told)


async def _does(world: World, stage: Stage, scene: Scene) -> bool:
    """Whether it came as far as its step."""
    steps = await world.bot.desk.read(steps_so_far)
    with suppress(Refused, AssertionError):  # no form opens, or it says that something went wrong
        await scene.does(stage)
    return not scene.who or await world.bot.desk.read(steps_so_far) > steps


async def _was_told(world: World, scene: Scene, before: dict[str, Heard]) -> bool:
    person: Colleague = getattr(world, scene.who)
    sight = await person.glances()
    whispers = len(sight.whispers) > len(before[scene.who].whispers)
    return whispers or bool(sight.modals) or len(sight.errors) > len(before[scene.who].errors)


async def _clear_away(world: World, scene: Scene) -> None:
    if not scene.who:
        return
    person: Colleague = getattr(world, scene.who)
    while (await person.glances()).modals:
        await person.closes()


async def _seen(world: World) -> dict[str, Heard]:
    return {key: await getattr(world, key).glances() for key in EVERYBODY}


async def _outcome(
    world: World, before: dict[str, Heard], begun: int, *, done: bool, told: bool
) -> Played:
    after = await _seen(world)
    said: Said = Counter()
    cards: list[Seen] = []
    for key, sight in after.items():
        known = {(message.channel, message.ts) for message in before[key].messages}
        for message in sight.messages:
            if message.event_type and (message.channel, message.ts) not in known:
                says = Says.of(message.event_type.removeprefix("oppvask_"))
                said[key, says] += 1
        cards += sight.of_kind("oppvask_card")
    newest_first = sorted(cards, key=lambda card: float(card.ts), reverse=True)
    standing = [card for card in newest_first if await _case_on(world, card)]
    calls = [line for line in await world.record(after=begun) if line["kind"] == "call"]
    return Played(
        said=said,
        done=done,
        told=told,
        left=await world.bot.desk.read(on_their_way),
        answered=bool(standing)
        and getattr(await _case_on(world, standing[0]), "headline", None) is Headline.ANSWERED,
        methods=frozenset(str(line["method"]) for line in calls),
    )


async def _case_on(world: World, card: Seen) -> Case | None:
    """None for a message that another has taken the place of."""
    with suppress(AssertionError):
        return await world.case_on(card)
    return None


def wrong(cell: Cell, good: Played, bad: Played) -> list[str]:
    """What must not be, each as a line; `good` is the same scene on a good day."""
    faults = []
    nothing_could_be_said = "method" in TROUBLES[cell.trouble]
    if not (bad.told or nothing_could_be_said):
        faults.append("who did it was told nothing")
    for (who, says), times in (good.said - bad.said).items():
        faults += _missing(cell, bad, who, says, times)
    for (who, says), times in (bad.said - good.said).items():
        drawn_anew = says is Says.CARD and cell.trouble in ("the place", "the message")
        drawn_anew = (drawn_anew and cell.method in UNDER_A_CARD) or cell.method == JOINED
        if not (says in LOSSES or drawn_anew):
            faults.append(f"{who} reads {says.id} {times} times too often")
    if bad.left:
        faults.append(f"still on their way: {bad.left}")
    if bad.answered and not bad.said["karin", Says.WORDS]:
        words_came_before = good.said["karin", Says.WORDS] == 0
        if not words_came_before:
            faults.append("it says Answered, and the agent has read nothing")
    return faults


def _missing(cell: Cell, bad: Played, who: str, says: Says, times: int) -> list[str]:
    if cell.for_good and says in FOR_ITS_READER:
        return []
    makes_up = [bad.said[key, loss] for key in EVERYBODY for loss in RELIED_ON.get(says, ())]
    paged = says is Says.CARD and bad.said["hans", Says.PAGE] and bad.said["dorte", Says.PAGE]
    if cell.for_good and (any(makes_up) or paged):
        return []
    return [f"{who} misses {says.id} ({times}); losses: {_losses(bad)}"]


def _losses(bad: Played) -> list[str]:
    return [f"{who} {says.id}" for (who, says) in bad.said if says in LOSSES]


def tidy(session: Session) -> None:
    """The cell before is over: its cases are closed, and what it left on its way is gone."""
    session.execute(update(CaseRow).values(closed=True, open=False, next_due=None))
    on_way = LetterRow.state.in_(("waiting", "held"))
    session.execute(update(LetterRow).where(on_way).values(state="dropped"))


def forget_people(session: Session) -> None:
    """Everybody is looked up anew."""
    session.execute(update(PersonRow).values(fetched_at=LONG_AGO))


def steps_so_far(session: Session) -> int:
    return session.scalar(select(func.max(HistoryRow.id))) or 0


def forget(world: World) -> None:
    """As after a start: nothing is kept in memory, and the letters' clock is right again."""
    client: Any = world.bot.desk.client
    database.AHEAD, client.monotonic = timedelta(), time.monotonic
    client._until.clear()
    colleagues: Any = world.bot.desk.colleagues
    for kept in ("_channels", "_channels_of", "_members"):
        getattr(colleagues, kept).clear()
    colleagues.look_ups._pace = Pace(colleagues._monotonic)  # the clock goes back
    colleagues.look_ups._failed_at.clear()


def on_their_way(session: Session) -> list[str]:
    query = select(LetterRow).where(LetterRow.state.in_(("waiting", "held")))
    return [f"{row.says} to {row.to}: {row.state} {row.reason}" for row in session.scalars(query)]
