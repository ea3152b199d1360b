"""What people see when something does not go through: always where they typed or clicked."""

import logging
import secrets
from typing import Any

from slack_bolt.async_app import AsyncAck
from slack_bolt.response import BoltResponse

from bot.refusals import Code, Refused
from bot.text import first_word
from handlers import escalate
from handlers.desk import Desk
from handlers.figures import REFUSALS
from handlers.receiving import refusals
from handlers.sending.failures import Failure, Means
from handlers.slack import forms, parts, prefill
from handlers.slack.language import _
from handlers.slack.words import plain

log = logging.getLogger("oppvask.errors")
Payload = dict[str, Any]
SHORTCUTS = ("shortcut", "message_action")
"""They have no channel, or one that the bot need not be in."""


async def answer(
    error: Exception, ack: AsyncAck, body: Payload, context: Payload
) -> BoltResponse | None:
    """Say what went wrong, and return the response: Bolt drops it otherwise. Never raises.

    An event that failed, met an impatient Slack, or came from somebody whom Slack could not tell of
    yet, gets no ack, so that it is delivered again.
    """
    desk: Desk = context["desk"]
    refused = error if isinstance(error, Refused) else None
    if isinstance(error, Failure) and error.means is Means.WAIT:
        refused = Refused(Code.SLACK_BUSY)
    if refused is None:
        reference = secrets.token_hex(4)
        log.error("listener_failed reference=%s", reference, exc_info=error)
        words = failed(reference)
    else:
        REFUSALS.labels(refused.code).inc()
        words = refusals.words(refused, await _names(desk, refused))
    if "event_id" in body:
        again = not isinstance(error, Refused) or error.code is Code.NOT_KNOWN_YET
        return None if again else await ack()
    try:
        return await _said(desk, ack, body, refused, words)
    except Exception:
        log.exception("answer_failed")
        return await ack()


async def _said(
    desk: Desk, ack: AsyncAck, body: Payload, refused: Refused | None, words: str
) -> BoltResponse:
    if body.get("type") == "view_submission":
        return await _at_the_form(ack, body["view"], refused, words)
    if "command" in body:
        return await ack(text="\n".join(filter(None, (words, _typed(body)))))
    if body.get("type") in SHORTCUTS:
        await desk.tell(body["user"]["id"], parts.said(words))
    elif "view" in body:
        await desk.show_view(body, forms.said_view(words))
    else:
        await desk.whisper(
            body["channel"]["id"],
            body["user"]["id"],
            parts.said(words),
            thread=(body.get("message") or {}).get("thread_ts"),
        )
    return await ack()


async def _at_the_form(
    ack: AsyncAck, view: Payload, refused: Refused | None, words: str
) -> BoltResponse:
    """At the field, or on top of the form, which keeps what was typed."""
    fields = {block["block_id"] for block in view["blocks"] if block["type"] == "input"}
    field = next((each for each in refusals.fields(refused) if each in fields), None)
    if field is not None:
        return await ack(response_action="errors", errors={field: words})
    return await ack(response_action="push", view=forms.said_view(words))


async def _names(desk: Desk, refused: Refused) -> dict[str, str]:
    owner = refused.facts.get("owner")
    return await desk.colleagues.names(str(owner)) if owner else {}


def _typed(body: Payload) -> str:
    """What stood behind the command: Slack has taken it out of the box in which it was typed."""
    text = plain(body.get("text") or "")
    word, rest = first_word(text)
    return prefill.you_typed(rest if word in escalate.SUBCOMMANDS else text)


def failed(reference: str) -> str:
    return _(
        "Something went wrong on our side. Nothing was changed. Please try again; if it happens "
        "again, tell an admin this reference: {reference}",
        reference=reference,
    )
