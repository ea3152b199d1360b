"""The promise to the customer: kept, missed, a new time, and the customer helped."""

from datetime import datetime, timedelta

from bot.claim.case import Claim, Kept
from bot.claim.promise import MissPromise, NewTime
from bot.claim.steps import MarkHelped, Reopen
from handlers.cases import claim_for
from handlers.desk import Desk, extra
from handlers.sending.facts import Facts
from handlers.slack import forms, ids, parts
from handlers.slack.language import _
from handlers.slack.markup import clock_time
from handlers.slack.parts import Block, Message, said
from handlers.slack.payloads import Ack, Payload, case_id, person, remember
from storage import cases


async def missed(body: Payload, desk: Desk) -> Ack:
    """[Not yet]: noted, and the form for a new time is opened."""
    ack = await desk.run(cases.record, case_id(body), MissPromise(), by=person(body))
    with extra():
        await open_new_time(body, desk)
    return ack


async def open_new_time(body: Payload, desk: Desk) -> None:
    case = await claim_for(NewTime, body, desk)
    zone = await desk.zone_of(person(body), case.team)
    view = new_time_form(case, desk.clock.now(), zone, remember(case.id))
    await desk.show_view(body, view)


async def new_time(body: Payload, desk: Desk) -> Ack:
    due = forms.chosen_time(forms.values(body["view"]), "promise")
    return await desk.run(cases.record, case_id(body), NewTime(due), by=person(body))


async def customer_helped(body: Payload, desk: Desk) -> Ack | None:
    """[The customer is helped]; when the promise is past due, it asks first whether it was kept."""
    case = await claim_for(MarkHelped, body, desk)
    if not (case.promise_running and desk.clock.now() >= case.promise.due):
        return await desk.run(cases.record, case.id, MarkHelped(), by=person(body))
    await desk.show_view(body, helped_form(remember(case.id)))
    return None


async def helped(body: Payload, desk: Desk) -> Ack:
    step = MarkHelped(Kept(forms.chosen(forms.values(body["view"]), "kept")))
    return await desk.run(cases.record, case_id(body), step, by=person(body))


async def open_reopen(body: Payload, desk: Desk) -> None:
    case = await claim_for(Reopen, body, desk)
    zone = await desk.zone_of(person(body), case.team)
    view = reopen_form(case, desk.clock.now(), zone, remember(case.id))
    await desk.show_view(body, view)


async def reopen(body: Payload, desk: Desk) -> Ack:
    """Within 30 days, with a new promise."""
    due = forms.chosen_time(forms.values(body["view"]), "promise")
    return await desk.run(cases.record, case_id(body), Reopen(due), by=person(body))


def promise(label: str, at: datetime, zone: str) -> Block:
    """The field for a date and time; it begins with a full hour, two to three hours ahead."""
    initial = at.replace(minute=0, second=0, microsecond=0) + timedelta(hours=3)
    element = {"type": "datetimepicker", "initial_date_time": int(initial.timestamp())}
    return parts.asked("promise", label, element, hint=_("Your time zone: {zone}", zone=zone))


def new_time_form(case: Claim, at: datetime, zone: str, metadata: str) -> Block:
    promised = clock_time(case.promise.due, zone)
    blocks = [
        parts.section(_("The customer was to hear from you by {time}.", time=promised)),
        promise(_("When does the customer hear from you instead?"), at, zone),
    ]
    return parts.form(ids.NEW_TIME, _("A new time"), _("Save"), blocks, metadata)


def helped_form(metadata: str) -> Block:
    options = parts.options(
        [
            (Kept.KEPT.value, _("Yes, the customer heard from me in time")),
            (Kept.LATE.value, _("No, it was later")),
        ]
    )
    blocks = [
        parts.asked("kept", _("Was the promise kept?"), parts.choice("radio_buttons", options))
    ]
    return parts.form(ids.MARK_HELPED, _("Customer helped"), _("Save"), blocks, metadata)


def reopen_form(case: Claim, at: datetime, zone: str, metadata: str) -> Block:
    blocks = [
        parts.section(_("Case #{number} is opened again.", number=case.number)),
        promise(_("When does the customer hear from us next?"), at, zone),
    ]
    return parts.form(ids.REOPEN_CLAIM, _("Open again"), _("Open again"), blocks, metadata)


def promise_soon(f: Facts) -> Message:
    words = _(
        "The customer of case #{number} hears from you by {time}. If that no longer fits, agree on "
        "a new time now: it counts as kept.",
        number=f.claimed.number,
        time=f.time("due"),
    )
    return said(words, *_promise_buttons(f)[:2])


def promise_due(f: Facts) -> Message:
    words = _(
        "The customer of case #{number} was to hear from you by {time}. Did they?",
        number=f.claimed.number,
        time=f.time("due"),
    )
    return said(words, *_promise_buttons(f))


def promise_unanswered(f: Facts) -> Message:
    if f.facts.get("missed"):
        return said(
            _(
                "{owner} has case #{number}. The customer has not heard from us in time, and "
                "there is no new time yet. Can you ask {owner} whether help is wanted?",
                owner=f.named("owner"),
                number=f.claimed.number,
            )
        )
    return said(
        _(
            "{owner} has case #{number}. The customer was to hear from us by {time}, and I don't "
            "know yet whether they did. Can you ask {owner} whether help is wanted?",
            owner=f.named("owner"),
            number=f.claimed.number,
            time=f.time("due"),
        )
    )


def what_next(f: Facts) -> Message:
    """After a promise was kept: the customer is helped, or hears from us at another time."""
    words = _(
        "Noted: the customer of case #{number} heard from you in time. Are they helped now, or "
        "when do they hear from you next?",
        number=f.claimed.number,
    )
    case = f.claimed.id
    return said(
        words,
        parts.button(_("The customer is helped"), ids.MARK_HELPED, case),
        parts.button(_("New time"), ids.NEW_TIME, case),
    )


def _promise_buttons(f: Facts) -> list[Block]:
    case = f.claimed
    return [
        parts.button(_("Yes, they heard from me"), ids.KEEP_PROMISE, case.id),
        parts.button(_("New time"), ids.NEW_TIME, case.id),
        parts.button(_("Not yet"), ids.MISS_PROMISE, case.id),
    ]
