"""The edges: one line for each thing that a person can do."""

from collections.abc import Awaitable, Callable

from slack_bolt.async_app import AsyncApp

from handlers.claim import form as claim_form
from handlers.claim import handover as claim_handover
from handlers.claim import promise as claim_promise
from handlers.claim import read as claim_read
from handlers.claim import thanks as claim_thanks
from handlers.claim import unowned as claim_unowned
from handlers.claim import wording as claim_wording
from handlers.dishes import steps as dishes_steps
from handlers.escalate import (
    from_anywhere,
    from_claim,
    from_flag,
    from_message,
    open_claim,
    open_flag,
    typed,
)
from handlers.flag import behalf as flag_behalf
from handlers.flag import care as flag_care
from handlers.flag import closing as flag_closing
from handlers.flag import customer as flag_customer
from handlers.flag import decision as flag_decision
from handlers.flag import form as flag_form
from handlers.flag import more as flag_more
from handlers.flag import read as flag_read
from handlers.flag import routing as flag_routing
from handlers.flag import thread as flag_thread
from handlers.flag import together as flag_together
from handlers.reopening import open_form, reopen
from handlers.slack import ids
from handlers.team import away as team_away
from handlers.team import membership as team_membership
from handlers.team import setup as team_setup

Listener = Callable[..., Awaitable[None]]
ACTIONS: dict[str, Listener] = {
    ids.CHOOSE_HOSTILE: open_flag,
    ids.CHOOSE_CLAIM: open_claim,
    ids.CHOOSE_BEHALF: flag_behalf.open_form,
    ids.CONFIRM_FLAG: flag_behalf.open_confirm,
    ids.DECLINE_FLAG: flag_behalf.decline,
    ids.FORM_CHANGED: flag_form.changed,
    ids.SAME_EVENT: flag_together.same,
    ids.OTHER_EVENT: flag_together.another,
    ids.READ: flag_read.read_flag,
    ids.WRITE_TO: flag_care.open_write,
    ids.WE_TALKED: flag_care.we_talked,
    ids.NOT_TALKED: flag_care.not_talked,
    ids.WITHDRAW: flag_closing.withdraw,
    ids.KEEP_OPEN: flag_closing.keep_open,
    ids.CLOSE: flag_closing.close,
    ids.REOPEN_CASE: open_form,
    ids.TALK_GUIDE: flag_care.guide,
    ids.TALK_HELD: flag_care.held,
    ids.TALK_IN_WRITING: flag_care.in_writing,
    ids.TALK_NOT_WANTED: flag_care.not_wanted,
    ids.TALK_WRONG: flag_care.wrong,
    ids.OPEN_MORE: flag_more.open_more,
    ids.OPEN_DECIDE: flag_decision.open_form,
    ids.DECISION_GROWS: flag_decision.grow,
    ids.EXPLAINED: flag_decision.explained,
    ids.THANKS: flag_decision.thanks,
    ids.WANT_TO_TALK: flag_decision.want_to_talk,
    ids.SEE_DIFFERENTLY: flag_decision.open_different,
    ids.HEARD_ELSEWHERE: flag_decision.heard_elsewhere,
    ids.ASK_TALK: flag_more.ask_talk,
    ids.FINISH_MYSELF: flag_customer.myself,
    ids.FINISH_TOGETHER: flag_customer.together,
    ids.FINISH_PLEASE_TAKE: flag_customer.please_take,
    ids.TAKE_OVER: flag_customer.take_over,
    ids.HAND_BACK: flag_customer.hand_back,
    ids.TAKE_BACK: flag_customer.take_back,
    ids.STAY_WITH_MANAGER: flag_customer.stay_with_manager,
    ids.FLAG_HELPED: flag_customer.helped,
    ids.OBJECT: flag_closing.keep_it_open,
    ids.ADD_LESSON: flag_closing.open_lesson,
    ids.CORRECT_TEXT: flag_closing.open_correct,
    ids.GIVE_TO_DEPUTY: flag_routing.to_deputy,
    ids.DECLINE_CONTACT: flag_routing.decline_contact,
    ids.CHOOSE_CONTACT: flag_routing.open_contact,
    ids.TURNED_HOSTILE: from_claim,
    ids.CLAIM_BEHIND: from_flag,
    ids.BACK_AGAIN: team_away.back_again,
    ids.OFFER_HELP: claim_form.offer_help,
    ids.PROMISE_KEPT: claim_promise.promise_kept,
    ids.PROMISE_LATE: claim_promise.promise_late,
    ids.PROMISE_NEW_TIME: claim_promise.open_new_time,
    ids.CUSTOMER_HELPED: claim_promise.customer_helped,
    ids.CHECK_WORDING: claim_wording.open_form,
    ids.READ_CLAIM: claim_read.read_claim,
    ids.HAND_OVER: claim_handover.open_form,
    ids.TAKE_OFFER_BACK: claim_handover.take_back,
    ids.ACCEPT_CASE: claim_handover.accept,
    ids.DECLINE_CASE: claim_handover.decline,
    ids.LET_GO: claim_unowned.open_let_go,
    ids.TAKE_CASE: claim_unowned.take,
    ids.SHARE_OUT: claim_unowned.open_share,
    ids.ADD_DISH: dishes_steps.open_add,
    ids.NOTHING_LEFT: dishes_steps.nothing_left,
    ids.OUTSIDE: dishes_steps.outside,
    ids.DISH_DONE: dishes_steps.done,
    ids.DISH_ON: dishes_steps.open_pass,
    ids.DISH_DROP: dishes_steps.open_drop,
    ids.DISH_KEEP: dishes_steps.open_keep,
    ids.DISH_ACCEPT: dishes_steps.accept,
    ids.DISH_DECLINE: dishes_steps.decline,
    ids.NAME_ME: claim_thanks.name_me,
    ids.NAME_ME_NOT: claim_thanks.name_me_not,
    ids.IS_ANSWER: flag_thread.is_answer,
}
VIEWS: dict[str, Listener] = {
    ids.FLAG: flag_form.flag,
    ids.BEHALF: flag_behalf.flag,
    ids.CONFIRM: flag_behalf.confirm,
    ids.WRITE: flag_care.write,
    ids.REOPEN: reopen,
    ids.TALK: flag_care.note,
    ids.DECIDE: flag_decision.save,
    ids.DIFFERENT: flag_decision.different,
    ids.LESSON: flag_closing.lesson,
    ids.CORRECT: flag_closing.correct,
    ids.CONTACT: flag_routing.contact,
    ids.AWAY: team_away.save,
    ids.CLAIM: claim_form.claim,
    ids.NEW_TIME: claim_promise.new_time,
    ids.HELPED: claim_promise.helped,
    ids.WORDING: claim_wording.check,
    ids.NOTE: claim_form.pass_note,
    ids.HAND_OVER_TO: claim_handover.ask,
    ids.LET_IT_GO: claim_unowned.let_go,
    ids.SHARE: claim_unowned.share,
    ids.DISH: dishes_steps.add,
    ids.DISH_TO: dishes_steps.pass_on,
    ids.DISH_REASON: dishes_steps.drop,
    ids.DISH_DAY: dishes_steps.keep,
    ids.SETUP: team_setup.save,
    ids.SETUP_PHONES: team_setup.save_phones,
}
SHORTCUTS: dict[str, Listener] = {
    ids.ESCALATE: from_anywhere,
    ids.ESCALATE_MESSAGE: from_message,
}
EVENTS: dict[str, Listener] = {
    "message": flag_thread.wrote,
    "reaction_added": flag_thread.reacted,
    "user_change": team_membership.person_changed,
    "member_joined_channel": team_membership.joined_or_left,
    "member_left_channel": team_membership.joined_or_left,
}


def routes(app: AsyncApp, command: str) -> None:
    """Join every route to what happens on it."""
    app.command(command)(typed)
    for action, listener in ACTIONS.items():
        app.action(action)(listener)
    for callback, listener in VIEWS.items():
        app.view(callback)(listener)
    for callback, listener in SHORTCUTS.items():
        app.shortcut(callback)(listener)
    for event, listener in EVENTS.items():
        app.event(event)(listener)
