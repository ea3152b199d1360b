"""Every action_id and callback_id, once, and what the buttons carry.

A button and the form that it opens have one name. A step's button carries the case, then what else
the step needs; `pack` and `unpack` are the only ones to know how.
"""

from collections.abc import Mapping
from typing import Any

# Ways in, and what is no step
CHOOSER = "chooser"
ESCALATE = "escalate"
ESCALATE_MESSAGE = "escalate_message"
FORM_CHANGED = "form_changed"
BEHALF_CHANGED = "behalf_changed"
PERSON_CHOSEN = "person_chosen"
MORE = "more"
READ = "read"
READ_CLAIM = "read_claim"
CHECK_WORDING = "check_wording"
OUTSIDE = "outside"
NOTHING_LEFT = "nothing_left"
NAME_ME = "name_me"
NAME_ME_NOT = "name_me_not"
AWAY = "away"
BACK_AGAIN = "back_again"
SETUP = "setup"
SETUP_PHONES = "setup_phones"

# Flags
FLAG = "flag"
BEHALF = "behalf"
CONFIRM_FLAG = "confirm_flag"
DECLINE_FLAG = "decline_flag"
CLAIM_BEHIND = "claim_behind"
SAME_EVENT = "same_event"
OTHER_EVENT = "other_event"
WRITE = "write"
WE_TALKED = "we_talked"
CALLING = "calling"
CALLED = "called"
NOT_CALLED = "not_called"
SAFE = "safe"
CORRECT_TALKED = "correct_talked"
IS_ANSWER = "is_answer"
TALK = "talk"
TALK_HELD = "talk_held"
TALK_IN_WRITING = "talk_in_writing"
TALK_NOT_WANTED = "talk_not_wanted"
CORRECT_TALK = "correct_talk"
ASK_TALK = "ask_talk"
DECIDE = "decide"
DECISION_GROWS = "decision_grows"
EXPLAIN = "explain"
HEAR_ELSEWHERE = "hear_elsewhere"
THANKS = "thanks"
WANT_TO_TALK = "want_to_talk"
SEE_DIFFERENTLY = "see_differently"
FINISH_MYSELF = "finish_myself"
FINISH_TOGETHER = "finish_together"
FINISH_PLEASE_TAKE = "finish_please_take"
TAKE_OVER = "take_over"
HAND_BACK = "hand_back"
TAKE_BACK = "take_back"
STAY_WITH_MANAGER = "stay_with_manager"
CUSTOMER_HELPED = "customer_helped"
GIVE_TO_DEPUTY = "give_to_deputy"
CHOOSE_CONTACT = "choose_contact"
DECLINE_CONTACT = "decline_contact"
CORRECT_TEXT = "correct_text"
LESSON = "lesson"
WITHDRAW = "withdraw"
KEEP_OPEN = "keep_open"
CLOSE = "close"
OBJECT = "object"
REOPEN_FLAG = "reopen_flag"

# Claims
CLAIM = "claim"
NOTE = "note"
OFFER_HELP = "offer_help"
KEEP_PROMISE = "keep_promise"
MISS_PROMISE = "miss_promise"
NEW_TIME = "new_time"
MARK_HELPED = "mark_helped"
HAND_OVER = "hand_over"
WITHDRAW_OFFER = "withdraw_offer"
ACCEPT_CASE = "accept_case"
DECLINE_CASE = "decline_case"
LET_GO = "let_go"
TAKE_CASE = "take_case"
SHARE_OUT = "share_out"
TURNED_HOSTILE = "turned_hostile"
REOPEN_CLAIM = "reopen_claim"

# Dishes
ADD_DISH = "add_dish"
DISH_DONE = "dish_done"
PASS_DISH = "pass_dish"  # noqa: S105  no secret, a dish that is passed on
DROP_DISH = "drop_dish"
KEEP_DISH = "keep_dish"
ACCEPT_DISH = "accept_dish"
DECLINE_DISH = "decline_dish"


def pack(*carried: object) -> str:
    """The value of a button; none of what it carries holds a bar."""
    return "|".join(str(each) for each in carried)


def unpack(body: Mapping[str, Any]) -> list[str]:
    """What the pressed button carries; [] of an element that carries nothing."""
    value = (body.get("actions") or [{}])[0].get("value")
    return str(value).split("|") if value else []
