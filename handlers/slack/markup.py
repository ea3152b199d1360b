"""Text that people typed, made harmless; times in the reader's zone."""

import re
from collections.abc import Sequence
from datetime import date, datetime
from zoneinfo import ZoneInfo

from babel.dates import format_date, format_datetime

from bot.text import visible
from handlers.slack.language import _

WORD_JOINER = "\u2060"
STYLES = re.compile(r"([*_~`])")


def escape(typed: str) -> str:
    """What was typed, for mrkdwn: &, < and > as entities; * _ ~ ` are shown, and style nothing."""
    safe = visible(typed).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return STYLES.sub(rf"{WORD_JOINER}\1{WORD_JOINER}", safe)


def called(known: str | None) -> str:
    """Somebody's name; of somebody whom the bot does not know, what they are."""
    return known or _("a colleague")


def when(at: datetime) -> str:
    """A time for a message; Slack writes it in each reader's zone."""
    fallback = at.strftime("%Y-%m-%d %H:%M UTC")
    return f"<!date^{int(at.timestamp())}^{{date_short_pretty}} {{time}}|{fallback}>"


def clock_time(at: datetime, zone: str) -> str:
    """A time for a modal or for a sentence to the customer, where Slack writes none."""
    return format_datetime(at, "EEE d MMM HH:mm", tzinfo=ZoneInfo(zone), locale="en")


def day(on: date) -> str:
    """A day without a time, which is the same in every zone."""
    return format_date(on, "EEE d MMM", locale="en")


def listed(names: Sequence[str]) -> str:
    """Several names in a sentence."""
    *first, last = names or [""]
    return _("{first} and {last}", first=", ".join(first), last=last) if first else last


def clock_day(day: date) -> str:
    return format_date(day, "EEE d MMM y", locale="en")
