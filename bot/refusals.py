"""How a rule says no: a code and facts; the words are made where the reader's language is known."""

from enum import StrEnum


class Code(StrEnum):
    """Every reason for which a step is refused."""

    NOT_YOURS = "not_yours"
    NOT_NOW = "not_now"
    NO_TEAM = "no_team"
    TEAM_UNKNOWN = "team_unknown"
    CASE_UNKNOWN = "case_unknown"
    FIELD_EMPTY = "field_empty"
    TOO_LONG = "too_long"
    TOO_MANY_LINES = "too_many_lines"
    FILLER = "filler"
    NO_ANSWER_YET = "no_answer_yet"
    TALK_STILL_DUE = "talk_still_due"
    TALK_TOO_SOON = "talk_too_soon"
    TALK_COMES = "talk_comes"
    TALK_WAS_ASKED = "talk_was_asked"
    BOTH_HALVES = "both_halves"
    LIMIT_TOO_LONG = "limit_too_long"
    NOT_DECIDED = "not_decided"
    NOT_EXPLAINED = "not_explained"
    ALREADY_EXPLAINED = "already_explained"
    DECIDE_AGAIN = "decide_again"
    EXPLANATION_COMES = "explanation_comes"
    ANSWERED_ALREADY = "answered_already"
    REPLY_STILL_OPEN = "reply_still_open"
    CLOSING_ALREADY = "closing_already"
    NOT_WHEN_URGENT = "not_when_urgent"
    HAS_CUSTOMER = "has_customer"
    AGENT_HAS_CUSTOMER = "agent_has_customer"
    NOT_OFFERED = "not_offered"
    NO_DEPUTY = "no_deputy"
    CONTACT_IS_AWAY = "contact_is_away"
    ABSENCE_BACKWARDS = "absence_backwards"
    NOT_ALONE_WITH_CUSTOMER = "not_alone_with_customer"
    WITHDRAW_TOO_LATE = "withdraw_too_late"
    NOT_LINKED = "not_linked"
    STALE = "stale"
    REOPEN_TOO_LATE = "reopen_too_late"
    ALREADY_CLAIMED = "already_claimed"
    PROMISE_IN_THE_PAST = "promise_in_the_past"
    PROMISE_KEPT_OR_LATE = "promise_kept_or_late"
    ALREADY_HELPING = "already_helping"
    OWN_CASE = "own_case"
    NOT_THERE = "not_there"
    NOT_IN_TEAM = "not_in_team"
    OFFER_GONE = "offer_gone"
    NONE_UNOWNED = "none_unowned"
    NEW_PROMISE_FIRST = "new_promise_first"
    HAS_IT_ALREADY = "has_it_already"
    ENOUGH_DISHES = "enough_dishes"
    DISH_GONE = "dish_gone"
    DISH_OPEN = "dish_open"
    SKIP_BY_ADMIN = "skip_by_admin"
    SETUP_BY_MANAGER = "setup_by_manager"
    CHANNEL_SHARED = "channel_shared"
    CHANNEL_CLOSED = "channel_closed"
    NOT_A_CHANNEL = "not_a_channel"
    HOURS_BACKWARDS = "hours_backwards"
    ZONE_UNKNOWN = "zone_unknown"
    PHONE_WRONG = "phone_wrong"
    NOT_A_COLLEAGUE = "not_a_colleague"
    CONTACT_IS_YOU = "contact_is_you"
    COLLEAGUE_IS_YOU = "colleague_is_you"
    BUSY = "busy"
    SLACK_BUSY = "slack_busy"


Fact = str | int | None


class Refused(Exception):
    """A step that the rules do not allow; nothing was changed."""

    def __init__(self, code: Code, field: str | None = None, **facts: Fact) -> None:
        super().__init__(code.value)
        self.code = code
        self.field = field
        self.facts = facts
