"""The edges: one line for each thing that a person can do."""

from collections.abc import Awaitable, Callable

from slack_bolt.async_app import AsyncApp

from handlers import (
    away,
    behalf,
    channels,
    claim,
    decision,
    dishes,
    escalate,
    handover,
    hostile,
    more,
    reopening,
    same_event,
    setup,
    talk,
    thanks,
    threads,
    through,
    ways_in,
    wording,
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
    ids.OPEN_MORE: more.open_more,
    ids.OPEN_DECIDE: decision.open_form,
    ids.DECISION_GROWS: decision.grow,
    ids.EXPLAINED: decision.explained,
    ids.THANKS: decision.thanks,
    ids.WANT_TO_TALK: decision.want_to_talk,
    ids.SEE_DIFFERENTLY: decision.open_different,
    ids.HEARD_ELSEWHERE: decision.heard_elsewhere,
    ids.ASK_TALK: more.ask_talk,
    ids.FINISH_MYSELF: through.myself,
    ids.FINISH_TOGETHER: through.together,
    ids.FINISH_PLEASE_TAKE: through.please_take,
    ids.TAKE_OVER: through.take_over,
    ids.HAND_BACK: through.hand_back,
    ids.TAKE_BACK: through.take_back,
    ids.STAY_WITH_MANAGER: through.stay_with_manager,
    ids.FLAG_HELPED: through.helped,
    ids.OBJECT: more.keep_it_open,
    ids.ADD_LESSON: more.open_lesson,
    ids.CORRECT_TEXT: more.open_correct,
    ids.GIVE_TO_DEPUTY: more.give_to_deputy,
    ids.DECLINE_CONTACT: more.decline_contact,
    ids.CHOOSE_CONTACT: more.open_contact,
    ids.TURNED_HOSTILE: ways_in.from_claim,
    ids.CLAIM_BEHIND: ways_in.from_flag,
    ids.BACK_AGAIN: away.back_again,
    ids.OFFER_HELP: claim.offer_help,
    ids.PROMISE_KEPT: claim.promise_kept,
    ids.PROMISE_LATE: claim.promise_late,
    ids.PROMISE_NEW_TIME: claim.open_new_time,
    ids.CUSTOMER_HELPED: claim.customer_helped,
    ids.CHECK_WORDING: wording.open_form,
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
    ids.BEHALF: behalf.flag,
    ids.CONFIRM: behalf.confirm,
    ids.WRITE: hostile.write,
    ids.REOPEN: reopening.reopen,
    ids.TALK: talk.note,
    ids.DECIDE: decision.save,
    ids.DIFFERENT: decision.different,
    ids.LESSON: more.lesson,
    ids.CORRECT: more.correct,
    ids.CONTACT: more.contact,
    ids.AWAY: away.save,
    ids.CLAIM: claim.claim,
    ids.NEW_TIME: claim.new_time,
    ids.HELPED: claim.helped,
    ids.WORDING: wording.check,
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
