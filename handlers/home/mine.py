"""/escalate mine: the person's open cases, and those that wait for them."""

from collections.abc import Sequence

from bot.claim.case import Claim
from bot.flag.case import WAITING, Flag, Track
from bot.steps import Case
from handlers.desk import Desk
from handlers.slack import labels
from handlers.slack.language import _
from handlers.slack.markup import called, escape, when
from handlers.slack.parts import Message, said
from handlers.slack.payloads import Ack, Payload, person, workspace
from handlers.team.colleagues import Names
from storage import finding


async def my_cases(body: Payload, desk: Desk) -> Ack:
    own_cases = await desk.read(finding.mine, workspace(body), person(body))
    waiting_flags = await desk.read(finding.asked_of, workspace(body), person(body))
    names = await desk.colleagues.names(*{case.agent for case in waiting_flags})
    message = mine(own_cases, waiting_flags, names)
    return {"text": message.text, "blocks": message.blocks}


def mine(own_cases: Sequence[Case], waiting_flags: Sequence[Flag], names: Names) -> Message:
    awaited_lines = [_awaited(case, names) for case in waiting_flags]
    lines = [line for line in awaited_lines if line] + [_line(case) for case in own_cases]
    return said("\n".join(f"•  {line}" for line in lines) or _("You have no open cases."))


def _awaited(case: Flag, names: Names) -> str | None:
    """The next thing that the flag wants of whoever is asked; None when there is nothing."""
    facts = {"agent": escape(called(names.get(case.agent))), "number": case.number}
    if case.headline in WAITING:
        return _("{agent} waits to hear from you: case #{number}", **facts)
    if case.unexplained_since is not None:
        return _("{agent} waits to hear what was decided, and why: case #{number}", **facts)
    if case.decision is None and case.track is not Track.LIGHT:
        return _("Case #{number} of {agent} waits for a decision", **facts)
    if case.talk_awaited:
        return _("The talk with {agent} is still to come: case #{number}", **facts)
    return None


def _line(case: Case) -> str:
    return _of_flag(case) if isinstance(case, Flag) else _of_claim(case)


def _of_claim(case: Case) -> str:
    if not isinstance(case, Claim) or not (case.helped_at or case.promise_running):
        return _("You have case #{number}", number=case.number)
    if case.helped_at is not None:
        return _(
            "You have case #{number}. The customer is helped; there is washing-up left",
            number=case.number,
        )
    return _(
        "You have case #{number}. The customer hears from you by {time}",
        number=case.number,
        time=when(case.promise.due),
    )


def _of_flag(case: Flag) -> str:
    if case.unconfirmed:
        return _("Case #{number} was flagged for you, and is yours to confirm", number=case.number)
    return _(
        "You flagged case #{number}: {headline}",
        number=case.number,
        headline=labels.headline(case).lower(),
    )
