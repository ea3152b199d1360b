"""The control API: be anybody, move the clock, have a bad day, read the record."""

import json
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from aiohttp import web

from sandbox import acting, sight
from sandbox.filling import NotThere
from sandbox.saying import CannotAct
from sandbox.slack import Json, Slack, SlackError
from sandbox.world import APP_TOKEN, BOT_ID, BOT_TOKEN, BOT_USER, Person, World

Answer = Awaitable[web.Response]
PATIENCE = 30.0
"""Seconds that a settling may take."""


def routes(slack: Slack) -> list[web.RouteDef]:
    """Every address of the control API."""
    table: dict[tuple[str, str], Callable[[Slack, web.Request], Awaitable[Any]]] = {
        ("GET", "/control/connect"): connect,
        ("GET", "/control/people"): people,
        ("POST", "/control/reset"): reset,
        ("GET", "/control/people/{key}/sees"): sees,
        ("POST", "/control/people/{key}/{deed}"): act,
        ("POST", "/control/channels/{channel}"): change_channel,
        ("GET", "/control/clock"): clock,
        ("POST", "/control/clock"): set_clock,
        ("GET", "/control/clock/follow"): follow,
        ("POST", "/control/clock/settled"): settled,
        ("POST", "/control/settle"): settle,
        ("POST", "/control/travel"): travel,
        ("POST", "/control/leap"): leap,
        ("GET", "/control/faults"): faults,
        ("POST", "/control/faults"): add_fault,
        ("DELETE", "/control/faults"): clear_faults,
        ("GET", "/control/record"): record,
        ("GET", "/control/standing"): standing,
        ("GET", "/control/story/wish"): story_wish,
        ("POST", "/control/story/wish"): wish_story,
        ("POST", "/control/story/standing"): stand_story,
    }
    found = [web.route(how, path, _wrapped(slack, work)) for (how, path), work in table.items()]
    return [*found, web.get("/control/watch", slack.record.changes.stream)]


def _wrapped(
    slack: Slack, work: Callable[[Slack, web.Request], Awaitable[Any]]
) -> Callable[[web.Request], Answer]:
    async def handle(request: web.Request) -> web.Response:
        try:
            answer = await work(slack, request)
            if request.method != "GET" and work not in (settle, settled):
                slack.record.changes.happened()
            return web.json_response(answer)
        except (CannotAct, NotThere) as error:
            return web.json_response({"error": str(error)}, status=400)
        except SlackError as error:
            told = {"error": error.code, **error.more}
            return web.json_response(told, status=400)
        except (KeyError, ValueError, TypeError) as error:
            sentence = f"{type(error).__name__}: {error}"
            return web.json_response({"error": sentence}, status=400)

    return handle


async def connect(slack: Slack, request: web.Request) -> Json:
    return {
        "bot_token": BOT_TOKEN,
        "app_token": APP_TOKEN,
        "api_url": f"{slack.url}/api/",
        "team_id": slack.world.team["id"],
    }


async def people(slack: Slack, request: web.Request) -> Json:
    keys = {person.id: person.key for person in slack.world.people.values()}
    return {
        "people": [{"key": p.key, **p.payload()} for p in slack.world.people.values()],
        "channels": [
            {**c.payload(), "members": [keys[member] for member in c.members]}
            for c in slack.world.conversations.values()
            if c.kind in ("channel", "group")
        ],
        "bot": {"user_id": BOT_USER, "bot_id": BOT_ID},
    }


async def reset(slack: Slack, request: web.Request) -> Json:
    """A fresh workspace; sockets stay connected."""
    told = await _body(request)
    slack.faults.clear()
    slack.world = World(told.get("seed") or slack.seed)
    if told.get("now"):
        at = datetime.fromisoformat(told["now"])
        await slack.clock.set(at, running=told.get("running"))
    return slack.clock.told()


async def sees(slack: Slack, request: web.Request) -> Json:
    return sight.sees(slack, _person(slack, request))


async def act(slack: Slack, request: web.Request) -> Json:
    deed = acting.DEEDS.get(request.match_info["deed"])
    if deed is None:
        raise CannotAct(f"nobody can {request.match_info['deed']}: {sorted(acting.DEEDS)}")
    found: Json = await deed(slack, _person(slack, request), await _body(request))
    return found


async def change_channel(slack: Slack, request: web.Request) -> Json:
    """Shared with another company from now on, or no longer."""
    found = slack.world.conversation(request.match_info["channel"])
    if found is None:
        raise CannotAct(f"there is no {request.match_info['channel']}")
    found.ext_shared = bool((await _body(request))["ext_shared"])
    return found.payload()


async def clock(slack: Slack, request: web.Request) -> Json:
    due = slack.clock.next_due
    return {**slack.clock.told(), "next_due": due.isoformat() if due else None}


async def set_clock(slack: Slack, request: web.Request) -> Json:
    told = await _body(request)
    now = told.get("now")
    at = datetime.fromisoformat(now) if now else slack.clock.now()
    await slack.clock.set(at, running=told.get("running"))
    return slack.clock.told()


async def follow(slack: Slack, request: web.Request) -> Json:
    return await slack.clock.follow(int(request.query.get("after", "0")), 20.0)


async def settled(slack: Slack, request: web.Request) -> Json:
    told = await _body(request)
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
    told = await _body(request)
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
    await slack.clock.set(_goal(slack, await _body(request)))
    await _settled(slack)
    return await clock(slack, request)


async def faults(slack: Slack, request: web.Request) -> Json:
    return {"faults": slack.faults.listed()}


async def add_fault(slack: Slack, request: web.Request) -> Json:
    told = await _body(request)
    if told.get("kind") == "disconnect":
        await slack.sockets.disconnect()
    else:
        slack.faults.add(told)
    return {"faults": slack.faults.listed()}


async def clear_faults(slack: Slack, request: web.Request) -> Json:
    slack.faults.clear()
    return {"faults": []}


async def record(slack: Slack, request: web.Request) -> Json:
    after = int(request.query.get("after", "0"))
    return {"records": slack.record.lines[after:], "next": len(slack.record.lines)}


async def standing(slack: Slack, request: web.Request) -> Json:
    """Beside what one person sees: the clock, the app, what goes wrong, how far the story is."""
    return {
        "clock": await clock(slack, request),
        "connected": slack.sockets.connected,
        "app": slack.manifest["display_information"]["name"],
        "features": slack.manifest["features"],
        "faults": slack.faults.listed(),
        "story": slack.board.standing,
    }


async def story_wish(slack: Slack, request: web.Request) -> Json:
    return await slack.board.follow(int(request.query.get("after", "0")), 20.0)


async def wish_story(slack: Slack, request: web.Request) -> Json:
    await slack.board.wished(await _body(request))
    return {}


async def stand_story(slack: Slack, request: web.Request) -> Json:
    slack.board.standing = await _body(request) or None
    return {}


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


def _person(slack: Slack, request: web.Request) -> Person:
    found = slack.world.person(request.match_info["key"])
    if found is None:
        raise CannotAct(f"there is nobody called {request.match_info['key']}")
    return found


async def _body(request: web.Request) -> Json:
    found: Json = json.loads(await request.text() or "{}")
    return found
