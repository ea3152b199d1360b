"""What Slack tells of one message: written, edited or deleted, in whichever shape."""

from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any

from bot.flag.tracks import MessageRef
from bot.team import PersonId
from handlers.slack import words

Json = dict[str, Any]
SAID = (None, "file_share", "thread_broadcast", "me_message")
"""Subtypes of a message that somebody wrote; others tell of joins, huddles and the like."""
SLACKBOT = "USLACKBOT"
"""Slack's own voice: it has no bot_id, and nobody can write to it."""


@dataclass(frozen=True, slots=True)
class Told:
    """One message as it stands by this event."""

    ref: MessageRef
    version: str
    """Of two events about one message the newer has the greater one."""
    thread: str | None = None
    """ts of the message under which it stands; None beside any thread."""
    by: PersonId = ""
    """Whose words they are; "" of a deleted one."""
    words: str = ""
    edited: bool = False
    """Whether it stood there before: edited, or shown with what its link leads to."""
    through_app: bool = False
    """Another app posted the person's words."""

    @property
    def gone(self) -> bool:
        return not self.by


def told(event: Json) -> Told | None:
    """None of what no person wrote, and of what takes no words back."""
    subtype = event.get("subtype")
    if subtype == "message_deleted":
        return _deleted(event)
    if subtype == "message_changed":
        return _changed(event)
    return _said(event, event) if subtype in SAID else None


def _deleted(event: Json) -> Told | None:
    """The event may not say what stood there, and only when that was posted."""
    ts = event.get("deleted_ts") or (event.get("previous_message") or {}).get("ts")
    return _gone(event, str(ts)) if ts else None


def _changed(event: Json) -> Told | None:
    """A message that had replies leaves a tombstone when it is deleted."""
    message = event.get("message") or {}
    if message.get("subtype") == "tombstone":
        return _gone(event, str(message.get("ts")))
    return _said(event, message, edited=True) if message.get("subtype") in SAID else None


def _gone(event: Json, ts: str) -> Told:
    return Told(MessageRef(str(event["channel"]), ts), _version({}, event))


def _said(event: Json, message: Json, *, edited: bool = False) -> Told | None:
    user = message.get("user")
    if not user or user == SLACKBOT:
        return None
    thread = message.get("thread_ts")
    return Told(
        MessageRef(str(event["channel"]), str(message["ts"])),
        _version(message, event),
        thread=None if thread == message["ts"] else thread,
        by=str(user),
        words=words.own(message),
        edited=edited,
        through_app=bool(message.get("bot_id")),
    )


def _version(message: Json, event: Json) -> str:
    """When the words were last edited, then when Slack told of it.

    An event that shows what a link leads to may be made from words that were edited meanwhile.
    `edited.ts` is in whole seconds: a message that was never edited is older than any edit.
    """
    edited = (message.get("edited") or {}).get("ts")
    return f"{_padded(edited)} {_padded(event.get('event_ts') or event.get('ts'))}"


def _padded(ts: object) -> str:
    """The ts with as many digits as any other, so that the greater text is the later one."""
    try:
        return f"{Decimal(str(ts or 0)):020.6f}"
    except InvalidOperation:
        return f"{0:020.6f}"
