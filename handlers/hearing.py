"""Somebody wrote, edited or deleted a message where the bot is."""

from handlers.claim import thanks
from handlers.desk import Desk
from handlers.flag import thread
from handlers.slack.payloads import Payload
from handlers.slack.told import Told, told
from storage import heard
from storage.heard import Heard

CHANNELS = ("channel", "group")
"""There it may be thanks for a claim; in other conversations, words about a flag."""


async def message(body: Payload, desk: Desk) -> None:
    news = told(body["event"])
    if news is None:
        return
    if news.gone:
        gone = Heard(body["team_id"], news.ref, news.version, gone=True)
        await desk.run(heard.take_back, gone)
    elif not await _in_a_channel(body, news, desk):
        await thread.wrote(body, news, desk)
    elif not news.edited and not news.through_app:
        await thanks.wrote(body, news, desk)


async def _in_a_channel(body: Payload, news: Told, desk: Desk) -> bool:
    """Whether it is no conversation of a flag: people can make a private channel of one."""
    if body["event"].get("channel_type") not in CHANNELS:
        return False
    return not await thread.was_a_conversation(body, news.ref.channel, desk)
