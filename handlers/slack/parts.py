"""The pieces that messages and forms are made of."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from handlers.slack import ids
from handlers.slack.language import _

Block = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Message:
    """What is shown, and the plain text that notifications and screen readers get."""

    text: str
    blocks: list[Block] = field(default_factory=list)


BUTTON = 75
SECTION = 3000
HINT = 2000
VALUE = "value"
"""The action_id of an input: the block_id says which field it is."""


def shortened(text: str, most: int) -> str:
    """Cut to `most` characters, never inside an emoji made of several."""
    if len(text) <= most:
        return text
    cut = text[: most - 1]
    while cut and (text[len(cut)] in JOINED or cut[-1] in JOINED):
        cut = cut[:-1]
    return cut + "…"


JOINED = "\u200d\ufe0f" + "".join(chr(c) for c in range(0x1F3FB, 0x1F400))


def plain(text: str, most: int = SECTION) -> Block:
    return {"type": "plain_text", "text": shortened(text, most), "emoji": True}


def section(text: str) -> Block:
    """Words of ours; what people typed in them has been escaped."""
    return {"type": "section", "text": {"type": "mrkdwn", "text": shortened(text, SECTION)}}


def typed(text: str) -> Block:
    """What a person typed, shown letter by letter."""
    shown = {"type": "plain_text", "text": shortened(text, SECTION), "emoji": False}
    return {"type": "section", "text": shown}


def typed_long(text: str) -> list[Block]:
    """Several texts together may be longer than a section."""
    return [typed(text[at : at + SECTION]) for at in range(0, len(text), SECTION)]


def context(text: str) -> Block:
    return {"type": "context", "elements": [{"type": "mrkdwn", "text": shortened(text, SECTION)}]}


def button(
    label: str, action: str, *carried: object, style: str | None = None, ask: str | None = None
) -> Block:
    """A button and what it carries: the case first; `ask` has Slack ask first."""
    made: Block = {
        "type": "button",
        "text": plain(label, BUTTON),
        "action_id": action,
        "value": ids.pack(*carried),
    }
    if style:
        made["style"] = style
    if ask:
        made["confirm"] = {
            "title": plain(_("Are you sure?")),
            "text": plain(ask),
            "confirm": plain(label, 30),
            "deny": plain(_("Not now")),
        }
    return made


def buttons(*made: Block) -> list[Block]:
    return [{"type": "actions", "elements": list(made)}] if made else []


def option(text: str, value: str) -> Block:
    return {"text": plain(text, BUTTON), "value": value}


def options(pairs: Sequence[tuple[str, str]]) -> list[Block]:
    """Pairs of value and text."""
    return [option(text, value) for value, text in pairs]


def asked(
    field: str,
    label: str,
    element: Block,
    *,
    hint: str | None = None,
    optional: bool = False,
    dispatch: str | None = None,
) -> Block:
    """One input; its block_id is the field's name, where a refusal finds it.

    With `dispatch` the bot hears of every change, as that action.
    """
    made: Block = {
        "type": "input",
        "block_id": field,
        "label": plain(label),
        "element": {**element, "action_id": dispatch or VALUE},
        "optional": optional,
    }
    if hint:
        made["hint"] = plain(hint, HINT)
    if dispatch:
        made["dispatch_action"] = True
    return made


def line(initial: str = "", most: int = 150) -> Block:
    return _text(initial, most, multiline=False)


def paragraph(initial: str = "", most: int = SECTION) -> Block:
    return _text(initial, most, multiline=True)


def _text(initial: str, most: int, *, multiline: bool) -> Block:
    made: Block = {"type": "plain_text_input", "multiline": multiline, "max_length": most}
    return {**made, "initial_value": initial} if initial else made


def day(initial: str | None = None) -> Block:
    made: Block = {"type": "datepicker"}
    return {**made, "initial_date": initial} if initial else made


def choice(kind: str, found: list[Block], chosen: str | None = None) -> Block:
    """A select or radio buttons, with what is chosen."""
    made: Block = {"type": kind, "options": found}
    for each in found:
        if each["value"] == chosen:
            made["initial_option"] = each
    return made


def choices(kind: str, found: list[Block], chosen: Sequence[str] = ()) -> Block:
    """Checkboxes or a select of several, with those that are chosen."""
    initial = [each for each in found if each["value"] in chosen]
    made: Block = {"type": kind, "options": found}
    return {**made, "initial_options": initial} if initial else made


def one_user(chosen: str | None = None) -> Block:
    made: Block = {"type": "users_select"}
    return {**made, "initial_user": chosen} if chosen else made


def customer(initial: str = "") -> Block:
    hint = _("A number, not a name. “unknown” is fine.")
    return asked("customer", _("Customer reference"), line(initial), hint=hint)


def linked_cases(numbers: Sequence[int]) -> list[Block]:
    """Other cases of the same customer's matter, for those who may see them too."""
    found = ", ".join(f"#{number}" for number in numbers)
    return [context(_("Linked with {cases}", cases=found))] if found else []


def modal(title: str, blocks: list[Block], **more: Any) -> Block:
    return {"type": "modal", "title": plain(title, 24), "blocks": blocks, **more}


def form(callback: str, title: str, submit: str, blocks: list[Block], metadata: str) -> Block:
    """A modal that is sent."""
    return modal(
        title,
        blocks,
        callback_id=callback,
        submit=plain(submit, 24),
        close=plain(_("Cancel"), 24),
        private_metadata=metadata,
    )


def said(text: str, *made: Block) -> Message:
    return Message(text, [section(text), *buttons(*made)])


def noted() -> Message:
    return said(_("Noted, thank you."))
