"""Blocks as their reader sees them: plain lines."""

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime
from typing import Any

from handlers.slack.markup import clock_time
from handlers.slack.parts import Block, Message
from tests.looks.cast import ORDINARY, ZONE

KINDS = ("mrkdwn", "plain_text")
DATE = re.compile(r"<!date\^(\d+)[^>]*>")
CHANNEL, LINK = re.compile(r"<#C1>"), re.compile(r"<[^|>]*\|([^>]*)>")
MOST_OPTIONS = 12
CHOSEN = ("initial_option", "initial_options")
FILLED: Mapping[str, Callable[[Any], str]] = {
    "initial_value": str,
    "initial_user": lambda person: f"@{ORDINARY.names[person]}",
    "initial_users": lambda people: " ".join(f"@{ORDINARY.names[each]}" for each in people),
    "initial_date": str,
    "initial_time": str,
    "initial_date_time": lambda at: clock_time(datetime.fromtimestamp(at, UTC), ZONE),
}
"""What may stand in a field before anybody types, and how it is read."""


def texts(found: Any, *kinds: str) -> Iterator[str]:
    """Every text of those kinds in blocks; of every kind when none is given."""
    if isinstance(found, list):
        for each in found:
            yield from texts(each, *kinds)
    elif isinstance(found, dict):
        if found.get("type") in (kinds or KINDS):
            yield found["text"]
        for each in found.values():
            yield from texts(each, *kinds)


def message_lines(message: Message) -> list[str]:
    """The message; then its notification, where that says something else."""
    shown = [line for block in message.blocks for line in _block_lines(block)]
    opening = [_marked(text).strip("*") for text in texts(message.blocks[:1])]
    whole = " ".join(_marked(text) for text in texts(message.blocks, "mrkdwn"))
    notified = _marked(message.text)
    if notified in (*opening, whole):
        return shown
    first, *rest = notified.splitlines()
    return [*shown, f"(fallback) {first}", *rest]


def view_lines(view: Block) -> list[str]:
    """Title, blocks, and the buttons at the foot; the form's id stands beside what sends it."""
    foot = [f"[{view[each]['text']}]" for each in ("submit", "close") if each in view]
    if "submit" in view:
        foot[0] += f" {view['callback_id']}"
    body = [line for block in view["blocks"] for line in _block_lines(block)]
    return [f"# {view['title']['text']}", *map(str.rstrip, body), "  ".join(foot)]


def _block_lines(block: Block) -> Iterator[str]:
    if block["type"] == "section":
        yield from _said(block["text"])
    elif block["type"] == "context":
        for each in block["elements"]:
            yield from (f"~ {line}" for line in _said(each))
    elif block["type"] == "actions":
        for each in block["elements"]:
            yield from _button(each)
    else:
        yield from _field(block)


def _said(text: Mapping[str, str]) -> list[str]:
    """Words of ours as they are read, words of a person with a line before each."""
    if text["type"] == "mrkdwn":
        return _marked(text["text"]).splitlines()
    return [f"| {line}" for line in text["text"].splitlines()]


def _marked(text: str) -> str:
    """With times in Copenhagen, and links as they are shown."""
    text = DATE.sub(lambda at: clock_time(datetime.fromtimestamp(int(at[1]), UTC), ZONE), text)
    return LINK.sub(r"\1", CHANNEL.sub("#support", text))


def _button(button: Block) -> Iterator[str]:
    yield f"[{button['text']['text']}] {button['action_id']}"
    if "confirm" in button:
        ask = button["confirm"]
        answers = f"[{ask['confirm']['text']}] [{ask['deny']['text']}]"
        yield f"   (asks) {ask['title']['text']} {ask['text']['text']} {answers}"


def _field(block: Block) -> Iterator[str]:
    """Label, what stands in it already, what can be chosen, and the hint."""
    element = block["element"]
    optional = " (optional)" if block["optional"] else ""
    filled = next((read(element[name]) for name, read in FILLED.items() if name in element), "")
    first, *rest = filled.splitlines() or ["____"]
    options = element.get("options", [])
    yield f"{block['label']['text']}{optional}:" + ("" if options else f" {first}")
    yield from (f"   {line}" for line in rest)
    chosen = [each for name in CHOSEN if name in element for each in _several(element[name])]
    for each in options[:MOST_OPTIONS]:
        yield f"   {'(x)' if each in chosen else '( )'} {each['text']['text']}"
    if "hint" in block:
        yield f"   (hint) {block['hint']['text']}"


def _several(found: Block | list[Block]) -> list[Block]:
    return found if isinstance(found, list) else [found]
