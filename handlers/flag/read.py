"""[Read]: all that was typed about a flag, for those who may see it at this moment."""

from collections.abc import Mapping, Sequence

from bot.flag.case import Flag
from bot.flag.tracks import Decision
from bot.team import PersonId
from bot.text import Typed, words_in
from handlers.desk import Desk
from handlers.slack import labels, parts
from handlers.slack.language import _
from handlers.slack.markup import called, clock_day, clock_time, escape
from handlers.slack.packing import VIEW
from handlers.slack.parts import Block
from handlers.slack.payloads import Payload, case_id, person
from handlers.team.colleagues import Names
from storage import cases, together

Texts = Mapping[int, str]
"""What was typed, by the id of the text; without what was erased."""


async def read(body: Payload, desk: Desk) -> None:
    """For those who may see it at this moment; opening it is *seen*."""
    case, texts = await desk.note(cases.read, case_id(body), by=person(body))
    names = await desk.colleagues.names(*case.people)
    linked = await desk.read(together.numbers, case, by=person(body), at=desk.clock.now())
    zone = await desk.zone_of(person(body), case.team)
    await desk.show_view(body, read_view(case, texts, names, zone, linked, by=person(body)))


def read_view(
    case: Flag, texts: Texts, names: Names, zone: str, linked: Sequence[int] = (), *, by: PersonId
) -> Block:
    """What was typed, the newest decision and those before it, and the lesson.

    The agent reads of a decision when it has been explained, not before.
    """
    agent = escape(called(names.get(case.agent)))
    at = clock_time(case.flagged_at, zone)
    lines = (_words(texts, each) for each in (case.text, *case.more_text))
    words = "\n\n".join(line for line in lines if line)
    happened = _("*{agent}*, {at}: {types}", agent=agent, at=at, types=labels.happened(case))
    blocks = [
        parts.section(happened),
        *_titled(_("Customer reference"), case.reference),
        *_titled(_("What was said and done"), words or _("Nothing was written.")),
    ]
    if not words_in(words) and by != case.agent:
        little = _("{agent} wrote very little. Ask.", agent=agent)
        blocks.append(parts.context(little))
    readable = [d for d in case.decisions if d.explained_at is not None or by != case.agent]
    last = _titled(_("What we learned"), _words(texts, case.lesson.text)) if case.lesson else []
    last += parts.linked_cases(linked)
    newest_first = [_decided(each, case, texts, names, zone) for each in reversed(readable)]
    blocks += parts.fitting(newest_first, VIEW - len(blocks) - len(last), _earlier)
    blocks += last
    title = _("Case #{number}", number=case.number)
    return parts.modal(title, blocks, close=parts.plain(_("Close")))


def _earlier(count: int) -> str:
    return _("Earlier decisions, for which there is no room here: {count}", count=count)


def _decided(decision: Decision, case: Flag, texts: Texts, names: Names, zone: str) -> list[Block]:
    what = decision.what
    author = {"name": escape(called(names.get(decision.by))), "at": clock_time(decision.at, zone)}
    heading = (
        _("*What was decided* ({name}, {at})", **author)
        if decision is case.decision
        else _("*What was decided before* ({name}, {at})", **author)
    )
    halves = [labels.matters()[what.matter]]
    if what.behaviour is not None:
        halves.append(labels.behaviours()[what.behaviour])
    if what.limited_until is not None:
        halves.append(clock_day(what.limited_until))
    if what.gesture is not None:
        halves.append(labels.gestures()[what.gesture])
    blocks = [parts.section(heading), parts.section("\n".join(halves))]
    for field, title in _titles().items():
        text = _words(texts, what.texts.get(field))
        blocks += _titled(title, text) if text else []
    if decision.reason is not None:
        blocks += _titled(_("Why it was changed"), _words(texts, decision.reason))
    return [*blocks, *_voice(decision, texts)]


def _titles() -> dict[str, str]:
    return {
        "because": _("Nothing follows, because"),
        "limited_to": _("How contact is limited"),
        "gesture_note": _("A note to what was given"),
        "weighed": _("What was weighed, and what bound the manager's hands"),
        "to_agent": _("To the agent"),
    }


def _voice(decision: Decision, texts: Texts) -> list[Block]:
    """The agent's answer stands beside the decision, in own words."""
    if decision.answer is None:
        return []
    answer = labels.answers()[decision.answer.reply]
    text = _words(texts, decision.answer.text)
    title = _("The agent: {answer}", answer=answer.lower())
    return _titled(title, text) if text else [parts.context(title)]


def _titled(title: str, text: str) -> list[Block]:
    return [parts.context(title), *parts.typed_long(text)] if text else []


def _words(texts: Texts, text: Typed | None) -> str:
    return texts.get(text.id, "") if text else ""
