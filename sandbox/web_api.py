"""The Web API's door: token, method, scopes, arguments, faults, record."""

import asyncio
import json
from collections.abc import Callable
from typing import Any

from aiohttp import web

from sandbox import chat, checks, conversations, files, views
from sandbox.faults import Fault
from sandbox.slack import Json, Slack, SlackError
from sandbox.world import APP_TOKEN, BOT_ID, BOT_TOKEN, BOT_USER

Method = Callable[[Slack, Json], Json]


def auth_test(slack: Slack, args: Json) -> Json:
    team = slack.world.team
    return {
        "url": f"https://{team['domain']}.slack.com/",
        "team": team["name"],
        "user": "oppvask",
        "team_id": team["id"],
        "user_id": BOT_USER,
        "bot_id": BOT_ID,
        "is_enterprise_install": False,
    }


def api_test(slack: Slack, args: Json) -> Json:
    if args.get("error"):
        raise SlackError(args["error"], args=args)
    return {"args": args}


def open_connection(slack: Slack, args: Json) -> Json:
    address = slack.url.replace("http://", "ws://")
    return {"url": f"{address}/link/?ticket={slack.world.new_id('t').lower()}&app_id=A"}


METHODS: dict[str, Method] = {
    "api.test": api_test,
    "auth.test": auth_test,
    "apps.connections.open": open_connection,
    "team.info": conversations.team_info,
    "bots.info": conversations.bots_info,
    "chat.postMessage": chat.post_message,
    "chat.update": chat.update,
    "chat.delete": chat.delete,
    "chat.postEphemeral": chat.post_ephemeral,
    "chat.getPermalink": chat.get_permalink,
    "views.open": views.open_,
    "views.push": views.push,
    "views.update": views.update,
    "views.publish": views.publish,
    "users.info": conversations.users_info,
    "users.list": conversations.users_list,
    "users.conversations": conversations.users_conversations,
    "dnd.info": conversations.dnd_info,
    "conversations.open": conversations.open_,
    "conversations.replies": conversations.replies,
    "conversations.history": conversations.history,
    "conversations.info": conversations.info,
    "conversations.members": conversations.members,
    "conversations.list": conversations.list_,
    "conversations.join": conversations.join,
    "reactions.add": conversations.reactions_add,
    "reactions.remove": conversations.reactions_remove,
    "reactions.get": conversations.reactions_get,
    "files.getUploadURLExternal": files.get_upload_url,
    "files.completeUploadExternal": files.complete,
    "files.info": files.info,
}


def door(slack: Slack) -> Callable[[web.Request], Any]:
    async def call(request: web.Request) -> web.StreamResponse:
        method = request.match_info["method"]
        args, token = await _read(request)
        fault = slack.faults.for_call(method)
        early = await _before(slack, fault, request, method)
        if early is not None:
            return early
        answer = answered(slack, method, args, token)
        slack.record.add("call", method=method, request=args, answer=answer)
        await _after(slack, fault, request)
        return web.json_response(answer)

    return call


def answered(slack: Slack, method: str, args: Json, token: str | None) -> Json:
    """What the method says; errors too come as HTTP 200."""
    try:
        if method not in METHODS:
            raise SlackError("unknown_method", req_method=method)
        _allowed(slack, method, token)
        given = checks.parsed(method, args)
        problems = checks.check_arguments(method, given)
        if problems:
            raise SlackError(_argument_error(given), response_metadata={"messages": problems})
        return {"ok": True, **METHODS[method](slack, given)}
    except SlackError as error:
        return {"ok": False, "error": error.code, **error.more}


def _argument_error(given: Json) -> str:
    """Blocks that are no JSON have an error of their own."""
    return "invalid_blocks_format" if isinstance(given.get("blocks"), str) else "invalid_arguments"


def _allowed(slack: Slack, method: str, token: str | None) -> None:
    if method == "api.test":
        return
    if not token:
        raise SlackError("not_authed")
    if token not in (BOT_TOKEN, APP_TOKEN):
        raise SlackError("invalid_auth")
    if (method == "apps.connections.open") != (token == APP_TOKEN):
        raise SlackError("not_allowed_token_type")
    needed = checks.methods()[method]["scopes"]
    if needed and not slack.scopes & set(needed):
        provided = ",".join(sorted(slack.scopes))
        raise SlackError("missing_scope", needed=needed[0], provided=provided)


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


async def _before(
    slack: Slack, fault: Fault | None, request: web.Request, method: str
) -> web.StreamResponse | None:
    if fault is None:
        return None
    slack.record.add("fault", method=method, fault=fault.kind)
    if fault.kind == "latency":
        await asyncio.sleep(fault.seconds)
    elif fault.kind == "rate_limited":
        headers = {"Retry-After": str(fault.retry_after)}
        body = {"ok": False, "error": "ratelimited"}
        return web.json_response(body, status=429, headers=headers)
    elif fault.kind == "error_500":
        return web.json_response({"ok": False, "error": "internal_error"}, status=500)
    elif fault.kind == "drop_before":
        _drop(request)
    return None


async def _after(slack: Slack, fault: Fault | None, request: web.Request) -> None:
    if fault and fault.kind == "hold":
        await slack.faults.held()
    if fault and fault.kind == "drop_after":
        _drop(request)


def _drop(request: web.Request) -> None:
    if request.transport is not None:
        request.transport.close()
    raise ConnectionResetError("dropped on demand")
