"""The washing-up: added, done, passed on, dropped, kept; and everybody's own list."""

from datetime import date
from functools import partial
from typing import Any

from slack_bolt.async_app import AsyncAck

from bot.cases import Claim
from bot.cases.dish_steps import (
    DISH_DAYS,
    AcceptDish,
    AddDish,
    DeclineDish,
    DishDone,
    DropDish,
    KeepDish,
    PassDish,
)
from bot.refusals import Code, Refused
from bot.text import required
from handlers.blocks import dish_forms, forms, replies
from handlers.desk import Desk, extra
from handlers.payloads import (
    Payload,
    all_closed,
    case_id,
    metadata,
    person,
    pressed,
    remember,
    workspace,
)
from storage import cases, lists, teams, texts


async def mine(body: Payload, desk: Desk) -> dict[str, Any]:
    """`/escalate dishes`: what is on the person's list, over all cases."""
    found = await desk.read(lists.dishes_of, workspace(body), person(body))
    lines = await desk.read(texts.several, [dish.text for _case, dish in found])
    pairs = [(case, dish, line) for (case, dish), line in zip(found, lines, strict=True)]
    said = dish_forms.my_dishes(pairs)
    return {"text": said.text, "blocks": said.blocks}


async def open_add(ack: AsyncAck, body: Payload, desk: Desk) -> None:
    """[Add a dish]: for the one who asks, five working days from now, unless they say else."""
    case = case_id(body)
    day = await _default_day(case, body, desk)
    view = dish_forms.dish_form(person(body), day, remember(case=case))
    await desk.show_view(body, view)
    await ack()


async def add(ack: AsyncAck, body: Payload, desk: Desk) -> None:
    typed = forms.values(body["view"])
    text = required(typed["text"], "text")
    to = str(typed["person"] or "")
    await _know(to, desk)
    step = partial(AddDish, to, _day(typed))
    answer = await desk.run(
        cases.record_typed, case_id(body), step, {"text": text}, by=person(body), answer=all_closed
    )
    await ack(**answer)


async def nothing_left(ack: AsyncAck, body: Payload, desk: Desk) -> None:
    """The case is closed already; this only says that nobody waits for anything."""
    await desk.whisper(body["channel"]["id"], person(body), replies.nothing_left())
    await ack()


async def outside(ack: AsyncAck, body: Payload, desk: Desk) -> None:
    """[Words for outside]: for people and teams that are not in Slack."""
    case = await desk.read(cases.look, case_id(body))
    if not isinstance(case, Claim):
        raise Refused(Code.CASE_UNKNOWN)
    await desk.open_view(body["trigger_id"], dish_forms.outside_view(case))
    await ack()


async def done(ack: AsyncAck, body: Payload, desk: Desk) -> None:
    case, dish = _carried(body)
    await _step(ack, body, desk, case, DishDone(dish))


async def accept(ack: AsyncAck, body: Payload, desk: Desk) -> None:
    case, dish = _carried(body)
    await desk.colleagues.know(person(body))
    await _step(ack, body, desk, case, AcceptDish(dish))


async def decline(ack: AsyncAck, body: Payload, desk: Desk) -> None:
    case, dish = _carried(body)
    await _step(ack, body, desk, case, DeclineDish(dish))


async def open_pass(ack: AsyncAck, body: Payload, desk: Desk) -> None:
    await desk.open_view(body["trigger_id"], dish_forms.dish_to_form(_noted(body)))
    await ack()


async def pass_on(ack: AsyncAck, body: Payload, desk: Desk) -> None:
    to = str(forms.values(body["view"])["person"] or "")
    await _know(to, desk)
    case, dish = _carried(body)
    await ack(**await desk.run(cases.record, case, PassDish(dish, to), by=person(body)))


async def open_drop(ack: AsyncAck, body: Payload, desk: Desk) -> None:
    await desk.open_view(body["trigger_id"], dish_forms.dish_reason_form(_noted(body)))
    await ack()


async def drop(ack: AsyncAck, body: Payload, desk: Desk) -> None:
    reason = required(forms.text(body["view"], "reason"), "reason")
    case, dish = _carried(body)
    answer = await desk.run(
        cases.record_typed, case, partial(DropDish, dish), {"reason": reason}, by=person(body)
    )
    await ack(**answer)


async def open_keep(ack: AsyncAck, body: Payload, desk: Desk) -> None:
    day = await _default_day(_carried(body)[0], body, desk)
    await desk.open_view(body["trigger_id"], dish_forms.dish_day_form(day, _noted(body)))
    await ack()


async def keep(ack: AsyncAck, body: Payload, desk: Desk) -> None:
    case, dish = _carried(body)
    step = KeepDish(dish, _day(forms.values(body["view"])))
    await ack(**await desk.run(cases.record, case, step, by=person(body)))


async def _step(ack: AsyncAck, body: Payload, desk: Desk, case: int, step: Any) -> None:
    """Done by a button; whoever pressed it sees that it was heard."""
    answer = await desk.run(cases.record, case, step, by=person(body))
    if "channel" in body:
        with extra():
            await desk.whisper(body["channel"]["id"], person(body), replies.noted())
    await ack(**answer)


async def _know(to: str, desk: Desk) -> None:
    if not to:
        raise Refused(Code.FIELD_EMPTY, field="person")
    await desk.colleagues.know(to)


async def _default_day(case_id: int, body: Payload, desk: Desk) -> date:
    await desk.colleagues.know(person(body))
    case = await desk.read(cases.look, case_id)
    team = await desk.read(teams.get, case.team)
    office = await desk.read(teams.office, team, (person(body),), at=desk.clock.now())
    return office.calendar(person(body)).day_after(desk.clock.now(), DISH_DAYS)


def _carried(body: Payload) -> tuple[int, int]:
    """The case and dish that a button, or the form it opened, is about."""
    carried = pressed(body) if "actions" in body else str(metadata(body["view"])["dish"])
    case, dish = carried.split("|")
    return int(case), int(dish)


def _noted(body: Payload) -> str:
    return remember(dish=pressed(body))


def _day(typed: Payload) -> date:
    if not typed.get("day"):
        raise Refused(Code.FIELD_EMPTY, field="day")
    return date.fromisoformat(str(typed["day"]))
