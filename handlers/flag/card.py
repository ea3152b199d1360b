"""The card of a flag: what everybody in its conversation may know. Never what was typed."""

from collections.abc import Sequence

from bot.flag import asked
from bot.flag import clocks as flag_clocks
from bot.flag.case import ANSWERED, CLOSED, WAITING, Flag, Headline
from bot.flag.closing import lacking
from bot.flag.tracks import Holder
from handlers.flag.buttons import answer_buttons, give_to_deputy, told_button
from handlers.flag.care import away_note
from handlers.sending.facts import Facts
from handlers.slack import ids, labels, parts
from handlers.slack.language import _, ngettext
from handlers.slack.markup import when
from handlers.slack.parts import Block, Message


def drawn(f: Facts) -> Message:
    """Neutral: it stands on lock screens, and not alone on those of whoever is asked."""
    case = f.flag
    words = _("{agent} has flagged a customer contact.", agent=f.name(case.agent))
    if case.paging:
        due = flag_clocks.answer_due(case, f.team)
        call = _("Urgent: call {agent} by {time}.", agent=f.agent, time=when(due))
        words = f"{words} {call}"
    blocks = [
        parts.section(f"*{words}*"),
        *_first_words(f),
        parts.context("  ·  ".join(_standing(f))),
        *_notes(f),
        *parts.buttons(*_buttons(f)),
    ]
    return Message(words, blocks)


def moved(case: Flag) -> Message:
    """What an earlier card becomes when people can read it who are no longer asked."""
    words = _("Case #{number} has moved, and goes on with other people.", number=case.number)
    return Message(words, [parts.section(words)])


def _first_words(f: Facts) -> list[Block]:
    case = f.flag
    if case.headline not in WAITING or not case.asked:
        return []
    start = _(
        "Start with the person: say that you have seen it and that it was right to say so. "
        "Decision and feedback come after. A reply in this thread is an answer."
    )
    return [parts.section(start)]


def _standing(f: Facts) -> list[str]:
    case = f.flag
    facts = [_("Case #{number}", number=case.number), f"*{labels.headline(case)}*"]
    if case.headline in WAITING and case.asked:
        people = ", ".join(f.name(person) for person in case.asked)
        facts.append(_("Asked: {people}", people=people))
        due = when(flag_clocks.answer_due(case, f.team))
        facts.append(_("An answer is expected by {time}", time=due))
    if case.headline in ANSWERED:
        facts += [_("Answered by {name}", name=f.name(each.by)) for each in case.care.answers[:1]]
        facts += _after_the_answer(f)
    if case.paging and case.headline in ANSWERED:
        facts.append(_("Nobody has talked to {agent} yet", agent=f.agent))
    return facts


def _after_the_answer(f: Facts) -> list[str]:
    case = f.flag
    facts = []
    owed = flag_clocks.explanation_due(case, f.team)
    if owed is not None:
        facts.append(_("To be explained by {time}", time=when(owed)))
    elif case.decision is not None and case.decision.answer is not None:
        facts.append(labels.answers()[case.decision.answer.reply])
    due = flag_clocks.talk_due(case, f.team)
    if due is not None:
        facts.append(_("Talk by {time}", time=when(due)))
    elif case.care.talk is not None:
        facts.append(labels.outcomes()[case.care.talk.outcome])
    return facts


def _notes(f: Facts) -> list[Block]:
    case = f.flag
    agent = f.name(case.agent)
    lines = []
    if case.headline in WAITING | ANSWERED:
        lines.append(_with_whom(f))
    goes_on = asked.goes_on(case, f.team) if case.headline in ANSWERED else None
    if goes_on is not None and f.readers and goes_on not in f.readers:
        lines.append(_("{name} goes on with this case.", name=f.name(goes_on)))
    if case.agent in f.team.away:
        lines.append(away_note(agent))
    if case.customer.wished_before is not None and case.headline in WAITING:
        wished = labels.finishes()[case.customer.wished_before].lower()
        lines.append(
            _("Last time {agent} wished to see it through: {wish}.", agent=agent, wish=wished)
        )
    if case.closing is not None and lacking(case, f.team) is None:
        at = when(flag_clocks.closes_at(case, f.team))
        lines.append(_("Closes {time}, unless {agent} wants it open.", time=at, agent=agent))
    return [parts.context("\n".join(lines))] if lines else []


def _with_whom(f: Facts) -> str:
    case = f.flag
    agent, taker = f.name(case.agent), case.customer.taken_by
    if case.customer.helped_at is not None:
        return _("The customer is helped.")
    if case.customer.holder is Holder.AGENT:
        return _("The customer is with {name}.", name=agent)
    if case.customer.holder is Holder.TOGETHER:
        return _("{agent} has the customer, with help.", agent=agent)
    if taker is None:
        return _("{agent} does not have to answer the customer.", agent=agent)
    return _("The customer is with {name}.", name=f.name(taker))


def _buttons(f: Facts) -> list[Block]:
    """The steps that come next; [More] has all the others that the one who opens it may do."""
    case = f.flag
    read = parts.button(_("Read"), ids.READ, case.id)
    more = parts.button(_("More"), ids.MORE, case.id)
    if case.headline in WAITING:
        answering = _answering(f) if case.asked else []
        return [{**read, "style": "primary"}, *answering, more]
    if case.headline in ANSWERED:
        return [read, *_following(f), more]
    if case.headline in CLOSED:
        return [read, parts.button(_("Re-open"), ids.REOPEN_FLAG, case.id), more]
    return []


def _answering(f: Facts) -> list[Block]:
    case = f.flag
    return [*answer_buttons(f), *give_to_deputy(case, f.team)]


def _following(f: Facts) -> list[Block]:
    case = f.flag
    buttons = []
    if case.headline is Headline.ANSWERED:
        buttons.append(parts.button(_("Decide"), ids.DECIDE, case.id))
    if case.headline is Headline.DECIDED:
        buttons.append(told_button(case, f.plain_name(case.agent)))
    if case.talk_awaited:
        buttons.append(parts.button(_("Talk"), ids.TALK, case.id))
    return [*buttons, parts.button(_("Close"), ids.CLOSE, case.id)]


def marked(card: Message, f: Facts) -> Message:
    """The card, with what its readers may know of other flags of the same event."""
    lines = [*_merged(f.flag, f.linked), *_today(f)]
    if not lines:
        return card
    first, *rest = card.blocks
    return Message(card.text, [first, *(parts.context(line) for line in lines), *rest])


def _merged(case: Flag, others: Sequence[Flag]) -> list[str]:
    into = [other for other in others if other.id == case.merged_into]
    merged_here = [other for other in others if other.merged_into == case.id]
    return [_("Merged with {cases}", cases=_numbers(each)) for each in (into, merged_here) if each]


def _today(f: Facts) -> list[str]:
    """Only of flags in which whoever reads this card beside the agent is asked too.

    decisions.md, The card tells of linked flags only where all its readers are asked in them.
    """
    case, partners = f.flag, set(f.readers) - {f.flag.agent}
    apart = (Headline.MERGED, Headline.WITHDRAWN)
    if case.headline in apart or not case.asked:
        return []
    visible = [
        other for other in f.linked if other.headline not in apart and partners <= set(other.asked)
    ]
    if not visible:
        return []
    flags = sorted((case, *visible), key=lambda each: each.number)
    words = ngettext(
        "{count} flag of this customer today: {cases}",
        "{count} flags of this customer today: {cases}",
        len(flags),
        cases=_numbers(flags),
    )
    return [words]


def _numbers(flags: Sequence[Flag]) -> str:
    return ", ".join(f"#{each.number}" for each in flags)
