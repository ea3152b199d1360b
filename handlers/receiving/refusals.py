"""The words for every reason a rule has to say no: what is the matter, and what to do."""

from collections.abc import Callable, Mapping

from bot.refusals import Code, Refused
from handlers.slack.language import _
from handlers.slack.markup import escape

Names = Mapping[str, str]


def words(refused: Refused, names: Names) -> str:
    return WORDS[refused.code](refused, names)


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
        "{owner} was a moment ahead of you and has the case (#{number}).",
        owner=escape(names.get(str(owner), "")),
        number=number,
    )


def _offer_gone(refused: Refused, names: Names) -> str:
    owner = names.get(str(refused.facts.get("owner") or ""))
    if owner:
        return _("That question is no longer open: {owner} has the case.", owner=escape(owner))
    return _("That question is no longer open. Nothing was changed.")


WORDS: dict[Code, Callable[[Refused, Names], str]] = {
    Code.NOT_YOURS: lambda r, n: _(
        "This step belongs to somebody else in this case. Nothing was changed."
    ),
    Code.NOT_NOW: _not_now,
    Code.NO_TEAM: lambda r, n: _(
        "You are in no team yet. Join your team's channel, or ask an admin to set it up there."
    ),
    Code.TEAM_UNKNOWN: lambda r, n: _("That team is not set up any more. Choose another one."),
    Code.CASE_UNKNOWN: lambda r, n: _("I don't find that case any more."),
    Code.FIELD_EMPTY: lambda r, n: _("Please fill this in; a word is enough."),
    Code.TOO_LONG: lambda r, n: _(
        "Please keep it under {limit} characters.", limit=r.facts["limit"]
    ),
    Code.TOO_MANY_LINES: lambda r, n: _("Please keep it to {limit} lines.", limit=r.facts["limit"]),
    Code.FILLER: lambda r, n: _("Two sentences are enough: what you saw, and when you will talk."),
    Code.NO_ANSWER_YET: lambda r, n: _("The agent has not had an answer yet. Write to them first."),
    Code.TALK_STILL_DUE: lambda r, n: _("The talk is still to come. Note first what became of it."),
    Code.TALK_TOO_SOON: lambda r, n: _(
        "For now, listen, and see that they are safe. The talk can wait until tomorrow."
    ),
    Code.TALK_COMES: lambda r, n: _("The talk is on its way: your manager has been asked for it."),
    Code.TALK_WAS_ASKED: lambda r, n: _(
        "The agent asked for this talk. Hold it, or give it in writing."
    ),
    Code.BOTH_HALVES: lambda r, n: _(
        "Both halves are needed: the matter, and what follows for the behaviour."
    ),
    Code.LIMIT_TOO_LONG: lambda r, n: _(
        "Choose a day to come, within {weeks} weeks.", weeks=r.facts["weeks"]
    ),
    Code.NOT_DECIDED: lambda r, n: _(
        "Nothing is decided yet. Decide first: the matter, and the behaviour."
    ),
    Code.NOT_EXPLAINED: lambda r, n: _(
        "The agent has not heard yet what was decided, and why. Explain it first."
    ),
    Code.ALREADY_EXPLAINED: lambda r, n: _("The agent has heard it already."),
    Code.DECIDE_AGAIN: lambda r, n: _(
        "The agent heard something else meanwhile. Write down what was decided now."
    ),
    Code.EXPLANATION_COMES: lambda r, n: _("Your manager has been asked to explain it to you."),
    Code.ANSWERED_ALREADY: lambda r, n: _(
        "You have answered this already. If you would like to talk, press More."
    ),
    Code.REPLY_STILL_OPEN: lambda r, n: _(
        "The agent has not said yet how they see it. Give them until five working days have passed."
    ),
    Code.CLOSING_ALREADY: lambda r, n: _("It closes by itself, unless the agent wants it open."),
    Code.NOT_WHEN_URGENT: lambda r, n: _(
        "In an urgent case you don't have to see anything through. Somebody else has the customer."
    ),
    Code.HAS_CUSTOMER: lambda r, n: _("You have the customer already."),
    Code.AGENT_HAS_CUSTOMER: lambda r, n: _("The agent has the customer already."),
    Code.NOT_OFFERED: lambda r, n: _("Nobody has offered the customer back any more."),
    Code.NO_DEPUTY: lambda r, n: _("There is no deputy who could be asked in this case."),
    Code.CONTACT_IS_AWAY: lambda r, n: _("They are away just now. Please choose somebody else."),
    Code.ABSENCE_BACKWARDS: lambda r, n: _("The last day comes after the first, within a year."),
    Code.NOT_ALONE_WITH_CUSTOMER: lambda r, n: _(
        "They flagged this customer as urgent. Somebody else answers; they may help."
    ),
    Code.WITHDRAW_TOO_LATE: lambda r, n: _(
        "Something was decided already, so it stays. Say how you see it: press More."
    ),
    Code.NOT_LINKED: lambda r, n: _(
        "That is not possible any more. Yours stays a case of its own."
    ),
    Code.STALE: lambda r, n: _(
        "Somebody else just changed this case. Close the form and look at how it stands now."
    ),
    Code.REOPEN_TOO_LATE: lambda r, n: _(
        "A case can be opened again for {days} days. Please start a new one.", days=r.facts["days"]
    ),
    Code.ALREADY_CLAIMED: _already_claimed,
    Code.PROMISE_IN_THE_PAST: lambda r, n: _(
        "That time has passed. Choose one that is still to come."
    ),
    Code.PROMISE_KEPT_OR_LATE: lambda r, n: _("The promise was due. Was it kept, or was it late?"),
    Code.ALREADY_HELPING: lambda r, n: _("You are helping already. Thank you."),
    Code.OWN_CASE: lambda r, n: _("You have this case yourself."),
    Code.NOT_THERE: lambda r, n: _("They are away right now. Please ask somebody who is there."),
    Code.NOT_IN_TEAM: lambda r, n: _("Please choose somebody who is in the team's channel."),
    Code.OFFER_GONE: _offer_gone,
    Code.NONE_UNOWNED: lambda r, n: _("Every case has an owner again. There is nothing to share."),
    Code.NEW_PROMISE_FIRST: lambda r, n: _(
        "The promise was missed. First give the customer a new time, with “New time”."
    ),
    Code.HAS_IT_ALREADY: lambda r, n: _("They have it already. Please choose somebody else."),
    Code.ENOUGH_DISHES: lambda r, n: _(
        "{limit} are plenty for one case. Keep the most important ones.", limit=r.facts["limit"]
    ),
    Code.DISH_GONE: lambda r, n: _("That is washed up, or with somebody else by now."),
    Code.DISH_OPEN: lambda r, n: _(
        "There is washing-up left in this case. Finish or drop it first."
    ),
    Code.SKIP_BY_ADMIN: lambda r, n: _("Only a workspace admin can set the managers' manager."),
    Code.SETUP_BY_MANAGER: lambda r, n: _(
        "A workspace admin, or a manager of this team, can set it up. Please ask one of them."
    ),
    Code.CHANNEL_SHARED: lambda r, n: _(
        "People of another company can read this channel. Choose one of our own."
    ),
    Code.CHANNEL_CLOSED: lambda r, n: _(
        "I can't see this channel. Type /invite @Oppvask here first."
    ),
    Code.NOT_A_CHANNEL: lambda r, n: _("A team is a channel. Type this in your team's channel."),
    Code.HOURS_BACKWARDS: lambda r, n: _("Work ends after it begins. Choose a later time."),
    Code.ZONE_UNKNOWN: lambda r, n: _(
        "I don't know that time zone. Try Europe/Copenhagen or Europe/Oslo."
    ),
    Code.PHONE_WRONG: lambda r, n: _("Please give a phone number, for example +45 12 34 56 78."),
    Code.NOT_A_COLLEAGUE: lambda r, n: _(
        "Please choose people of our own company whose account is active."
    ),
    Code.CONTACT_IS_YOU: lambda r, n: _(
        "You have this case yourself. Choose somebody else, or leave it empty."
    ),
    Code.COLLEAGUE_IS_YOU: lambda r, n: _(
        "This form is for a colleague's customer. For your own, flag it yourself."
    ),
    Code.SLACK_BUSY: lambda r, n: _(
        "Slack asks me to wait a little. Nothing was changed. Please try again in a minute."
    ),
    Code.BUSY: lambda r, n: _("That took too long, and nothing was changed. Please try again."),
}
