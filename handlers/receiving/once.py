"""What makes a delivery the same one when it comes twice."""

import json
import time
from collections.abc import Awaitable, Callable
from typing import Any

from slack_bolt.context.async_context import AsyncBoltContext
from slack_bolt.response import BoltResponse

from handlers.desk import Desk, Received
from handlers.receiving.socket import BEGAN


def desk_middleware(desk: Desk) -> Callable[..., Awaitable[BoltResponse]]:
    """Put the desk where listeners find it, with the key of what Slack delivered."""

    async def at_the_desk(
        body: dict[str, Any],
        context: AsyncBoltContext,
        next: Callable[[], Awaitable[BoltResponse]],
    ) -> BoltResponse:
        again = "event_id" in body
        delivery = Received(key_of(body), BEGAN.get(time.monotonic()), again)
        context["desk"] = desk.for_delivery(delivery)
        return await next()

    return at_the_desk


def key_of(body: dict[str, Any]) -> str:
    """What makes a delivery the same one when it comes twice."""
    if "event_id" in body:
        return f"event:{body['event_id']}"
    user = (body.get("user") or {}).get("id", "")
    if body.get("type") in ("view_submission", "view_closed"):
        view = body["view"]
        metadata = view.get("private_metadata") or "{}"
        return f"view:{user}:{view['id']}:{json.loads(metadata).get('nonce', view['hash'])}"
    if body.get("type") == "block_actions":
        place = body.get("container") or {}
        action = body["actions"][0]
        where = place.get("message_ts") or place.get("view_id") or ""
        return f"click:{user}:{where}:{action['action_id']}:{action['action_ts']}"
    return f"trigger:{body.get('trigger_id', '')}"
