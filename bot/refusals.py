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
    FILLER = "filler"
    NO_ANSWER_YET = "no_answer_yet"
    TALK_STILL_DUE = "talk_still_due"
    TALK_TOO_SOON = "talk_too_soon"
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
