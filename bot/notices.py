"""What somebody must be told, not how it looks."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

Fact = str | int | bool | None | list[str]


class Says(StrEnum):
    """Every message that leaves the bot as a letter."""

    CARD = "card"
    FLAG_SAVED = "flag_saved"
    FLAG_SAVED_URGENT = "flag_saved_urgent"
    NOBODY_TO_ASK = "nobody_to_ask"
    CASE_WAITS = "case_waits"
    CHANNEL_SHARED = "channel_shared"
    NUDGE_TO_ANSWER = "nudge_to_answer"
    WARNING_TO_ANSWER = "warning_to_answer"
    PAGE = "page"
    PAGE_AGAIN = "page_again"
    STEPPED_UP_TO_YOU = "stepped_up_to_you"
    STEPPED_UP_STILL_WAITING = "stepped_up_still_waiting"
    STEPPED_UP_FOR_YOU = "stepped_up_for_you"
    NOBODY_ANSWERED = "nobody_answered"
    NOBODY_ANSWERED_URGENT = "nobody_answered_urgent"
    MOVED = "moved"
    CONTACT_AWAY = "contact_away"
    CONTACT_SILENT = "contact_silent"
    WORDS = "words"
    TALKED_NOTED = "talked_noted"
    TALK_DUE = "talk_due"
    TALK_ASKED = "talk_asked"
    TALK_NOTED = "talk_noted"
    DECISION_DUE = "decision_due"
    EXPLANATION = "explanation"
    EXPLANATION_DUE = "explanation_due"
    HEARD_ELSEWHERE = "heard_elsewhere"
    SEES_DIFFERENTLY = "sees_differently"
    LIMIT_ENDS = "limit_ends"
    FINISH_WISHED = "finish_wished"
    TAKEN_OVER = "taken_over"
    HAND_BACK_ASKED = "hand_back_asked"
    TAKEN_BACK = "taken_back"
    CLOSING = "closing"
    OBJECTED = "objected"
    OBJECTED_AGAIN = "objected_again"
    WITHDRAWN = "withdrawn"
    REOPENED = "reopened"
    CLOSED = "closed"
    SAY_TO_CUSTOMER = "say_to_customer"
    PROMISE_SOON = "promise_soon"
    PROMISE_DUE = "promise_due"
    PROMISE_UNANSWERED = "promise_unanswered"
    HELP_OFFERED = "help_offered"
    FLAGGED_FOR_YOU = "flagged_for_you"
    PAGE_ON_BEHALF = "page_on_behalf"
    NOT_FLAGGED = "not_flagged"
    SAME_EVENT = "same_event"
    SAME_AS_YOURS = "same_as_yours"
    LINKED = "linked"
    MERGED = "merged"
    OFFERED = "offered"
    OFFER_WAITS = "offer_waits"
    OFFER_TAKEN = "offer_taken"
    OFFER_DECLINED = "offer_declined"
    OFFER_LAPSED = "offer_lapsed"
    OFFER_GONE = "offer_gone"
    DECLINED_TWICE = "declined_twice"
    UNOWNED = "unowned"
    STILL_UNOWNED = "still_unowned"
    NO_LONGER_YOURS = "no_longer_yours"
    YOURS_NOW = "yours_now"
    PASSED_TO_YOU = "passed_to_you"
    WHAT_NEXT = "what_next"
    NOTE_PASSED = "note_passed"
    WASHING_UP = "washing_up"
    THANK = "thank"
    DISH_YOURS = "dish_yours"
    DISH_KEPT = "dish_kept"
    DISH_DUE = "dish_due"
    DISH_STALE = "dish_stale"
    DISH_ASKED = "dish_asked"
    DISH_TAKEN = "dish_taken"
    DISH_DECLINED = "dish_declined"
    WEEKLY_DISHES = "weekly_dishes"
    DIGEST = "digest"


class Place(StrEnum):
    """Where a letter goes that is not for one person alone."""

    CASE_THREAD = "case_thread"
    TEAM_CHANNEL = "team_channel"


@dataclass(frozen=True, slots=True)
class Notice:
    """One letter: facts are ids, enums and ISO times; typed words go by text id."""

    says: Says
    to: str | Place
    """A Slack user id, or a place."""
    facts: Mapping[str, Fact] = field(default_factory=dict)


def when(at: datetime) -> str:
    """A time as a fact."""
    return at.isoformat()
