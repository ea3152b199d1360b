"""The card of a case: what everybody in its conversation may know. Never what was typed."""

from collections.abc import Mapping

from bot import clocks
from bot.cases import Hostile
from bot.cases.hostile import Headline, Track
from bot.people import Office
from handlers.blocks import ids, labels, parts
from handlers.blocks.markup import escape, when
from handlers.blocks.message import Block, Message
from handlers.language import _

Names = Mapping[str, str]


def hostile(case: Hostile, office: Office, names: Names) -> Message:
    agent = escape(names[case.agent])
    said = _(
        "{agent} has flagged a customer contact ({types}).",
        agent=agent,
        types=labels.happened(case).lower(),
    )
    blocks = [
        parts.section(f"*{said}*"),
        *_first_words(case),
        parts.context(_standing(case, office, names)),
        *parts.buttons(*_asked_buttons(case, names)),
        *parts.buttons(*_agent_buttons(case)),
    ]
    return Message(said, blocks)


def _first_words(case: Hostile) -> list[Block]:
    if case.headline not in (Headline.NEW, Headline.SEEN):
        return []
    start = _(
        "Start with the person: say that you have seen it and that it was right to say so. "
        "Decision and feedback come after. A reply in this thread is an answer."
    )
    return [parts.section(start)]


def _standing(case: Hostile, office: Office, names: Names) -> str:
    facts = [_("Case #{number}", number=case.number), f"*{labels.headline(case)}*"]
    asked = ", ".join(escape(names[person]) for person in case.asked)
    if case.headline in (Headline.NEW, Headline.SEEN):
        due = when(clocks.answer_due(case, office))
        facts.append(_("Asked: {people}", people=asked))
        facts.append(_("An answer is expected by {time}", time=due))
    if case.headline is Headline.ANSWERED:
        facts.append(_("By {name}", name=escape(names[clocks.first_answer(case).by])))
        facts += _talk_standing(case, office)
    return "  ·  ".join(facts)


def _talk_standing(case: Hostile, office: Office) -> list[str]:
    if case.care.talk is not None:
        return [labels.outcomes()[case.care.talk.outcome]]
    due = clocks.talk_due(case, office)
    return [_("Talk by {time}", time=when(due))] if due else []


def _asked_buttons(case: Hostile, names: Names) -> list[Block]:
    write = parts.button(_("Write to {agent}", agent=names[case.agent]), ids.WRITE_TO, case.id)
    read = parts.button(_("Read"), ids.READ, case.id)
    if case.headline in (Headline.NEW, Headline.SEEN):
        return [
            {**read, "style": "primary"},
            write,
            parts.button(_("We've talked"), ids.WE_TALKED, case.id),
        ]
    if case.headline is Headline.ANSWERED:
        talk = [parts.button(_("Talk"), ids.TALK_GUIDE, case.id)] if case.talk_awaited else []
        return [read, *talk, parts.button(_("Close"), ids.CLOSE, case.id)]
    if case.headline is Headline.CLOSED:
        return [read, parts.button(_("Re-open"), ids.REOPEN_CASE, case.id)]
    return []


def _agent_buttons(case: Hostile) -> list[Block]:
    """For the one who flagged; the rules refuse them to others."""
    if case.headline in (Headline.CLOSED, Headline.WITHDRAWN):
        return []
    made = [
        parts.button(
            _("Withdraw"),
            ids.WITHDRAW,
            case.id,
            ask=_("The flag is taken back. You can always flag again."),
        )
    ]
    if any(answer.how.value == "talked" for answer in case.care.answers):
        made.append(parts.button(_("We haven't talked"), ids.NOT_TALKED, case.id))
    if case.care.talk is not None:
        made.append(parts.button(_("The talk was not so"), ids.TALK_WRONG, case.id))
    light = case.track is Track.LIGHT and case.headline is Headline.ANSWERED
    if light and not case.kept_open:
        made.append(parts.button(_("Keep open"), ids.KEEP_OPEN, case.id))
    return made
