"""Bolt, put together: one listener for each kind of payload, with our table behind it.

Bolt tries the matcher of every listener in turn; with one a kind it has seven to try. Whatever
nobody wants is acknowledged all the same: an event would come again.
"""

import logging
import re
from typing import Any

from slack_bolt.async_app import AsyncAck, AsyncApp
from slack_bolt.authorization import AuthorizeResult

from handlers import EVENTS, FLAGGING, PRESSED, SENT, SHORTCUTS, escalate
from handlers.desk import Desk
from handlers.pressing import Listener, admit
from handlers.receiving import errors
from handlers.receiving.once import at_the_desk
from handlers.slack.payloads import Payload, person

ANYTHING = re.compile(".*")


def build(desk: Desk, me: Payload) -> AsyncApp:
    """The app: every listener ends before its ack goes out."""

    async def authorize(enterprise_id: str | None, team_id: str | None) -> AuthorizeResult:
        return AuthorizeResult(
            enterprise_id=enterprise_id,
            team_id=team_id or me["team_id"],
            bot_user_id=me["user_id"],
            bot_id=me.get("bot_id"),
            bot_token=desk.settings.bot_token,
        )

    app = AsyncApp(
        logger=_quiet(),
        client=desk.client,
        authorize=authorize,
        process_before_response=True,
    )
    app.use(at_the_desk(desk))
    app.command(desk.settings.command)(on_command)
    app.action(ANYTHING)(on_press)
    app.view_submission(ANYTHING)(on_form)
    app.shortcut(ANYTHING)(on_shortcut)
    app.event(ANYTHING)(on_event)
    app.view_closed(ANYTHING)(on_close)
    app.error(errors.answer)
    return app


async def on_command(ack: AsyncAck, body: Payload, context: Payload) -> None:
    await _hear(escalate.typed, ack, body, context)


async def on_press(ack: AsyncAck, body: Payload, context: Payload) -> None:
    await _admit(PRESSED.get(body["actions"][0]["action_id"]), ack, body, context)


async def on_form(ack: AsyncAck, body: Payload, context: Payload) -> None:
    await _admit(SENT.get(body["view"]["callback_id"]), ack, body, context, form=True)


async def on_shortcut(ack: AsyncAck, body: Payload, context: Payload) -> None:
    await _admit(SHORTCUTS.get(body["callback_id"]), ack, body, context)


async def on_event(ack: AsyncAck, body: Payload, context: Payload) -> None:
    await _hear(EVENTS.get(body["event"]["type"]), ack, body, context)


async def on_close(ack: AsyncAck) -> None:
    await ack()


async def _admit(
    listener: Listener | None,
    ack: AsyncAck,
    body: Payload,
    context: Payload,
    *,
    form: bool = False,
) -> None:
    """For colleagues; a command and an event look for themselves."""
    if listener is not None:
        flags = listener in FLAGGING
        await admit(person(body), context["desk"], flags=flags, form=form)
    await _hear(listener, ack, body, context)


async def _hear(listener: Listener | None, ack: AsyncAck, body: Payload, context: Payload) -> None:
    """The ack comes last: after an error nothing was changed, and errors.py says so."""
    desk: Desk = context["desk"]
    answer: dict[str, Any] | None = await listener(body, desk) if listener else None
    await ack(**(answer or {}))


def _quiet() -> logging.Logger:
    """Bolt warns that a token is not used: ours goes by workspace, through `authorize`."""
    logger = logging.getLogger("oppvask.bolt")
    logger.setLevel("ERROR")
    return logger
