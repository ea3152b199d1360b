"""A form that comes back with its numbers hidden, and what is said of that."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from bot.numbers.finding import Kind, Masked
from handlers.slack import parts
from handlers.slack.language import _, ngettext
from handlers.slack.parts import Block

HIDDEN = "hidden_numbers"
KEEP = "keep_numbers"
"""block_ids of the sentence on top of the form, and of the box under it."""
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
"""What Slack accepts again of a view that it has sent to the bot, besides its blocks."""


def review(view: Mapping[str, Any], hidden: Mapping[str, Masked]) -> Block:
    """The form as it was sent, with the hidden text in the fields of `hidden`, by block_id."""
    blocks = [_with_hidden(block, hidden) for block in view["blocks"]]
    kinds = [kind for masked in hidden.values() for kind in masked.found]
    advice = _("You can correct the text. Then send it again.")
    line = {**parts.section(f"{sentence(kinds)} {advice}"), "block_id": HIDDEN}
    return _returned(view, [line, *blocks, _keep()])


def carried(old: Mapping[str, Any], new: Block) -> Block:
    """A form drawn anew while it is open: the sentence, the box and the hidden text stay in it."""
    old_blocks = {block["block_id"]: block for block in old["blocks"] if "block_id" in block}
    if KEEP not in old_blocks or new.get("callback_id") != old["callback_id"]:
        return new
    blocks = [_as_before(block, old_blocks, old["state"]["values"]) for block in new["blocks"]]
    return {**new, "blocks": [old_blocks[HIDDEN], *blocks, old_blocks[KEEP]]}


def sentence(kinds: Sequence[str]) -> str:
    """Says which kinds of number were hidden."""
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
    """After an urgent flag, which was sent at once with its numbers hidden."""
    lines = [
        _("Your flag is saved: it is case #{number}.", number=number),
        sentence(kinds),
        _("To correct your text, press *More* on the card."),
    ]
    return parts.modal(
        _("Case #{number}", number=number),
        [parts.section(each) for each in lines],
        close=parts.plain(_("Close")),
    )


def said_too(view: Block, kinds: Collection[str]) -> Block:
    """The view with a sentence about what was hidden, if anything was."""
    extra_blocks = [parts.section(sentence(list(kinds)))] if kinds else []
    return {**view, "blocks": [*view["blocks"], *extra_blocks]}


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
    """The field with the hidden text, under another action_id.

    Under the same one Slack would go on showing what was typed.
    """
    masked = hidden.get(block.get("block_id", ""))
    if masked is None:
        return block
    element = block["element"]
    name = parts.VALUE if element["action_id"] == KEEP else KEEP
    return {**block, "element": {**element, "action_id": name, "initial_value": masked.text}}


def _as_before(block: Block, old_blocks: Mapping[str, Block], state: Mapping[str, Any]) -> Block:
    """The field with the action_id and the text that it has in the open form.

    Under another action_id Slack would show it empty.
    """
    old_element = old_blocks.get(block.get("block_id", ""), {}).get("element", {})
    if old_element.get("type") != "plain_text_input" or "element" not in block:
        return block
    element = {**block["element"], "action_id": old_element["action_id"]}
    typed = state.get(block["block_id"], {}).get(old_element["action_id"], {}).get("value")
    return {**block, "element": {**element, **({"initial_value": typed} if typed else {})}}
