"""The edges: one line for each thing that a person can do."""

from collections.abc import Awaitable, Callable

from slack_bolt.async_app import AsyncApp

from handlers import (
    channels,
    claim,
    dishes,
    escalate,
    handover,
    hostile,
    reopening,
    setup,
    talk,
    thanks,
    threads,
)
from handlers.blocks import ids

Listener = Callable[..., Awaitable[None]]

ACTIONS: dict[str, Listener] = {
    ids.CHOOSE_HOSTILE: escalate.open_flag,
    ids.CHOOSE_CLAIM: escalate.open_claim,
    ids.READ: hostile.read,
    ids.WRITE_TO: hostile.open_write,
    ids.WE_TALKED: hostile.we_talked,
    ids.NOT_TALKED: hostile.not_talked,
    ids.WITHDRAW: hostile.withdraw,
    ids.KEEP_OPEN: hostile.keep_open,
    ids.CLOSE: hostile.close,
    ids.REOPEN_CASE: reopening.open_form,
    ids.TALK_GUIDE: talk.guide,
    ids.TALK_HELD: talk.held,
    ids.TALK_IN_WRITING: talk.in_writing,
    ids.TALK_NOT_WANTED: talk.not_wanted,
    ids.TALK_WRONG: talk.wrong,
    ids.OFFER_HELP: claim.offer_help,
    ids.PROMISE_KEPT: claim.promise_kept,
    ids.PROMISE_LATE: claim.promise_late,
    ids.PROMISE_NEW_TIME: claim.open_new_time,
    ids.CUSTOMER_HELPED: claim.customer_helped,
    ids.READ_CLAIM: claim.read,
    ids.HAND_OVER: handover.open_form,
    ids.TAKE_OFFER_BACK: handover.take_back,
    ids.ACCEPT_CASE: handover.accept,
    ids.DECLINE_CASE: handover.decline,
    ids.LET_GO: handover.open_let_go,
    ids.TAKE_CASE: handover.take,
    ids.SHARE_OUT: handover.open_share,
    ids.ADD_DISH: dishes.open_add,
    ids.NOTHING_LEFT: dishes.nothing_left,
    ids.OUTSIDE: dishes.outside,
    ids.DISH_DONE: dishes.done,
    ids.DISH_ON: dishes.open_pass,
    ids.DISH_DROP: dishes.open_drop,
    ids.DISH_KEEP: dishes.open_keep,
    ids.DISH_ACCEPT: dishes.accept,
    ids.DISH_DECLINE: dishes.decline,
    ids.NAME_ME: thanks.name_me,
    ids.NAME_ME_NOT: thanks.name_me_not,
    ids.IS_ANSWER: threads.is_answer,
}
VIEWS: dict[str, Listener] = {
    ids.FLAG: hostile.flag,
    ids.WRITE: hostile.write,
    ids.REOPEN: reopening.reopen,
    ids.TALK: talk.note,
    ids.CLAIM: claim.claim,
    ids.NEW_TIME: claim.new_time,
    ids.HELPED: claim.helped,
    ids.NOTE: claim.pass_note,
    ids.HAND_OVER_TO: handover.ask,
    ids.LET_IT_GO: handover.let_go,
    ids.SHARE: handover.share,
    ids.DISH: dishes.add,
    ids.DISH_TO: dishes.pass_on,
    ids.DISH_REASON: dishes.drop,
    ids.DISH_DAY: dishes.keep,
    ids.SETUP: setup.save,
    ids.SETUP_PHONES: setup.save_phones,
}
EVENTS: dict[str, Listener] = {
    "message": threads.said,
    "reaction_added": threads.reacted,
    "user_change": channels.person_changed,
    "member_joined_channel": channels.joined_or_left,
    "member_left_channel": channels.joined_or_left,
}


def routes(app: AsyncApp, command: str) -> None:
    """Join every route to what happens on it."""
    app.command(command)(escalate.typed)
    for action, listener in ACTIONS.items():
        app.action(action)(listener)
    for callback, listener in VIEWS.items():
        app.view(callback)(listener)
    for event, listener in EVENTS.items():
        app.event(event)(listener)
