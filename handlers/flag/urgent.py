"""What people hear of an urgent flag, until somebody has talked to the agent."""

from datetime import datetime, timedelta

from bot.flag.case import Flag, Type
from bot.flag.clocks import answer_due
from bot.flag.paging import STEP_UP_AFTER
from bot.team import TeamSettings
from handlers.flag.buttons import answer_buttons, more_button, read_button
from handlers.sending.facts import Facts
from handlers.slack import ids, parts
from handlers.slack.language import _
from handlers.slack.markup import escape, when
from handlers.slack.parts import Block, Message, said

LATE = timedelta(minutes=5)
"""After which the receipt says that it is late, and promises from now on."""


def flag_saved_urgent(f: Facts) -> Message:
    since = datetime.fromisoformat(str(f.facts["since"]))
    late = f.at - since > LATE
    facts = {
        "emergency": emergency(f.team.settings),
        "names": f.named("asked"),
        "time": when(max(answer_due(f.flag, f.team), f.at + STEP_UP_AFTER * late)),
        "phone": phones(f),
    }
    if f.flag.in_danger:
        words = _(
            "If you think somebody is in danger now, call {emergency}. I am writing to {names}; "
            "if nobody has called you by {time}, ring {phone}.",
            **facts,
        )
    else:
        words = _(
            "In danger now? Call {emergency}. I am writing to {names}. If nobody has called by "
            "{time}, ring {phone}. You don't have to answer this customer. When you are safe, "
            "keep messages and recordings.",
            **facts,
        )
    if late:
        words = _("I was out of order from {time} until now.", time=when(since)) + " " + words
    return said(words, *_it_can_wait(f.flag))


def emergency(team: TeamSettings) -> str:
    """Police, and the ambulance where it has a number of its own."""
    if team.medical == team.emergency:
        return team.emergency
    return _("{police} or {ambulance}", police=team.emergency, ambulance=team.medical)


def phones(f: Facts) -> str:
    """Each on-call person's number; with nobody on call, the country's emergency number."""
    return on_call_phones(f) or f.team.settings.emergency


def on_call_phones(f: Facts) -> str:
    numbers = [
        _("{name} {phone}", name=f.name(entry.person), phone=escape(entry.phone))
        for entry in f.team.settings.on_call
        if entry.person != f.flag.agent and f.team.available(entry.person)
    ]
    return _(" or ").join(numbers)


def _it_can_wait(case: Flag) -> list[Block]:
    """Not when it is a customer who may be in danger."""
    button = parts.button(_("I'm safe, it can wait"), ids.SAFE, case.id)
    return [button] if case.paging and not case.in_danger else []


def page(f: Facts) -> Message:
    """A notification does not say what kind of contact it was."""
    facts = {"number": f.number, "agent": f.agent, "emergency": emergency(f.team.settings)}
    due = answer_due(f.flag, f.team)
    if f.at < due:
        words = _("Urgent, case #{number}: call {agent} by {time}.", time=when(due), **facts)
    else:
        words = _("Urgent, case #{number}: call {agent} now.", **facts)
    happened = [words]
    if {Type.THREAT, Type.PHYSICAL} & set(f.flag.types):
        happened.append(_("{agent} was threatened or attacked by a customer.", **facts))
    if f.flag.in_danger:
        happened.append(
            _("A customer may be in danger: check first that {emergency} was called.", **facts)
        )
    buttons = [*read_button(f), *answer_buttons(f), *more_button(f)]
    return Message(words, [parts.section(" ".join(happened)), *parts.buttons(*buttons)])


def page_again(f: Facts) -> Message:
    return said(nobody_yet(f), *read_button(f), *answer_buttons(f))


def nobody_yet(f: Facts) -> str:
    facts = {"number": f.number, "agent": f.agent}
    if f.flag.care.answers:
        return _(
            "Case #{number}: nobody has talked to {agent} yet. Call {agent} now; feedback on the "
            "customer call can wait.",
            **facts,
        )
    return _(
        "Case #{number}: nobody has answered {agent} yet. Call {agent} now; feedback on the "
        "customer call can wait.",
        **facts,
    )


def calling(f: Facts) -> Message:
    if f.to == f.flag.agent:
        return said(_("{name} is calling you now.", name=f.named("by")))
    return said(
        _(
            "Case #{number}: {name} is calling {agent} now. If nobody says that they have talked, "
            "I'll ask again in ten minutes.",
            number=f.number,
            name=f.named("by"),
            agent=f.agent,
        )
    )


def called_yet(f: Facts) -> Message:
    """Words are no call: only the agent, or whoever has talked to them, ends the urgent clock."""
    return said(
        _(
            "{name} has written to you about case #{number}. Has somebody called you too?",
            name=f.named("by"),
            number=f.number,
        ),
        called_button(f.flag),
        parts.button(_("Not yet"), ids.NOT_CALLED, f.flag.id),
    )


def called_button(case: Flag) -> Block:
    return parts.button(_("Somebody has called me"), ids.CALLED, case.id)


def called(f: Facts) -> Message:
    return said(
        _(
            "Case #{number}: {agent} says that somebody has called. I've stopped asking.",
            number=f.number,
            agent=f.agent,
        )
    )


def can_wait(f: Facts) -> Message:
    """To the agent, and to everybody who was paged."""
    due = when(answer_due(f.flag, f.team))
    if f.to == f.flag.agent:
        return said(_("Good to hear. You can expect an answer by {time}.", time=due))
    return said(
        _(
            "Case #{number}: {agent} is safe, and says that it can wait. An answer by {time} is "
            "soon enough.",
            number=f.number,
            agent=f.agent,
            time=due,
        ),
        *read_button(f),
        *answer_buttons(f),
    )


def nobody_answered_urgent(f: Facts) -> Message:
    facts = {"names": f.named("tried"), "phone": phones(f)}
    if f.flag.care.answers:
        words = _("I have tried {names}, and nobody has called you yet. Ring {phone} now.", **facts)
    else:
        words = _("I have tried {names}, and nobody has answered yet. Ring {phone} now.", **facts)
    number = f.team.settings.emergency
    if facts["phone"] != number:
        words += " " + _("In danger, call {emergency} first.", emergency=emergency(f.team.settings))
    words += " " + _("I'll go on asking.")
    return said(words, called_button(f.flag), *_it_can_wait(f.flag))
