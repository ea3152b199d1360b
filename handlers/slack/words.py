"""The words of a message, wherever Slack keeps them: its text, its blocks, its attachments."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from html import unescape
from typing import Any

from bot.text import key, visible

Json = dict[str, Any]
SOMEBODY = re.compile(r"<@[^<>]*>")
SPECIAL = re.compile(r"<!([^<|>^]*)[^<|>]*(?:\|@?([^<>]*))?>")
CHANNEL = re.compile(r"<#[A-Z0-9]*(?:\|([^<>]*))?>")
LINK = re.compile(r"<([^<|>]*)(?:\|([^<>]*))?>")
RICH = "rich_text"
TITLES = ("pretext", "author_name", "title", "text")
"""Where the words of an attachment stand, from the top."""


def plain(text: str) -> str:
    """Slack's mark-up as plain text: people become @…, and channels and links their names."""
    text = CHANNEL.sub(lambda match: f"#{match[1] or ''}", SOMEBODY.sub("@…", text))
    text = SPECIAL.sub(lambda match: f"@{match[2] or match[1]}", text)
    text = LINK.sub(lambda match: match[2] or match[1], text)
    return visible(_unescaped(text))


def own(message: Json) -> str:
    """What its writer wrote: the text, else what the blocks say; no forwarded words."""
    text = plain(message.get("text") or "")
    return text if text.strip() else "\n".join(_of_blocks(message))


def all_of(message: Json) -> str:
    """Everything that can be read in it, each once; names of people are not copied.

    What a link leads to is left out, unless it is a message of this Slack.
    """
    pieces = [plain(message.get("text") or ""), *_of_blocks(message)]
    for attachment in _dicts(message.get("attachments")):
        if _is_preview(attachment):
            continue
        pieces += _of_attachment(attachment)
    return "\n".join(_each_once(piece.strip() for piece in pieces))


def _of_attachment(attachment: Json) -> list[str]:
    """Its blocks when it has any, as Slack shows them then; else its fields, else its fallback."""
    shown = list(_of_blocks(attachment))
    for part in _dicts(attachment.get("message_blocks")):  # a forwarded message's
        inner = part.get("message")
        shown += _of_blocks(inner if isinstance(inner, dict) else {})
    if not "".join(shown).strip():
        shown = [plain(_str(attachment.get(name))) for name in TITLES]
    for field in _dicts(attachment.get("fields")):
        shown.append(": ".join(plain(_str(field.get(n))) for n in ("title", "value")))
    if not "".join(shown).strip():
        shown = [plain(_str(attachment.get("fallback")))]
    return shown


def _is_preview(attachment: Json) -> bool:
    """What Slack shows of a link, and no message that somebody forwards."""
    link = attachment.get("from_url") or attachment.get("original_url")
    return bool(link) and not (attachment.get("is_share") or attachment.get("is_msg_unfurl"))


def _of_blocks(holder: Json) -> Iterator[str]:
    """The words of each block; buttons and other elements are none."""
    for block in _dicts(holder.get("blocks")):
        if block.get("type") == RICH:
            yield visible(_rich(block))
        elif block.get("type") == "image":
            yield visible(_str(block.get("alt_text")))
        else:
            texts = [block.get("text"), *_list(block.get("fields")), *_list(block.get("elements"))]
            yield "\n".join(filter(None, map(_of_text, texts)))


def _of_text(text: object) -> str:
    """A text object of a block; "" for anything else."""
    if not isinstance(text, dict) or text.get("type") not in ("mrkdwn", "plain_text"):
        return ""
    words = _str(text.get("text"))
    return plain(words) if text["type"] == "mrkdwn" else visible(_unescaped(words))


def _rich(element: Json) -> str:
    """Rich text, which is a tree: lines of sections, quotes and lists."""
    leaf = LEAVES.get(_str(element.get("type")))
    if leaf is not None:
        return leaf(element)
    between = "\n" if element.get("type") in LINES else ""
    return between.join(map(_rich, _dicts(element.get("elements"))))


LINES = (RICH, "rich_text_list")
LEAVES: Mapping[str, Callable[[Json], str]] = {
    "text": lambda each: _str(each.get("text")),
    "link": lambda each: _str(each.get("text")) or _str(each.get("url")),
    "emoji": lambda each: f":{_str(each.get('name'))}:",
    "user": lambda _each: "@…",
    "usergroup": lambda _each: "@…",
    "broadcast": lambda each: f"@{_str(each.get('range'))}",
    "channel": lambda _each: "#",
    "date": lambda each: _str(each.get("fallback")),
}


def _each_once(pieces: Iterable[str]) -> list[str]:
    """Those that say something, without what another one says too."""
    kept: dict[str, str] = {}
    for piece in pieces:
        compared = key(piece)
        if not compared or any(compared in other for other in kept):
            continue
        kept = {other: said for other, said in kept.items() if other not in compared}
        kept[compared] = piece
    return list(kept.values())


def _unescaped(text: str) -> str:
    """Of the three signs that Slack escapes, and of no other entity."""
    return re.sub(r"&(?:lt|gt|amp);", lambda match: unescape(match[0]), text)


def _str(value: object) -> str:
    return value if isinstance(value, str) else ""


def _list(value: object) -> list[Any]:
    return value if isinstance(value, list) else []


def _dicts(value: object) -> list[Json]:
    return [each for each in _list(value) if isinstance(each, dict)]
