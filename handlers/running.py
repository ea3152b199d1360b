"""The bot at work: what is started, in which order, and how it stops."""

import asyncio
import gc
import logging
from collections.abc import Callable
from contextlib import AsyncExitStack
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from apscheduler.schedulers.asyncio import AsyncIOScheduler
from slack_sdk.errors import SlackApiError

from bot.settings import README, Settings
from handlers.desk import Clock, Desk
from handlers.receiving.bolt import build
from handlers.receiving.connection import Connection
from handlers.receiving.socket import Receiver
from handlers.sending.deliver import deliver
from handlers.sending.trouble import Health
from handlers.slack.client import web_client
from handlers.slack.outage import PACE, Outage, Pace
from handlers.team.colleagues import Colleagues
from handlers.timers import Loop, metronome
from handlers.watching import Watch
from storage import (
    awaited,
    clock,
    digests,
    due,
    heard,
    losses,
    outbox,
    received,
    teams,
    underway,
    weekly,
)
from storage.database import Database, connect
from storage.migrating import migrate
from storage.unusable import Unreachable

log = logging.getLogger("oppvask.running")
GRACE = 10.0
"""Seconds that listeners and loops get at the end for what they have begun."""


class CannotStart(Exception):
    """The start has ended; the text says why and what to look at."""


@dataclass
class Running:
    """A bot that has started."""

    desk: Desk
    receiver: Receiver
    keeping: asyncio.Task[None]
    """Keeps the connection to Slack; ends only with Deaf."""
    loops: dict[str, Loop]
    scheduler: AsyncIOScheduler
    watch: Watch

    async def settled(self) -> datetime | None:
        """Wait until all that is due has been said; when something falls due next."""
        while True:
            await self.receiver.drained()
            self.desk.database.writers.nobody_clicks()
            await self.desk.colleagues.look_ups.settled()
            next_due = await self.desk.read(clock.next_due)
            letters = await self.desk.read(underway.ready)
            overdue = next_due is not None and next_due <= self.desk.clock.now()
            if not (overdue or letters or self.receiver.in_flight):
                return next_due
            busy = (["nudge", "digest"] if overdue else []) + (
                ["urgent", "deliver"] if letters else []
            )
            for name in busy:
                self.loops[name].ring()
            await asyncio.gather(*(self.loops[name].idle() for name in busy))
            await asyncio.sleep(0.005)

    async def until(self, told: asyncio.Event) -> None:
        """Be at work until told to stop; raises Deaf."""
        waiting = asyncio.ensure_future(told.wait())
        await asyncio.wait({waiting, self.keeping}, return_when=asyncio.FIRST_COMPLETED)
        waiting.cancel()
        if self.keeping.done():
            self.keeping.result()

    async def stop(self) -> None:
        """No more ticks; let what is in flight finish, ten seconds at most; close the socket."""
        self.scheduler.shutdown(wait=False)
        async with asyncio.TaskGroup() as ending:
            ending.create_task(self.receiver.drained(GRACE))
            for loop in self.loops.values():
                ending.create_task(loop.stop(GRACE))
        await self.receiver.client.end()
        await self.desk.colleagues.look_ups.stop()
        await self.watch.close()
        await self.desk.database.close()


async def start(settings: Settings, time: Clock, pace: Pace | None = None) -> Running:
    """Database, Slack, loops, socket; `time` says what `at=` is. Raises CannotStart.

    While Slack is out of reach it goes on trying.
    """
    outage = Outage(pace or PACE)
    async with AsyncExitStack() as undo:
        memory = await _open(settings)
        undo.push_async_callback(memory.close)
        watch = await _watch(settings, memory, time)
        undo.push_async_callback(watch.close)
        desk, me = await _desk(settings, memory, time, outage)
        app = build(desk, me)
        connection = Connection(settings.app_token, desk.client, logger=app.logger, outage=outage)
        undo.push_async_callback(connection.end)
        receiver = Receiver(app, connection)
        try:
            keeping = await connection.begin()
        except SlackApiError as refused:
            raise CannotStart(_not_accepted("SLACK_APP_TOKEN", refused)) from refused
        undo.pop_all()
    health = Health()
    loops = _loops(desk, health)
    scheduler = metronome(loops.values())
    watch.checks = {
        "connection": lambda: connection.alive,
        "slack": lambda: health.accepted,
        "loops": lambda: scheduler.running and all(loop.turns for loop in loops.values()),
    }
    gc.freeze()  # what is here by now stays: looking through it took 80 ms now and then
    log.info("started workspace=%s", me["team_id"])
    return Running(desk, receiver, keeping, loops, scheduler, watch)


async def _open(settings: Settings) -> Database:
    try:
        memory = connect(settings.database_url)
        await asyncio.to_thread(migrate, memory)
    except Unreachable as reason:
        raise CannotStart(str(reason)) from reason
    return memory


async def _watch(settings: Settings, memory: Database, time: Clock) -> Watch:
    watch = Watch(memory, time)
    if settings.health is not None:
        try:
            await watch.listen(settings.health)
        except OSError as error:
            raise CannotStart(
                f"OPPVASK_HEALTH: nothing can listen there ({error.strerror}). {README}"
            ) from error
    return watch


async def _desk(
    settings: Settings, memory: Database, time: Clock, outage: Outage
) -> tuple[Desk, dict[str, Any]]:
    client = web_client(settings)
    try:
        known = await outage.outlast(client.auth_test, refusals_end=True)
    except SlackApiError as refused:
        raise CannotStart(_not_accepted("SLACK_BOT_TOKEN", refused)) from refused
    outage.over()
    me: dict[str, Any] = dict(known.data)  # type: ignore[arg-type]  # bytes only for files
    await memory.write(
        teams.ensure_workspace,
        me["team_id"],
        name=me["team"],
        bot_user=me["user_id"],
        at=time.now(),
    )
    colleagues = Colleagues(client, memory, time, me["team_id"])
    return Desk(memory, time, settings, client, colleagues), me


def _loops(desk: Desk, health: Health) -> dict[str, Loop]:
    """Nudges and letters are also woken by every commit."""

    async def nudge() -> bool:
        try:
            return await _fall_due(desk, due.fall_due)
        except due.Stuck as stuck:
            log.exception("clocks_stuck case=%s", stuck.case_id)
            await desk.database.write(clock.set_aside, stuck.case_id, at=desk.clock.now())
            return True

    async def late() -> bool:
        return await _fall_due(desk, losses.tell_of_late)

    async def housekeeping() -> bool:
        for forget in (received.forget, heard.forget, outbox.forget, due.forget):
            if await desk.database.write(forget):
                return True
        await look_after_accounts(desk)
        return False

    steps = {
        "nudge": nudge,
        "deliver": lambda: deliver(desk, health, urgent=False),
        "urgent": lambda: deliver(desk, health, urgent=True),
        "late": late,
        "digest": lambda: _digest(desk),
        "housekeeping": housekeeping,
    }
    loops = {name: Loop(name, step) for name, step in steps.items()}
    desk.bell.ring_with([loops["nudge"], loops["urgent"], loops["deliver"]])
    return loops


async def look_after_accounts(desk: Desk) -> None:
    """Whether everybody whom an open case may await still has one: once a day, beside the event.

    So for whoever a team's settings name.
    """
    workspace = desk.colleagues.workspace
    people = await desk.read(awaited.everybody, workspace)
    known = await desk.read(teams.of_workspace, workspace)
    named = {person for team in known for person in (*team.responsible, *team.on_call_people)}
    await desk.colleagues.known(*people, *named)


async def _digest(desk: Desk) -> bool:
    week = await desk.database.read(digests.counted, at=desk.clock.now())
    if week is not None and await desk.database.write(digests.write, week):
        desk.bell.ring()
        return True
    return await _fall_due(desk, weekly.fall_due)


async def _fall_due(desk: Desk, work: Callable[..., bool]) -> bool:
    """Ring for the letters only when there are any: a bell that rings itself never rests."""
    found = await desk.database.write(work, at=desk.clock.now())
    if found:
        desk.bell.ring()
    return found


def _not_accepted(setting: str, refused: SlackApiError) -> str:
    return f"Slack does not accept {setting} ({refused.response['error']}). {README}"
