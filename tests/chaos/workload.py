"""What people do all day: each by dice of their own, so that a seed repeats what is attempted."""

import asyncio
from contextlib import suppress
from datetime import timedelta
from random import Random
from typing import Any

from handlers.slack import ids
from sandbox.client import Json, Refused
from sandbox.people import Person
from sandbox.saying import TIMED_OUT
from sandbox.world import View
from tests.chaos.office import Button, Office, pressable

PAUSE = (0.2, 2.0)
"""Seconds between two deeds of one person."""
TRIES = 4
"""How often somebody sends a form on which Slack shows an error."""
SHARED = ("NORD-1", "NORD-2", "NORD-3")
"""Customers of whom several may hear at once; all others are met by one."""


class Colleague:
    def __init__(self, office: Office, person: Person, seed: int) -> None:
        self._office, self._person = office, person
        self._dice = Random(f"{seed} {person.key}")
        self._does = office.world.person(person.key).does

    async def works(self) -> None:
        """Until the day is over; what Slack does not let them do they leave."""
        deeds = {self._commands: 5, self._presses: 9, self._answers: 4, self._chats: 2}
        while not self._office.over:
            await asyncio.sleep(self._dice.uniform(*PAUSE))
            (deed,) = self._dice.choices(list(deeds), list(deeds.values()))
            if self._person.deleted:
                continue
            with suppress(Refused, TimeoutError):
                await deed()
                self._office.done += 1

    async def _commands(self) -> None:
        channels = self._office.channels_of(self._person)
        if channels:
            how = self._dice.choice(("hostile", "hostile", "claim", "claim", "", "dishes", "mine"))
            channel = self._dice.choice(channels)
            await self._does("command", channel=channel, text=f"/escalate {how}")
            await self._fills_in()

    async def _presses(self) -> None:
        """A button, now and then one that has stood there for long."""
        buttons = self._office.buttons(self._person)
        if buttons:
            newest = buttons if self._dice.random() < 0.2 else buttons[-12:]
            await self._press(self._dice.choice(newest))
            await self._fills_in()

    async def _press(self, button: Button) -> None:
        place, message, element = button
        what = {"action_id": element["action_id"]}
        if "value" in element:
            what["value"] = element["value"]
        await self._does("click", channel=place.id, ts=message.ts, **what)

    async def _answers(self) -> None:
        """In the thread of a card of theirs; later they may edit or delete it."""
        cards = [each for each in self._office.buttons(self._person) if each[0].kind == "mpim"]
        if not cards:
            return
        place, card, _ = self._dice.choice(cards[-12:])
        told = {"channel": place.id, "thread_ts": card.thread_ts or card.ts}
        said = await self._does("say", **told, text="I saw it. We talk at two, you and me.")
        if self._dice.random() < 0.2:
            await self._does("edit", channel=place.id, ts=said["ts"], text="I saw it. At three.")
        elif self._dice.random() < 0.2:
            await self._does("delete", channel=place.id, ts=said["ts"])

    async def _chats(self) -> None:
        channels = self._office.channels_of(self._person)
        if channels:
            await self._does("say", channel=self._dice.choice(channels), text="Lunch?")

    async def _fills_in(self) -> None:
        """Whatever has opened: fill it in and send it, or press a button in it; then close it."""
        mark = self._office.mark()
        for _ in range(TRIES):
            view = self._office.form_of(self._person)
            if view is None:
                return
            if view.content.get("callback_id") == ids.CORRECT_TEXT:
                break  # it leaves nothing of what was typed first
            if view.content.get("submit"):
                if not await self._sends(view, mark):
                    break
            elif not await self._presses_in(view):
                break
        while self._office.form_of(self._person):
            await self._does("close")

    async def _sends(self, view: View, mark: str) -> bool:
        """Whether to try again."""
        values = {
            block["block_id"]: self._value(block, mark)
            for block in view.content["blocks"]
            if block["type"] == "input"
        }
        answer = await self._does("submit", values=values)
        return answer["error"] in (TIMED_OUT, "input_required")

    async def _presses_in(self, view: View) -> bool:
        buttons = pressable(view.content["blocks"])
        if not buttons:
            return False
        element = self._dice.choice(buttons)
        what = {"value": element["value"]} if "value" in element else {}
        await self._does("click", action_id=element["action_id"], **what)
        return True

    def _value(self, block: Json, mark: str) -> Any:
        """What they choose or type there."""
        element: Json = block["element"]
        later = self._office.slack.clock.now() + timedelta(hours=self._dice.randint(2, 60))
        one = self._dice.choice(element.get("options") or [{"value": None}])["value"]
        shared = block["block_id"] == "customer" and self._dice.random() < 0.15
        values = {
            "plain_text_input": self._dice.choice(SHARED) if shared else f"{mark} was seen at two",
            "static_select": one,
            "radio_buttons": one,
            "checkboxes": [one],
            "users_select": self._dice.choice(self._office.people).key,
            "datepicker": (later + timedelta(days=1)).date().isoformat(),
            "datetimepicker": later.isoformat(),
        }
        return values.get(element["type"])
