"""Forms around the washing-up, the list of one's own, and words for people outside."""

from collections.abc import Sequence
from datetime import date

from bot.claim.case import Claim, Origin
from bot.dishes.dish import Dish
from bot.steps import Case
from handlers.dishes.letters import deeds
from handlers.slack import ids, parts
from handlers.slack.language import _
from handlers.slack.markup import day, escape
from handlers.slack.packing import MESSAGE, more, plainly
from handlers.slack.parts import Block, Message

LINE = 300
"""Characters."""


def dish_form(person: str, on: date, metadata: str) -> Block:
    blocks = [
        parts.asked(
            "text",
            _("What is to be done"),
            parts.line(most=LINE),
            hint=_("One line, about the work. People and teams outside Slack go in here."),
        ),
        parts.asked("person", _("Who does it"), {"type": "users_select", "initial_user": person}),
        _day(on),
    ]
    return parts.form(ids.ADD_DISH, _("Washing-up"), _("Add it"), blocks, metadata)


def dish_to_form(metadata: str) -> Block:
    blocks = [
        parts.asked("person", _("Who could take it?"), {"type": "users_select"}),
        parts.context(_("They are asked; it stays where it is until they accept.")),
    ]
    return parts.form(ids.PASS_DISH, _("Pass on"), _("Ask them"), blocks, metadata)


def dish_reason_form(metadata: str) -> Block:
    blocks = [parts.asked("reason", _("Why it is left standing"), parts.line(most=LINE))]
    return parts.form(ids.DROP_DISH, _("Drop it"), _("Drop it"), blocks, metadata)


def dish_day_form(on: date, metadata: str) -> Block:
    return parts.form(ids.KEEP_DISH, _("Keep it"), _("Save"), [_day(on)], metadata)


def _day(on: date) -> Block:
    element = {"type": "datepicker", "initial_date": on.isoformat()}
    return parts.asked("day", _("By which day"), element)


def my_dishes(open_ones: Sequence[tuple[Case, Dish, str]]) -> Message:
    """`/escalate dishes`: (case, dish, its line) each with buttons, the nearest day first."""
    if not open_ones:
        words = _("You have no washing-up. Enjoy the clean kitchen.")
        return Message(words, [parts.section(words)])
    title = _("Your washing-up")
    shown = [(case, dish, text or _("(taken back)")) for case, dish, text in open_ones]
    groups = [
        [
            parts.context(_("By {day}", day=day(dish.day))),
            parts.typed(text),
            *parts.buttons(*deeds(case.id, dish.number)),
        ]
        for case, dish, text in shown
    ]
    lines = [f"•  {escape(text)}" for _case, _dish, text in shown]
    blocks = [parts.section(f"*{title}*"), *parts.fitting(groups, MESSAGE - 1, more)]
    return Message(plainly([title, *lines]), blocks)


def outside_view(case: Claim) -> Block:
    """Words to copy for people outside Slack, without a customer or a name."""
    words = _(
        "Hello. {what} We have helped the customer, and would like to see that it doesn't happen "
        "again. Could we agree on one change, and on a day for it? Thank you.",
        what=_neutral()[case.origin],
    )
    blocks = [parts.section(_("To copy, and to make your own:")), parts.typed(words)]
    return parts.modal(_("For somebody outside Slack"), blocks, close=parts.plain(_("Close")))


def _neutral() -> dict[Origin, str]:
    """What went wrong, without saying whose doing it was."""
    return {
        Origin.WRONG_PROMISE: _("A customer was promised something that we could not keep."),
        Origin.DELIVERY_FAILED: _("A delivery did not reach a customer as it should."),
        Origin.HAND_OVER_GAP: _("A customer's case got lost between two steps."),
        Origin.LEFT_OPEN: _("A customer's case was left open for too long."),
        Origin.SYSTEM: _("A customer met something that did not work as it should."),
        Origin.UNKNOWN: _("Something did not go as it should for a customer."),
    }
