"""Forms by which a case changes hands."""

from collections.abc import Mapping, Sequence

from bot.cases.claim import Claim
from handlers.blocks import ids, parts
from handlers.blocks.markup import clock_time
from handlers.blocks.message import Block
from handlers.language import _

LINE = 300
MOST_SHARED = 10
"""Cases on one form; the next ones when these are shared out."""


def hand_over_form(case: Claim, zone: str, metadata: str) -> Block:
    """To whom, and three lines; the owner stays the owner until they accept."""
    due = clock_time(case.promise.due, zone)
    blocks = [
        parts.asked("to", _("Who could take it?"), {"type": "users_select"}),
        parts.asked("happened", _("What happened"), parts.line(most=LINE)),
        parts.asked("tried", _("What was tried"), parts.line(most=LINE)),
        parts.asked(
            "promised",
            _("What is promised"),
            parts.line(most=LINE),
            hint=_("The time goes along: {time}.", time=due),
        ),
        parts.context(_("You answer for the case until they accept.")),
    ]
    return parts.form(ids.HAND_OVER_TO, _("Hand over"), _("Ask them"), blocks, metadata)


def let_go_form(metadata: str) -> Block:
    blocks = [
        parts.asked(
            "reason",
            _("Why can't you go on with it?"),
            parts.line(most=LINE),
            hint=_("For the case, not about people. Your manager finds somebody else."),
        )
    ]
    return parts.form(ids.LET_IT_GO, _("Let it go"), _("Let it go"), blocks, metadata)


def share_form(
    cases: Sequence[Claim], proposed: Mapping[int, str], zone: str, metadata: str
) -> Block:
    """One person for each case, the nearest promise first; each of them is asked."""
    blocks = [parts.section(_("Each person is asked, and accepts or has no room right now."))]
    for case in cases[:MOST_SHARED]:
        label = _(
            "Case #{number}, promised by {time}",
            number=case.number,
            time=clock_time(case.promise.due, zone),
        )
        person = proposed.get(case.id)
        element = {"type": "users_select", **({"initial_user": person} if person else {})}
        blocks.append(parts.asked(f"case_{case.id}", label, element, optional=True))
    return parts.form(ids.SHARE, _("Share them out"), _("Ask them"), blocks, metadata)
