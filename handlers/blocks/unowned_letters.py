"""What managers hear of cases that nobody has."""

from handlers.blocks import ids, parts
from handlers.blocks.facts import Facts, said
from handlers.blocks.message import Block, Message
from handlers.language import _, ngettext


def unowned(f: Facts) -> Message:
    """One message, however many cases."""
    words = ngettext(
        "{count} case has no owner now. First promise to a customer: {time}.",
        "{count} cases have no owner now. First promise to a customer: {time}.",
        int(f.facts["count"]),
        time=f.time("due"),
    )
    more = _("Propose somebody for each; they accept, or have no room.")
    return said(f"{words} {more}", _share(f))


def still_unowned(f: Facts) -> Message:
    words = _(
        "Case #{number} has had no owner since {since}. The customer was promised to hear from us "
        "by {time}.",
        number=f.number,
        since=f.time("since"),
        time=f.time("due"),
    )
    if f.facts.get("before"):
        words += " " + _("{manager} knows that I'm asking you.", manager=f.named("before"))
    return said(words, _share(f), _take(f))


def no_longer_yours(f: Facts) -> Message:
    """To the owner who is away: there is nothing to do."""
    return said(
        _(
            "Case #{number} has a promise that falls due while you are away, so I have asked your "
            "manager to find somebody. There is nothing you need to do.",
            number=f.number,
        )
    )


def _share(f: Facts) -> Block:
    return parts.button(_("Share them out"), ids.SHARE_OUT, f.office.team.id, style="primary")


def _take(f: Facts) -> Block:
    return parts.button(_("I'll take it"), ids.TAKE_CASE, f.claimed.id)
