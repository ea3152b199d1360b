"""/escalate mine: everything that waits for the person, late first, and their open cases."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.claim.case import Claim
from bot.flag.case import Flag, Headline
from bot.steps import Case
from bot.team import PersonId
from bot.waiting import Wait, What
from handlers.desk import Desk
from handlers.slack import labels, parts
from handlers.slack.language import _, later
from handlers.slack.markup import called, day, escape, when
from handlers.slack.packing import MESSAGE, plainly
from handlers.slack.parts import Message, said
from handlers.slack.payloads import Ack, Payload, person, workspace
from handlers.team.colleagues import Names
from storage import awaited, texts
from storage.awaited import Mine


async def my_cases(body: Payload, desk: Desk) -> Ack:
    at = desk.clock.now()
    found = await desk.read(awaited.mine, workspace(body), person(body), at=at)
    typed = [wait.dish.text for _case, wait in found.waits if wait.dish]
    dish_lines = iter(await desk.read(texts.several, typed))
    rows = [Row(case, wait, next(dish_lines) if wait.dish else "") for case, wait in found.waits]
    names = await desk.colleagues.names(*{each for row in rows if (each := row.about)})
    message = mine(found, rows, names, at)
    return {"text": message.text, "blocks": message.blocks}


@dataclass(frozen=True, slots=True)
class Row:
    """One thing that waits, with the line of its dish."""

    case: Case
    wait: Wait
    line: str = ""

    @property
    def about(self) -> PersonId | None:
        """Whom its line names."""
        case, dish = self.case, self.wait.dish
        if dish is not None:
            asked_by = dish.passing.by if dish.passing else None
            return asked_by if self.wait.what is What.DISH_ASKED else dish.person
        if isinstance(case, Flag):
            return case.customer.offered_back_by if self.wait.what is What.HAND_BACK else case.agent
        return case.offer.by if isinstance(case, Claim) and case.offer else None


def mine(found: Mine, rows: Sequence[Row], names: Names, at: datetime) -> Message:
    waiting = [_waiting(row, names, at) for row in rows]
    waiting += [_unreadable(number) for number in found.unreadable]
    own = [_own(case) for case in found.own]
    titled = ((_("Waiting for you"), waiting), (_("Your open cases"), own))
    lists = [[f"*{title}*", *(f"•  {line}" for line in lines)] for title, lines in titled if lines]
    if not lists:
        return said(_("You have no open cases."))
    all_lines = [line for lines in lists for line in lines]
    return Message(plainly(all_lines), parts.sections(*all_lines, most=MESSAGE))


WAITS: Mapping[What, str] = {
    What.ANSWER: later("{name} waits to hear from you: case #{number}"),
    What.CONFIRM: later("Case #{number} was flagged for you, and is yours to confirm"),
    What.CONTACT: later("Nobody is asked in your case #{number}: choose who should see it"),
    What.CLOSES: later("Your case #{number} closes, unless you want it open"),
    What.HAND_BACK: later("{name} would like to give you the customer back: case #{number}"),
    What.REPLY: later("You heard what was decided in case #{number}: say how you see it"),
    What.TAKE_OVER: later("{name} asks you to take the customer: case #{number}"),
    What.EXPLANATION: later("{name} waits to hear what was decided, and why: case #{number}"),
    What.DECISION: later("Case #{number} of {name} waits for a decision"),
    What.TALK: later("The talk with {name} is still to come: case #{number}"),
    What.CLOSE: later("Case #{number} of {name} can be closed"),
    What.OFFER: later("{name} asks you to take case #{number}"),
    What.UNOWNED: later("Case #{number} has no owner: find somebody, or take it"),
    What.PROMISE: later("You have case #{number}: the customer waits to hear from you"),
    What.NEW_TIME: later("You have case #{number}: the promise was missed, give a new time"),
    What.DISH_ASKED: later("{name} asks you to take some washing-up: {line}"),
    What.DISH: later("Your washing-up: {line}"),
    What.DISH_STALE: later("{name}'s washing-up: keep it, pass it on or drop it: {line}"),
}
"""What each thing that waits is called, in a list."""


def _waiting(row: Row, names: Names, at: datetime) -> str:
    """What, and by when; of what is late, since when."""
    name = escape(called(names.get(row.about or "")))
    line = escape(row.line) or _("(taken back)")
    words = _(WAITS[row.wait.what], name=name, number=row.case.number, line=line)
    if row.wait.due is None:
        return words
    dish = row.wait.dish
    time = day(dish.day) if dish else when(row.wait.due)
    if row.wait.late(at):
        return _("{what}  ·  *late*, it was due {time}", what=words, time=time)
    return _("{what}  ·  by {time}", what=words, time=time)


def _unreadable(number: int) -> str:
    return _(
        "I can't read case #{number} just now. Whoever runs me finds it in the log", number=number
    )


def _own(case: Case) -> str:
    """An open case of the person's in which others come next."""
    if isinstance(case, Flag):
        hidden = case.headline is Headline.DECIDED  # to the agent only once it is explained
        shown = Headline.ANSWERED if hidden else case.headline
        words = labels.headlines()[shown].lower()
        return _("You flagged case #{number}: {headline}", number=case.number, headline=words)
    if isinstance(case, Claim) and case.helped_at is not None:
        return _(
            "You have case #{number}. The customer is helped; there is washing-up left",
            number=case.number,
        )
    return _("You have case #{number}", number=case.number)
