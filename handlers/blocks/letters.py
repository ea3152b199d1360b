"""How each notice looks: facts in, a message out."""

from collections.abc import Callable

from bot.cases import Claim
from bot.notices import Says
from handlers.blocks import (
    behalf_letters,
    claim_card,
    claim_letters,
    decision_letters,
    digest_letter,
    dish_letters,
    flag_card,
    flag_letters,
    handover_letters,
    routing_letters,
    same_event,
    unowned_letters,
)
from handlers.blocks.facts import Facts
from handlers.blocks.message import Message


def draw(facts: Facts) -> Message:
    return RENDER[facts.says](facts)


def _card(f: Facts) -> Message:
    if isinstance(f.case, Claim):
        return claim_card.drawn(f.case, f.names)
    if f.flag.unconfirmed:
        return behalf_letters.card(f)
    if not flag_card.stands_for(f.flag, f.readers):
        return flag_card.moved(f.flag)
    return same_event.marked(flag_card.hostile(f.flag, f.office, f.names), f.flag, f.linked)


RENDER: dict[Says, Callable[[Facts], Message]] = {
    Says.CARD: _card,
    Says.FLAG_SAVED: flag_letters.flag_saved,
    Says.FLAG_SAVED_URGENT: flag_letters.flag_saved_urgent,
    Says.NOBODY_TO_ASK: flag_letters.nobody_to_ask,
    Says.CASE_WAITS: flag_letters.case_waits,
    Says.NUDGE_TO_ANSWER: flag_letters.nudge_to_answer,
    Says.WARNING_TO_ANSWER: flag_letters.warning_to_answer,
    Says.PAGE: flag_letters.page,
    Says.PAGE_AGAIN: flag_letters.page_again,
    Says.STEPPED_UP_TO_YOU: routing_letters.stepped_up_to_you,
    Says.STEPPED_UP_STILL_WAITING: routing_letters.still_waiting,
    Says.STEPPED_UP_FOR_YOU: routing_letters.stepped_up_for_you,
    Says.NOBODY_ANSWERED: flag_letters.nobody_answered,
    Says.NOBODY_ANSWERED_URGENT: flag_letters.nobody_answered_urgent,
    Says.WORDS: flag_letters.words,
    Says.TALKED_NOTED: flag_letters.talked_noted,
    Says.TALK_DUE: decision_letters.talk_due,
    Says.WITHDRAWN: flag_letters.withdrawn,
    Says.REOPENED: flag_letters.reopened,
    Says.CLOSED: flag_letters.closed,
    Says.MOVED: routing_letters.moved,
    Says.CONTACT_AWAY: routing_letters.contact_away,
    Says.CONTACT_SILENT: routing_letters.contact_silent,
    Says.TALK_ASKED: decision_letters.talk_asked,
    Says.TALK_NOTED: decision_letters.talk_noted,
    Says.DECISION_DUE: decision_letters.decision_due,
    Says.EXPLANATION: decision_letters.explanation,
    Says.EXPLANATION_DUE: decision_letters.explanation_due,
    Says.HEARD_ELSEWHERE: decision_letters.heard_elsewhere,
    Says.SEES_DIFFERENTLY: decision_letters.sees_differently,
    Says.LIMIT_ENDS: decision_letters.limit_ends,
    Says.FINISH_WISHED: decision_letters.finish_wished,
    Says.TAKEN_OVER: decision_letters.taken_over,
    Says.HAND_BACK_ASKED: decision_letters.hand_back_asked,
    Says.TAKEN_BACK: decision_letters.taken_back,
    Says.CLOSING: decision_letters.closing,
    Says.OBJECTED: decision_letters.objected,
    Says.OBJECTED_AGAIN: decision_letters.objected_again,
    Says.SAY_TO_CUSTOMER: claim_letters.say_to_customer,
    Says.PROMISE_SOON: claim_letters.promise_soon,
    Says.PROMISE_DUE: claim_letters.promise_due,
    Says.PROMISE_UNANSWERED: claim_letters.promise_unanswered,
    Says.HELP_OFFERED: claim_letters.help_offered,
    Says.FLAGGED_FOR_YOU: behalf_letters.flagged_for_you,
    Says.PAGE_ON_BEHALF: behalf_letters.page_on_behalf,
    Says.NOT_FLAGGED: behalf_letters.not_flagged,
    Says.SAME_EVENT: same_event.same_event,
    Says.SAME_AS_YOURS: same_event.same_as_yours,
    Says.LINKED: same_event.linked,
    Says.MERGED: same_event.merged,
    Says.OFFERED: handover_letters.offered,
    Says.OFFER_WAITS: handover_letters.offer_waits,
    Says.OFFER_TAKEN: handover_letters.offer_taken,
    Says.OFFER_DECLINED: handover_letters.offer_declined,
    Says.OFFER_LAPSED: handover_letters.offer_lapsed,
    Says.OFFER_GONE: handover_letters.offer_gone,
    Says.DECLINED_TWICE: handover_letters.declined_twice,
    Says.PASSED_TO_YOU: handover_letters.passed_to_you,
    Says.WHAT_NEXT: claim_letters.what_next,
    Says.YOURS_NOW: handover_letters.yours_now,
    Says.UNOWNED: unowned_letters.unowned,
    Says.STILL_UNOWNED: unowned_letters.still_unowned,
    Says.NO_LONGER_YOURS: unowned_letters.no_longer_yours,
    Says.NOTE_PASSED: claim_letters.note_passed,
    Says.WASHING_UP: dish_letters.washing_up,
    Says.THANK: claim_letters.thank,
    Says.DISH_YOURS: dish_letters.yours,
    Says.DISH_KEPT: dish_letters.kept,
    Says.DISH_DUE: dish_letters.due,
    Says.DISH_STALE: dish_letters.stale,
    Says.DISH_ASKED: dish_letters.asked,
    Says.DISH_TAKEN: dish_letters.taken,
    Says.DISH_DECLINED: dish_letters.declined,
    Says.WEEKLY_DISHES: dish_letters.weekly,
    Says.DIGEST: digest_letter.drawn,
    Says.CHANNEL_SHARED: digest_letter.channel_shared,
}
