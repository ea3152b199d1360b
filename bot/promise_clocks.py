"""When a promise to a customer falls due."""

from datetime import timedelta

from bot.cases.claim import Claim
from bot.due import Clock, Due, Mark, Run, Sent
from bot.people import Office, stepped_up

PROMISE_BEFORE = timedelta(hours=1)
PROMISE_AFTER = timedelta(hours=4)


def promise(case: Claim, office: Office, sent: Sent) -> list[Due]:
    if not case.promise_running:
        return []
    run = Run(Clock.PROMISE, len(case.promises), sent)
    due, calendar = case.promise.due, office.calendar(case.owner)
    manager = office.calendar(late_to(case, office))
    late = run.after_warning(calendar.add(due, PROMISE_AFTER), calendar, planned=due)
    found = [
        run.due(Mark.WARNING, calendar.opening(due)),
        run.due(Mark.STEP_UP, manager.opening(late)),
    ]
    before = calendar.subtract(due, PROMISE_BEFORE)
    if before > case.promise.made_at:
        found.append(run.due(Mark.NUDGE, before))
    return found


def late_to(case: Claim, office: Office) -> str | None:
    """Who hears of lateness: the manager, or the skip when the owner is a manager."""
    return (
        stepped_up(office, case.owner, ())
        if case.owner in office.team.managers
        else next(
            (
                p
                for p in (*office.team.managers, office.team.deputy, office.team.skip)
                if p is not None and p != case.owner and office.available(p)
            ),
            None,
        )
    )
