"""The words for every reason a rule has to say no: what is the matter, and what to do."""

from collections.abc import Callable, Mapping

from bot.refusals import Code, Refused
from handlers.slack.forms import AtField
from handlers.slack.language import _, later
from handlers.slack.markup import called, escape
from handlers.team.colleagues import Names


def words(refused: Refused, names: Names) -> str:
    """In the reader's language; `names` are those of the people in the refusal's facts."""
    said = WORDS[refused.code]
    return _(said, **refused.facts) if isinstance(said, str) else said(refused, names)


FIELDS: Mapping[Code, tuple[str, ...]] = {
    Code.REFERENCE_EMPTY: ("customer",),
    Code.ALREADY_CLAIMED: ("customer",),
    Code.TYPES_EMPTY: ("types",),
    Code.REASON_EMPTY: ("reason",),
    Code.BOTH_HALVES: ("behaviour",),
    Code.BECAUSE_EMPTY: ("because",),
    Code.LIMITED_TO_EMPTY: ("limited_to",),
    Code.LIMITED_UNTIL_EMPTY: ("limited_until",),
    Code.LIMIT_TOO_LONG: ("limited_until",),
    Code.AGENT_FIRST_EMPTY: ("agent_first",),
    Code.OWN_WORDS_EMPTY: ("words",),
    Code.FILLER: ("words",),
    Code.COLLEAGUE_IS_YOU: ("colleague",),
    Code.CONTACT_IS_YOU: ("contact",),
    Code.CONTACT_IS_AWAY: ("contact",),
    Code.NOT_A_COLLEAGUE: ("colleague", "contact", "person", "to"),
    Code.HAS_IT_ALREADY: ("person",),
    Code.PROMISE_IN_THE_PAST: ("promise",),
    Code.DAY_IN_THE_PAST: ("day",),
    Code.OWN_CASE: ("to",),
    Code.NOT_THERE: ("to",),
    Code.NOT_ALONE_WITH_CUSTOMER: ("to",),
    Code.MANAGERS_EMPTY: ("managers",),
    Code.DAYS_EMPTY: ("days",),
    Code.SKIP_BY_ADMIN: ("skip",),
    Code.MANAGERS_BY_ADMIN: ("managers",),
    Code.OWN_WORDS_TOO_LONG: ("own_words",),
    Code.TOO_MANY_LINES: ("own_words",),
    Code.ZONE_UNKNOWN: ("zone",),
    Code.HOURS_BACKWARDS: ("end",),
}
"""The block_ids of the fields at which a refusal of the rules is said, where the form has one."""


def fields(refused: Refused | None) -> tuple[str, ...]:
    """The fields that the refusal may be said at, the likeliest first."""
    if refused is None:
        return ()
    if isinstance(refused, AtField):
        return (refused.field,)
    facts = refused.facts
    one_of_several = (f"case_{facts.get('case')}", f"phone_{facts.get('person')}")
    return (*FIELDS.get(refused.code, ()), str(facts.get("role")), *one_of_several)


def _not_now(refused: Refused, _names: Names) -> str:
    standing = {
        "new": _("it waits for an answer"),
        "seen": _("it was seen and waits for an answer"),
        "answered": _("it is answered"),
        "decided": _("it is decided, and to be explained"),
        "explained": _("it is decided and explained"),
        "closed": _("it is closed"),
        "withdrawn": _("it was withdrawn"),
        "merged": _("it went along with another case"),
        "claimed": _("it has an owner"),
        "handing_over": _("a colleague is asked to take it over"),
        "unowned": _("it has no owner right now"),
        "helped": _("the customer is helped"),
    }[str(refused.facts["headline"])]
    return _("This case has moved on: {standing}. Nothing was changed.", standing=standing)


def _already_claimed(refused: Refused, names: Names) -> str:
    number, owner = refused.facts["number"], refused.facts["owner"]
    if not owner:
        return _("The customer has an open case without an owner: take #{number}.", number=number)
    return _(
        "{owner} got there just before you and has the case (#{number}).",
        owner=escape(called(names.get(str(owner)))),
        number=number,
    )


def _offer_gone(refused: Refused, names: Names) -> str:
    owner = names.get(str(refused.facts.get("owner") or ""))
    if owner:
        return _("That question is no longer open: {owner} has the case.", owner=escape(owner))
    return _("That question is no longer open. Nothing was changed.")


EMPTY = later("Please fill this in; a word is enough.")
LONG = later("Please keep it under {limit} characters.")
PASSED = later("That time has passed. Choose one that is still to come.")
WORDS: Mapping[Code, str | Callable[[Refused, Names], str]] = {
    Code.NOT_YOURS: later("This step belongs to somebody else in this case. Nothing was changed."),
    Code.NOT_KNOWN_YET: later(
        "Slack can't tell me just now who you are, so nothing was changed. Please try again in a "
        "minute."
    ),
    Code.COLLEAGUES_ONLY: later("Only colleagues of this workspace can use this."),
    Code.NOT_NOW: _not_now,
    Code.NO_TEAM: later(
        "You are in no team yet. Join your team's channel, or ask an admin to set it up there."
    ),
    Code.TEAM_UNKNOWN: later("That team is not set up any more. Choose another one."),
    Code.CASE_UNKNOWN: later("I don't find that case any more."),
    Code.FIELD_EMPTY: EMPTY,
    Code.REFERENCE_EMPTY: EMPTY,
    Code.TYPES_EMPTY: EMPTY,
    Code.REASON_EMPTY: EMPTY,
    Code.BECAUSE_EMPTY: EMPTY,
    Code.LIMITED_TO_EMPTY: EMPTY,
    Code.LIMITED_UNTIL_EMPTY: EMPTY,
    Code.AGENT_FIRST_EMPTY: EMPTY,
    Code.OWN_WORDS_EMPTY: EMPTY,
    Code.MANAGERS_EMPTY: EMPTY,
    Code.DAYS_EMPTY: EMPTY,
    Code.TOO_LONG: LONG,
    Code.OWN_WORDS_TOO_LONG: LONG,
    Code.TOO_MANY_LINES: later("Please keep it to {limit} lines."),
    Code.FILLER: later("Two sentences are enough: what you saw, and when you will talk."),
    Code.NO_ANSWER_YET: later("The agent has not had an answer yet. Write to them first."),
    Code.TALK_STILL_DUE: later("The talk is still to come. Note first what became of it."),
    Code.TALK_TOO_SOON: later(
        "For now, listen, and see that they are safe. The talk can wait until tomorrow."
    ),
    Code.TALK_COMES: later("The talk is on its way: your manager has been asked for it."),
    Code.TALK_WAS_ASKED: later("The agent asked for this talk. Hold it, or give it in writing."),
    Code.BOTH_HALVES: later(
        "Both halves are needed: the matter, and what follows for the behaviour."
    ),
    Code.LIMIT_TOO_LONG: later("Choose a day to come, within {weeks} weeks."),
    Code.NOT_DECIDED: later("Nothing is decided yet. Decide first: the matter, and the behaviour."),
    Code.NOT_EXPLAINED: later(
        "The agent has not heard yet what was decided, and why. Explain it first."
    ),
    Code.ALREADY_EXPLAINED: later("The agent has heard it already."),
    Code.DECIDE_AGAIN: later(
        "The agent heard something else meanwhile. Write down what was decided now."
    ),
    Code.EXPLANATION_COMES: later("Your manager has been asked to explain it to you."),
    Code.ANSWERED_ALREADY: later(
        "You have answered this already. If you would like to talk, press More."
    ),
    Code.REPLY_STILL_OPEN: later(
        "The agent has not said yet how they see it. Give them until five working days have passed."
    ),
    Code.CLOSING_ALREADY: later("It closes by itself, unless the agent wants it open."),
    Code.NOT_WHEN_URGENT: later(
        "In an urgent case you don't have to see anything through. Somebody else has the customer."
    ),
    Code.HAS_CUSTOMER: later("You have the customer already."),
    Code.AGENT_HAS_CUSTOMER: later("The agent has the customer already."),
    Code.NOT_OFFERED: later("Nobody has offered the customer back any more."),
    Code.NO_DEPUTY: later("There is no deputy who could be asked in this case."),
    Code.CONTACT_IS_AWAY: later("They are away just now. Please choose somebody else."),
    Code.ABSENCE_BACKWARDS: later("The last day comes after the first, within a year."),
    Code.NOT_ALONE_WITH_CUSTOMER: later(
        "They flagged this customer as urgent. Somebody else answers; they may help."
    ),
    Code.WITHDRAW_TOO_LATE: later(
        "Something was decided already, so it stays. Say how you see it: press More."
    ),
    Code.NOT_LINKED: later("That is not possible any more. Yours stays a case of its own."),
    Code.STALE: later(
        "Somebody else just changed this case. Close the form and look at how it stands now."
    ),
    Code.REOPEN_TOO_LATE: later(
        "A case can be opened again for {days} days. Please start a new one."
    ),
    Code.ALREADY_CLAIMED: _already_claimed,
    Code.PROMISE_IN_THE_PAST: PASSED,
    Code.DAY_IN_THE_PAST: PASSED,
    Code.PROMISE_KEPT_OR_LATE: later("The promise was due. Was it kept, or was it late?"),
    Code.ALREADY_HELPING: later("You are helping already. Thank you."),
    Code.OWN_CASE: later("You have this case yourself."),
    Code.NOT_THERE: later("They are away right now. Please ask somebody who is there."),
    Code.NOT_IN_TEAM: later("Please choose somebody who is in the team's channel."),
    Code.OFFER_GONE: _offer_gone,
    Code.NONE_UNOWNED: later("Every case has an owner again. There is nothing to share."),
    Code.NEW_PROMISE_FIRST: later(
        "The promise was missed. First give the customer a new time, with “New time”."
    ),
    Code.HAS_IT_ALREADY: later("They have it already. Please choose somebody else."),
    Code.ENOUGH_DISHES: later("{limit} are plenty for one case. Keep the most important ones."),
    Code.DISH_GONE: later("That is washed up, or with somebody else by now."),
    Code.DISH_OPEN: later("There is washing-up left in this case. Finish or drop it first."),
    Code.SKIP_BY_ADMIN: later("Only a workspace admin can set the managers' manager."),
    Code.MANAGERS_BY_ADMIN: later(
        "You can add managers after those who are here. Taking one off, or another order, is for "
        "an admin or their own manager."
    ),
    Code.SETUP_STALE: later(
        "Somebody else saved these settings meanwhile, so yours were not saved. Open them again."
    ),
    Code.GUEST: later("A guest can't be asked here. Guests can flag, claim and help like anybody."),
    Code.SETUP_BY_MANAGER: later(
        "An admin, a manager of this team, or their own manager can set it up. Please ask one."
    ),
    Code.CHANNEL_SHARED: later(
        "People of another company can read this channel. Choose one of our own."
    ),
    Code.CHANNEL_CLOSED: later("I can't see this channel. Type /invite @Oppvask here first."),
    Code.NOT_A_CHANNEL: later("A team is a channel. Type this in your team's channel."),
    Code.HOURS_BACKWARDS: later("Work ends after it begins. Choose a later time."),
    Code.ZONE_UNKNOWN: later("I don't know that time zone. Try Europe/Copenhagen or Europe/Oslo."),
    Code.PHONE_WRONG: later("Please give a phone number, for example +45 12 34 56 78."),
    Code.NOT_A_COLLEAGUE: later("Please choose people of our own company whose account is active."),
    Code.CONTACT_IS_YOU: later(
        "You have this case yourself. Choose somebody else, or leave it empty."
    ),
    Code.COLLEAGUE_IS_YOU: later(
        "This form is for a colleague's customer. For your own, flag it yourself."
    ),
    Code.SLACK_BUSY: later(
        "Slack asks me to wait a little. Nothing was changed. Please try again in a minute."
    ),
    Code.BUSY: later("That took too long, and nothing was changed. Please try again."),
}
