"""Somebody wrote, edited or deleted a message where the bot is."""

from handlers.claim import thanks
from handlers.desk import Desk
from handlers.flag import thread
from handlers.slack.payloads import Payload
from handlers.slack.told import told
from storage import heard
from storage.heard import Heard

CHANNELS = ("channel", "group")
"""There it may be thanks for a claim; in other conversations, words about a flag."""


async def message(body: Payload, desk: Desk) -> None:
    news = told(body["event"])
    if news is None:
        return
    if await _in_a_channel(body, news.ref.channel, desk):
        if not (news.gone or news.edited or news.through_app):
            await thanks.wrote(body, news, desk)
    elif news.gone:
        gone = Heard(body["team_id"], news.ref, news.version, gone=True)
        await desk.run(heard.take_back, gone)
    else:
        await thread.wrote(body, news, desk)


async def _in_a_channel(body: Payload, channel: str, desk: Desk) -> bool:
    """Whether it is no conversation of a flag: people can make a private channel of one.

    No channel becomes one later, so the database is asked once.
    """
    if body["event"].get("channel_type") not in CHANNELS:
        return False
    if channel in desk.colleagues.plain:
        return True
    if await thread.was_a_conversation(body, channel, desk):
        return False
    desk.colleagues.plain.add(channel)
    return True
