"""[More] on a flag, and the small forms behind it."""

from functools import partial

from slack_bolt.async_app import AsyncAck

from bot.cases.care_steps import AskTalk
from bot.cases.closing_steps import Object
from bot.cases.routing_steps import ChooseContact, DeclineContact, GiveToDeputy
from bot.cases.text_steps import NoteLesson
from bot.people import may_read, require
from bot.refusals import Code, Refused
from bot.text import required
from handlers import hostile
from handlers.blocks import forms
from handlers.desk import Desk
from handlers.payloads import Payload, all_closed, case_id, person, remember
from storage import cases, texts


async def open_more(ack: AsyncAck, body: Payload, desk: Desk) -> None:
    await desk.open_view(body["trigger_id"], await hostile.more_view(body, desk))
    await ack()


async def ask_talk(ack: AsyncAck, body: Payload, desk: Desk) -> None:
    await hostile.step(ack, body, desk, AskTalk())


async def keep_it_open(ack: AsyncAck, body: Payload, desk: Desk) -> None:
    """The agent objects to the close."""
    await hostile.step(ack, body, desk, Object())


async def give_to_deputy(ack: AsyncAck, body: Payload, desk: Desk) -> None:
    await hostile.step(ack, body, desk, GiveToDeputy())


async def decline_contact(ack: AsyncAck, body: Payload, desk: Desk) -> None:
    await hostile.step(ack, body, desk, DeclineContact())


async def open_lesson(ack: AsyncAck, body: Payload, desk: Desk) -> None:
    case = await hostile.flag_of(body, desk)
    require(may_read(case, person(body)))
    said = await desk.read(texts.words, case.lesson.text if case.lesson else None)
    await desk.show_view(body, forms.lesson_form(case, said or "", remember(case=case.id)))
    await ack()


async def lesson(ack: AsyncAck, body: Payload, desk: Desk) -> None:
    typed = {"text": required(forms.text(body["view"], "lesson"), "lesson")}
    answer = await desk.run(
        cases.record_typed, case_id(body), NoteLesson, typed, by=person(body), answer=all_closed
    )
    await ack(**answer)


async def open_correct(ack: AsyncAck, body: Payload, desk: Desk) -> None:
    """The agent's own text, to be corrected until the case is closed."""
    case = await hostile.flag_of(body, desk)
    require(person(body) == case.agent)
    said = await desk.read(texts.words, case.text)
    await desk.show_view(body, forms.correct_form(case, said or "", remember(case=case.id)))
    await ack()


async def correct(ack: AsyncAck, body: Payload, desk: Desk) -> None:
    words = required(forms.text(body["view"], "said"), "said")
    answer = await desk.run(
        cases.correct_text, case_id(body), words, by=person(body), answer=all_closed
    )
    await ack(**answer)


async def open_contact(ack: AsyncAck, body: Payload, desk: Desk) -> None:
    """The agent picks who sees the case next."""
    case = await hostile.flag_of(body, desk)
    require(person(body) == case.agent)
    await desk.show_view(body, forms.contact_form(case, remember(case=case.id)))
    await ack()


async def contact(ack: AsyncAck, body: Payload, desk: Desk) -> None:
    chosen = forms.text(body["view"], "contact")
    if not chosen:
        raise Refused(Code.FIELD_EMPTY, field="contact")
    await desk.colleagues.know(chosen)
    record = partial(cases.record, also=(chosen,))
    answer = await desk.run(
        record, case_id(body), ChooseContact(chosen), by=person(body), answer=all_closed
    )
    await ack(**answer)
