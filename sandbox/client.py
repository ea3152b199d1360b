"""Drives a running sandbox over its control API: people who type, click and look."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from aiohttp import ClientSession, ClientTimeout

Json = dict[str, Any]


class Refused(Exception):
    """The sandbox says that this cannot be done; the text says why."""


@dataclass(frozen=True)
class Seen:
    """One message as its reader sees it."""

    channel: str
    told: Json

    @property
    def words(self) -> str:
        return str(self.told["words"])

    @property
    def ts(self) -> str:
        return str(self.told["ts"])

    @property
    def thread(self) -> str:
        return str(self.told["thread_ts"] or self.told["ts"])

    @property
    def event_type(self) -> str | None:
        """What the app calls this kind of message in its metadata."""
        kind: str | None = self.told["event_type"]
        return kind

    @property
    def labels(self) -> list[str]:
        """What stands on its buttons, in order."""
        return [str(each["label"]) for each in self.told["actions"]]

    @property
    def steps(self) -> list[str]:
        """The actions of its buttons, in order."""
        return [str(each["action_id"]) for each in self.told["actions"]]

    def has(self, text: str) -> bool:
        return text in self.words

    def offers(self, action_id: str) -> bool:
        return _offers(self.told, action_id)


@dataclass(frozen=True)
class Form:
    """A modal as the person who has it open sees it."""

    told: Json

    @property
    def callback_id(self) -> str:
        return str(self.told["callback_id"])

    @property
    def words(self) -> str:
        return str(self.told["words"])

    @property
    def errors(self) -> dict[str, str]:
        found: dict[str, str] = self.told["errors"]
        return found

    def has(self, text: str) -> bool:
        return text in self.words

    def offers(self, action_id: str) -> bool:
        return _offers(self.told, action_id)

    def asks(self, field_name: str) -> bool:
        """Whether the form has that field, by its block_id."""
        return any(block["block_id"] == field_name for block in self._fields)

    def choices(self, field_name: str) -> list[str]:
        """The values that can be chosen in a field, in order."""
        (block,) = (block for block in self._fields if block["block_id"] == field_name)
        return [str(option["value"]) for option in block["element"]["options"]]

    @property
    def _fields(self) -> list[Json]:
        return [block for block in self.told["view"]["blocks"] if block["type"] == "input"]

    def typed(self, field_name: str) -> Any:
        """What stands in a field of text."""
        (state,) = self.told["state"][field_name].values()
        return state["value"]


@dataclass(frozen=True)
class Sight:
    """All that one person sees."""

    messages: Sequence[Seen]
    modals: Sequence[Form]
    errors: Sequence[str]

    @property
    def total(self) -> int:
        return len(self.messages)

    @property
    def newest(self) -> Seen:
        return max(self.messages, key=lambda message: float(message.ts))

    @property
    def modal(self) -> Form | None:
        return self.modals[-1] if self.modals else None

    @property
    def form(self) -> Form:
        """The modal on top; raises Refused when none is open."""
        if not self.modals:
            raise Refused("no form is open")
        return self.modals[-1]

    def has(self, text: str) -> bool:
        return self.count(text) > 0

    def count(self, text: str) -> int:
        """In how many messages the text stands."""
        return sum(message.has(text) for message in self.messages)

    def find(self, text: str) -> Seen:
        """The newest message with that text."""
        found = [message for message in self.messages if message.has(text)]
        if not found:
            raise Refused(f"nobody wrote “{text}”")
        return max(found, key=lambda message: float(message.ts))

    def of_kind(self, event_type: str) -> list[Seen]:
        """The messages that the app has given this kind, one conversation after the other."""
        return [message for message in self.messages if message.event_type == event_type]

    def count_of(self, event_type: str) -> int:
        return len(self.of_kind(event_type))

    def newest_of(self, event_type: str) -> Seen:
        """Raises Refused when there is none."""
        messages = self.of_kind(event_type)
        if not messages:
            raise Refused(f"there is no message of kind {event_type}")
        return max(messages, key=lambda message: float(message.ts))


def _offers(told: Json, action_id: str) -> bool:
    return any(each["action_id"] == action_id for each in told["actions"])


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

    async def says(self, text: str, *, to: Seen, thread: str | None = None) -> Seen:
        """In the conversation of that message, beside its thread unless one is given."""
        told = await self.does("say", channel=to.channel, text=text, thread_ts=thread)
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

    async def fault(self, **told: Any) -> None:
        await self.post("/control/faults", told)

    async def mend(self) -> None:
        async with self._session.delete(self.url + "/control/faults") as answer:
            await answer.read()

    async def record(self, after: int = 0) -> list[Json]:
        told = await self.get(f"/control/record?after={after}")
        return list(told["records"])

    @staticmethod
    def _read(told: Json, status: int) -> Json:
        if status >= 400:
            raise Refused(str(told.get("error", status)))
        return told
