"""Forms around a flag."""

from collections.abc import Sequence

from bot.cases.hostile import Hostile, Outcome
from bot.people import Team
from handlers.blocks import ids, labels, parts
from handlers.blocks.markup import escape
from handlers.blocks.message import Block
from handlers.language import _


def team_choice(teams: Sequence[Team], team: Team, *, dispatch: str | None = None) -> list[Block]:
    """Only with more than one."""
    if len(teams) < 2:
        return []
    found = parts.options([(str(each.id), f"#{each.name}") for each in teams[:100]])
    choice = parts.choice("static_select", found, str(team.id))
    return [parts.asked("team", _("Team"), choice, dispatch=dispatch)]


def customer(initial: str = "") -> Block:
    hint = _("A number, not a name. “unknown” is fine.")
    return parts.asked("customer", _("Customer reference"), parts.line(initial), hint=hint)


def away_note(agent: str) -> str:
    return _("{agent} is away. A short, kind message is fine; the talk can wait.", agent=agent)


def _if_away(agent: str, away: bool) -> list[Block]:
    return [parts.context(away_note(escape(agent)))] if away else []


def write_form(case: Hostile, agent: str, metadata: str, *, away: bool = False) -> Block:
    """The bot carries these words into the case's thread."""
    blocks = [
        *_if_away(agent, away),
        parts.asked(
            "words",
            _("Your words to {agent}", agent=agent),
            parts.paragraph(),
            hint=_("Two sentences are enough: what you saw, and when you will talk."),
        ),
        parts.context(
            _("Judging how the call was handled does not belong here: do that in private.")
        ),
    ]
    title = _("Case #{number}", number=case.number)
    return parts.form(ids.WRITE, title, _("Send"), blocks, metadata)


def talk_form(agent: str, metadata: str, *, too_soon: bool = False, away: bool = False) -> Block:
    """What to talk about, and what became of it; urgent: never the same day."""
    name = escape(agent)
    if too_soon:
        guide = _(
            "For now, listen, and see that {agent} is safe. The talk can wait until tomorrow.",
            agent=name,
        )
    else:
        guide = talk_guide(name)
    found = labels.outcomes()
    allowed = [Outcome.NOT_WANTED] if too_soon else list(found)
    chosen = parts.options([(outcome.value, found[outcome]) for outcome in allowed])
    blocks = [
        *_if_away(agent, away),
        parts.section(guide),
        parts.asked("outcome", _("What became of it"), parts.choice("radio_buttons", chosen)),
        parts.context(_("The talk is yours; I only note that it was held.")),
    ]
    return parts.form(ids.TALK, _("The talk"), _("Save"), blocks, metadata)


def talk_guide(agent: str) -> str:
    return _(
        "Time to talk with {agent}.\n"
        "1  The situation.\n"
        "2  What {agent} did, and what it led to.\n"
        "3  Ask: “What would you have done in my place?”\n"
        "4  What do you both do next time?",
        agent=agent,
    )


def reopen_flag(case: Hostile, metadata: str) -> Block:
    wanted = [parts.option(_("I want an answer"), "yes")]
    blocks = [
        parts.section(_("Case #{number} is opened again.", number=case.number)),
        parts.asked(
            "answer_wanted",
            _("For the agent who flagged"),
            parts.choices("checkboxes", wanted),
            optional=True,
        ),
    ]
    return parts.form(ids.REOPEN, _("Open again"), _("Open again"), blocks, metadata)
