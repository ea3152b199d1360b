"""What is said at once to the one who typed or clicked."""

from collections.abc import Collection
from dataclasses import replace

from bot.claim.case import Offer
from bot.claim.promise import KeepPromise
from bot.claim.steps import MarkHelped
from bot.dishes.dish import Dish, Passing
from bot.flag.case import Flag, Type
from bot.flag.tracks import MessageRef
from bot.team import PersonId
from bot.text import Typed
from bot.waiting import Wait, What
from handlers import escalate
from handlers.claim import thanks
from handlers.dishes import forms as dishes
from handlers.dishes import steps as dish_steps
from handlers.flag import thread, together
from handlers.home.mine import Row, mine
from handlers.receiving import errors
from handlers.sending.undelivered import plainly
from handlers.slack import parts, prefill
from handlers.slack.parts import Message
from storage.awaited import Mine
from tests.looks.cast import COMMAND, Cast
from tests.looks.claim_samples import AFTERNOON, DAY, NOON, taken
from tests.looks.flag_samples import flagged
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
        "urgent, in plain words": plainly(
            flagged(cast, Type.THREAT, cast.team()).case, HANS, COMMAND
        ),
        "the agent, in plain words": plainly(
            flagged(cast, Type.THREAT, cast.team()).case, KARIN, COMMAND
        ),
        "no case can be read, in plain words": plainly(None, HANS, COMMAND),
        "a case, in plain words": plainly(taken(cast).case, HANS, COMMAND),
        **_mine(cast, names),
        **_in_the_thread(cast, names),
        **_of_dishes(cast),
        "naming noted, yes": thanks.naming_noted(named=True),
        "naming noted, no": thanks.naming_noted(named=False),
        "kept apart": together.kept_apart(),
        "noted": parts.noted(),
    }


def _mine(cast: Cast, names: dict[str, str]) -> Replies:
    claim = taken(cast)
    claim.does(IDA, KeepPromise())
    settled = claim.case
    claim.does(IDA, MarkHelped())
    own = [flagged(cast, Type.THREAT, cast.team()).case, settled, claim.case, *_decided(cast)]
    rows = [*_rows(cast), *_dish_rows(cast)] * (cast.many // 2)
    return {
        "mine": mine(Mine([], own, [7]), rows, names, NOON),
        "mine, my own alone": mine(Mine([], own, []), [], names, NOON),
        "mine, nothing": mine(Mine([], [], []), [], names, NOON),
    }


def _rows(cast: Cast) -> list[Row]:
    """Each thing that may wait, on time and late, and with no time at all."""
    flag = flagged(cast, Type.THREAT, cast.team()).case
    offered = replace(flag, customer=replace(flag.customer, offered_back_by=HANS))
    claim = replace(taken(cast).case, offer=Offer(KARIN, IDA, NOON))
    of_claims = {What.OFFER, What.UNOWNED, What.PROMISE, What.NEW_TIME}
    return [
        Row(claim if what in of_claims else offered, Wait(what, HANS, due))
        for what in What
        if not what.startswith("dish")
        for due in (NOON, AFTERNOON, None)
    ]


def _dish_rows(cast: Cast) -> list[Row]:
    dish = Dish(1, Typed(5), KARIN, DAY, IDA, NOON, NOON, passing=Passing(HANS, IDA))
    case = taken(cast).case
    return [
        Row(case, Wait(what, HANS, due, dish), line)
        for what, due in (
            (What.DISH, AFTERNOON),
            (What.DISH_ASKED, None),
            (What.DISH_STALE, NOON),
        )
        for line in (cast.dish[:300], "")
    ]


def _decided(cast: Cast) -> list[Flag]:
    """To the agent it is answered until it is explained."""
    return [decided_once(cast).case]


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
