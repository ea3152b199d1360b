"""Bolt alone, as a yardstick: `python -m tests.bench.bare documented|ours`.

`documented` is started as Bolt's own documentation starts an asynchronous app; `ours` with our
client and `process_before_response`. Both acknowledge what the bench sends, and do nothing else.
"""

import asyncio
import os
import sys

from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler
from slack_bolt.async_app import AsyncAck, AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

from bot.settings import read
from handlers.slack import ids
from handlers.slack.client import web_client

VIEW = {
    "type": "modal",
    "title": {"type": "plain_text", "text": "Bare"},
    "blocks": [{"type": "section", "text": {"type": "mrkdwn", "text": "Nothing."}}],
}


def app(how: str) -> AsyncApp:
    settings = read(os.environ)
    if how == "documented":
        client = AsyncWebClient(token=settings.bot_token, base_url=settings.api_url)
        return AsyncApp(client=client)
    return AsyncApp(client=web_client(settings), process_before_response=True)


async def opens(ack: AsyncAck, body: dict[str, str], client: AsyncWebClient) -> None:
    await client.views_open(trigger_id=body["trigger_id"], view=VIEW)
    await ack()


async def takes(ack: AsyncAck) -> None:
    await ack()


async def hears() -> None:
    pass


async def main(how: str) -> None:
    bare = app(how)
    bare.command("/escalate")(opens)
    bare.view(ids.CLAIM)(takes)
    bare.event("message")(hears)
    await AsyncSocketModeHandler(bare, os.environ["SLACK_APP_TOKEN"]).connect_async()
    print("bare: at work", flush=True)
    await asyncio.Event().wait()


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1]))
