"""/escalate setup: a team is a channel with its settings."""

from collections.abc import Sequence
from dataclasses import asdict

from bot import setup
from bot.refusals import Code, Refused
from bot.team import Person, TeamSettings, may_set_up, zone_of
from handlers.desk import Desk
from handlers.slack import forms
from handlers.slack.parts import Block
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
from handlers.team.setup_change import change_line
from handlers.team.setup_form import phones_form, setup_form, team_saved
from storage import teams


async def open_form(body: Payload, desk: Desk) -> None:
    """The settings of this channel's team; raises Refused for who may not change them."""
    channel = await _own_channel(body["channel_id"], desk)
    by, existing = await _allowed(body, channel, desk)
    await desk.show_view(body, _form(existing, channel, by))


def _form(
    existing: TeamSettings | None, channel: str, by: Person, meanwhile: Sequence[str] = ()
) -> Block:
    """It remembers which version of the settings it shows."""
    note = remember(channel=channel, version=existing.version if existing else 0)
    return setup_form(
        existing,
        zone=zone_of(by, existing),
        may_set_skip=by.admin,
        metadata=note,
        meanwhile=meanwhile,
    )


async def save(body: Payload, desk: Desk) -> Ack:
    """Saved at once; when somebody is on call, only after their numbers were asked for."""
    note = metadata(body["view"])
    channel = await _own_channel(note["channel"], desk)
    _by, existing = await _allowed(body, channel, desk)
    if _older(note, existing):
        return await _newest(body, channel, note["version"], desk)
    typed = _typed(forms.values(body["view"]), existing)
    team = await _settled(body, channel, typed, desk)
    if not team.on_call:
        return await _saved(body, team, desk)
    names = await desk.colleagues.names(*(entry.person for entry in team.on_call))
    phones = {entry.person: entry.phone for entry in team.on_call}
    return instead(phones_form(names, phones, _note(channel, team.version, typed)))


async def save_phones(body: Payload, desk: Desk) -> Ack:
    """The second page; only now is anything of both pages saved."""
    note = metadata(body["view"])
    channel = await _own_channel(note["channel"], desk)
    _by, existing = await _allowed(body, channel, desk)
    if _older(note, existing):
        return await _newest(body, channel, note["version"], desk)
    team = await _settled(body, channel, setup.SetupForm(**note["typed"]), desk)
    typed = forms.values(body["view"])
    phones = {e.person: str(typed.get(f"phone_{e.person}") or "") for e in team.on_call}
    return await _saved(body, setup.with_phones(team, phones), desk)


def _older(note: Payload, existing: TeamSettings | None) -> bool:
    """Whether somebody has saved the settings since that form was opened."""
    return bool(note["version"] != (existing.version if existing else 0))


async def _saved(body: Payload, team: TeamSettings, desk: Desk) -> Ack:
    """Saved, unless somebody has saved others since the form was opened: then these are shown."""
    try:
        return await desk.run(teams.save, team, by=person(body), ack=team_saved)
    except Refused as refused:
        if refused.code is not Code.SETUP_STALE:
            raise
    return await _newest(body, team.channel, team.version, desk)


async def _newest(body: Payload, channel: str, version: int, desk: Desk) -> Ack:
    """The form as the settings stand now, in place of one that was opened on that version."""
    by, existing = await _allowed(body, channel, desk)
    changes = await desk.read(teams.changed_since, existing.id if existing else 0, version)
    names = await desk.colleagues.names(*(each.by for each in changes))
    lines = [
        change_line(names.get(each.by), each.at, zone_of(by, existing), each.settings)
        for each in changes
    ]
    return instead(_form(existing, channel, by, lines))


def _note(channel: str, version: int, typed: setup.SetupForm) -> str:
    """The first page as the second carries it; raises AtField when Slack takes less."""
    note = remember(channel=channel, version=version, typed=asdict(typed))
    limit = len(typed.own_words) - (len(note) - MOST_CARRIED)
    if len(note) > MOST_CARRIED:
        raise forms.AtField(Code.TOO_LONG, "own_words", limit=max(0, limit))
    return note


async def _settled(body: Payload, channel: str, typed: setup.SetupForm, desk: Desk) -> TeamSettings:
    """The team as typed, with the numbers it has; raises Refused."""
    by, existing = await _allowed(body, channel, desk)
    info = await desk.colleagues.channel(channel)
    blank = TeamSettings(0, workspace(body), channel, info.name if info else channel, ())
    managers = existing.managers if existing else ()
    people = await desk.colleagues.know(*setup.everybody(typed), *managers)
    return setup.settle(existing or blank, typed, by=by, people=people)


def _typed(values: Payload, existing: TeamSettings | None) -> setup.SetupForm:
    """What was typed; without a field for the skip, which only an admin has, the skip stays."""
    skip = existing.skip if existing else None
    return setup.SetupForm(
        managers=values["managers"] or [],
        deputy=values["deputy"],
        skip=values.get("skip", skip),
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
    """The channel, after the bot has joined it; raises Refused when it cannot be a team's."""
    info = await desk.colleagues.channel(channel)
    if info is None:
        raise Refused(Code.CHANNEL_CLOSED)
    if not info.is_channel:
        raise Refused(Code.NOT_A_CHANNEL)
    if info.shared:
        raise Refused(Code.CHANNEL_SHARED)
    if not info.member:
        await desk.colleagues.join(channel)
    return channel


async def _allowed(body: Payload, channel: str, desk: Desk) -> tuple[Person, TeamSettings | None]:
    """Who changes the settings, and the team of the channel, None when there is none yet."""
    existing = await desk.read(teams.of_channel, workspace(body), channel)
    by = await desk.colleagues.one(person(body))
    if not may_set_up(by, existing):
        raise Refused(Code.SETUP_BY_MANAGER)
    return by, existing
