"""/escalate setup: a team is a channel with its settings."""

from dataclasses import asdict

from bot import setup
from bot.refusals import Code, Refused
from bot.team import Person, TeamSettings, may_set_up, zone_of
from handlers.desk import Desk
from handlers.slack import forms
from handlers.slack.payloads import (
    MOST_CARRIED,
    Ack,
    Payload,
    instead,
    metadata,
    person,
    remember,
    workspace,
)
from handlers.team.setup_form import phones_form, setup_form, team_saved
from storage import teams


async def open_form(body: Payload, desk: Desk) -> None:
    """The settings of this channel's team, for an admin or a manager of it."""
    channel = await _own_channel(body["channel_id"], desk)
    by, existing = await _allowed(body, channel, desk)
    view = setup_form(
        existing,
        zone=zone_of(by, existing),
        may_set_skip=by.admin,
        metadata=remember(channel=channel),
    )
    await desk.show_view(body, view)


async def save(body: Payload, desk: Desk) -> Ack:
    """Saved at once; with people on call, their numbers are asked for first."""
    channel = await _own_channel(metadata(body["view"])["channel"], desk)
    _by, existing = await _allowed(body, channel, desk)
    typed = _typed(forms.values(body["view"]), existing)
    team = await _settled(body, channel, typed, desk)
    if not team.on_call:
        return await desk.run(teams.save, team, ack=team_saved)
    names = await desk.colleagues.names(*(entry.person for entry in team.on_call))
    known = {entry.person: entry.phone for entry in team.on_call}
    note = _note(channel, typed)
    return instead(phones_form(names, known, note))


async def save_phones(body: Payload, desk: Desk) -> Ack:
    """The second page: nothing of the first was saved before."""
    kept = metadata(body["view"])
    channel = await _own_channel(kept["channel"], desk)
    team = await _settled(body, channel, setup.SetupForm(**kept["typed"]), desk)
    typed = forms.values(body["view"])
    phones = {e.person: str(typed.get(f"phone_{e.person}") or "") for e in team.on_call}
    team = setup.with_phones(team, phones)
    return await desk.run(teams.save, team, ack=team_saved)


def _note(channel: str, typed: setup.SetupForm) -> str:
    """The first page, for the second; refused where it is more than Slack carries."""
    note = remember(channel=channel, typed=asdict(typed))
    left = len(typed.own_words) - (len(note) - MOST_CARRIED)
    if len(note) > MOST_CARRIED:
        raise forms.AtField(Code.TOO_LONG, "own_words", limit=max(0, left))
    return note


async def _settled(body: Payload, channel: str, typed: setup.SetupForm, desk: Desk) -> TeamSettings:
    by, existing = await _allowed(body, channel, desk)
    found = await desk.colleagues.channel(channel)
    blank = TeamSettings(0, workspace(body), channel, found.name if found else channel, ())
    people = await desk.colleagues.know(*setup.everybody(typed))
    return setup.settle(existing or blank, typed, by=by, people=people)


def _typed(values: Payload, existing: TeamSettings | None) -> setup.SetupForm:
    """Without the field for the skip, which only an admin sees, the skip stays."""
    kept = existing.skip if existing else None
    return setup.SetupForm(
        managers=values["managers"] or [],
        deputy=values["deputy"],
        skip=values.get("skip", kept),
        on_call=values["on_call"] or [],
        zone=values["zone"] or "",
        country=values["country"] or "DK",
        days=values["days"] or [],
        start=values["start"] or "08:00",
        end=values["end"] or "16:00",
        digest_on=bool(values["digest"]),
        digest_day=values["digest_day"] or "0",
        digest_time=values["digest_time"] or "09:00",
        internal_way=values["internal_way"] or "",
        own_words=values.get("own_words") or "",
    )


async def _own_channel(channel: str, desk: Desk) -> str:
    """A channel of this company alone, with the bot in it."""
    found = await desk.colleagues.channel(channel)
    if found is None:
        raise Refused(Code.CHANNEL_CLOSED)
    if not found.is_channel:
        raise Refused(Code.NOT_A_CHANNEL)
    if found.shared:
        raise Refused(Code.CHANNEL_SHARED)
    if not found.member:
        await desk.colleagues.join(channel)
    return channel


async def _allowed(body: Payload, channel: str, desk: Desk) -> tuple[Person, TeamSettings | None]:
    existing = await desk.read(teams.of_channel, workspace(body), channel)
    by = await desk.colleagues.one(person(body))
    if not may_set_up(by, existing):
        raise Refused(Code.SETUP_BY_MANAGER)
    return by, existing
