"""What was filled in, and the simplest view."""

from typing import Any

from handlers.slack import parts
from handlers.slack.language import _
from handlers.slack.parts import Block


def said_view(words: str) -> Block:
    """One sentence on top of what is open."""
    return parts.modal("Oppvask", [parts.section(words)], close=parts.plain(_("Close")))


def values(view: dict[str, Any]) -> dict[str, Any]:
    """What was filled in, by field: text, an option's value, a list of values, or None."""
    state = view["state"]["values"]
    return {field: _value(next(iter(found.values()))) for field, found in state.items()}


def text(view: dict[str, Any], field: str) -> str | None:
    found = values(view).get(field)
    return None if found is None else str(found)


KEPT_IN = (
    "value",
    "selected_user",
    "selected_users",
    "selected_time",
    "selected_date",
    "selected_date_time",
    "selected_conversation",
)


def _value(element: dict[str, Any]) -> Any:
    if "selected_option" in element:
        chosen = element["selected_option"]
        return chosen["value"] if chosen else None
    if "selected_options" in element:
        return [chosen["value"] for chosen in element["selected_options"] or ()]
    return next((element[name] for name in KEPT_IN if name in element), None)
