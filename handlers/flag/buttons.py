"""The buttons of a flag that several messages and views share."""

from bot.flag.asked import deputy_for
from bot.flag.case import Flag
from bot.team import Team
from handlers.sending.facts import Facts
from handlers.slack import ids, labels, parts
from handlers.slack.language import _
from handlers.slack.parts import Block


def give_to_deputy(case: Flag, team: Team) -> list[Block]:
    deputy = deputy_for(case, team)
    if deputy is None:
        return []
    label = _("Give to {deputy}", deputy=team.name(deputy) or _("the deputy"))
    return [parts.button(label, ids.GIVE_TO_DEPUTY, case.id)]


def told_button(case: Flag, agent: str) -> Block:
    """The agent has heard it from the manager: now the words of the form are sent along."""
    return parts.button(_("I've told {agent}", agent=agent), ids.EXPLAIN, case.id)


def answer_buttons(f: Facts) -> list[Block]:
    case = f.flag
    calling = parts.button(_("I'm calling now"), ids.CALLING, case.id)
    return [
        *([calling] if case.paging else []),
        parts.button(_("Write to {agent}", agent=f.plain_name(case.agent)), ids.WRITE, case.id),
        parts.button(_("We've talked"), ids.WE_TALKED, case.id),
    ]


def more_button(f: Facts) -> list[Block]:
    """All the other steps, for whoever has no card to find them on; not while it is unconfirmed."""
    more = parts.button(_("More"), ids.MORE, f.flag.id)
    return [] if f.flag.unconfirmed else [more]


def read_button(f: Facts) -> list[Block]:
    """Empty while the flag is unconfirmed: then the agent alone may read it."""
    read = parts.button(_("Read"), ids.READ, f.flag.id)
    return [] if f.flag.unconfirmed else [read]


def finish_buttons(case: Flag) -> list[Block]:
    """The answers to *see it through?*: myself, together, please take it."""
    actions = (ids.FINISH_MYSELF, ids.FINISH_TOGETHER, ids.FINISH_PLEASE_TAKE)
    words = labels.finishes().values()
    return [parts.button(w, a, case.id) for w, a in zip(words, actions, strict=True)]
