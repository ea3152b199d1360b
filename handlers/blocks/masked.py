"""A form that comes back with numbers hidden, for the writer to look at; and what is said of it."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from bot.numbers.finding import Kind, Masked
from handlers.blocks import parts
from handlers.blocks.message import Block
from handlers.language import _, ngettext

HIDDEN = "hidden_numbers"
KEEP = "keep_numbers"
"""The block_ids of the sentence on top and of the box under the form."""
TAKEN_BACK = (
    "type",
    "callback_id",
    "title",
    "submit",
    "close",
    "private_metadata",
    "notify_on_close",
    "clear_on_close",
)
"""What Slack takes back of a view that it has sent, besides its blocks."""


def review(view: Mapping[str, Any], hidden: Mapping[str, Masked]) -> Block:
    """The form as it was sent, with the hidden text in its fields; all else stays filled in."""
    blocks = [_with_hidden(block, hidden) for block in view["blocks"]]
    kinds = [kind for masked in hidden.values() for kind in masked.found]
    again = _("You can correct the text. Then send it again.")
    line = {**parts.section(f"{sentence(kinds)} {again}"), "block_id": HIDDEN}
    return _returned(view, [line, *blocks, _keep()])


def carried(old: Mapping[str, Any], new: Block) -> Block:
    """A form drawn anew while it lies before its writer: what came with the hiding stays in it."""
    before = {block["block_id"]: block for block in old["blocks"] if "block_id" in block}
    if KEEP not in before or new.get("callback_id") != old["callback_id"]:
        return new
    blocks = [_as_before(block, before, old["state"]["values"]) for block in new["blocks"]]
    return {**new, "blocks": [before[HIDDEN], *blocks, before[KEEP]]}


def sentence(kinds: Sequence[str]) -> str:
    """What was hidden, and nothing of it."""
    labels = {
        Kind.CPR: _("a CPR number"),
        Kind.BIRTH_NUMBER: _("a Norwegian birth number"),
        Kind.CARD: _("a card number"),
    }
    return ngettext(
        "I have hidden a number that looks like {kinds}.",
        "I have hidden {count} numbers that look like {kinds}.",
        len(kinds),
        kinds=", ".join(words for kind, words in labels.items() if kind in kinds),
    )


def saved_and_hidden(number: int, kinds: Sequence[str]) -> Block:
    """An urgent flag went out at once: its agent hears afterwards what was hidden."""
    said = [
        _("Your flag is saved: it is case #{number}.", number=number),
        sentence(kinds),
        _("To correct your text, press *More* on the card."),
    ]
    return parts.modal(
        _("Case #{number}", number=number),
        [parts.section(each) for each in said],
        close=parts.plain(_("Close")),
    )


def said_too(view: Block, kinds: Collection[str]) -> Block:
    """A view with one more sentence, when something was hidden."""
    more = [parts.section(sentence(list(kinds)))] if kinds else []
    return {**view, "blocks": [*view["blocks"], *more]}


def _returned(view: Mapping[str, Any], blocks: list[Block]) -> Block:
    return {**{name: view[name] for name in TAKEN_BACK if view.get(name)}, "blocks": blocks}


def _keep() -> Block:
    box = parts.option(_("It is no ID number: keep my text as I write it now"), "keep")
    return parts.asked(
        KEEP,
        _("Hidden by mistake?"),
        parts.choices("checkboxes", [box]),
        hint=_("Write the number in the text again, and tick this."),
        optional=True,
    )


def _with_hidden(block: Block, hidden: Mapping[str, Masked]) -> Block:
    """Slack keeps what was typed in a field of the same name, so the field gets another one."""
    masked = hidden.get(block.get("block_id", ""))
    if masked is None:
        return block
    element = block["element"]
    name = parts.VALUE if element["action_id"] == KEEP else KEEP
    return {**block, "element": {**element, "action_id": name, "initial_value": masked.text}}


def _as_before(block: Block, before: Mapping[str, Block], state: Mapping[str, Any]) -> Block:
    """A field of the same name as in the form before: its text would be lost otherwise."""
    old = before.get(block.get("block_id", ""), {}).get("element", {})
    if old.get("type") != "plain_text_input" or "element" not in block:
        return block
    element = {**block["element"], "action_id": old["action_id"]}
    typed = state.get(block["block_id"], {}).get(old["action_id"], {}).get("value")
    return {**block, "element": {**element, **({"initial_value": typed} if typed else {})}}
