"""The control API: be anybody, change the world, have a bad day, read the record."""

from collections.abc import Awaitable, Callable
from datetime import datetime
from typing import Any

from aiohttp import web

from sandbox import acting, asked, events, places, sight, travelling
from sandbox.asked import body
from sandbox.filling import NotThere
from sandbox.saying import CannotAct, decided, heard
from sandbox.shapes import NoShape
from sandbox.slack import Json, Slack, SlackError
from sandbox.world import APP_TOKEN, BOT_ID, BOT_TOKEN, BOT_USER, World

Work = Callable[[Slack, web.Request], Awaitable[Any]]


def routes(slack: Slack) -> list[web.RouteDef]:
    """Every address of the control API."""
    table: dict[tuple[str, str], Work] = {
        ("GET", "/control/connect"): connect,
        ("GET", "/control/people"): people,
        ("POST", "/control/reset"): reset,
        ("GET", "/control/people/{key}/sees"): sees,
        ("POST", "/control/people/{key}/{deed}"): act,
        ("POST", "/control/channels/{channel}"): share,
        ("POST", "/control/channels/{channel}/{change}"): change_channel,
        ("POST", "/control/raw"): raw,
        ("GET", "/control/clock"): travelling.clock,
        ("POST", "/control/clock"): travelling.set_clock,
        ("GET", "/control/clock/follow"): travelling.follow,
        ("POST", "/control/clock/settled"): travelling.settled,
        ("POST", "/control/settle"): travelling.settle,
        ("POST", "/control/travel"): travelling.travel,
        ("POST", "/control/leap"): travelling.leap,
        ("GET", "/control/settings"): settings,
        ("POST", "/control/settings"): change_settings,
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


def _wrapped(slack: Slack, work: Work) -> Callable[[web.Request], Awaitable[web.Response]]:
    async def handle(request: web.Request) -> web.Response:
        try:
            answer = await work(slack, request)
            if request.method != "GET" and work not in (travelling.settle, travelling.settled):
                slack.record.changes.happened()
            return web.json_response(answer)
        except (CannotAct, NotThere, NoShape) as error:
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
        "people": [
            {"key": p.key, "called": p.called, "zone": p.zone.key, **p.payload(locale=True)}
            for p in slack.world.people.values()
        ],
        "channels": [
            {**c.payload(), "members": [keys[member] for member in c.members]}
            for c in slack.world.conversations.values()
            if c.kind in ("channel", "group")
        ],
        "bot": {"user_id": BOT_USER, "bot_id": BOT_ID},
    }


async def reset(slack: Slack, request: web.Request) -> Json:
    """A fresh workspace on a good day; sockets stay connected."""
    told = await body(request)
    slack.faults.clear()
    slack.sockets.forget()
    slack.settings = slack.usual
    seed = told.get("seed") or slack.seed
    others = {key: {**seed["people"][key], **more} for key, more in told.get("people", {}).items()}
    slack.world = World({**seed, "people": {**seed["people"], **others}})
    if told.get("now"):
        at = datetime.fromisoformat(told["now"])
        await slack.clock.set(at, running=told.get("running"))
    return slack.clock.told()


async def sees(slack: Slack, request: web.Request) -> Json:
    return sight.sees(slack, asked.person(slack, request.match_info["key"]))


async def act(slack: Slack, request: web.Request) -> Json:
    deed = acting.DEEDS.get(request.match_info["deed"])
    if deed is None:
        raise CannotAct(f"nobody can {request.match_info['deed']}: {sorted(acting.DEEDS)}")
    person = asked.person(slack, request.match_info["key"])
    found: Json = await deed(slack, person, await body(request))
    return found


async def change_channel(slack: Slack, request: web.Request) -> Json:
    place = asked.conversation(slack, request.match_info["channel"])
    return await places.change(slack, place, request.match_info["change"], await body(request))


async def share(slack: Slack, request: web.Request) -> Json:
    """Shared with another company from now on, or no longer."""
    found = asked.conversation(slack, request.match_info["channel"])
    found.ext_shared = bool((await body(request))["ext_shared"])
    return found.payload()


async def raw(slack: Slack, request: web.Request) -> Json:
    """An event, or a whole payload of that type, goes out as it stands."""
    told = await body(request)
    if "event" in told:
        await heard(slack, events.tell(slack, told["event"]))
        return decided({})
    kind, payload = told["type"], told["payload"]
    if kind not in ("events_api", "interactive", "slash_commands"):
        raise CannotAct(f"no envelope is called {kind}")
    if kind != "events_api":
        return decided(await slack.sockets.ask(kind, payload))
    await heard(slack, slack.sockets.tell(payload))
    return decided({})


async def settings(slack: Slack, request: web.Request) -> Json:
    return slack.settings.listed()


async def change_settings(slack: Slack, request: web.Request) -> Json:
    slack.settings = slack.settings.changed(await body(request))
    return slack.settings.listed()


async def faults(slack: Slack, request: web.Request) -> Json:
    return {"faults": slack.faults.listed()}


async def add_fault(slack: Slack, request: web.Request) -> Json:
    """What goes wrong with open sockets does so at once, else with the next call that fits."""
    told = await body(request)
    kind = told.get("kind")
    if kind == "disconnect":
        await slack.sockets.disconnect(told.get("reason", "refresh_requested"))
    elif kind == "torn":
        slack.sockets.tear()
    elif kind == "silent":
        slack.sockets.silence()
        told = {"times": 0, **told}
    if told.get("channel"):
        told["channel"] = asked.conversation(slack, told["channel"]).id
    if kind not in ("disconnect", "torn") and told.get("times") != 0:
        slack.faults.add(told)
    return await faults(slack, request)


async def clear_faults(slack: Slack, request: web.Request) -> Json:
    """All of them, or those of which the query says something: a kind, a method and so on."""
    slack.faults.clear(**request.query)
    if request.query.get("kind", "kept_back") == "kept_back":
        slack.sockets.let_go()
    return await faults(slack, request)


async def record(slack: Slack, request: web.Request) -> Json:
    after = int(request.query.get("after", "0"))
    return {"records": slack.record.lines[after:], "next": len(slack.record.lines)}


async def standing(slack: Slack, request: web.Request) -> Json:
    """Beside what one person sees: the clock, the app, what goes wrong, how far the story is."""
    return {
        "clock": await travelling.clock(slack, request),
        "connected": slack.sockets.connected,
        "app": slack.manifest["display_information"]["name"],
        "features": slack.manifest["features"],
        "faults": slack.faults.listed(),
        "story": slack.board.standing,
    }


async def story_wish(slack: Slack, request: web.Request) -> Json:
    return await slack.board.follow(int(request.query.get("after", "0")), 20.0)


async def wish_story(slack: Slack, request: web.Request) -> Json:
    await slack.board.wished(await body(request))
    return {}


async def stand_story(slack: Slack, request: web.Request) -> Json:
    slack.board.standing = await body(request) or None
    return {}
