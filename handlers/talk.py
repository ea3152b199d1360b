"""The talk afterwards: what to talk about, and that it was held. Its content is never stored."""

from slack_bolt.async_app import AsyncAck

from bot.cases.care_steps import CorrectTalk, NoteTalk, talk_too_soon
from bot.cases.hostile import Outcome
from bot.people import Office
from bot.refusals import Code, Refused
from handlers import hostile
from handlers.blocks import forms
from handlers.desk import Desk
from handlers.payloads import Payload, case_id, person, remember
from storage import cases, teams


async def guide(ack: AsyncAck, body: Payload, desk: Desk) -> None:
    """[Talk]: the four steps, and what became of it."""
    case = await hostile.asked_case(body, desk)
    people = await desk.colleagues.know(case.agent, person(body))
    calendar = Office(await desk.read(teams.get, case.team), people).calendar(person(body))
    view = forms.talk_form(
        people[case.agent].name,
        remember(case=case.id),
        too_soon=talk_too_soon(case, desk.clock.now(), calendar),
        away=await hostile.is_away(body, people[case.agent], desk),
    )
    await desk.open_view(body["trigger_id"], view)
    await ack()


async def note(ack: AsyncAck, body: Payload, desk: Desk) -> None:
    chosen = forms.text(body["view"], "outcome")
    if not chosen:
        raise Refused(Code.FIELD_EMPTY, field="outcome")
    what = NoteTalk(Outcome(chosen))
    await ack(**await desk.run(cases.record, case_id(body), what, by=person(body)))


async def held(ack: AsyncAck, body: Payload, desk: Desk) -> None:
    await hostile.step(ack, body, desk, NoteTalk(Outcome.HELD))


async def in_writing(ack: AsyncAck, body: Payload, desk: Desk) -> None:
    await hostile.step(ack, body, desk, NoteTalk(Outcome.IN_WRITING))


async def not_wanted(ack: AsyncAck, body: Payload, desk: Desk) -> None:
    await hostile.step(ack, body, desk, NoteTalk(Outcome.NOT_WANTED))


async def wrong(ack: AsyncAck, body: Payload, desk: Desk) -> None:
    """The agent: it was not so."""
    await hostile.step(ack, body, desk, CorrectTalk())
