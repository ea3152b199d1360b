"""The end of a flag, and what is noted on the way: the close, the lesson, a corrected text."""

from bot.flag import clocks as flag_clocks
from bot.flag.case import Flag
from bot.flag.closing import CorrectText, NoteLesson, Reopen
from handlers.cases import flag_for
from handlers.desk import Desk
from handlers.flag.care import talk_by
from handlers.flag.routing import knows_of_it
from handlers.sending.facts import Facts
from handlers.slack import forms, ids, parts
from handlers.slack.language import _
from handlers.slack.markup import when
from handlers.slack.parts import Block, Message, said
from handlers.slack.payloads import Ack, Payload, all_closed, case_id, person, remember
from storage import cases, texts


def closing(f: Facts) -> Message:
    case = f.flag
    at = when(flag_clocks.closes_at(case, f.team)) if case.closing else ""
    words = _(
        "{name} would like to close case #{number}. It closes {time}; if you want it kept open, "
        "say so, and a talk follows.",
        name=f.named("by"),
        number=case.number,
        time=at,
    )
    return said(
        words,
        parts.button(_("Close"), ids.CLOSE, case.id),
        parts.button(_("Keep it open"), ids.OBJECT, case.id),
    )


def objected(f: Facts) -> Message:
    words = _("{agent} would like case #{n} kept open.", agent=f.agent, n=f.flag.number)
    return talk_by(f, words)


def objected_again(f: Facts) -> Message:
    words = _(
        "{agent} would like case #{n} kept open, for the second time.",
        agent=f.agent,
        n=f.flag.number,
    )
    if f.facts["before"]:
        words = f"{words} {knows_of_it(f)}"
    return talk_by(f, words + " " + _("Can you hear both sides?"))


def withdrawn(f: Facts) -> Message:
    return said(_("{agent} has withdrawn case #{number}.", agent=f.agent, number=f.flag.number))


def reopened(f: Facts) -> Message:
    number = f.case.number if f.case else 0
    return said(_("{name} has opened case #{number} again.", name=f.named("by"), number=number))


def closed(f: Facts) -> Message:
    words = _("Case #{number} is closed. Thank you for saying so.", number=f.flag.number)
    return said(words, parts.button(_("Re-open"), ids.REOPEN_FLAG, f.flag.id))


async def open_lesson(body: Payload, desk: Desk) -> None:
    case = await flag_for(NoteLesson, body, desk)
    words = await desk.read(texts.words, case.lesson.text if case.lesson else None)
    await desk.show_view(body, lesson_form(case, words or "", remember(case.id)))


async def note_lesson(body: Payload, desk: Desk) -> Ack:
    typed = {"text": forms.required(forms.text(body["view"], "lesson"), "lesson")}
    return await desk.run(
        cases.record_typed, case_id(body), NoteLesson, typed, by=person(body), ack=all_closed
    )


async def open_correct(body: Payload, desk: Desk) -> None:
    """The agent's own text, to be corrected until the case is closed."""
    case = await flag_for(CorrectText, body, desk)
    words = await desk.read(texts.words, case.text)
    await desk.show_view(body, correct_form(case, words or "", remember(case.id)))


async def correct(body: Payload, desk: Desk) -> Ack:
    words = forms.required(forms.text(body["view"], "said"), "said")
    return await desk.run(cases.correct_text, case_id(body), words, by=person(body), ack=all_closed)


async def open_reopen(body: Payload, desk: Desk) -> None:
    case = await flag_for(Reopen, body, desk)
    await desk.show_view(body, reopen_form(case, remember(case.id)))


async def reopen(body: Payload, desk: Desk) -> Ack:
    """Within 30 days; the agent may ask for an answer once more."""
    answer_wanted = bool(forms.values(body["view"])["answer_wanted"])
    return await desk.run(cases.record, case_id(body), Reopen(answer_wanted), by=person(body))


def lesson_form(case: Flag, words: str, metadata: str) -> Block:
    field = parts.asked(
        "lesson",
        _("What did we learn?"),
        parts.line(words),
        hint=_("One line, no names. It may stand in the weekly digest."),
    )
    title = _("Case #{number}", number=case.number)
    return parts.form(ids.LESSON, title, _("Save"), [field], metadata)


def correct_form(case: Flag, words: str, metadata: str) -> Block:
    field = parts.asked(
        "said",
        _("What was said and done"),
        parts.paragraph(words),
        hint=_("What was said and done. No health, no ID numbers."),
    )
    title = _("Case #{number}", number=case.number)
    return parts.form(ids.CORRECT_TEXT, title, _("Save"), [field], metadata)


def reopen_form(case: Flag, metadata: str) -> Block:
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
    return parts.form(ids.REOPEN_FLAG, _("Open again"), _("Open again"), blocks, metadata)
