"""A team, a bot and a clock: what a story begins with."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from handlers.running import Running
from sandbox.client import Json, Person, Refused, Seen, Sight, Workspace
from storage import database

START = "2026-03-02T10:15:00+01:00"
SETUP = {
    "managers": ["hans"],
    "deputy": "dorte",
    "skip": "sigrid",
    "on_call": ["dorte"],
    "zone": "Europe/Copenhagen",
    "country": "Denmark",
}
CULPRITS = ("Kjell", "Birthe")
"""Who made the mess, where somebody typed a name into "What is wrong"."""
PHONES = {"Phone of Dorte Lund": "+45 70 10 20 30"}


@dataclass(frozen=True)
class Colleague(Person):
    """A person who knows the bot's forms."""

    async def card(self) -> Seen:
        """The newest card of a flag."""
        sight = await self.sees()
        cards = [m for m in sight.messages if m.has("has flagged a customer contact")]
        cards = [m for m in cards if m.has("Asked:") or m.has("Case #")]
        if not cards:
            raise Refused(f"{self.key} sees no card")
        return max(cards, key=lambda message: float(message.ts))

    async def replies(self, text: str, to: Seen | None = None) -> Seen:
        """In the thread of the newest card, or of that message."""
        return await super().replies(text, to or await self.card())

    async def flags(self, values: Json) -> None:
        await self.types("/escalate hostile")
        assert (await self.fills_in(values))["answer"] == {}

    async def claims(self, values: Json) -> None:
        await self.types("/escalate claim")
        await self.fills_in(values)

    async def claims_as_it_is(self, values: Json) -> None:
        """With a name in "What is wrong": the form hints, and is sent all the same."""
        await self.claims(values)
        form = (await self.glances()).modal
        if form is not None and form.has("or send it as it is."):
            await self.fills_in({})

    async def hands_over(self, to: str, promised: str = "Kunden hører fra oss i dag") -> None:
        await self.clicks("Hand over")
        lines = {"happened": "Ingen bestilte delen", "tried": "Ringte lageret"}
        await self.fills_in({"to": to, **lines, "promised": promised})

    async def leaves(self, *, quietly: bool = False) -> None:
        """The account is deactivated."""
        await self.does("become", deleted=True, quietly=quietly)
        await self.workspace.settle()

    async def says_to_the_bot(self, text: str) -> None:
        direct = next(m for m in (await self.sees()).messages if m.channel.startswith("D"))
        await self.says(text, to=direct)

    async def behind_more(self, label: str, refused: str | None = None) -> None:
        """A button behind [More] of the newest card; with words, when it is refused with them."""
        await self.clicks("More", on=await self.card())
        await self.clicks(label)
        if refused is not None:
            assert (await self.sees()).form.has(refused)
            await self.closes()

    async def refused(self, label: str, words: str) -> None:
        """A button on the newest card that is refused, or opens a form that says why not."""
        await self.clicks(label, on=await self.card())
        seen = await self.sees()
        assert any(form.has(words) for form in seen.modals) or seen.has(words), words
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
        """Real time goes by, in hours, minutes or seconds: pauses of letters end. No clock moves.

        Slack's own waits are over as well.
        """
        database.AHEAD += timedelta(**real)
        for name in ("late", "urgent", "deliver"):
            self.bot.loops[name].ring()
            await self.bot.loops[name].idle()
        await self.bot.settled()

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
        await self.sigrid.fills_in(phones or {})
        await self.sigrid.closes()

    async def casts(self, zone: str = "Europe/Copenhagen", **names: str) -> None:
        """Other people play the parts: how they are called, and the zone they are all in."""
        for key, name in names.items():
            await Colleague(key, self).does("become", name=name, tz=zone)

    async def falls_due(self, at: str, who: Colleague, words: str) -> None:
        """They read it at that minute, and not a minute before."""
        before = datetime.fromisoformat(at) - timedelta(minutes=1)
        await self.until(before.isoformat())
        count = (await who.sees()).count(words)
        await self.until(at)
        assert (await who.sees()).count(words) == count + 1, words

    async def delivers_twice(self, envelope: str) -> None:
        await self.fault(kind="duplicate", envelope=envelope)

    async def shares(self, channel: str) -> None:
        """Another company joins the channel."""
        await self.post(f"/control/channels/{channel}", {"ext_shared": True})

    async def calls(self) -> list[Json]:
        """Every Web API call of this sandbox so far."""
        return [line for line in await self.record() if line["kind"] == "call"]


__all__ = ["Colleague", "Seen", "Sight", "World"]
