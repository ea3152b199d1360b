"""What Slack's payloads say, in our words. Reads only; decides nothing."""

import json
import secrets
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from bot.refusals import Code, Refused

Payload = dict[str, Any]
MOST_CARRIED = 3000
"""Characters that Slack lets a form remember."""


def person(body: Payload) -> str:
    """Who did it: a user id."""
    user = body.get("user_id") or body["user"]["id"]
    return str(user)


def workspace(body: Payload) -> str:
    team = body.get("team_id") or (body.get("team") or {}).get("id") or body["user"]["team_id"]
    return str(team)


def pressed(body: Payload) -> str:
    """What the pressed button carries."""
    return str(body["actions"][0]["value"])


def case_id(body: Payload) -> int:
    """The case that a button, or the form it opened, is about."""
    in_a_button = "value" in (body.get("actions") or [{}])[0]
    return int(pressed(body) if in_a_button else metadata(body["view"])["case"])


def metadata(view: Payload) -> Payload:
    """What a form remembers of how it was opened."""
    found: Payload = json.loads(view.get("private_metadata") or "{}")
    return found


def remember(**facts: Any) -> str:
    """What a form is to remember; the nonce tells one opening of it from the next."""
    return json.dumps({**facts, "nonce": secrets.token_hex(4)}, ensure_ascii=False)


def chosen_team(view: Payload, typed: Mapping[str, Any]) -> int:
    """The team chosen in the form, else the one that it was opened for."""
    return int(typed.get("team") or metadata(view)["team"])


def chosen_time(typed: Mapping[str, Any], field: str) -> datetime:
    """A date and time picked in the form; raises Refused when none was."""
    if not typed.get(field):
        raise Refused(Code.FIELD_EMPTY, field=field)
    return datetime.fromtimestamp(int(typed[field]), UTC)


def all_closed(_result: Any) -> Payload:
    """The ack of a form that may lie on top of another: all of them close."""
    return {"response_action": "clear"}
