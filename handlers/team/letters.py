"""What people hear about a team's settings."""

from handlers.sending.facts import Facts
from handlers.slack.language import _
from handlers.slack.parts import Message, said


def names_somebody_gone(f: Facts) -> Message:
    """To the admins, once: until it is put right, others are asked."""
    words = _(
        "The settings of {channel} still name {name}, who has no account here any more. Others are "
        "asked instead. {command} setup in that channel changes who is asked.",
        channel=f"<#{f.team.settings.channel}>",
        name=f.named("person"),
        command=f.command,
    )
    return said(words)
