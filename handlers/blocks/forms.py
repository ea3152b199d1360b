"""Every form and view that opens, and what was filled in."""

from datetime import datetime
from typing import Any

from bot.cases import Case, Claim
from handlers.blocks import ids, parts
from handlers.blocks.behalf_forms import behalf_form, colleague_decides, confirm_form
from handlers.blocks.claim_forms import (
    claim_form,
    help_offered_view,
    helped_form,
    lost_race_view,
    new_time_form,
    note_passed_view,
    read_claim_view,
    reopen_claim,
)
from handlers.blocks.decision_forms import decision_form, different_form
from handlers.blocks.flag_forms import reopen_flag, talk_form, write_form
from handlers.blocks.flagging import (
    about_a_colleague,
    flag_form,
    internal_way,
    overtaken,
    types_in,
)
from handlers.blocks.message import Block
from handlers.blocks.more_forms import (
    away_form,
    contact_form,
    correct_form,
    lesson_form,
    more_view,
)
from handlers.blocks.read_view import read_view
from handlers.blocks.same_event import flagged_already
from handlers.blocks.setup_forms import phones_form, setup_form, team_saved
from handlers.blocks.wording_forms import hinted_form, wording_form
from handlers.language import _

__all__ = [
    "about_a_colleague",
    "away_form",
    "behalf_form",
    "chooser",
    "claim_form",
    "colleague_decides",
    "confirm_form",
    "contact_form",
    "correct_form",
    "decision_form",
    "different_form",
    "flag_form",
    "flagged_already",
    "help_offered_view",
    "helped_form",
    "hinted_form",
    "internal_way",
    "lesson_form",
    "lost_race_view",
    "more_view",
    "new_time_form",
    "note_passed_view",
    "overtaken",
    "phones_form",
    "read_claim_view",
    "read_view",
    "reopen_form",
    "said_view",
    "setup_form",
    "talk_form",
    "team_saved",
    "text",
    "types_in",
    "values",
    "wording_form",
    "write_form",
]


def chooser(*, metadata: str) -> Block:
    """What `/escalate` alone opens."""
    blocks = [
        parts.section(_("What would you like to do?")),
        *parts.buttons(
            parts.button(_("Flag a hostile customer"), ids.CHOOSE_HOSTILE, "hostile"),
            parts.button(_("Claim a case that others left"), ids.CHOOSE_CLAIM, "claim"),
            parts.button(_("Flag for a colleague"), ids.CHOOSE_BEHALF, "behalf"),
        ),
    ]
    close = parts.plain(_("Cancel"))
    return parts.modal(
        "Oppvask", blocks, callback_id=ids.CHOOSER, private_metadata=metadata, close=close
    )


def reopen_form(case: Case, at: datetime, zone: str, metadata: str) -> Block:
    if isinstance(case, Claim):
        return reopen_claim(case, at, zone, metadata)
    return reopen_flag(case, metadata)


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
