"""Who hears what when a clock of a claim runs out."""

from collections.abc import Callable, Mapping
from datetime import datetime

from bot.claim import clocks
from bot.claim.case import Claim, Why
from bot.claim.handover import LapseOffer
from bot.claim.steps import STEPS
from bot.claim.unowned import LoseOwner
from bot.claim.waiting import waits
from bot.due import Clock, Due, Mark, Outcome, said, stepped
from bot.notices import Fact, Notice, Says
from bot.steps import Kind
from bot.team import PersonId, Team, manager_of


def _promise(case: Claim, due: Due, team: Team, _at: datetime) -> Outcome:
    assert case.owner is not None  # noqa: S101  without an owner no promise runs
    facts: dict[str, Fact] = {"due": case.promise.due}
    if due.key.mark == Mark.STEP_UP:
        manager = manager_of(team, case.owner)
        facts |= {"owner": case.owner, **({"missed": True} if case.promise_missed else {})}
        return _to(manager, case, Says.PROMISE_UNANSWERED, facts)
    says = Says.PROMISE_SOON if due.key.mark == Mark.NUDGE else Says.PROMISE_DUE
    return Outcome(case, [(Notice(says, case.owner, facts), due.key)])


def _offer(case: Claim, due: Due, team: Team, at: datetime) -> Outcome:
    assert case.offer is not None  # noqa: S101  it runs while somebody is asked
    if due.key.mark == Mark.GIVE_UP:
        return stepped(case, LapseOffer(), team, at)
    facts: dict[str, Fact] = {"by": case.offer.by, "due": case.promise.due}
    return Outcome(case, [(Notice(Says.OFFER_WAITS, case.offer.to, facts), due.key)])


def _unowned(case: Claim, _due: Due, team: Team, _at: datetime) -> Outcome:
    assert case.unowned is not None  # noqa: S101  it runs while nobody has the case
    manager = manager_of(team, case.unowned.before)
    skip = team.settings.skip
    if skip is None or skip == manager or not team.available(skip):
        return Outcome(case)
    facts: dict[str, Fact] = {"since": case.unowned.since}
    facts |= {"before": [manager] if manager else [], "due": case.promise.due}
    return _to(skip, case, Says.STILL_UNOWNED, facts)


def _owner(case: Claim, _due: Due, team: Team, at: datetime) -> Outcome:
    assert case.owner is not None  # noqa: S101  it runs while somebody has the case
    return stepped(case, LoseOwner(Why.AWAY if team.active(case.owner) else Why.LEFT), team, at)


def _thanks(case: Claim, due: Due, team: Team, _at: datetime) -> Outcome:
    manager = manager_of(team, case.owner)
    notices = [(Notice(Says.THANK, manager, {"owner": case.owner}), due.key)] if manager else []
    return Outcome(case, [*notices])


def _to(person: PersonId | None, case: Claim, says: Says, facts: dict[str, Fact]) -> Outcome:
    return said(case, Notice(says, person, facts)) if person else Outcome(case)


NUDGES: Mapping[Clock, Callable[[Claim, Due, Team, datetime], Outcome]] = {
    Clock.PROMISE: _promise,
    Clock.OFFER: _offer,
    Clock.UNOWNED: _unowned,
    Clock.OWNER: _owner,
    Clock.THANKS: _thanks,
}
CLAIM: Kind[Claim] = Kind("claim", STEPS, clocks.all_due, NUDGES, waits)
