"""What is said at once to the one who typed or clicked."""

from collections.abc import Collection

from bot.claim.promise import KeepPromise
from bot.claim.steps import MarkHelped
from bot.dishes.dish import Dish
from bot.flag.care import Acknowledge, AskTalk
from bot.flag.case import Flag, Type
from bot.flag.tracks import How, MessageRef
from bot.team import PersonId
from bot.text import Typed
from handlers import escalate
from handlers.claim import thanks
from handlers.dishes import forms as dishes
from handlers.dishes import steps as dish_steps
from handlers.flag import thread, together
from handlers.home.mine import mine
from handlers.receiving import errors
from handlers.slack import parts, prefill
from handlers.slack.parts import Message
from tests.looks.cast import COMMAND, Cast
from tests.looks.claim_samples import DAY, NOON, taken
from tests.looks.flag_samples import flagged, reported
from tests.looks.flag_views import decided_once
from tests.rules.people import HANS, IDA, KARIN

Replies = dict[str, Message]
LINK = "https://example.slack.com/archives/C1/p1"


def replies(cast: Cast, unknown: Collection[PersonId] = ()) -> Replies:
    """Each by its name; `unknown` are people whom the bot does not know."""
    names = {key: name for key, name in cast.names.items() if key not in unknown}
    return {
        "help": escalate.help(COMMAND),
        "nothing was done with it": parts.said(prefill.you_typed(cast.reference)),
        "opened privately": parts.said(escalate.opened_privately()),
        "something went wrong": parts.said(errors.failed("1a2b")),
        **_mine(cast, names),
        **_in_the_thread(cast, names),
        **_of_dishes(cast),
        "naming noted, yes": thanks.naming_noted(named=True),
        "naming noted, no": thanks.naming_noted(named=False),
        "kept apart": together.kept_apart(),
        "noted": parts.noted(),
    }


def _mine(cast: Cast, names: dict[str, str]) -> Replies:
    threat, claim = flagged(cast, Type.THREAT, cast.team()).case, taken(cast)
    open_claim = claim.case
    claim.does(IDA, KeepPromise())
    settled = claim.case
    claim.does(IDA, MarkHelped())
    own = [threat, open_claim, settled, claim.case, reported(cast, Type.RUDE).case]
    return {
        "mine": mine(own, _waiting(cast), names),
        "mine, somebody flagged for me": mine([reported(cast, Type.RUDE).case], [], names),
        "mine, nothing": mine([], [], names),
    }


def _waiting(cast: Cast) -> list[Flag]:
    """Each wants something else of whoever is asked."""
    new, answered, talk = (
        flagged(cast, kind, cast.team()) for kind in (Type.THREAT, Type.PERSONAL_ABUSE, Type.RUDE)
    )
    for play in (answered, talk):
        play.does(HANS, Acknowledge(How.TALKED))
    talk.does(KARIN, AskTalk())
    return [new.case, answered.case, decided_once(cast).case, talk.case]


def _in_the_thread(cast: Cast, names: dict[str, str]) -> Replies:
    case = flagged(cast, Type.THREAT, cast.team()).case
    return {
        "not an answer, of whoever is asked": thread.not_an_answer(case, HANS, names),
        "not an answer, of somebody else": thread.not_an_answer(case, IDA, names),
        "is this your answer": thread.is_this_your_answer(case, MessageRef("G1", "1.0")),
        "only I can read this": thread.only_i_can_read_this(case, names),
        "has moved": thread.has_moved(case, None),
        "has moved, for those who go on": thread.has_moved(case, LINK),
    }


def _of_dishes(cast: Cast) -> Replies:
    case = taken(cast).case
    dish = Dish(1, Typed(5), KARIN, DAY, IDA, NOON, NOON)
    many = [(case, dish, cast.dish[:360])] * min(cast.many, 30)
    return {
        "my dishes": dishes.my_dishes(many),
        "my dishes, erased": dishes.my_dishes([(case, dish, "")]),
        "my dishes, none": dishes.my_dishes([]),
        "nothing left": dish_steps.nothing_left_words(),
    }
