"""Where everything begins that a person does: who they are, and buttons that are a step alone."""

from collections.abc import Awaitable, Callable
from typing import Any

from bot.refusals import Code, Refused
from bot.steps import Step
from bot.team import PersonId
from handlers.desk import Desk, extra
from handlers.flag.more import shown_again
from handlers.slack import parts
from handlers.slack.payloads import Ack, Payload, carried, person
from storage import cases

Listener = Callable[[Payload, Desk], Awaitable[Ack | None]]
"""Works on one payload; what it gives back is the ack, None a plain one."""


async def admit(by: PersonId, desk: Desk, *, flags: bool = False, form: bool = False) -> None:
    """Refuse whoever is no colleague; with `flags` nobody because a look-up has failed.

    Whoever sends a `form` need not wait for a look: they had it opened, and desk.run looks.
    """
    if form and desk.colleagues.worked_lately(by):
        return
    known = await desk.colleagues.acting(by, flags=flags)
    if known is not None and not known.may_work:
        raise Refused(Code.COLLEAGUES_ONLY)
    if known is None and not flags:
        raise Refused(Code.NOT_KNOWN_YET)


def does(step: Callable[..., Step[Any]], *args: object, then: Listener | None = None) -> Listener:
    """The listener of such a button: step -> cases.record -> ack.

    `args` come before what the button carries besides its case. `then` shows whoever pressed it
    that it was taken; a step behind [More] shows there what is left to do.
    """

    async def listener(body: Payload, desk: Desk) -> Ack:
        case, *more = carried(body)
        ack = await desk.run(cases.record, case, step(*args, *more), by=person(body))
        await (then or shown_again)(body, desk)
        return ack

    return listener


async def say_noted(body: Payload, desk: Desk) -> None:
    """An answer to the press, where it was pressed in a message; in [More], the view itself."""
    if "channel" in body:
        with extra():
            await desk.whisper(body["channel"]["id"], person(body), parts.noted())
    else:
        await shown_again(body, desk)
