"""Who hears what when a clock of a claim runs out, and until when it is still to be said."""

from collections.abc import Callable, Mapping
from datetime import datetime

from bot import notices
from bot.cases import Case
from bot.cases.claim import Claim, Standing, Why
from bot.cases.claim_steps import Step, advance
from bot.cases.handover_steps import LapseOffer
from bot.cases.unowned_steps import LoseOwner
from bot.due import Clock, Due, Mark
from bot.fallen import Fallen
from bot.notices import Fact, Notice, Says
from bot.people import CLOCK, Office, manager_of

ABOUT_PROMISE = frozenset({Says.PROMISE_SOON, Says.PROMISE_DUE, Says.PROMISE_UNANSWERED})
FOR_OWNER = frozenset({Says.PROMISE_SOON, Says.PROMISE_DUE})
ABOUT_OFFER = frozenset({Says.OFFERED, Says.OFFER_WAITS})


def still_wanted(says: Says, to: str, facts: Mapping[str, Fact], case: Claim) -> bool:
    """Whether a letter about a claim still says how things are, to whom it is for."""
    if says in FOR_OWNER and to != case.owner:
        return False
    if says in ABOUT_PROMISE:
        there = case.promise_running or (case.promise_missed and bool(facts.get("missed")))
        return there and facts.get("due") == notices.when(case.promise.due)
    if says in ABOUT_OFFER:
        return case.offer is not None and case.offer.to == to
    if says is Says.STILL_UNOWNED:
        return case.standing is Standing.UNOWNED
    return case.thanked_at is None if says is Says.THANK else True


def _promise(case: Case, due: Due, office: Office, _at: datetime) -> Fallen:
    assert isinstance(case, Claim)  # noqa: S101  only claims have this clock
    assert case.owner is not None  # noqa: S101  without an owner no promise runs
    facts: dict[str, Fact] = {"due": notices.when(case.promise.due)}
    if due.key.mark == Mark.STEP_UP:
        manager = manager_of(office, case.owner)
        facts |= {"owner": case.owner, **({"missed": True} if case.promise_missed else {})}
        return _said(case, Says.PROMISE_UNANSWERED, manager, facts)
    says = Says.PROMISE_SOON if due.key.mark == Mark.NUDGE else Says.PROMISE_DUE
    return Fallen(case, [(Notice(says, case.owner, facts), due.key)])


def _offer(case: Case, due: Due, office: Office, at: datetime) -> Fallen:
    assert isinstance(case, Claim)  # noqa: S101  only claims have this clock
    assert case.offer is not None  # noqa: S101  it runs while somebody is asked
    if due.key.mark == Mark.GIVE_UP:
        return _done(case, LapseOffer(), office, at)
    facts: dict[str, Fact] = {"by": case.offer.by, "due": notices.when(case.promise.due)}
    return Fallen(case, [(Notice(Says.OFFER_WAITS, case.offer.to, facts), due.key)])


def _unowned(case: Case, _due: Due, office: Office, _at: datetime) -> Fallen:
    assert isinstance(case, Claim)  # noqa: S101  only claims have this clock
    assert case.unowned is not None  # noqa: S101  it runs while nobody has the case
    manager = manager_of(office, case.unowned.before)
    skip = office.team.skip
    if skip is None or skip == manager or not office.available(skip):
        return Fallen(case)
    facts: dict[str, Fact] = {"since": notices.when(case.unowned.since)}
    facts |= {"before": [manager] if manager else [], "due": notices.when(case.promise.due)}
    return _said(case, Says.STILL_UNOWNED, skip, facts)


def _owner(case: Case, _due: Due, office: Office, at: datetime) -> Fallen:
    assert isinstance(case, Claim)  # noqa: S101  only claims have this clock
    assert case.owner is not None  # noqa: S101  it runs while somebody has the case
    return _done(case, LoseOwner(Why.AWAY if office.active(case.owner) else Why.LEFT), office, at)


def _thanks(case: Case, due: Due, office: Office, _at: datetime) -> Fallen:
    assert isinstance(case, Claim)  # noqa: S101  only claims have this clock
    manager = manager_of(office, case.owner)
    told = [(Notice(Says.THANK, manager, {"owner": case.owner}), due.key)] if manager else []
    return Fallen(case, [*told])


def _done(case: Claim, step: Step, office: Office, at: datetime) -> Fallen:
    changed, said = advance(case, step, by=CLOCK, at=at, office=office)
    return Fallen(changed, [(notice, None) for notice in said], steps=[step])


def _said(case: Claim, says: Says, to: str | None, facts: dict[str, Fact]) -> Fallen:
    return Fallen(case, [(Notice(says, to, facts), None)] if to else [])


ACT: dict[Clock, Callable[[Case, Due, Office, datetime], Fallen]] = {
    Clock.PROMISE: _promise,
    Clock.OFFER: _offer,
    Clock.UNOWNED: _unowned,
    Clock.OWNER: _owner,
    Clock.THANKS: _thanks,
}
