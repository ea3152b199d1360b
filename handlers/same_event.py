"""Two flags of one customer on one day: the agent says whether it is the same event."""

from slack_bolt.async_app import AsyncAck

from handlers.blocks import same_event
from handlers.desk import Desk
from handlers.payloads import Payload, person, pressed
from storage import linking


async def same(ack: AsyncAck, body: Payload, desk: Desk) -> None:
    """[Same event], or [Yes, the same] of one's own."""
    case, other = (int(each) for each in pressed(body).split("|"))
    await ack(**await desk.run(linking.same_event, case, other, by=person(body)))


async def another(ack: AsyncAck, body: Payload, desk: Desk) -> None:
    """[Something else]: nothing changes."""
    await desk.whisper(body["channel"]["id"], person(body), same_event.kept_apart())
    await ack()
