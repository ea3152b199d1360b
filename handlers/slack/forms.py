"""What was filled in, what is wrong with it, and the simplest view."""

from collections.abc import Mapping
from datetime import UTC, date, datetime
from typing import Any

from bot.refusals import Code, Fact, Refused
from bot.text import LONGEST, visible
from handlers.slack import parts
from handlers.slack.language import _
from handlers.slack.parts import Block
from handlers.slack.payloads import metadata


def said_view(words: str) -> Block:
    """One sentence on top of what is open."""
    return parts.modal("Oppvask", [parts.section(words)], close=parts.plain(_("Close")))


def values(view: dict[str, Any]) -> dict[str, Any]:
    """What was filled in, by field: text, an option's value, a list of values, or None."""
    state = view["state"]["values"]
    return {field: _value(next(iter(found.values()))) for field, found in state.items()}


def outline(view: Mapping[str, Any]) -> list[tuple[str, ...]]:
    """What a form asks and says, from top to bottom, whatever is typed in it."""
    return [_said_in(block) for block in view["blocks"]]


def _said_in(block: Mapping[str, Any]) -> tuple[str, ...]:
    texts = [block[each]["text"] for each in ("label", "text", "hint") if block.get(each)]
    return block["type"], block["block_id"] if block["type"] == "input" else "", *texts


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


class AtField(Refused):
    """Something is wrong with one field of the form: it is said there."""

    def __init__(self, code: Code, field: str, **facts: Fact) -> None:
        super().__init__(code, **facts)
        self.field = field


def required(typed: str | None, field: str) -> str:
    """Text that must say something; emoji are fine. Raises AtField."""
    clean = optional(typed, field)
    if not clean:
        raise AtField(Code.FIELD_EMPTY, field)
    return clean


def optional(typed: str | None, field: str) -> str:
    """Raises AtField for more than is kept."""
    clean = visible(typed or "").strip()
    if len(clean) > LONGEST:
        raise AtField(Code.TOO_LONG, field, limit=LONGEST)
    return clean


def chosen(typed: Mapping[str, Any], field: str) -> str:
    """Something that had to be picked; raises AtField when nothing was."""
    if not typed.get(field):
        raise AtField(Code.FIELD_EMPTY, field)
    return str(typed[field])


def chosen_time(typed: Mapping[str, Any], field: str) -> datetime:
    """A date and time; raises AtField when none was picked."""
    return datetime.fromtimestamp(int(chosen(typed, field)), UTC)


def chosen_day(typed: Mapping[str, Any], field: str) -> date:
    """Raises AtField when none was picked."""
    return date.fromisoformat(chosen(typed, field))


def chosen_team(view: dict[str, Any], typed: Mapping[str, Any]) -> int:
    """The team chosen in the form, else the one that it was opened for."""
    return int(typed.get("team") or metadata(view)["team"])
