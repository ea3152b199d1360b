"""All that a letter is drawn from, and what it looks up as it leaves."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from bot import digest
from bot.claim.case import Claim
from bot.flag.case import Flag
from bot.notices import Says
from bot.steps import Case
from bot.team import PersonId, Team
from handlers.desk import Desk, extra
from handlers.slack.markup import called, escape, listed, when
from storage import claims, digests, texts, underway
from storage.underway import Letter


@dataclass(frozen=True, slots=True)
class Facts:
    """All that a letter is drawn from."""

    says: Says
    facts: Mapping[str, Any]
    to: str
    at: datetime
    """When it is drawn."""
    case: Case | None
    team: Team
    typed: Mapping[str, str]
    """What people typed for this letter, by field; without what was erased."""
    command: str
    readers: Sequence[str] = ()
    """Who reads a card beside the bot; empty for a channel."""
    linked: Sequence[Flag] = ()
    """Other flags of the same event."""

    @property
    def flag(self) -> Flag:
        assert isinstance(self.case, Flag)  # noqa: S101  the notice belongs to a flag
        return self.case

    @property
    def claimed(self) -> Claim:
        assert isinstance(self.case, Claim)  # noqa: S101  the notice belongs to a claim
        return self.case

    def plain_name(self, person: PersonId) -> str:
        """For buttons and fields; of somebody who is not known, what they are."""
        return called(self.team.name(person))

    def name(self, person: PersonId) -> str:
        """For messages."""
        return escape(self.plain_name(person))

    def named(self, fact: str) -> str:
        """The names of the people in a fact."""
        found = self.facts.get(fact) or ()
        return listed([self.name(each) for each in ([found] if isinstance(found, str) else found)])

    @property
    def number(self) -> int:
        """The case's."""
        return self.case.number if self.case else 0

    @property
    def words(self) -> str | None:
        """What one person wrote, for the reader of this letter; None when it was erased."""
        return self.typed.get("text")

    def time(self, fact: str) -> str:
        return when(datetime.fromisoformat(str(self.facts[fact])))

    @property
    def agent(self) -> str:
        return self.name(self.flag.agent)


async def looked_up(desk: Desk, letter: Letter, channel: str) -> dict[str, Any]:
    """The letter's facts, and what it has to look up."""
    found = dict(letter.facts)
    if letter.says is Says.DIGEST:
        return await _digest_facts(desk, letter, channel)
    if letter.says is Says.UNOWNED and letter.team_id is not None:
        cases = await desk.read(claims.unowned, letter.team_id)
        found |= {"count": len(cases), "due": cases[0].promise.due.isoformat()} if cases else {}
    if letter.says is Says.WASHING_UP:
        said = await desk.read(digests.consents, letter.workspace, [letter.to])
        found["named"] = said.get(letter.to)
    if "texts" in found:
        found["lines"] = [await desk.read(texts.by_id, each) or "" for each in found["texts"]]
    return found


async def still_true(desk: Desk, letter: Letter) -> bool:
    """Whether there are still cases without an owner, when the letter is about them."""
    if letter.says is not Says.UNOWNED or letter.team_id is None:
        return True
    return bool(await desk.read(claims.unowned, letter.team_id))


async def _digest_facts(desk: Desk, letter: Letter, channel: str) -> dict[str, Any]:
    """Drawn from what was stored, so that a digest that is edited shows the same numbers."""
    told = dict(letter.facts)
    owners = told.pop("owners", [])
    members = told.pop("members", None)
    if members is None:
        members = 0  # where Slack cannot say, what needs the number is hidden
        with extra():
            members = await desk.colleagues.headcount(channel)
            await desk.database.write(underway.learn, letter, {"members": members})
    said = await desk.read(digests.consents, letter.workspace, owners)
    named = [person for person in owners if said.get(person)]
    shown = digest.show(digest.Week(**told), members)
    return {"shown": shown, "named": named, "others": len(owners) - len(named)}
