"""What Slack tells of people and channels, so that we need not ask again."""

from slack_bolt.async_app import AsyncAck

from handlers.desk import Desk
from handlers.payloads import Payload


async def person_changed(ack: AsyncAck, event: Payload, desk: Desk) -> None:
    await desk.colleagues.changed(event["user"])
    await ack()


async def joined_or_left(ack: AsyncAck, event: Payload, desk: Desk) -> None:
    desk.colleagues.forget_teams_of(event["user"])
    await ack()
