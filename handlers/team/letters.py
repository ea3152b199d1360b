"""What people hear about a team's settings and its channel."""

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


def channel_shared(f: Facts) -> Message:
    """To the admins: the team's channel is shared with another company, and gets no messages."""
    words = _(
        "People outside the company can read {channel} now, so I post nothing there: no cases, no "
        "digest. Flags go on. In a channel of your own, {command} setup makes another team.",
        channel=f"<#{f.team.settings.channel}>",
        command=f.command,
    )
    return said(words)


def channel_lost(f: Facts) -> Message:
    return said(
        _(
            "I can't write in {channel}: it is archived, or I am not in it. Please restore it, or "
            "invite me again; I'll post its cases and the digest as soon as I can.",
            channel=f"<#{f.team.settings.channel}>",
        )
    )
