"""The one door for what people type into forms: it is cleaned, and numbers are hidden."""

from collections.abc import Iterator

from bot.flag.case import URGENT
from bot.numbers.finding import Masked, mask
from bot.text import visible
from handlers.flag.form import about_a_colleague, types_in
from handlers.slack import forms, ids
from handlers.slack.hidden import KEEP, review
from handlers.slack.payloads import Ack, Payload, instead

FLAGS = (ids.FLAG, ids.BEHALF)


def clean(body: Payload) -> None:
    """What stands in the fields of a view, without what nobody sees; `bot/text.py` says what."""
    for state in _fields_of_text(body.get("view") or {}):
        if state.get("value"):
            state["value"] = visible(state["value"])


def length(body: Payload) -> int:
    """Characters in the fields of a view."""
    fields = _fields_of_text(body.get("view") or {})
    return sum(len(state.get("value") or "") for state in fields)


def urgent(body: Payload) -> bool:
    """Whether it is a form that was sent, about something urgent."""
    if body.get("type") != "view_submission" or body["view"]["callback_id"] not in FLAGS:
        return False
    return bool(URGENT & set(types_in(forms.values(body["view"]))))


def _fields_of_text(view: Payload) -> Iterator[Payload]:
    for states in (view.get("state") or {}).get("values", {}).values():
        yield from (state for state in states.values() if state["type"] == "plain_text_input")


def hide_numbers(body: Payload) -> tuple[Ack | None, tuple[str, ...]]:
    """Hide in a form that was sent; the ack that gives it back, or None, and what was hidden.

    The form comes back once with what was hidden; sent again, it goes on as its writer wants. An
    urgent case is never slowed by that: it goes on at once, and its listener says what was hidden.
    """
    if body.get("type") != "view_submission" or body["view"]["callback_id"] == ids.CHECK_WORDING:
        return None, ()  # of a text whose wording is checked, nothing is kept
    view = body["view"]
    asked = KEEP in view["state"]["values"]
    if asked and forms.values(view)[KEEP]:
        return None, ()
    hidden = _hidden_in(view)
    if hidden and not asked and not _at_once(view):
        return instead(review(view, hidden)), ()
    _replace(view, hidden)
    return None, () if asked else tuple(kind for text in hidden.values() for kind in text.found)


def _hidden_in(view: Payload) -> dict[str, Masked]:
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
    if view["callback_id"] not in FLAGS:
        return False
    typed = forms.values(view)
    return about_a_colleague(typed) or bool(URGENT & set(types_in(typed)))
