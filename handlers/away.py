"""/escalate away: from when until when somebody is away. No reason is asked."""

from datetime import date, timedelta

from slack_bolt.async_app import AsyncAck

from bot.people import Absence
from bot.refusals import Code, Refused
from handlers.blocks import forms, replies
from handlers.desk import Desk, extra
from handlers.payloads import Payload, person, pressed, remember, workspace
from storage import absences

LONGEST = timedelta(days=365)


async def open_form(body: Payload, desk: Desk) -> Payload:
    await desk.open_view(body["trigger_id"], await _form(body, desk))
    return {}


async def _form(body: Payload, desk: Desk) -> Payload:
    known = await desk.read(absences.of, workspace(body), person(body))
    zone = (await desk.colleagues.know(person(body)))[person(body)].zone
    return forms.away_form(known, desk.clock.now(), zone, remember())


async def save(ack: AsyncAck, body: Payload, desk: Desk) -> None:
    typed = forms.values(body["view"])
    if not typed["first"] or not typed["last"]:
        raise Refused(Code.FIELD_EMPTY, field="last" if typed["first"] else "first")
    away = Absence(date.fromisoformat(typed["first"]), date.fromisoformat(typed["last"]))
    if not away.first <= away.last <= away.first + LONGEST:
        raise Refused(Code.ABSENCE_BACKWARDS, field="last")
    await ack(**await desk.run(absences.keep, workspace(body), person(body), away))


async def back_again(ack: AsyncAck, body: Payload, desk: Desk) -> None:
    """[I'm back], or not away after all."""
    first, last = pressed(body).split("|")
    absence = Absence(date.fromisoformat(first), date.fromisoformat(last))
    await desk.run(absences.end, workspace(body), person(body), absence)
    with extra():
        await desk.update_view(body["view"]["id"], forms.said_view(replies.welcome_back()))
    await ack()
