"""A button that does one step and nothing else."""

from collections.abc import Awaitable, Callable
from typing import Any

from bot.steps import Step
from handlers.desk import Desk
from handlers.flag.more import shown_again
from handlers.slack.payloads import Ack, Payload, carried, person
from storage import cases

Listener = Callable[[Payload, Desk], Awaitable[Ack | None]]
"""Works on one payload; what it gives back is the ack, None a plain one."""


def does(step: Callable[..., Step[Any]], *args: object, then: Listener | None = None) -> Listener:
    """The listener of such a button: step -> cases.record -> ack.

    `args` come before what the button carries besides its case. `then` shows whoever pressed it
    that it was taken; a step behind [More] shows there what is left to do.
    """

    async def listener(body: Payload, desk: Desk) -> Ack:
        case, *more = carried(body)
        await desk.colleagues.know(person(body))
        ack = await desk.run(cases.record, case, step(*args, *more), by=person(body))
        await (then or shown_again)(body, desk)
        return ack

    return listener
