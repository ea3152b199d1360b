"""The pieces that messages and forms are made of."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from bot.text import visible
from handlers.slack import ids
from handlers.slack.language import _
from handlers.slack.packing import MESSAGE, SECTION, before, packed, plainly

Block = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Message:
    """What is shown, and the plain text that notifications and screen readers get."""

    text: str
    blocks: list[Block] = field(default_factory=list)


BUTTON = 75
HINT = 2000
"""Characters that Slack takes in a button and a hint."""
VALUE = "value"
"""The action_id of an input: the block_id says which field it is."""


def shortened(text: str, most: int) -> str:
    """Cut to `most` characters, never inside an emoji made of several."""
    if len(text) <= most:
        return text
    return text[: before(text, most - 1)] + "…"


def plain(text: str, most: int = SECTION) -> Block:
    return {"type": "plain_text", "text": shortened(visible(text), most), "emoji": True}


def section(text: str) -> Block:
    """Our own words in mrkdwn; what people typed must be escaped already."""
    return {"type": "section", "text": {"type": "mrkdwn", "text": shortened(text, SECTION)}}


def typed(text: str) -> Block:
    """What a person typed, exactly as it is: plain text, in which nothing is mark-up."""
    shown = {"type": "plain_text", "text": shortened(visible(text), SECTION), "emoji": False}
    return {"type": "section", "text": shown}


def typed_long(text: str) -> list[Block]:
    """The same in as many sections as it takes, without cutting anything."""
    return [typed(piece) for piece in packed(text.split("\n"))]


def context(text: str) -> Block:
    return {"type": "context", "elements": [{"type": "mrkdwn", "text": shortened(text, SECTION)}]}


def sections(*lines: str, most: int = MESSAGE) -> list[Block]:
    """Whole lines in as many sections as it takes; what `most` do not hold is counted."""
    return [section(text) for text in packed(lines, most=most)]


def contexts(*lines: str, most: int = MESSAGE) -> list[Block]:
    """The same in small print."""
    return [context(text) for text in packed(lines, most=most)]


def fitting(groups: Sequence[list[Block]], room: int, rest: Callable[[int], str]) -> list[Block]:
    """The first groups that `room` blocks hold, and in words how many others there are."""
    if sum(map(len, groups)) <= room:
        return [block for group in groups for block in group]
    shown: list[Block] = []
    for number, group in enumerate(groups):
        if len(shown) + len(group) >= room:
            return [*shown, context(rest(len(groups) - number))]
        shown += group
    return shown


def button(
    label: str, action: str, *carried: object, style: str | None = None, ask: str | None = None
) -> Block:
    """`carried` becomes its value, the id of the case first; `ask` has Slack ask that first."""
    block: Block = {
        "type": "button",
        "text": plain(label, BUTTON),
        "action_id": action,
        "value": ids.pack(*carried),
    }
    if style:
        block["style"] = style
    if ask:
        block["confirm"] = {
            "title": plain(_("Are you sure?")),
            "text": plain(ask),
            "confirm": plain(label, 30),
            "deny": plain(_("Not now")),
        }
    return block


def buttons(*elements: Block) -> list[Block]:
    return [{"type": "actions", "elements": list(elements)}] if elements else []


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
    """One input. Its block_id is the field's name, by which a refusal finds it.

    With `dispatch` Slack sends every change, as that action.
    """
    block: Block = {
        "type": "input",
        "block_id": field,
        "label": plain(label),
        "element": {**element, "action_id": dispatch or VALUE},
        "optional": optional,
    }
    if hint:
        block["hint"] = plain(hint, HINT)
    if dispatch:
        block["dispatch_action"] = True
    return block


def line(initial: str = "", most: int = 150) -> Block:
    return _text(initial, most, multiline=False)


def paragraph(initial: str = "", most: int = SECTION) -> Block:
    return _text(initial, most, multiline=True)


def _text(initial: str, most: int, *, multiline: bool) -> Block:
    element: Block = {"type": "plain_text_input", "multiline": multiline, "max_length": most}
    return {**element, "initial_value": initial} if initial else element


def day(initial: str | None = None) -> Block:
    element: Block = {"type": "datepicker"}
    return {**element, "initial_date": initial} if initial else element


def choice(kind: str, all_options: list[Block], chosen: str | None = None) -> Block:
    """A select or radio buttons, with what is chosen."""
    element: Block = {"type": kind, "options": all_options}
    for each in all_options:
        if each["value"] == chosen:
            element["initial_option"] = each
    return element


def choices(kind: str, all_options: list[Block], chosen: Sequence[str] = ()) -> Block:
    """Checkboxes or a select of several, with those that are chosen."""
    initial = [each for each in all_options if each["value"] in chosen]
    element: Block = {"type": kind, "options": all_options}
    return {**element, "initial_options": initial} if initial else element


def one_user(chosen: str | None = None) -> Block:
    element: Block = {"type": "users_select"}
    return {**element, "initial_user": chosen} if chosen else element


def customer(initial: str = "") -> Block:
    hint = _("A number, not a name. “unknown” is fine.")
    return asked("customer", _("Customer reference"), line(initial), hint=hint)


def linked_cases(numbers: Sequence[int]) -> list[Block]:
    """The numbers of linked cases; nothing without any."""
    cases = ", ".join(f"#{number}" for number in numbers)
    return contexts(_("Linked with {cases}", cases=cases)) if cases else []


def modal(title: str, blocks: list[Block], **more: Any) -> Block:
    return {"type": "modal", "title": plain(title, 24), "blocks": blocks, **more}


def form(callback: str, title: str, submit: str, blocks: list[Block], metadata: str) -> Block:
    """A modal with a submit button."""
    return modal(
        title,
        blocks,
        callback_id=callback,
        submit=plain(submit, 24),
        close=plain(_("Cancel"), 24),
        private_metadata=metadata,
    )


def said(text: str, *elements: Block) -> Message:
    lines = text.split("\n")
    room = MESSAGE - bool(elements)
    return Message(plainly(lines), [*sections(*lines, most=room), *buttons(*elements)])


def noted() -> Message:
    return said(_("Noted, thank you."))
