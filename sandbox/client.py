"""Drives a running sandbox over its control API: people who type, click and look."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from aiohttp import ClientSession, ClientTimeout

from sandbox.seen import Form, Json, Refused, Seen, Sight

__all__ = ["Form", "Json", "Person", "Refused", "Seen", "Sight", "Workspace"]


@dataclass(frozen=True)
class Person:
    """Somebody of the workspace, to act as."""

    key: str
    workspace: "Workspace" = field(repr=False)

    async def does(self, deed: str, **told: Any) -> Json:
        return await self.workspace.post(f"/control/people/{self.key}/{deed}", told)

    async def sees(self) -> Sight:
        """What stands there once the app has said all it had to say."""
        await self.workspace.settle()
        return await self.glances()

    async def glances(self) -> Sight:
        """What stands there at this moment."""
        told = await self.workspace.get(f"/control/people/{self.key}/sees")
        messages = [
            Seen(conversation["id"], message)
            for conversation in told["conversations"]
            for message in conversation["messages"]
        ]
        return Sight(messages, [Form(modal) for modal in told["modals"]], told["errors"])

    async def types(self, text: str, channel: str = "support") -> str:
        """A slash command; the words of its answer."""
        answer = (await self.does("command", channel=channel, text=text))["answer"] or {}
        return str(answer.get("text", ""))

    async def sends(self, values: Json) -> Json:
        """Fill in the form on top and send it."""
        return await self.does("submit", values=values)

    async def fills_in(self, values: Json) -> Json:
        answer = await self.sends(values)
        await self.workspace.settle()
        return answer

    async def closes(self) -> None:
        await self.does("close")

    async def clicks(self, label: str, on: Seen | None = None) -> Json:
        """The button with that label on that message, else the newest that this person sees."""
        return await self._click(on, label=label)

    async def presses(self, action_id: str, on: Seen | None = None) -> Json:
        """The same by the action that the app has given the button, whatever stands on it."""
        return await self._click(on, action_id=action_id)

    async def _click(self, on: Seen | None, **button: str) -> Json:
        await self.workspace.settle()
        place = {"channel": on.channel, "ts": on.ts} if on else {}
        answer = await self.does("click", **button, **place)
        await self.workspace.settle()
        return answer

    async def replies(self, text: str, to: Seen) -> Seen:
        """In the thread of that message."""
        return await self.says(text, to=to, thread=to.thread)

    async def says(
        self, text: str, *, to: Seen, thread: str | None = None, shape: str = "plain"
    ) -> Seen:
        """In the conversation of that message, beside its thread unless one is given."""
        place = {"channel": to.channel, "thread_ts": thread}
        told = await self.does("say", **place, text=text, shape=shape)
        await self.workspace.settle()
        said = {"ts": told["ts"], "thread_ts": thread, "words": text}
        return Seen(to.channel, {**said, "event_type": None, "actions": []})

    async def edits(self, message: Seen, text: str) -> None:
        await self.does("edit", channel=message.channel, ts=message.ts, text=text)

    async def deletes(self, message: Seen) -> None:
        await self.does("delete", channel=message.channel, ts=message.ts)

    async def reacts(self, name: str, to: Seen) -> None:
        await self.does("react", channel=to.channel, ts=to.ts, name=name)


class Workspace:
    """A running sandbox."""

    def __init__(self, url: str) -> None:
        self.url = url
        self._session = ClientSession(timeout=ClientTimeout(total=120))

    def person(self, key: str) -> Person:
        return Person(key, self)

    async def people(self) -> list[str]:
        """The keys of everybody who is there, bots left out."""
        everybody = (await self.get("/control/people"))["people"]
        return [str(person["key"]) for person in everybody if not person["is_bot"]]

    async def close(self) -> None:
        await self._session.close()

    async def get(self, path: str) -> Json:
        async with self._session.get(self.url + path) as answer:
            return self._read(await answer.json(), answer.status)

    async def post(self, path: str, told: Json) -> Json:
        async with self._session.post(self.url + path, json=told) as answer:
            return self._read(await answer.json(), answer.status)

    async def now(self) -> datetime:
        return datetime.fromisoformat((await self.get("/control/clock"))["now"])

    async def is_at(self, at: str) -> None:
        """Another time, with nothing in between."""
        await self.post("/control/clock", {"now": at, "running": False})
        await self.settle()

    async def until(self, at: str) -> list[str]:
        """From due time to due time; the times at which something fell due."""
        told = await self.post("/control/travel", {"to": at})
        return list(told["hops"])

    async def passes(self, **time: float) -> list[str]:
        told = await self.post("/control/travel", {"seconds": timedelta(**time).total_seconds()})
        return list(told["hops"])

    async def leaps(self, **time: float) -> None:
        """Over everything at once, as in an outage."""
        await self.post("/control/leap", {"seconds": timedelta(**time).total_seconds()})

    async def settle(self) -> None:
        await self.post("/control/settle", {})

    async def changes(self, channel: str, how: str, **told: Any) -> None:
        """A channel or conversation is archived, renamed and so on; see the README."""
        await self.post(f"/control/channels/{channel}/{how}", told)

    async def set(self, **settings: Any) -> None:
        """Slack's three seconds and the like, until the next reset."""
        await self.post("/control/settings", settings)

    async def fault(self, **told: Any) -> None:
        await self.post("/control/faults", told)

    async def mend(self, **only: str) -> None:
        """Nothing goes wrong any more, or nothing of that kind, method and so on."""
        async with self._session.delete(self.url + "/control/faults", params=only) as answer:
            self._read(await answer.json(), answer.status)

    async def record(self, after: int = 0) -> list[Json]:
        told = await self.get(f"/control/record?after={after}")
        return list(told["records"])

    @staticmethod
    def _read(told: Json, status: int) -> Json:
        if status >= 400:
            raise Refused(str(told.get("error", status)))
        return told
