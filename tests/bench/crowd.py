"""A workspace of many agents, whose clicks are put on the wire as fast as they are wanted."""

import asyncio
import copy
import json
import statistics
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from itertools import count
from typing import Any

from sandbox import checks
from sandbox.people import Person
from sandbox.process import FOLDER
from sandbox.record import Record
from sandbox.server import HERE, serving
from sandbox.settings import Settings
from sandbox.slack import Slack
from tests.stories.world import World

Json = dict[str, Any]
AGENTS = 20


@dataclass
class Taken:
    """How long the acks took, in milliseconds, and what was not done."""

    ms: list[float] = field(default_factory=list)
    refused: list[float] = field(default_factory=list)
    lost: int = 0
    seconds: float = 0.0

    @property
    def p50(self) -> float:
        return statistics.median(self.ms)

    @property
    def p99(self) -> float:
        return sorted(self.ms)[max(0, int(len(self.ms) * 0.99) - 1)]


class Quiet(Record):
    """Keeps nothing: a run of a hundred thousand events would."""

    def add(self, kind: str, **facts: Any) -> None:
        self.changes.happened()


@dataclass
class Crowd:
    slack: Slack
    world: World
    _count: "count[int]" = field(default_factory=lambda: count(1))
    _form: Json = field(default_factory=dict)

    async def ready(self) -> None:
        """A new workspace, in which the team is set up, and the bot has met everybody."""
        await self.world.begins()
        await self.world.karin.types("/escalate claim")
        self._form = self._opened("karin").payload(self.slack.world.team["id"])
        await self.world.karin.closes()
        for agent in self.agents:
            await self._asks("slash_commands", self._command(agent))
            self.slack.world.stacks[agent.id] = []

    @property
    def _channel(self) -> str:
        found = self.slack.world.conversations.values()
        return next(each.id for each in found if each.name == "support")

    @property
    def agents(self) -> list[Person]:
        return [p for key, p in self.slack.world.people.items() if key.startswith("agent")]

    def _opened(self, key: str) -> Any:
        person = self.slack.world.people[key]
        return self.slack.world.views[self.slack.world.stacks[person.id][-1]]

    def _who(self, n: int) -> Json:
        agent = self.agents[n % AGENTS]
        return {
            "team": {"id": self.slack.world.team["id"], "domain": "bench"},
            "user": {"id": agent.id, "team_id": agent.team_id, "name": agent.key},
            "api_app_id": "A0BENCH",
            "token": "bench",
            "is_enterprise_install": False,
            "enterprise": None,
        }

    def claim(self) -> Json:
        """One sent claim, of a customer whom nobody has yet."""
        n = next(self._count)
        view = copy.deepcopy(self._form)
        view |= {"id": f"V{n}", "root_view_id": f"V{n}"}
        note = json.loads(view["private_metadata"])
        view["private_metadata"] = json.dumps({**note, "nonce": f"{n}"})
        for name, typed in (("customer", f"B-{n}"), ("wrong", "Free installation was promised.")):
            for element in view["state"]["values"][name].values():
                element["value"] = typed
        return {**self._who(n), "type": "view_submission", "trigger_id": f"{n}.b", "view": view}

    def _command(self, agent: Person) -> Json:
        team = self.slack.world.team
        return {
            "command": "/escalate",
            "text": "claim",
            "user_id": agent.id,
            "team_id": team["id"],
            "team_domain": team["domain"],
            "channel_id": self._channel,
            "channel_name": "support",
            "trigger_id": self.slack.world.trigger(agent.id).id,
            "response_url": f"{self.slack.url}/hooks/none",
            "api_app_id": "A0BENCH",
            "token": "bench",
            "is_enterprise_install": "false",
        }

    def command(self) -> Json:
        return self._command(self.agents[next(self._count) % AGENTS])

    def message(self) -> Json:
        """Somebody writes in the team's channel, of no case."""
        n = next(self._count)
        agent, team = self.agents[n % AGENTS], self.slack.world.team["id"]
        ts = f"{1700000000 + n}.000100"
        event = {"type": "message", "user": agent.id, "text": "Lunch?", "ts": ts, "event_ts": ts}
        return {
            "token": "bench",
            "team_id": team,
            "api_app_id": "A0BENCH",
            "type": "event_callback",
            "event_id": f"Ev{n}",
            "event_time": 1700000000,
            "event": {**event, "channel": self._channel, "channel_type": "channel", "team": team},
            "authorizations": [{"team_id": team, "user_id": "U0BOT", "is_bot": True}],
        }

    async def _asks(self, kind: str, payload: Json) -> Json | None:
        if kind != "events_api":
            return await self.slack.sockets.ask(kind, payload)
        await self.slack.sockets._send(kind, payload, twice=False)
        return {}

    async def one(self, kind: str, make: Callable[[], Json], taken: Taken) -> None:
        payload = make()
        began = time.monotonic()
        answer = await self._asks(kind, payload)
        ms = (time.monotonic() - began) * 1000
        if answer is None:
            taken.lost += 1
        elif answer.get("response_action") in ("errors", "push"):
            taken.refused.append(ms)
        else:
            taken.ms.append(ms)

    async def one_by_one(self, kind: str, make: Callable[[], Json], times: int) -> Taken:
        taken = Taken()
        for _ in range(times):
            await self.one(kind, make, taken)
        return taken

    async def at_once(self, kind: str, make: Callable[[], Json], times: int) -> Taken:
        taken, began = Taken(), time.monotonic()
        async with asyncio.TaskGroup() as group:
            for _ in range(times):
                group.create_task(self.one(kind, make, taken))
        taken.seconds = time.monotonic() - began
        return taken


@asynccontextmanager
async def crowd() -> AsyncIterator[Crowd]:
    """A sandbox in this process: it keeps no record and checks no block, for it is timed too."""
    checks._problems = lambda *_: []
    manifest = json.loads((FOLDER / "manifest.json").read_text())
    seed = json.loads((HERE / "seed.json").read_text())
    names = [f"agent{n:02}" for n in range(AGENTS)]
    seed["people"] |= {name: {"name": name.title(), "title": "agent"} for name in names}
    seed["channels"]["support"]["members"] += names
    patient = Settings(trigger_seconds=60.0)
    async with serving(0, manifest, seed, Quiet(), patient) as slack:
        world = World(slack.url)
        try:
            yield Crowd(slack, world)
        finally:
            await world.close()
