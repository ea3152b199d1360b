"""One case played through time, as the bot's clock would play it."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, NamedTuple

from bot.cases import Case, fall_due, next_due
from bot.claim import steps as claim_steps
from bot.claim.case import Claim
from bot.due import Key
from bot.flag import steps as flag_steps
from bot.notices import Notice, Says
from bot.team import Team

MOST_RINGS = 30
"""A clock that rings more often than this without time passing would ring for ever."""


class Said(NamedTuple):
    at: datetime
    notice: Notice

    @property
    def to(self) -> tuple[Says, str]:
        return self.notice.says, str(self.notice.to)


@dataclass
class Play:
    """A case, its people, what has been said, and what the time is."""

    case: Any
    office: Team
    now: datetime
    sent: dict[Key, datetime] = field(default_factory=dict)
    said: list[Said] = field(default_factory=list)

    def does(self, by: str, step: Any) -> None:
        """Somebody does a step now; raises Refused."""
        steps: Any = claim_steps if isinstance(self.case, Claim) else flag_steps
        changed: tuple[Case, list[Notice]] = steps.advance(
            self.case, step, by=by, at=self.now, office=self.office
        )
        self.case = changed[0]
        self.said += [Said(self.now, notice) for notice in changed[1]]

    def passes(self, moment: datetime) -> list[Said]:
        """Time passes, and the clock rings whenever something is due; what was said."""
        before = len(self.said)
        while (due := next_due(self.case, self.office, self.sent)) and due <= moment:
            self.now = max(self.now, due)
            self._ring()
        self.now = moment
        return self.said[before:]

    def sleeps(self, moment: datetime) -> list[Said]:
        """The bot is down until `moment`."""
        self.now = moment
        return self.passes(moment)

    def _ring(self) -> None:
        fallen = fall_due(self.case, self.office, self.sent, self.now)
        assert fallen.sent, "a clock that is due says or notes something"
        assert not set(fallen.sent) & set(self.sent), "a nudge goes out once"
        assert list(self.sent.values()).count(self.now) < MOST_RINGS
        self.case = fallen.case
        self.sent |= dict.fromkeys(fallen.sent, self.now)
        self.said += [Said(self.now, notice) for notice, _key in fallen.told]


def heard(said: list[Said]) -> list[tuple[datetime, Says, str]]:
    """When what was said to whom."""
    return [(entry.at, *entry.to) for entry in said]
