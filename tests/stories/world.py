"""A team, a bot and a clock: what a story begins with, and the words in which it is told.

A story presses steps by their action_id, fills in fields by their block_id and chooses options by
their value; it knows a letter by its kind, and what else people read by the facts in it. How the
bot words things is for tests/looks: a better sentence breaks no story.
"""

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from bot.flag.case import Flag, Headline, Type
from bot.flag.tracks import Behaviour, Finish, Gesture, Matter, Reply, TalkOutcome
from bot.notices import Says
from bot.refusals import Code, Fact
from bot.refusals import Refused as StepRefused
from bot.steps import Case
from handlers.receiving import refusals
from handlers.running import Running
from handlers.slack import ids, labels
from sandbox.client import Form, Json, Person, Refused, Seen, Sight, Workspace
from storage import cards, cases, database

START = "2026-03-02T10:15:00+01:00"
SETUP = {
    "managers": ["hans"],
    "deputy": "dorte",
    "skip": "sigrid",
    "on_call": ["dorte"],
    "zone": "Europe/Copenhagen",
    "country": "DK",
}
CULPRITS = ("Kjell", "Birthe")
"""Who made the mess, where somebody typed a name into the field for what is wrong."""
PHONES = {"dorte": "+45 70 10 20 30"}
CHOICES: Mapping[type[StrEnum], Callable[[], Mapping[Any, str]]] = {
    Headline: labels.headlines,
    Type: labels.kinds,
    TalkOutcome: labels.outcomes,
    Matter: labels.matters,
    Behaviour: labels.behaviours,
    Gesture: labels.gestures,
    Reply: labels.answers,
    Finish: labels.finishes,
}


def word(choice: StrEnum) -> str:
    """How the bot calls it to people at present: `word(Headline.ANSWERED)`."""
    return CHOICES[type(choice)]()[choice]


def refusal(code: Code, **facts: Fact) -> str:
    """How the bot words that refusal at present; people in the facts go by their names."""
    names = {str(fact): str(fact) for fact in facts.values()}
    return refusals.words(StepRefused(code, **facts), names)


def advice(form: Form) -> list[str]:
    """What the form of a flag says to do in danger, before it asks anything."""
    blocks = form.told["view"]["blocks"]
    return [str(block["text"]["text"]) for block in blocks if block["type"] == "section"]


@dataclass(frozen=True)
class Heard(Sight):
    """All that one person sees, letters told apart by their kind."""

    def heard(self, says: Says, *facts: str) -> int:
        """How many letters of that kind there are, with all of those facts in them."""
        return len(self._of(says, facts))

    def letter(self, says: Says, *facts: str) -> Seen:
        """The newest of them; raises Refused when there is none."""
        found = self._of(says, facts)
        if not found:
            raise Refused(f"there is no {says} with {facts}")
        return max(found, key=lambda message: float(message.ts))

    @property
    def letters(self) -> list[Seen]:
        """All that the bot has written to them, in no channel; cards of flags are among it."""
        written = [message for message in self.messages if message.event_type]
        return [message for message in written if not message.channel.startswith("C")]

    @property
    def whispers(self) -> list[Seen]:
        """What the bot has said to them alone when they typed, wrote or pressed something."""
        return [message for message in self.messages if message.told.get("ephemeral")]

    def refuses(self, code: Code, **facts: Fact) -> int:
        """How often that refusal stands there: in answers, on forms and at their fields."""
        words = refusal(code, **facts)
        at_fields = [error for form in self.modals for error in form.errors.values()]
        said = [message.words for message in self.messages if not message.event_type]
        return sum(words in each for each in (*said, *(f.words for f in self.modals), *at_fields))

    def _of(self, says: Says, facts: tuple[str, ...]) -> list[Seen]:
        letters = self.of_kind(f"oppvask_{says.id}")
        return [each for each in letters if all(each.has(fact) for fact in facts)]


@dataclass(frozen=True)
class Colleague(Person):
    """A person who knows the bot's forms."""

    workspace: "World" = field(repr=False)

    async def sees(self) -> Heard:
        await self.workspace.settle()
        return await self.glances()

    async def glances(self) -> Heard:
        sight = await super().glances()
        return Heard(sight.messages, sight.modals, sight.errors)

    async def cards(self, number: int | None = None) -> list[Seen]:
        """Their cards of the case with that number, else of every flag, the oldest first."""
        found = []
        for message in (await self.sees()).of_kind(f"oppvask_{Says.CARD.id}"):
            case = await self.workspace.case_on(message)
            if isinstance(case, Flag) if number is None else case.number == number:
                found.append(message)
        return sorted(found, key=lambda message: float(message.ts))

    async def card(self, number: int | None = None) -> Seen:
        """The newest of them; raises Refused when there is none."""
        found = await self.cards(number)
        if not found:
            raise Refused(f"{self.key} sees no card")
        return found[-1]

    async def replies(self, text: str, to: Seen | None = None) -> Seen:
        """In the thread of the newest card of a flag, or of that message."""
        return await super().replies(text, to or await self.card())

    async def flags(self, values: Json) -> None:
        await self.types("/escalate hostile")
        assert (await self.fills_in(values))["answer"] == {}

    async def claims(self, values: Json) -> None:
        await self.types("/escalate claim")
        await self.fills_in(values)

    async def claims_as_it_is(self, values: Json) -> None:
        """With a name in what is wrong: the form hints, and is sent all the same."""
        await self.claims(values)
        form = (await self.glances()).modal
        if form is not None and form.callback_id == ids.CLAIM and not form.errors:
            await self.fills_in({})

    async def hands_over(self, to: str, promised: str = "Kunden hører fra oss i dag") -> None:
        await self.presses(ids.HAND_OVER)
        lines = {"happened": "Ingen bestilte delen", "tried": "Ringte lageret"}
        await self.fills_in({"to": to, **lines, "promised": promised})

    async def leaves(self, *, quietly: bool = False) -> None:
        """The account is deactivated."""
        await self.does("become", deleted=True, quietly=quietly)
        await self.workspace.settle()

    async def says_to_the_bot(self, text: str) -> None:
        direct = next(m for m in (await self.sees()).messages if m.channel.startswith("D"))
        await self.says(text, to=direct)

    async def opens(self, step: str, on: Seen | None = None) -> Form:
        """The form or the view that the button brings."""
        await self.presses(step, on=on)
        return (await self.sees()).form

    async def reads(self, on: Seen | None = None) -> Form:
        """What [Read] of a flag shows; it is closed again."""
        form = await self.opens(ids.READ, on=on)
        await self.closes()
        return form

    async def behind_more(self, step: str, refused: Code | None = None, **facts: Fact) -> None:
        """A button behind [More] of the newest card; with a code, it is refused for that."""
        await self.presses(ids.MORE, on=await self.card())
        if refused is None:
            await self.presses(step)
        else:
            await self._is_refused(step, None, refused, facts)

    async def refused(
        self, step: str, code: Code, *, on: Seen | None = None, **facts: Fact
    ) -> None:
        """A button, on the newest card of a flag unless told otherwise, that is refused so.

        Whoever pressed it is told why where they are.
        """
        await self._is_refused(step, on or await self.card(), code, facts)

    async def _is_refused(
        self, step: str, on: Seen | None, code: Code, facts: Mapping[str, Fact]
    ) -> None:
        before = (await self.sees()).refuses(code, **facts)
        await self.presses(step, on=on)
        seen = await self.sees()
        assert seen.refuses(code, **facts) == before + 1, code
        for _ in seen.modals:
            await self.closes()


class World(Workspace):
    """The seeded workspace, with the team set up."""

    karin: Colleague
    ida: Colleague
    hans: Colleague
    dorte: Colleague
    sigrid: Colleague
    olav: Colleague
    gita: Colleague
    emma: Colleague

    def __getattr__(self, key: str) -> Any:
        return Colleague(key, self)

    bot: Running

    async def a_while_later(self, **real: float) -> None:
        """Real time goes by, in hours, minutes or seconds: what rests goes on. No clock moves."""
        database.AHEAD += timedelta(**real)
        ahead = database.AHEAD.total_seconds()
        self.bot.desk.client.monotonic = lambda: time.monotonic() + ahead
        for name in ("late", "urgent", "deliver"):
            self.bot.loops[name].ring()
            await self.bot.loops[name].idle()
        await self.bot.settled()

    async def case_on(self, card: Seen) -> Case:
        """The case whose card that is."""
        workspace = (await self.get("/control/connect"))["team_id"]
        found = await self.bot.desk.read(cards.at, workspace, card.channel, card.ts)
        assert found is not None, card.words
        return await self.bot.desk.read(cases.look, found.case_id)

    async def keeps_house(self) -> None:
        """What the bot does every hour."""
        self.bot.loops["housekeeping"].ring()
        await self.bot.loops["housekeeping"].idle()
        await self.bot.settled()

    async def begins(self) -> None:
        """The admin sets the team up."""
        await self.sets_up(PHONES, **SETUP)

    async def sets_up(self, phones: Json | None = None, **settings: Any) -> None:
        """The admin changes some of the team's settings; without phones, those known stay."""
        await self.sigrid.types("/escalate setup")
        await self.sigrid.sends(settings)
        await self.sigrid.fills_in(await self.phones(phones or {}))
        await self.sigrid.closes()

    async def phones(self, numbers: Mapping[str, str]) -> Json:
        """The second page of the setup as it is filled in: numbers by the key of a person."""
        people = (await self.get("/control/people"))["people"]
        known = {person["key"]: person["id"] for person in people}
        return {f"phone_{known[key]}": number for key, number in numbers.items()}

    async def casts(self, zone: str = "Europe/Copenhagen", **names: str) -> None:
        """Other people play the parts: how they are called, and the zone they are all in."""
        for key, name in names.items():
            await Colleague(key, self).does("become", name=name, tz=zone)

    async def falls_due(self, at: str, who: Colleague, says: Says, *facts: str) -> None:
        """They read such a letter, with those facts, at that minute and not a minute before."""
        before = datetime.fromisoformat(at) - timedelta(minutes=1)
        await self.until(before.isoformat())
        count = (await who.sees()).heard(says, *facts)
        await self.until(at)
        assert (await who.sees()).heard(says, *facts) == count + 1, (says, *facts)

    async def delivers_twice(self, envelope: str) -> None:
        await self.fault(kind="duplicate", envelope=envelope)

    async def shares(self, channel: str) -> None:
        """Another company joins the channel."""
        await self.post(f"/control/channels/{channel}", {"ext_shared": True})

    async def calls(self) -> list[Json]:
        """Every Web API call of this sandbox so far."""
        return [line for line in await self.record() if line["kind"] == "call"]


__all__ = [
    "Colleague",
    "Form",
    "Heard",
    "Says",
    "Seen",
    "World",
    "advice",
    "ids",
    "refusal",
    "word",
]
