"""The edges: one line for each thing that a person can do."""

from bot.claim.handover import AcceptCase, DeclineCase, WithdrawOffer
from bot.claim.promise import KeepPromise
from bot.claim.steps import OfferHelp
from bot.dishes.steps import AcceptDish, DeclineDish, DishDone
from bot.flag.behalf import Decline
from bot.flag.care import (
    Acknowledge,
    AskTalk,
    Called,
    Calling,
    CorrectTalk,
    CorrectTalked,
    NotCalled,
    NoteTalk,
    SafeNow,
)
from bot.flag.closing import Close, KeepOpen, Object, Withdraw
from bot.flag.customer import (
    CustomerHelped,
    HandBack,
    StayWithManager,
    TakeBack,
    TakeOver,
    WishToFinish,
)
from bot.flag.decision import AnswerExplanation, Explain, HearElsewhere
from bot.flag.routing import DeclineContact, GiveToDeputy
from bot.flag.tracks import Finish, How, Reply, TalkOutcome
from handlers import escalate, hearing
from handlers.claim import form as claim_form
from handlers.claim import handover, promise, thanks, unowned, wording
from handlers.claim import read as claim_read
from handlers.dishes import steps as dishes
from handlers.flag import behalf, care, closing, decision, more, routing, thread, together
from handlers.flag import form as flag_form
from handlers.flag import read as flag_read
from handlers.pressing import Listener, does, say_noted
from handlers.slack import ids
from handlers.team import away, channels, membership, setup

PRESSED: dict[str, Listener] = {
    ids.FLAG: escalate.open_flag,
    ids.CLAIM: escalate.open_claim,
    ids.BEHALF: behalf.open_form,
    ids.FORM_CHANGED: flag_form.changed,
    ids.BEHALF_CHANGED: behalf.changed,
    ids.PERSON_CHOSEN: membership.person_chosen,
    ids.TURNED_HOSTILE: escalate.from_claim,
    ids.CLAIM_BEHIND: escalate.from_flag,
    # flags
    ids.READ: flag_read.read,
    ids.MORE: more.open_view,
    ids.CONFIRM_FLAG: behalf.open_confirm,
    ids.DECLINE_FLAG: does(Decline),
    ids.SAME_EVENT: together.same,
    ids.OTHER_EVENT: together.another,
    ids.WRITE: care.open_write,
    ids.WE_TALKED: does(Acknowledge, How.TALKED),
    ids.CALLING: does(Calling, then=say_noted),
    ids.CALLED: does(Called, then=say_noted),
    ids.NOT_CALLED: does(NotCalled, then=say_noted),
    ids.SAFE: does(SafeNow, then=say_noted),
    ids.CORRECT_TALKED: does(CorrectTalked),
    ids.IS_ANSWER: thread.is_answer,
    ids.TALK: care.open_talk,
    ids.TALK_HELD: does(NoteTalk, TalkOutcome.HELD),
    ids.TALK_IN_WRITING: does(NoteTalk, TalkOutcome.IN_WRITING),
    ids.TALK_NOT_WANTED: does(NoteTalk, TalkOutcome.NOT_WANTED),
    ids.CORRECT_TALK: does(CorrectTalk),
    ids.ASK_TALK: does(AskTalk),
    ids.DECIDE: decision.open_form,
    ids.DECISION_GROWS: decision.grow,
    ids.EXPLAIN: does(Explain),
    ids.HEAR_ELSEWHERE: does(HearElsewhere),
    ids.THANKS: does(AnswerExplanation, Reply.THANKS),
    ids.WANT_TO_TALK: does(AnswerExplanation, Reply.TALK),
    ids.SEE_DIFFERENTLY: decision.open_different,
    ids.FINISH_MYSELF: does(WishToFinish, Finish.MYSELF),
    ids.FINISH_TOGETHER: does(WishToFinish, Finish.TOGETHER),
    ids.FINISH_PLEASE_TAKE: does(WishToFinish, Finish.PLEASE_TAKE),
    ids.TAKE_OVER: does(TakeOver),
    ids.HAND_BACK: does(HandBack),
    ids.TAKE_BACK: does(TakeBack),
    ids.STAY_WITH_MANAGER: does(StayWithManager),
    ids.CUSTOMER_HELPED: does(CustomerHelped),
    ids.GIVE_TO_DEPUTY: does(GiveToDeputy),
    ids.CHOOSE_CONTACT: routing.open_contact,
    ids.DECLINE_CONTACT: does(DeclineContact),
    ids.CORRECT_TEXT: closing.open_correct,
    ids.LESSON: closing.open_lesson,
    ids.WITHDRAW: does(Withdraw),
    ids.KEEP_OPEN: does(KeepOpen),
    ids.CLOSE: does(Close),
    ids.OBJECT: does(Object),
    ids.REOPEN_FLAG: closing.open_reopen,
    # claims
    ids.READ_CLAIM: claim_read.read,
    ids.OFFER_HELP: does(OfferHelp, then=claim_form.help_offered),
    ids.KEEP_PROMISE: does(KeepPromise),
    ids.MISS_PROMISE: promise.missed,
    ids.NEW_TIME: promise.open_new_time,
    ids.MARK_HELPED: promise.customer_helped,
    ids.CHECK_WORDING: wording.open_form,
    ids.HAND_OVER: handover.open_form,
    ids.WITHDRAW_OFFER: does(WithdrawOffer),
    ids.ACCEPT_CASE: does(AcceptCase),
    ids.DECLINE_CASE: does(DeclineCase),
    ids.LET_GO: unowned.open_let_go,
    ids.TAKE_CASE: unowned.take,
    ids.SHARE_OUT: unowned.open_share,
    ids.REOPEN_CLAIM: promise.open_reopen,
    ids.NAME_ME: thanks.name_me,
    ids.NAME_ME_NOT: thanks.name_me_not,
    # dishes
    ids.ADD_DISH: dishes.open_add,
    ids.NOTHING_LEFT: dishes.nothing_left,
    ids.OUTSIDE: dishes.outside,
    ids.DISH_DONE: does(DishDone, then=say_noted),
    ids.PASS_DISH: dishes.open_pass,
    ids.DROP_DISH: dishes.open_drop,
    ids.KEEP_DISH: dishes.open_keep,
    ids.ACCEPT_DISH: does(AcceptDish, then=say_noted),
    ids.DECLINE_DISH: does(DeclineDish, then=say_noted),
    # people
    ids.BACK_AGAIN: away.back_again,
}
"""Buttons, and other elements that the bot wants to hear of."""
SENT: dict[str, Listener] = {
    ids.FLAG: flag_form.send,
    ids.BEHALF: behalf.send,
    ids.CONFIRM_FLAG: behalf.confirm,
    ids.WRITE: care.write,
    ids.TALK: care.note_talk,
    ids.DECIDE: decision.save,
    ids.SEE_DIFFERENTLY: decision.different,
    ids.CHOOSE_CONTACT: routing.choose,
    ids.CORRECT_TEXT: closing.correct,
    ids.LESSON: closing.note_lesson,
    ids.REOPEN_FLAG: closing.reopen,
    ids.CLAIM: claim_form.send,
    ids.NOTE: claim_form.pass_note,
    ids.NEW_TIME: promise.new_time,
    ids.MARK_HELPED: promise.helped,
    ids.CHECK_WORDING: wording.check,
    ids.HAND_OVER: handover.ask,
    ids.LET_GO: unowned.let_go,
    ids.SHARE_OUT: unowned.share,
    ids.REOPEN_CLAIM: promise.reopen,
    ids.ADD_DISH: dishes.add,
    ids.PASS_DISH: dishes.pass_on,
    ids.DROP_DISH: dishes.drop,
    ids.KEEP_DISH: dishes.keep,
    ids.AWAY: away.save,
    ids.SETUP: setup.save,
    ids.SETUP_PHONES: setup.save_phones,
}
"""Forms that were filled in and sent."""
SHORTCUTS: dict[str, Listener] = {
    ids.ESCALATE: escalate.from_anywhere,
    ids.ESCALATE_MESSAGE: escalate.from_message,
}
EVENTS: dict[str, Listener] = {
    "message": hearing.message,
    "reaction_added": thread.reacted,
    "user_change": membership.person_changed,
    "member_joined_channel": channels.joined_or_left,
    "member_left_channel": channels.joined_or_left,
    "channel_archive": channels.changed,
    "channel_unarchive": channels.changed,
    "channel_rename": channels.changed,
    "group_archive": channels.changed,
    "group_unarchive": channels.changed,
    "group_rename": channels.changed,
}
FLAGGING: frozenset[Listener] = frozenset(
    {
        escalate.open_flag,
        escalate.from_claim,
        escalate.from_anywhere,
        escalate.from_message,
        flag_form.changed,
        flag_form.send,
        behalf.open_form,
        behalf.changed,
        behalf.send,
        behalf.open_confirm,
        behalf.confirm,
        membership.person_chosen,
    }
)
"""On the way to a flag: nobody is refused, and nobody waits, because a look-up has failed."""
