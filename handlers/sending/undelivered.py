"""What people hear when something of theirs, or for them, did not arrive."""

from bot.flag.case import Flag
from bot.flag.clocks import answer_due
from bot.steps import Case
from bot.team import PersonId
from handlers.flag.buttons import answer_buttons, more_button, read_button
from handlers.flag.urgent import phones
from handlers.sending.facts import Facts
from handlers.slack import ids, parts
from handlers.slack.language import _
from handlers.slack.markup import when
from handlers.slack.parts import Message, said


def words_lost(f: Facts) -> Message:
    return said(
        _(
            "Your words to {agent} about case #{number} could not be delivered, so {agent} is "
            "still waiting to hear from you. Please write again, or ring.",
            agent=f.agent,
            number=f.number,
        ),
        *answer_buttons(f),
    )


def explanation_lost(f: Facts) -> Message:
    return said(
        _(
            "{agent} does not know yet what was decided in case #{number}: the message could not "
            "be delivered. Please tell {agent} yourself.",
            agent=f.agent,
            number=f.number,
        )
    )


def offer_lost(f: Facts) -> Message:
    words = _(
        "I could not reach {name} about case #{number}, so nobody is being asked to take it. "
        "Please ask somebody else.",
        name=f.named("who"),
        number=f.number,
    )
    if f.claimed.owner is None:
        return said(words)
    return said(words, parts.button(_("Hand over"), ids.HAND_OVER, f.claimed.id))


def not_delivered(f: Facts) -> Message:
    return said(
        _(
            "I could not reach {name} about case #{number}. Please tell them yourself.",
            name=f.named("who"),
            number=f.number,
        )
    )


def not_reached_yet(f: Facts) -> Message:
    return said(
        _(
            "Case #{number}: I haven't got through to {names} yet, because Slack isn't taking my "
            "messages. Please ring {phone} now.",
            number=f.number,
            names=f.named("who"),
            phone=phones(f),
        )
    )


def conversation_left(f: Facts) -> Message:
    return said(
        _(
            "Somebody else has joined the conversation about case #{number}. I won't say anything "
            "more there; we go on in a new one.",
            number=f.number,
        )
    )


def flag_by_letter(f: Facts) -> Message:
    """Neutral, as it stands on a lock screen."""
    return said(
        _(
            "{agent} has flagged a customer contact (case #{number}), and waits to hear from you "
            "by {time}. Slack won't let me open a conversation for the two of you, but what you "
            "write with the button reaches {agent} all the same.",
            agent=f.agent,
            number=f.number,
            time=when(answer_due(f.flag, f.team)),
        ),
        *read_button(f),
        *answer_buttons(f),
        *more_button(f),
    )


def plainly(case: Case | None, to: PersonId, command: str) -> Message:
    """For an urgent letter that cannot be drawn, or that Slack does not take as it is.

    The agent reads other words than whoever is to ring them.
    """
    if case is None:
        return Message(
            _(
                "Urgent: there is a case that I cannot show. In danger, call the emergency number "
                "first. Look at {command} mine, and ring whoever is on call.",
                command=command,
            )
        )
    number = f"#{case.number}"
    if isinstance(case, Flag) and to == case.agent:
        return Message(
            _(
                "Your case {number} is saved. In danger, call the emergency number first. If you "
                "need somebody now, ring a manager or whoever is on call.",
                number=number,
            )
        )
    if isinstance(case, Flag):
        return Message(
            _(
                "Urgent: case {number} needs you now. Look at {command} mine, and ring the agent.",
                number=number,
                command=command,
            )
        )
    return Message(_("Case {number}: look at {command} mine.", number=number, command=command))
