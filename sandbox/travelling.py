"""The control API's clock: set it, follow it, travel from due time to due time."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from aiohttp import web

from sandbox.asked import body
from sandbox.saying import CannotAct
from sandbox.slack import Json, Slack

PATIENCE = 30.0
"""Seconds that a settling may take."""


async def clock(slack: Slack, request: web.Request) -> Json:
    due = slack.clock.next_due
    return {**slack.clock.told(), "next_due": due.isoformat() if due else None}


async def set_clock(slack: Slack, request: web.Request) -> Json:
    told = await body(request)
    now = told.get("now")
    at = datetime.fromisoformat(now) if now else slack.clock.now()
    await slack.clock.set(at, running=told.get("running"))
    return slack.clock.told()


async def follow(slack: Slack, request: web.Request) -> Json:
    return await slack.clock.follow(int(request.query.get("after", "0")), 20.0)


async def settled(slack: Slack, request: web.Request) -> Json:
    told = await body(request)
    due = datetime.fromisoformat(told["next_due"]) if told.get("next_due") else None
    if due != slack.clock.next_due:
        slack.record.changes.happened()
    await slack.clock.report(told["version"], due)
    return {}


async def settle(slack: Slack, request: web.Request) -> Json:
    await _settled(slack)
    return await clock(slack, request)


async def travel(slack: Slack, request: web.Request) -> Json:
    """From due time to due time; the app reports that it has settled before the next hop."""
    told = await body(request)
    await _settled(slack)
    due = slack.clock.next_due
    goal = due if told.get("next") else _goal(slack, told)
    hops = []
    while goal is not None and slack.clock.now() < goal:
        due = slack.clock.next_due
        at = min(due, goal) if due and due > slack.clock.now() else goal
        await slack.clock.set(at)
        hops.append(at.isoformat())
        await _settled(slack)
    return {**await clock(slack, request), "hops": hops}


async def leap(slack: Slack, request: web.Request) -> Json:
    """Over everything at once, as in an outage."""
    await slack.clock.set(_goal(slack, await body(request)))
    await _settled(slack)
    return await clock(slack, request)


async def _settled(slack: Slack) -> None:
    """No envelope without its ack, and an app that has said all it had to say since."""
    if slack.quiet is not None and slack.quiet == slack.happened:
        return
    if not await slack.clock.until_followed(5.0):
        raise CannotAct("no app follows the clock: start one with run --sandbox")
    while True:
        quiet = await slack.sockets.until_quiet(PATIENCE)
        sent = slack.sockets.sent
        reported = await slack.clock.until_reported(await slack.clock.touch(), PATIENCE)
        if not (quiet and reported):
            raise CannotAct("the app has not settled within 30 seconds")
        if slack.sockets.sent == sent and await slack.sockets.until_quiet(PATIENCE):
            slack.quiet = slack.happened
            return


def _goal(slack: Slack, told: Json) -> datetime:
    if told.get("to"):
        return datetime.fromisoformat(told["to"])
    if told.get("morning"):
        return _next_morning(slack.clock.now(), ZoneInfo(told["morning"]))
    return slack.clock.now() + timedelta(seconds=float(told["seconds"]))


def _next_morning(now: datetime, zone: ZoneInfo) -> datetime:
    """09:00 of the next day from Monday to Friday, as in most offices."""
    morning = now.astimezone(zone).replace(hour=9, minute=0, second=0, microsecond=0)
    morning += timedelta(days=1)
    while morning.weekday() >= 5:
        morning += timedelta(days=1)
    return morning
