"""The story told on the sandbox's page: step by step, as whoever looks at it wishes."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field

from sandbox.client import Json, Refused, Workspace
from tour.looking import Amiss
from tour.story import STORY

Restart = Callable[[], Awaitable[None]]


@dataclass
class Teller:
    """Follows the wishes of the page; `restart` gives the bot an empty memory."""

    story: Workspace
    restart: Restart
    done: int = 0
    doing: int | None = None
    started: bool = False
    goal: int = 0
    """The story is played up to here."""
    amiss: str | None = None
    _wished: asyncio.Event = field(default_factory=asyncio.Event)

    async def tell(self) -> None:
        """Until cancelled."""
        await self._say()
        async with asyncio.TaskGroup() as both:
            both.create_task(self._listen())
            both.create_task(self._play())

    async def _listen(self) -> None:
        version = 0
        while True:
            told = await self.story.get(f"/control/story/wish?after={version}")
            if told["version"] > version:
                version = int(told["version"])
                await self._hear(told["wish"])

    async def _hear(self, wish: Json) -> None:
        """A wish sets how far the story is to go; what is under way finishes first."""
        match wish["do"]:
            case "start":
                self.started, self.goal = False, 1
            case "next":
                self.goal = self.done + 1
            case "play":
                self.goal = len(STORY)
            case "to":
                self.goal = int(wish["step"])
            case "pause":
                self.goal = self.done
        self._wished.set()
        await self._say()

    async def _play(self) -> None:
        while True:
            await self._wished.wait()
            self._wished.clear()
            self.amiss = None
            while self.goal > (self.done if self.started else 0) and self.amiss is None:
                await self._step()
            await self._say()

    async def _step(self) -> None:
        try:
            if not self.started:
                self.done, self.doing = 0, 0
                await self._say()
                await self.restart()
                self.started = True
            self.doing = self.done
            await self._say()
            await STORY[self.done](self.story)
            self.done += 1
        except (Amiss, Refused) as reason:
            self.amiss = str(reason)
        self.doing = None

    async def _say(self) -> None:
        await self.story.post(
            "/control/story/standing",
            {
                "steps": [str(step.__doc__) for step in STORY],
                "done": self.done,
                "doing": self.doing,
                "started": self.started,
                "playing": self.doing is not None and self.goal > self.done + 1,
                "amiss": self.amiss,
            },
        )
