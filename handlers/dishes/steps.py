"""The washing-up: added, done, passed on, dropped, kept; and everybody's own list."""

from datetime import date
from functools import partial

from bot.dishes.steps import DISH_DAYS, AddDish, DropDish, KeepDish, PassDish
from bot.steps import Case
from bot.team import PersonId
from handlers.cases import case_for, readable_claim
from handlers.desk import Desk
from handlers.dishes.forms import (
    dish_day_form,
    dish_form,
    dish_reason_form,
    dish_to_form,
    my_dishes,
    outside_view,
)
from handlers.slack import forms
from handlers.slack.language import _
from handlers.slack.parts import Message, said
from handlers.slack.payloads import (
    Ack,
    Payload,
    about_same,
    all_closed,
    carried,
    case_id,
    person,
    workspace,
)
from storage import cases, dishes, texts


async def my_list(body: Payload, desk: Desk) -> Ack:
    """`/escalate dishes`: what is on the person's list, over all cases."""
    own_dishes = await desk.read(dishes.dishes_of, workspace(body), person(body))
    lines = await desk.read(texts.several, [dish.text for _case, dish in own_dishes])
    message = my_dishes(
        [(case, dish, line) for (case, dish), line in zip(own_dishes, lines, strict=True)]
    )
    return {"text": message.text, "blocks": message.blocks}


async def open_add(body: Payload, desk: Desk) -> None:
    """[Add a dish]; at first it is the presser's own, for five working days from now."""
    day = await _default_day(AddDish, body, desk)
    await desk.show_view(body, dish_form(person(body), day, about_same(body)))


async def add(body: Payload, desk: Desk) -> Ack:
    typed = forms.values(body["view"])
    words = {"text": forms.required(typed["text"], "text")}
    to = await _colleague(typed, desk)
    step = partial(AddDish, to, forms.chosen_day(typed, "day"))
    return await desk.run(
        cases.record_typed, case_id(body), step, words, by=person(body), ack=all_closed
    )


async def nothing_left(body: Payload, desk: Desk) -> None:
    """Only answers the press: without a dish there is no step to do."""
    await desk.whisper(body["channel"]["id"], person(body), nothing_left_words())


async def outside(body: Payload, desk: Desk) -> None:
    """[For somebody outside Slack]: for people and teams that are not in Slack."""
    await desk.show_view(body, outside_view(await readable_claim(body, desk)))


async def open_pass(body: Payload, desk: Desk) -> None:
    await case_for(PassDish, body, desk)
    await desk.show_view(body, dish_to_form(about_same(body)))


async def pass_on(body: Payload, desk: Desk) -> Ack:
    to = await _colleague(forms.values(body["view"]), desk)
    case, dish = carried(body)
    return await desk.run(cases.record, case, PassDish(dish, to), by=person(body))


async def open_drop(body: Payload, desk: Desk) -> None:
    await case_for(DropDish, body, desk)
    await desk.show_view(body, dish_reason_form(about_same(body)))


async def drop(body: Payload, desk: Desk) -> Ack:
    typed = {"reason": forms.required(forms.text(body["view"], "reason"), "reason")}
    case, dish = carried(body)
    return await desk.run(cases.record_typed, case, partial(DropDish, dish), typed, by=person(body))


async def open_keep(body: Payload, desk: Desk) -> None:
    day = await _default_day(KeepDish, body, desk)
    await desk.show_view(body, dish_day_form(day, about_same(body)))


async def keep(body: Payload, desk: Desk) -> Ack:
    case, dish = carried(body)
    step: KeepDish[Case] = KeepDish(dish, forms.chosen_day(forms.values(body["view"]), "day"))
    return await desk.run(cases.record, case, step, by=person(body))


async def _colleague(typed: Payload, desk: Desk) -> PersonId:
    """Who was chosen; raises AtField when nobody was."""
    to = forms.chosen(typed, "person")
    await desk.colleagues.know(to)
    return to


async def _default_day(step: type, body: Payload, desk: Desk) -> date:
    """Raises Refused for somebody who may not do the step."""
    case = await case_for(step, body, desk)
    team = await desk.team_of(case, person(body))
    return team.calendar(person(body)).day_after(desk.clock.now(), DISH_DAYS)


def nothing_left_words() -> Message:
    return said(_("Then that is it. Thank you for seeing it through."))
