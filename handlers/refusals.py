"""The words for every reason a rule has to say no: what is the matter, and what to do."""

from collections.abc import Callable, Mapping

from bot.refusals import Code, Refused
from handlers.blocks.markup import escape
from handlers.language import _

Names = Mapping[str, str]


def words(refused: Refused, names: Names) -> str:
    return WORDS[refused.code](refused, names)


def _not_now(refused: Refused, _names: Names) -> str:
    standing = {
        "new": _("it waits for an answer"),
        "seen": _("it was seen and waits for an answer"),
        "answered": _("it is answered"),
        "closed": _("it is closed"),
        "withdrawn": _("it was withdrawn"),
        "claimed": _("it has an owner"),
        "handing_over": _("a colleague is asked to take it over"),
        "unowned": _("it has no owner right now"),
        "helped": _("the customer is helped"),
    }[str(refused.facts["headline"])]
    return _("This case has moved on: {standing}. Nothing was changed.", standing=standing)


def _already_claimed(refused: Refused, names: Names) -> str:
    return _(
        "{owner} was a moment ahead of you and has the case (#{number}).",
        owner=escape(names.get(str(refused.facts["owner"]), "")),
        number=refused.facts["number"],
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
    Code.FILLER: lambda r, n: _("Two sentences are enough: what you saw, and when you will talk."),
    Code.NO_ANSWER_YET: lambda r, n: _("The agent has not had an answer yet. Write to them first."),
    Code.TALK_STILL_DUE: lambda r, n: _("The talk is still to come. Note first what became of it."),
    Code.TALK_TOO_SOON: lambda r, n: _(
        "For now, listen, and see that they are safe. The talk can wait until tomorrow."
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
    Code.SLACK_BUSY: lambda r, n: _(
        "Slack asks me to wait a little. Nothing was changed. Please try again in a minute."
    ),
    Code.BUSY: lambda r, n: _("That took too long, and nothing was changed. Please try again."),
}
