"""/escalate away: from when until when somebody is away. No reason is asked."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from slack_bolt.async_app import AsyncAck

from bot.refusals import Code, Refused
from bot.team import Absence
from handlers.desk import Desk, extra
from handlers.slack import forms, ids, parts
from handlers.slack.language import _
from handlers.slack.markup import clock_day
from handlers.slack.parts import Block
from handlers.slack.payloads import Payload, person, pressed, remember, workspace
from storage import absences

LONGEST = timedelta(days=365)


async def open_form(body: Payload, desk: Desk) -> Payload:
    await desk.open_view(body["trigger_id"], await _form(body, desk))
    return {}


async def _form(body: Payload, desk: Desk) -> Payload:
    known = await desk.read(absences.of, workspace(body), person(body))
    zone = (await desk.colleagues.know(person(body)))[person(body)].zone
    return away_form(known, desk.clock.now(), zone, remember())


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
        await desk.update_view(body["view"]["id"], forms.said_view(welcome_back()))
    await ack()


MOST_ABSENCES = 10


def away_form(known: Sequence[Absence], at: datetime, zone: str, metadata: str) -> Block:
    """From and until; no reason is asked. Those that are known can be taken back."""
    today = at.astimezone(ZoneInfo(zone)).date()
    blocks = [parts.section(_("While you are away, others are asked. Nobody is told why."))]
    for absence in [each for each in known if each.last >= today][:MOST_ABSENCES]:
        days = {"first": clock_day(absence.first), "last": clock_day(absence.last)}
        value = f"{absence.first.isoformat()}|{absence.last.isoformat()}"
        here = _("I'm back") if absence.first <= today else _("I'm not away then")
        blocks.append(parts.section(_("Away from {first} to {last}.", **days)))
        blocks += parts.buttons(parts.button(here, ids.BACK_AGAIN, value))
    blocks += [
        parts.asked("first", _("First day away"), parts.day(today.isoformat())),
        parts.asked("last", _("Last day away"), parts.day(today.isoformat())),
    ]
    return parts.form(ids.AWAY, _("I'm away"), _("Save"), blocks, metadata)


def welcome_back() -> str:
    return _("Noted: you are there, and asked again.")
