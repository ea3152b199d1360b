"""What makes a delivery the same one when it comes twice."""

import asyncio
import json
import time
from collections.abc import Awaitable, Callable

from slack_bolt.async_app import AsyncAck
from slack_bolt.context.async_context import AsyncBoltContext
from slack_bolt.response import BoltResponse

from handlers.desk import Desk, Received
from handlers.receiving.masking import clean, hide_numbers, length, urgent
from handlers.receiving.socket import BEGAN
from handlers.slack.payloads import Ack, Payload, person

SHORT = 2000
"""Characters that are looked at beside everything else; of more, in a thread of their own."""


def at_the_desk(desk: Desk) -> Callable[..., Awaitable[BoltResponse]]:
    """Bolt's middleware that puts the desk where listeners find it, with the key of what came in.

    Forms are cleaned here, and numbers that identify a customer hidden, before anything else sees
    them; a form in which something was hidden may go back to its writer instead.
    """

    async def before_all(
        body: Payload,
        context: AsyncBoltContext,
        ack: AsyncAck,
        next: Callable[[], Awaitable[BoltResponse]],
    ) -> BoltResponse:
        if length(body) > SHORT:
            back, hidden = await asyncio.to_thread(_at_the_door, body)
        else:
            back, hidden = _at_the_door(body)
        event = "event_id" in body
        if not event:
            desk.database.writers.somebody_clicks()
        this = Received(
            key_of(body),
            BEGAN.get(time.monotonic()),
            again=event,
            by="" if event else person(body),
            hidden=hidden,
            urgent=urgent(body),
        )
        context["desk"] = desk.for_one(this)
        return await next() if back is None else await ack(**back)

    return before_all


def _at_the_door(body: Payload) -> tuple[Ack | None, tuple[str, ...]]:
    clean(body)
    return hide_numbers(body)


def key_of(body: Payload) -> str:
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
