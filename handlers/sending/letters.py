"""How each notice looks: facts in, a message out."""

from collections.abc import Callable

from bot.claim.case import Claim
from bot.notices import Says
from handlers.claim import card as claim_card
from handlers.claim import handover_letters as claim_handover_letters
from handlers.claim import letters as claim_letters
from handlers.claim import promise as claim_promise
from handlers.claim import thanks as claim_thanks
from handlers.claim import unowned as claim_unowned
from handlers.digest import letter as digest_letter
from handlers.dishes import letters as dishes_letters
from handlers.flag import behalf as flag_behalf
from handlers.flag import card as flag_card
from handlers.flag import care as flag_care
from handlers.flag import closing as flag_closing
from handlers.flag import customer as flag_customer
from handlers.flag import decision_letters as flag_decision_letters
from handlers.flag import letters as flag_letters
from handlers.flag import routing as flag_routing
from handlers.flag import together as flag_together
from handlers.flag import urgent as flag_urgent
from handlers.sending import undelivered
from handlers.sending.facts import Facts
from handlers.slack.parts import Message
from handlers.team import letters as team_letters
from handlers.team import setup_change


def draw(facts: Facts) -> Message:
    return RENDER[facts.says](facts)


def _card(f: Facts) -> Message:
    if isinstance(f.case, Claim):
        return claim_card.drawn(f)
    if f.flag.unconfirmed:
        return flag_behalf.unconfirmed_card(f)
    if not f.flag.may_share(f.readers):
        return flag_card.moved(f.flag)
    return flag_card.marked(flag_card.drawn(f), f)


RENDER: dict[Says, Callable[[Facts], Message]] = {
    Says.CARD: _card,
    Says.FLAG_SAVED: flag_letters.flag_saved,
    Says.FLAG_SAVED_URGENT: flag_urgent.flag_saved_urgent,
    Says.NOBODY_TO_ASK: flag_letters.nobody_to_ask,
    Says.CASE_WAITS: flag_letters.case_waits,
    Says.NUDGE_TO_ANSWER: flag_letters.nudge_to_answer,
    Says.WARNING_TO_ANSWER: flag_letters.warning_to_answer,
    Says.PAGE: flag_urgent.page,
    Says.PAGE_AGAIN: flag_urgent.page_again,
    Says.CALLING: flag_urgent.calling,
    Says.CALLED_YET: flag_urgent.called_yet,
    Says.CALLED: flag_urgent.called,
    Says.CAN_WAIT: flag_urgent.can_wait,
    Says.STEPPED_UP_TO_YOU: flag_routing.stepped_up_to_you,
    Says.STEPPED_UP_STILL_WAITING: flag_routing.still_waiting,
    Says.STEPPED_UP_FOR_YOU: flag_routing.stepped_up_for_you,
    Says.NOBODY_ANSWERED: flag_letters.nobody_answered,
    Says.NOBODY_ANSWERED_URGENT: flag_urgent.nobody_answered_urgent,
    Says.WORDS: flag_letters.words,
    Says.TALKED_NOTED: flag_letters.talked_noted,
    Says.TALK_DUE: flag_care.talk_due,
    Says.WITHDRAWN: flag_closing.withdrawn,
    Says.REOPENED: flag_closing.reopened,
    Says.CLOSED: flag_closing.closed,
    Says.MOVED: flag_routing.moved,
    Says.CONTACT_AWAY: flag_routing.contact_away,
    Says.CONTACT_SILENT: flag_routing.contact_silent,
    Says.TALK_ASKED: flag_care.talk_asked,
    Says.TALK_NOTED: flag_care.talk_noted,
    Says.DECISION_DUE: flag_decision_letters.decision_due,
    Says.EXPLANATION: flag_decision_letters.explanation,
    Says.EXPLANATION_DUE: flag_decision_letters.explanation_due,
    Says.HEARD_ELSEWHERE: flag_decision_letters.heard_elsewhere,
    Says.SEES_DIFFERENTLY: flag_decision_letters.sees_differently,
    Says.LIMIT_ENDS: flag_decision_letters.limit_ends,
    Says.FINISH_WISHED: flag_customer.finish_wished,
    Says.TAKEN_OVER: flag_customer.taken_over,
    Says.HAND_BACK_ASKED: flag_customer.hand_back_asked,
    Says.TAKEN_BACK: flag_customer.taken_back,
    Says.CLOSING: flag_closing.closing,
    Says.OBJECTED: flag_closing.objected,
    Says.OBJECTED_AGAIN: flag_closing.objected_again,
    Says.SAY_TO_CUSTOMER: claim_letters.say_to_customer,
    Says.PROMISE_SOON: claim_promise.promise_soon,
    Says.PROMISE_DUE: claim_promise.promise_due,
    Says.PROMISE_UNANSWERED: claim_promise.promise_unanswered,
    Says.HELP_OFFERED: claim_letters.help_offered,
    Says.FLAGGED_FOR_YOU: flag_behalf.flagged_for_you,
    Says.PAGE_ON_BEHALF: flag_behalf.page_on_behalf,
    Says.NOT_FLAGGED: flag_behalf.not_flagged,
    Says.SAME_EVENT: flag_together.same_event,
    Says.SAME_AS_YOURS: flag_together.same_as_yours,
    Says.LINKED: flag_together.linked,
    Says.MERGED: flag_together.merged,
    Says.OFFERED: claim_handover_letters.offered,
    Says.OFFER_WAITS: claim_handover_letters.offer_waits,
    Says.OFFER_TAKEN: claim_handover_letters.offer_taken,
    Says.OFFER_DECLINED: claim_handover_letters.offer_declined,
    Says.OFFER_LAPSED: claim_handover_letters.offer_lapsed,
    Says.OFFER_GONE: claim_handover_letters.offer_gone,
    Says.DECLINED_TWICE: claim_handover_letters.declined_twice,
    Says.PASSED_TO_YOU: claim_handover_letters.passed_to_you,
    Says.WHAT_NEXT: claim_promise.what_next,
    Says.YOURS_NOW: claim_handover_letters.yours_now,
    Says.UNOWNED: claim_unowned.unowned,
    Says.STILL_UNOWNED: claim_unowned.still_unowned,
    Says.NO_LONGER_YOURS: claim_unowned.no_longer_yours,
    Says.NOTE_PASSED: claim_letters.note_passed,
    Says.WASHING_UP: dishes_letters.washing_up,
    Says.THANK: claim_thanks.thank,
    Says.DISH_YOURS: dishes_letters.yours,
    Says.DISH_KEPT: dishes_letters.kept,
    Says.DISH_DUE: dishes_letters.due,
    Says.DISH_STALE: dishes_letters.stale,
    Says.DISH_ASKED: dishes_letters.asked,
    Says.DISH_TAKEN: dishes_letters.taken,
    Says.DISH_DECLINED: dishes_letters.declined,
    Says.WEEKLY_DISHES: dishes_letters.weekly,
    Says.DIGEST: digest_letter.weekly_digest,
    Says.CHANNEL_SHARED: team_letters.channel_shared,
    Says.WORDS_LOST: undelivered.words_lost,
    Says.EXPLANATION_LOST: undelivered.explanation_lost,
    Says.OFFER_LOST: undelivered.offer_lost,
    Says.NOT_DELIVERED: undelivered.not_delivered,
    Says.NOT_REACHED_YET: undelivered.not_reached_yet,
    Says.CONVERSATION_LEFT: undelivered.conversation_left,
    Says.FLAG_BY_LETTER: undelivered.flag_by_letter,
    Says.CHANNEL_LOST: team_letters.channel_lost,
    Says.NAMES_SOMEBODY_GONE: team_letters.names_somebody_gone,
    Says.SETTINGS_CHANGED: setup_change.settings_changed,
}
