"""Long lists come in pages, each with a cursor to the next."""

from base64 import b64decode, b64encode
from collections.abc import Sequence
from typing import TypeVar

from sandbox.slack import Json, SlackError

T = TypeVar("T")
USUAL, MOST = 100, 1000


def page(items: Sequence[T], args: Json) -> tuple[list[T], str]:
    """The page that `limit` and `cursor` ask for, and the cursor of the next, empty at the end."""
    limit = int(args.get("limit") or USUAL)
    if not 0 < limit <= MOST:
        raise SlackError("invalid_limit")
    begin = _begin(args.get("cursor") or "")
    end = begin + limit
    after = b64encode(f"next:{end}".encode()).decode() if end < len(items) else ""
    return list(items[begin:end]), after


def _begin(cursor: str) -> int:
    try:
        return int(b64decode(cursor).decode().removeprefix("next:")) if cursor else 0
    except ValueError as error:
        raise SlackError("invalid_cursor") from error
