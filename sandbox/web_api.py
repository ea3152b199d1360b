"""The Web API's methods, and what each call must bring: token, scopes, arguments."""

from collections.abc import Callable
from typing import Any

from sandbox import chat, checks, conversations, files, users, views
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
    "team.info": users.team_info,
    "bots.info": users.bots_info,
    "chat.postMessage": chat.post_message,
    "chat.update": chat.update,
    "chat.delete": chat.delete,
    "chat.postEphemeral": chat.post_ephemeral,
    "chat.getPermalink": chat.get_permalink,
    "views.open": views.open_,
    "views.push": views.push,
    "views.update": views.update,
    "views.publish": views.publish,
    "users.info": users.info,
    "users.list": users.list_,
    "users.conversations": users.conversations,
    "dnd.info": users.dnd_info,
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
        _refused_block(slack, given)
        return {"ok": True, **METHODS[method](slack, given)}
    except SlackError as error:
        return {"ok": False, "error": error.code, **error.more}


def _argument_error(given: Json) -> str:
    """Blocks that are no JSON have an error of their own."""
    return "invalid_blocks_format" if isinstance(given.get("blocks"), str) else "invalid_arguments"


def _refused_block(slack: Slack, given: Json) -> None:
    """A workspace may refuse a kind of block that others take."""
    in_view = isinstance(given.get("view"), dict)
    blocks: Any = given["view"].get("blocks") if in_view else given.get("blocks")
    for n, block in enumerate(blocks if isinstance(blocks, list) else []):
        kind = block.get("type") if isinstance(block, dict) else None
        if kind and slack.faults.refuses(kind):
            place = f"/view/blocks/{n}/type" if in_view else f"/blocks/{n}/type"
            told = {"messages": [f"[ERROR] unsupported type: {kind} [json-pointer:{place}]"]}
            code = "invalid_arguments" if in_view else "invalid_blocks"
            raise SlackError(code, response_metadata=told)


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
