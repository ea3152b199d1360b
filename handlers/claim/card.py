"""The card of a claim, for the team's channel: who has the case, and never what was typed."""

from bot.claim.case import OWNED, Claim, Headline, Kept
from bot.dishes.dish import Dish
from handlers.sending.facts import Facts
from handlers.slack import ids, parts
from handlers.slack.language import _
from handlers.slack.markup import day, when
from handlers.slack.packing import SECTION, packed
from handlers.slack.parts import Block, Message


def drawn(f: Facts) -> Message:
    case = f.claimed
    if case.owner is None:
        words = _("Case #{number} has no owner right now. Who can take it?", number=case.number)
    else:
        owner = f.name(case.owner)
        words = (
            _("{owner} has case #{number} now.", owner=owner, number=case.number)
            if case.passed
            else _("{owner} has taken case #{number}.", owner=owner, number=case.number)
        )
    blocks = [
        parts.section(f"*{words}* {_promised(f)}".strip()),
        *_helpers(f),
        *_washing_up(f),
        *parts.buttons(*_buttons(case)),
    ]
    return Message(words, blocks)


def _promised(f: Facts) -> str:
    case = f.claimed
    if case.helped_at is not None:
        return _("The customer is helped.")
    due = when(case.promise.due)
    if case.owner is None:
        if case.promise.kept is not None:
            return ""
        return _("The customer was promised to hear from us by {time}.", time=due)
    owner = f.name(case.owner)
    if case.promise.kept in (Kept.KEPT, Kept.REAGREED):
        return _("The customer heard from {owner} in time.", owner=owner)
    if case.promise.kept is Kept.LATE:
        return _("{owner} is on it.", owner=owner)
    return _("The customer hears from {owner} by {time}.", owner=owner, time=due)


def _helpers(f: Facts) -> list[Block]:
    """Who helps; while it is handed over, that somebody is asked, but not who."""
    case = f.claimed
    names = [f.name(person) for person in case.helpers]
    helping = packed(names, most=MOST_SMALL, each=SECTION - TITLE, between=", ")
    blocks = [parts.context(_("Helping: {people}", people=people)) for people in helping]
    if case.headline is Headline.HANDING_OVER:
        words = _("A colleague is asked to take over; until they accept, nothing changes.")
        blocks.append(parts.context(words))
    return blocks


MOST_SMALL, TITLE = 15, 100
"""Blocks of names, with room for the rest of the card, and characters for what they are."""


def _washing_up(f: Facts) -> list[Block]:
    """Person and day of each dish, never its line."""
    case = f.claimed
    lines = [_dish(dish, f) for dish in case.dishes]
    texts = packed(lines, most=MOST_SMALL, each=SECTION - TITLE, between="  ·  ")
    return [parts.context(_("Washing-up: {list}", list=text)) for text in texts]


def _dish(dish: Dish, f: Facts) -> str:
    name = f.name(dish.person)
    if dish.done_at is not None:
        return _("{name}: done", name=name)
    if dish.dropped_at is not None:
        return _("one left standing")
    return _("{name} by {day}", name=name, day=day(dish.day))


def _buttons(case: Claim) -> list[Block]:
    read = parts.button(_("Read"), ids.READ_CLAIM, case.id)
    if case.headline is Headline.UNOWNED:
        take = parts.button(_("I'll take it"), ids.TAKE_CASE, case.id, style="primary")
        return [take, read]
    if case.headline not in OWNED:
        add = parts.button(_("Add a dish"), ids.ADD_DISH, case.id)
        return [parts.button(_("Re-open"), ids.REOPEN_CLAIM, case.id), add, read]
    handing_over = case.headline is Headline.HANDING_OVER
    hand_over = (
        parts.button(_("Don't hand over"), ids.WITHDRAW_OFFER, case.id)
        if handing_over
        else parts.button(_("Hand over"), ids.HAND_OVER, case.id)
    )
    return [
        parts.button(_("I can help"), ids.OFFER_HELP, case.id),
        parts.button(_("The customer is helped"), ids.MARK_HELPED, case.id),
        parts.button(_("New time"), ids.NEW_TIME, case.id),
        hand_over,
        parts.button(_("Let it go"), ids.LET_GO, case.id),
        read,
    ]
