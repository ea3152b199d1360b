"""What Slack tells of people and channels, so that we need not ask again."""

from slack_bolt.async_app import AsyncAck

from handlers.desk import Desk
from handlers.payloads import Payload


async def person_changed(ack: AsyncAck, event: Payload, desk: Desk) -> None:
    """An account that has changed may move the cases in which the person is asked."""
    await desk.colleagues.changed(event["user"])
    desk.bell.ring()
    await ack()


async def joined_or_left(ack: AsyncAck, event: Payload, desk: Desk) -> None:
    desk.colleagues.forget_teams_of(event["user"])
    await ack()
