"""The people of a workspace, as Slack tells of them."""

from dataclasses import dataclass, field
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

Json = dict[str, Any]
ENTERPRISE = "E0SANDBOX1"


@dataclass
class Person:
    key: str
    id: str
    """Begins with U, or with W in an enterprise."""
    name: str | None
    """None: Slack knows no real name."""
    team_id: str
    title: str = ""
    tz: str | None = "Europe/Copenhagen"
    """None, or any word: Slack need not know a zone that others know."""
    locale: str = "en-US"
    is_admin: bool = False
    is_restricted: bool = False
    is_stranger: bool = False
    deleted: bool = False
    is_bot: bool = False
    teams: list[str] = field(default_factory=list)
    """The workspaces of the enterprise that they are in; empty: there is no enterprise."""
    purged: bool = False
    """Slack no longer knows the account, though conversations still list it."""

    @property
    def handle(self) -> str:
        words = (self.name or "").split()
        return words[0].lower() if words else self.key

    @property
    def called(self) -> str:
        return self.name or self.handle

    @property
    def zone(self) -> ZoneInfo:
        """In which Slack shows them times."""
        try:
            return ZoneInfo(self.tz or "UTC")
        except (ZoneInfoNotFoundError, ValueError):
            return ZoneInfo("UTC")

    def payload(self, *, locale: bool = False) -> Json:
        """The user object as Slack gives it: of a closed account it tells less."""
        names = {"real_name": self.name} if self.name is not None else {}
        found: Json = {
            "id": self.id,
            "team_id": self.team_id,
            "name": self.handle,
            "deleted": self.deleted,
            "is_bot": self.is_bot,
            "updated": 1_700_000_000,
            "profile": {
                "real_name": self.name or "",
                "display_name": self.handle if self.name else "",
                "title": self.title,
            },
        }
        if not self.deleted:
            found |= {
                **names,
                "tz": self.tz,
                "is_admin": self.is_admin,
                "is_owner": False,
                "is_restricted": self.is_restricted,
            }
        if self.is_stranger:
            found["is_stranger"] = True
        if self.teams:
            found["enterprise_user"] = self._in_enterprise()
        return {**found, "locale": self.locale} if locale else found

    def _in_enterprise(self) -> Json:
        return {
            "id": self.id,
            "enterprise_id": ENTERPRISE,
            "enterprise_name": "Sandbox",
            "is_admin": False,
            "is_owner": False,
            "teams": self.teams,
        }
