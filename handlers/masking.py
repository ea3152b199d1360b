"""The one door for what people type into forms: nothing behind it sees a number hidden here."""

from collections.abc import Awaitable, Callable
from typing import Any

from slack_bolt.async_app import AsyncAck
from slack_bolt.context.async_context import AsyncBoltContext
from slack_bolt.response import BoltResponse

from bot.cases.hostile import URGENT
from bot.numbers.finding import Masked, mask
from handlers.blocks import forms, ids, masked

Payload = dict[str, Any]
Next = Callable[[], Awaitable[BoltResponse]]


async def hide_numbers(
    body: Payload, context: AsyncBoltContext, ack: AsyncAck, next: Next
) -> BoltResponse:
    """The form comes back once with what was hidden; sent again, it goes on as its writer wants.

    An urgent case is never slowed by that: it goes on at once, and its listener says so.
    """
    context["hidden"] = []
    if body.get("type") != "view_submission" or body["view"]["callback_id"] == ids.WORDING:
        return await next()  # of a text whose wording is checked, nothing is kept
    view = body["view"]
    asked = masked.KEEP in view["state"]["values"]
    if asked and forms.values(view)[masked.KEEP]:
        return await next()
    hidden = _hidden(view)
    if hidden and not asked and not _at_once(view):
        return await ack(response_action="update", view=masked.review(view, hidden))
    if not asked:
        context["hidden"] = [kind for text in hidden.values() for kind in text.found]
    _replace(view, hidden)
    return await next()


def _hidden(view: Payload) -> dict[str, Masked]:
    """The fields in which something is to be hidden, by block_id."""
    found = {
        field: mask(state.get("value") or "")
        for field, states in view["state"]["values"].items()
        for state in states.values()
        if state["type"] == "plain_text_input"
    }
    return {field: text for field, text in found.items() if text.found}


def _replace(view: Payload, hidden: dict[str, Masked]) -> None:
    for field, text in hidden.items():
        (state,) = view["state"]["values"][field].values()
        state["value"] = text.text


def _at_once(view: Payload) -> bool:
    """An urgent flag waits for nobody's second look; and of a colleague nothing is kept."""
    if view["callback_id"] not in (ids.FLAG, ids.BEHALF):
        return False
    typed = forms.values(view)
    return forms.about_a_colleague(typed) or bool(URGENT & set(forms.types_in(typed)))
