"""What Slack tells of an account, as one of our people."""

from typing import Any

from bot.calendar import known_zone
from bot.team import Person
from bot.text import display_name

SLACKBOT = "USLACKBOT"
"""Slack's own; it is not told of as a bot."""


def person_of(user: dict[str, Any], workspace: str) -> Person:
    """That account in that workspace."""
    return Person(
        id=user["id"],
        name=_name(user),
        zone=_zone(user.get("tz")),
        admin=bool(user.get("is_admin") or user.get("is_owner")),
        deactivated=bool(user.get("deleted")),
        outsider=_outsider(user, workspace),
        guest=bool(user.get("is_restricted") or user.get("is_ultra_restricted")),
    )


def says_whose(user: dict[str, Any]) -> bool:
    """Whether it is told of which workspace the account is; an event may leave that empty."""
    return bool(user.get("team_id") or _workspaces(user) or user.get("is_stranger"))


def _outsider(user: dict[str, Any], workspace: str) -> bool:
    """A bot, or of another company: neither of this workspace nor of one beside it that shares it.

    behaviour.md, People.
    """
    if user.get("is_bot") or user.get("is_workflow_bot") or user["id"] == SLACKBOT:
        return True
    ours = (user.get("team_id") or workspace) == workspace or workspace in _workspaces(user)
    return bool(user.get("is_stranger")) or not ours


def _workspaces(user: dict[str, Any]) -> list[str]:
    """Of one enterprise, those that the account is in."""
    return list((user.get("enterprise_user") or {}).get("teams") or ())


def _name(user: dict[str, Any]) -> str:
    """The real name, else the account's, else its id: the first of which something can be seen."""
    profile = user.get("profile") or {}
    names = (profile.get("real_name"), user.get("real_name"), user.get("name"))
    shown = (display_name(name, "") for name in names if isinstance(name, str))
    return next((name for name in shown if name), user["id"])


def _zone(told: object) -> str | None:
    return known_zone(told) if isinstance(told, str) else None
