"""What Slack's payloads say, in our words. Reads only; decides nothing."""

import json
import secrets
from typing import Any

from bot.team import PersonId
from handlers.slack import ids

Payload = dict[str, Any]
Ack = dict[str, Any]
"""What Slack gets back: text for a command, what becomes of a form; {} for a plain ack."""
MOST_CARRIED = 3000
"""Characters that Slack lets a form remember."""


def person(body: Payload) -> PersonId:
    """Who did it: a user id."""
    user = body.get("user_id") or body["user"]["id"]
    return str(user)


def workspace(body: Payload) -> str:
    team = body.get("team_id") or (body.get("team") or {}).get("id") or body["user"]["team_id"]
    return str(team)


def case_id(body: Payload) -> int:
    """The case that a button, or the form it opened, is about."""
    return carried(body)[0]


def carried(body: Payload) -> list[int]:
    """The case, and what else the button, or the form it opened, is about."""
    return [int(each) for each in ids.unpack(body) or metadata(body["view"])["about"]]


def metadata(view: Payload) -> Payload:
    """What a form remembers of how it was opened."""
    found: Payload = json.loads(view.get("private_metadata") or "{}")
    return found


def remember(*about: int, **facts: Any) -> str:
    """What a form is to remember: what it is `about`, as its button carried it, and more facts.

    The nonce tells one opening of the form from the next.
    """
    note = {"about": about, **facts, "nonce": secrets.token_hex(4)}
    return json.dumps(note, ensure_ascii=False)


def about_same(body: Payload, **facts: Any) -> str:
    """For a form that is about just what its button carried."""
    return remember(*carried(body), **facts)


def all_closed(_result: object) -> Ack:
    """The ack of a form that may lie on top of another: all of them close."""
    return {"response_action": "clear"}


def instead(view: Payload) -> Ack:
    """The ack of a form in whose place another view comes."""
    return {"response_action": "update", "view": view}
