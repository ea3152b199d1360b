"""A flag on a colleague's behalf: what the one fills in, and what the other confirms."""

from collections.abc import Sequence

from bot.cases.hostile import Hostile
from bot.people import Team
from handlers.blocks import ids, parts
from handlers.blocks.flag_forms import customer, team_choice
from handlers.blocks.flagging import (
    Typed,
    safety,
    said_asked,
    types_asked,
    types_in,
    wish_or_contact,
)
from handlers.blocks.markup import escape, listed
from handlers.blocks.message import Block
from handlers.language import _


def behalf_form(
    *,
    teams: Sequence[Team],
    team: Team,
    metadata: str,
    typed: Typed | None = None,
    asked: Sequence[str] = (),
) -> Block:
    """No wish, nor who should see it: that is the colleague's to say."""
    typed = typed or {}
    blocks = [
        *safety(team, types_in(typed)),
        *team_choice(teams, team, dispatch=ids.FORM_CHANGED),
        parts.asked(
            "colleague",
            _("Whose customer was it?"),
            parts.one_user(typed.get("colleague")),
            hint=_("Your colleague is asked first. When it is urgent, on-call hears at once."),
        ),
        types_asked(typed),
        customer(typed.get("customer") or ""),
        said_asked(typed),
    ]
    return parts.form(ids.BEHALF, _("For a colleague"), _("Send"), blocks, metadata)


def colleague_decides(name: str) -> Block:
    """All that whoever flagged for a colleague is told."""
    words = _("Thank you. {name} decides.", name=escape(name))
    return parts.modal(_("For a colleague"), [parts.section(words)], close=parts.plain(_("Close")))


def confirm_form(case: Hostile, asked: Sequence[str], metadata: str) -> Block:
    """The agent says yes, and who is asked is said before."""
    types = () if case.track.urgent else case.types  # on-call knows of an urgent one already
    field = wish_or_contact(types, {}, asked)
    names = escape(listed(asked))
    told = asked and (case.track.urgent or not case.closed_type)
    hears = [_("{names} will be asked.", names=names)] if told else []
    blocks = [*(parts.section(each) for each in hears), field]
    title = _("Case #{number}", number=case.number)
    return parts.form(ids.CONFIRM, title, _("Yes, flag it"), blocks, metadata)
