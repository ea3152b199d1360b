"""The card of a claim, for the team's channel: who has the case, and never what was typed."""

from collections.abc import Mapping

from bot.claim.case import OWNED, Claim, Kept, Standing
from bot.dishes.dish import Dish
from handlers.slack import ids, parts
from handlers.slack.language import _
from handlers.slack.markup import day, escape, when
from handlers.slack.parts import Block, Message

Names = Mapping[str, str]


def drawn(case: Claim, names: Names) -> Message:
    if case.owner is None:
        said = _("Case #{number} has no owner right now. Who can take it?", number=case.number)
    else:
        owner = escape(names[case.owner])
        said = (
            _("{owner} has case #{number} now.", owner=owner, number=case.number)
            if case.passed
            else _("{owner} has taken case #{number}.", owner=owner, number=case.number)
        )
    blocks = [
        parts.section(f"*{said}* {_promised(case, names)}".strip()),
        *_helpers(case, names),
        *_washing_up(case, names),
        *parts.buttons(*_buttons(case)),
    ]
    return Message(said, blocks)


def _promised(case: Claim, names: Names) -> str:
    if case.helped_at is not None:
        return _("The customer is helped.")
    due = when(case.promise.due)
    if case.owner is None:
        if case.promise.kept is not None:
            return ""
        return _("The customer was promised to hear from us by {time}.", time=due)
    owner = escape(names[case.owner])
    if case.promise.kept in (Kept.KEPT, Kept.REAGREED):
        return _("The customer heard from {owner} in time.", owner=owner)
    if case.promise.kept is Kept.LATE:
        return _("{owner} is on it.", owner=owner)
    return _("The customer hears from {owner} by {time}.", owner=owner, time=due)


def _helpers(case: Claim, names: Names) -> list[Block]:
    """Who is asked to take the case over is between the two."""
    found = []
    if case.helpers:
        helpers = ", ".join(escape(names[person]) for person in case.helpers)
        found.append(parts.context(_("Helping: {people}", people=helpers)))
    if case.standing is Standing.HANDING_OVER:
        words = _("A colleague is asked to take over; until they accept, nothing changes.")
        found.append(parts.context(words))
    return found


def _washing_up(case: Claim, names: Names) -> list[Block]:
    """Person and day of each dish; its line is for those who wash it."""
    lines = [_dish(dish, names) for dish in case.dishes]
    return [parts.context(_("Washing-up: {list}", list="  ·  ".join(lines)))] if lines else []


def _dish(dish: Dish, names: Names) -> str:
    name = escape(names[dish.person])
    if dish.done_at is not None:
        return _("{name}: done", name=name)
    if dish.dropped_at is not None:
        return _("one left standing")
    return _("{name} by {day}", name=name, day=day(dish.day))


def _buttons(case: Claim) -> list[Block]:
    read = parts.button(_("Read"), ids.READ_CLAIM, case.id)
    if case.standing is Standing.UNOWNED:
        take = parts.button(_("I'll take it"), ids.TAKE_CASE, case.id, style="primary")
        return [take, read]
    if case.standing not in OWNED:
        add = parts.button(_("Add a dish"), ids.ADD_DISH, case.id)
        return [parts.button(_("Re-open"), ids.REOPEN_CASE, case.id), add, read]
    handing = case.standing is Standing.HANDING_OVER
    over = (
        parts.button(_("Don't hand over"), ids.TAKE_OFFER_BACK, case.id)
        if handing
        else parts.button(_("Hand over"), ids.HAND_OVER, case.id)
    )
    return [
        parts.button(_("I can help"), ids.OFFER_HELP, case.id),
        parts.button(_("The customer is helped"), ids.CUSTOMER_HELPED, case.id),
        parts.button(_("New time"), ids.PROMISE_NEW_TIME, case.id),
        over,
        parts.button(_("Let it go"), ids.LET_GO, case.id),
        read,
    ]
