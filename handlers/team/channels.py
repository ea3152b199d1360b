"""What happens to channels and conversations: who comes and goes, archived, renamed."""

from handlers.desk import Desk
from handlers.sending.failures import Failure
from handlers.sending.places import still_private
from handlers.slack.payloads import Payload
from storage import cards, cases, outbox, teams


async def joined_or_left(body: Payload, desk: Desk) -> None:
    """Somebody came or went; when it was the bot, what could not be said there goes out now."""
    channel = body["event"]["channel"]
    desk.colleagues.forget_teams_of(body["event"]["user"])
    desk.colleagues.forget_members(channel)
    await desk.write(outbox.place_is_back, body["team_id"], channel)
    for card in await desk.read(cards.in_channel, body["team_id"], channel):
        try:
            await still_private(desk, card, await desk.read(cases.look, card.case_id))
        except Failure:
            return  # it is looked at before anything is said there


async def changed(body: Payload, desk: Desk) -> None:
    """Archived, back again, or renamed."""
    about = body["event"]["channel"]
    channel = about["id"] if isinstance(about, dict) else about
    desk.colleagues.forget_channel(channel)
    if isinstance(about, dict):
        await desk.write(teams.rename, body["team_id"], channel, about["name"])
    await desk.write(outbox.place_is_back, body["team_id"], channel)
