"""The edges: one line for each thing that a person can do."""

from collections.abc import Awaitable, Callable

from slack_bolt.async_app import AsyncApp

from handlers import (
    behalf,
    channels,
    claim,
    escalate,
    hostile,
    reopening,
    same_event,
    setup,
    talk,
    threads,
    ways_in,
)
from handlers.blocks import ids

Listener = Callable[..., Awaitable[None]]

ACTIONS: dict[str, Listener] = {
    ids.CHOOSE_HOSTILE: ways_in.open_flag,
    ids.CHOOSE_CLAIM: ways_in.open_claim,
    ids.CHOOSE_BEHALF: behalf.open_form,
    ids.CONFIRM_FLAG: behalf.open_confirm,
    ids.DECLINE_FLAG: behalf.decline,
    ids.FORM_CHANGED: ways_in.changed,
    ids.SAME_EVENT: same_event.same,
    ids.OTHER_EVENT: same_event.another,
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
    ids.IS_ANSWER: threads.is_answer,
}
VIEWS: dict[str, Listener] = {
    ids.FLAG: hostile.flag,
    ids.BEHALF: behalf.flag,
    ids.CONFIRM: behalf.confirm,
    ids.WRITE: hostile.write,
    ids.REOPEN: reopening.reopen,
    ids.TALK: talk.note,
    ids.CLAIM: claim.claim,
    ids.NEW_TIME: claim.new_time,
    ids.HELPED: claim.helped,
    ids.SETUP: setup.save,
    ids.SETUP_PHONES: setup.save_phones,
}
SHORTCUTS: dict[str, Listener] = {
    ids.ESCALATE: ways_in.from_anywhere,
    ids.ESCALATE_MESSAGE: ways_in.from_message,
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
    for callback, listener in SHORTCUTS.items():
        app.shortcut(callback)(listener)
    for event, listener in EVENTS.items():
        app.event(event)(listener)
