"""/escalate away: from when until when somebody is away. No reason is asked."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from bot.refusals import Code
from bot.team import Absence
from handlers.desk import Desk, extra
from handlers.slack import forms, ids, parts
from handlers.slack.language import _
from handlers.slack.markup import clock_day
from handlers.slack.packing import VIEW, more
from handlers.slack.parts import Block
from handlers.slack.payloads import Ack, Payload, person, remember, workspace
from handlers.team.membership import their_zone
from storage import absences

LONGEST = timedelta(days=365)


async def open_form(body: Payload, desk: Desk) -> None:
    await desk.show_view(body, await _form(body, desk))


async def _form(body: Payload, desk: Desk) -> Block:
    stored = await desk.read(absences.of, workspace(body), person(body))
    return away_form(stored, desk.clock.now(), await their_zone(body, desk), remember())


async def save(body: Payload, desk: Desk) -> Ack:
    typed = forms.values(body["view"])
    away = Absence(forms.chosen_day(typed, "first"), forms.chosen_day(typed, "last"))
    if not away.first <= away.last <= away.first + LONGEST:
        raise forms.AtField(Code.ABSENCE_BACKWARDS, "last")
    return await desk.run(absences.keep, workspace(body), person(body), away)


async def back_again(body: Payload, desk: Desk) -> None:
    """[I'm back] ends an absence that has begun, [I'm not away then] one to come."""
    first, last = (date.fromisoformat(each) for each in ids.unpack(body))
    await desk.run(absences.end, workspace(body), person(body), Absence(first, last))
    with extra():
        await desk.update_view(body["view"]["id"], forms.said_view(welcome_back()))


def away_form(stored: Sequence[Absence], at: datetime, zone: str, metadata: str) -> Block:
    """Asks for no reason; absences that are not over can be ended here."""
    today = at.astimezone(ZoneInfo(zone)).date()
    blocks = [parts.section(_("While you are away, others are asked. Nobody is told why."))]
    to_come = [_absence(each, today) for each in stored if each.last >= today]
    asked = [
        parts.asked("first", _("First day away"), parts.day(today.isoformat())),
        parts.asked("last", _("Last day away"), parts.day(today.isoformat())),
    ]
    blocks += [*parts.fitting(to_come, VIEW - len(blocks) - len(asked), more), *asked]
    return parts.form(ids.AWAY, _("I'm away"), _("Save"), blocks, metadata)


def _absence(absence: Absence, today: date) -> list[Block]:
    days = {"first": clock_day(absence.first), "last": clock_day(absence.last)}
    label = _("I'm back") if absence.first <= today else _("I'm not away then")
    button = parts.button(label, ids.BACK_AGAIN, absence.first, absence.last)
    return [parts.section(_("Away from {first} to {last}.", **days)), *parts.buttons(button)]


def welcome_back() -> str:
    return _("Noted: you are there, and asked again.")
