"""Where the app's calls come in: what is to go wrong goes wrong, and all is recorded."""

import asyncio
import json
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from aiohttp import web

from sandbox import hooks
from sandbox.faults import HOOK, Fault
from sandbox.slack import Json, Slack, SlackError
from sandbox.web_api import answered

Answers = Callable[[web.Request], Awaitable[web.StreamResponse]]


@dataclass(frozen=True)
class Call:
    """A call that has come in, and the work that answers it: HTTP status and JSON."""

    slack: Slack
    request: web.Request
    method: str
    channel: str | None
    work: Callable[[], tuple[int, Json]]


def api(slack: Slack) -> Answers:
    """Every Web API method."""

    async def call(request: web.Request) -> web.StreamResponse:
        method = request.match_info["method"]
        args, token = await _read(request)

        def work() -> tuple[int, Json]:
            answer = answered(slack, method, args, token)
            slack.record.add("call", method=method, request=args, answer=answer)
            return 200, answer

        channel = args.get("channel") or args.get("channel_id")
        return await _through(Call(slack, request, method, channel, work))

    return call


def hook(slack: Slack) -> Answers:
    """A response_url."""

    async def call(request: web.Request) -> web.StreamResponse:
        content = json.loads(await request.text())
        ident = request.match_info["hook"]

        def work() -> tuple[int, Json]:
            slack.record.add("hook", request=content)
            try:
                hooks.respond(slack, ident, content)
            except SlackError as error:
                return 404, {"ok": False, "error": error.code}
            return 200, {"ok": True}

        channel = slack.world.hooks.get(ident, {}).get("channel")
        return await _through(Call(slack, request, HOOK, channel, work))

    return call


async def _through(call: Call) -> web.StreamResponse:
    """The work's answer, or what went wrong instead of it, before it or after it."""
    faults, record = call.slack.faults, call.slack.record
    slow = faults.latency(call.method, call.channel)
    if slow is not None:
        record.add("fault", method=call.method, fault="latency")
        await asyncio.sleep(slow.seconds)
    wait = faults.over_limit(call.method, call.channel)
    if wait is not None:
        record.add("fault", method=call.method, fault="limit")
        return _too_many(wait)
    fault = faults.for_call(call.method, call.channel)
    if fault is None:
        status, answer = call.work()
        return web.json_response(answer, status=status)
    record.add("fault", method=call.method, fault=fault.kind, error=fault.error)
    return await _amiss(call, fault)


async def _amiss(call: Call, fault: Fault) -> web.StreamResponse:
    if fault.kind == "rate_limited":
        return _too_many(fault.retry_after)
    if fault.kind == "drop_before":
        raise _dropped(call.request)
    if fault.took_effect or fault.kind in ("drop_after", "hold"):
        status, answer = call.work()
    if fault.kind == "drop_after":
        raise _dropped(call.request)
    if fault.kind == "hold":
        await call.slack.faults.held()
        return web.json_response(answer, status=status)
    if fault.kind == "error_500":
        told = fault.body or json.dumps({"ok": False, "error": "internal_error"})
        kind = "text/html" if fault.body else "application/json"
        return web.Response(text=told, status=fault.status, content_type=kind)
    return web.json_response({"ok": False, "error": fault.error, **fault.more})


def _too_many(seconds: int) -> web.Response:
    told = {"ok": False, "error": "ratelimited"}
    return web.json_response(told, status=429, headers={"Retry-After": str(seconds)})


def _dropped(request: web.Request) -> ConnectionResetError:
    if request.transport is not None:
        request.transport.close()
    return ConnectionResetError("dropped on demand")


async def _read(request: web.Request) -> tuple[Json, str | None]:
    """Query and body merged; the token from the header, else from an argument."""
    args: Json = dict(request.query)
    if request.content_type == "application/json":
        args |= json.loads(await request.text() or "{}")
    else:
        args |= dict(await request.post())
    header = request.headers.get("Authorization", "")
    named = args.pop("token", None)
    return args, header.removeprefix("Bearer ") if header.startswith("Bearer ") else named
