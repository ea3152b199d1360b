"""Whom a claim waits for, and what for."""

from collections.abc import Iterator
from datetime import datetime

from bot.claim import clocks
from bot.claim.case import UNOWNED, Claim
from bot.team import Team, manager_of
from bot.waiting import Wait, What, each


def waits(case: Claim, team: Team, at: datetime) -> list[Wait]:
    """Of the owner, of whoever is asked to take it, and of the managers while nobody has it."""
    return [*_owner(case), *_offered(case, team), *_nobodys(case, team, at)]


def _owner(case: Claim) -> Iterator[Wait]:
    if case.owner is None:
        return
    if case.promise_running:
        yield Wait(What.PROMISE, case.owner, case.promise.due)
    if case.promise_missed:
        yield Wait(What.NEW_TIME, case.owner, case.promise.due)


def _offered(case: Claim, team: Team) -> Iterator[Wait]:
    if case.offer is not None and not case.over and case.helped_at is None:
        yield Wait(What.OFFER, case.offer.to, clocks.lapses_at(case, team))


def _nobodys(case: Claim, team: Team, at: datetime) -> list[Wait]:
    """Of every manager, and whoever stands in for them; of the skip once they have been asked."""
    if case.headline not in UNOWNED or case.unowned is None:
        return []
    stands_in = manager_of(team, case.unowned.before)
    share_out = min((due.at for due in clocks.unowned(case, team, {})), default=None)
    skip = team.settings.skip if share_out is not None and share_out <= at else None
    due = case.promise.due if case.promise.kept is None else share_out
    return each(What.UNOWNED, (*team.settings.managers, stands_in, skip), due)
