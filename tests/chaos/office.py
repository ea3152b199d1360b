"""Twenty people in three teams, in a sandbox of this process, and the database of their bot."""

import json
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime
from itertools import count
from typing import Any

from sandbox.client import Json
from sandbox.people import Person
from sandbox.process import FOLDER
from sandbox.record import Record
from sandbox.server import HERE, serving
from sandbox.settings import Settings
from sandbox.slack import Slack
from sandbox.world import Conversation, Message, View
from tests.chaos.evidence import Watch
from tests.stories.world import PHONES, World

START = "2026-03-02T10:15:00+01:00"
TEAMS = ("support", "billing", "returns")
AGENTS = 13
Button = tuple[Conversation, Message, Json]


@dataclass
class Office:
    slack: Slack
    world: World
    watch: Watch
    over: bool = False
    done: int = 0
    """Deeds so far."""
    _marks: "count[int]" = field(default_factory=lambda: count(1))

    @property
    def people(self) -> list[Person]:
        return [p for p in self.slack.world.people.values() if not p.is_bot]

    def mark(self) -> str:
        return f"Q{next(self._marks)}Z"

    def channels_of(self, person: Person) -> list[str]:
        found = (self.slack.world.conversation(name) for name in TEAMS)
        return [c.name for c in found if c and person.id in c.members and not c.archived]

    def form_of(self, person: Person) -> View | None:
        stack = self.slack.world.stacks.get(person.id) or []
        return self.slack.world.views[stack[-1]] if stack else None

    def buttons(self, person: Person) -> list[Button]:
        """All that they could press, the oldest first."""
        found = [
            (place, message, element)
            for place in self.slack.world.conversations.values()
            if person.id in place.members and not place.archived
            for message in place.messages
            if not message.deleted and message.only_for in (None, person.id)
            for element in pressable(message.blocks)
        ]
        return sorted(found, key=lambda each: float(each[1].ts))

    async def ready(self) -> None:
        """Each team is set up by the admin."""
        for n, channel in enumerate(TEAMS):
            settings = {
                "managers": [f"manager{n}"],
                "deputy": f"deputy{n}",
                "skip": "sigrid",
                "on_call": ["dorte"],
                "zone": "Europe/Copenhagen",
                "country": "DK",
            }
            await self.world.sigrid.types("/escalate setup", channel=channel)
            await self.world.sigrid.sends(settings)
            await self.world.sigrid.fills_in(await self.world.phones(PHONES))
            await self.world.sigrid.closes()


def pressable(blocks: Sequence[Json]) -> list[Json]:
    rows = [block for block in blocks if block["type"] == "actions"]
    inside = [element for row in rows for element in row["elements"]]
    inside += [block["accessory"] for block in blocks if "accessory" in block]
    return [element for element in inside if element["type"] == "button"]


def _seed() -> Json:
    seed: dict[str, Any] = json.loads((HERE / "seed.json").read_text())
    seed["people"] = {key: seed["people"][key] for key in ("dorte", "sigrid")}
    teams: dict[str, list[str]] = {name: ["dorte", "sigrid", "bot"] for name in TEAMS}
    for n, members in enumerate(teams.values()):
        members += [f"manager{n}", f"deputy{n}"]
    agents = [f"agent{n:02}" for n in range(AGENTS - 1)]
    for n, agent in enumerate(agents):
        teams[TEAMS[n % len(TEAMS)]].append(agent)
    keys = dict.fromkeys(key for members in teams.values() for key in members)
    names = {key: {"name": f"{key.title()} Vik", "title": "agent"} for key in keys}
    seed["people"] = {**{k: v for k, v in names.items() if k != "bot"}, **seed["people"]}
    seed["channels"] = {name: {"members": members} for name, members in teams.items()}
    return seed


@asynccontextmanager
async def office() -> AsyncIterator[Office]:
    manifest = json.loads((FOLDER / "manifest.json").read_text())
    # events come again sooner than after Slack's 1 and 5 min: as leases, see copies.py
    settings = Settings(retry_seconds=(0.2, 3.0, 15.0), ping_seconds=1.0)
    async with serving(0, manifest, _seed(), Record(), settings) as slack:
        await slack.clock.set(datetime.fromisoformat(START), running=False)
        world = World(slack.url)
        try:
            yield Office(slack, world, Watch(slack))
        finally:
            await world.close()
