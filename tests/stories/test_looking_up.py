"""Looking people up never decides over safety: what is stored serves, and nobody waits for it."""

import asyncio
from datetime import UTC, datetime
from typing import Any

import pytest
from sqlalchemy import update
from sqlalchemy.orm import Session

from bot.flag.case import Type
from bot.notices import Says
from handlers.slack import ids
from sandbox.client import Json
from storage.tables import PersonRow
from tests.stories.accounts import ident, stored
from tests.stories.world import Colleague, World

ABUSE = {"What happened": ["Personal abuse"], "Customer reference": "K-2290"}
THREAT = {"What happened": ["Threat"], "Customer reference": "K-4"}
CLAIM = {
    "Customer reference": "N-1",
    "What is wrong": "Reservedel aldri bestilt",
    "Where it comes from": "Left open",
    "promise": "2026-03-06T14:00:00+01:00",
}
LONG_AGO = datetime(2026, 1, 1, tzinfo=UTC)
NEXT_DAY = "2026-03-03T11:20:00+01:00"
NOT_TOLD = "Slack can't tell me just now who you are"
UNTIL_TOLD: dict[str, Any] = {"method": "users.info", "times": None}
SILENT: list[Json] = [
    {"kind": "error_500", **UNTIL_TOLD},
    {"kind": "rate_limited", "retry_after": 60, **UNTIL_TOLD},
    {"kind": "drop_before", **UNTIL_TOLD},
    {"kind": "error", "error": "missing_scope", **UNTIL_TOLD},
    {"kind": "error", "error": "ratelimited", **UNTIL_TOLD},
    {"kind": "error_500", "body": "<html>", **UNTIL_TOLD},
]
"""Each a way in which Slack does not say who somebody is."""
silently = pytest.mark.parametrize(
    "fault", SILENT, ids=lambda each: each.get("error", each["kind"])
)


def stored_long_ago(session: Session) -> None:
    session.execute(update(PersonRow).values(fetched_at=LONG_AGO))


async def asked_about(world: World, since: int) -> list[str]:
    """Whom the bot has looked up since that line of the record."""
    record = await world.record(since)
    told = [line for line in record if line.get("method") == "users.info"]
    return [line["request"]["user"] for line in told if line["kind"] == "call"]


async def test_one_purged_account_in_the_teams_settings_silences_nobody(world: World) -> None:
    """A1."""
    await world.dorte.does("purge")
    await world.is_at(NEXT_DAY)
    await world.karin.flags(ABUSE)
    assert (await world.hans.sees()).heard(Says.CARD) == 1
    assert (await world.karin.sees()).heard(Says.FLAG_SAVED) == 1
    gone = await stored(world, "dorte")
    assert gone is not None
    assert gone.deactivated
    assert gone.name == "Dorte Lund"
    assert (await world.sigrid.sees()).letter(Says.NAMES_SOMEBODY_GONE).has("Dorte Lund")
    await world.until("2026-03-04T14:00:00+01:00")
    assert (await world.sigrid.sees()).heard(Says.STEPPED_UP_TO_YOU) == 1
    assert (await world.sigrid.sees()).heard(Says.NAMES_SOMEBODY_GONE) == 1
    assert (await world.hans.sees()).heard(Says.WARNING_TO_ANSWER) == 1


@pytest.mark.parametrize("code", ["user_not_found", "users_not_found", "user_not_visible"])
async def test_a_manager_whom_slack_no_longer_knows_is_followed_by_the_deputy(
    world: World, code: str
) -> None:
    """A1, B8: the case that is open moves at once, and the agent reads who has it."""
    await world.karin.flags(ABUSE)
    await world.fault(kind="error", error=code, method="users.info")
    await world.bot.desk.colleagues.ask_again(await ident(world, "hans"))
    await world.bot.settled()
    assert (await world.dorte.sees()).heard(Says.CARD) == 1
    assert (await world.karin.sees()).letter(Says.MOVED).has("Dorte Lund")


@pytest.mark.parametrize("zone", ["Mars/Phobos", None, "", "../etc", "a\0b"])
async def test_a_zone_that_the_machine_does_not_know_is_the_teams(
    world: World, zone: str | None
) -> None:
    """A2."""
    for person in (world.hans, world.dorte, world.karin):
        await person.does("become", tz=zone)
    await world.is_at("2026-03-02T10:15:00+01:00")
    await world.karin.flags(ABUSE)
    await world.hans.presses(ids.READ, on=await world.hans.card())
    assert (await world.hans.sees()).form.has("Mon 2 Mar 10:15")
    await world.until("2026-03-02T11:14:00+01:00")
    assert (await world.hans.sees()).heard(Says.NUDGE_TO_ANSWER) == 0
    await world.until("2026-03-02T11:15:00+01:00")
    assert (await world.hans.sees()).heard(Says.NUDGE_TO_ANSWER) == 1
    await world.karin.types("/escalate away")
    await world.karin.types("/escalate claim")
    assert (await world.karin.sees()).form.has("Your time zone: Europe/Copenhagen")


@silently
async def test_a_threat_goes_out_with_what_is_stored_however_old(world: World, fault: Json) -> None:
    """A5."""
    await world.karin.types("/escalate mine")
    await world.bot.desk.database.write(stored_long_ago)
    await world.fault(**fault)
    await world.karin.flags(THREAT)
    assert (await world.hans.sees()).heard(Says.PAGE, "Karin Holm") == 1
    assert (await world.karin.sees()).heard(Says.FLAG_SAVED_URGENT) == 1
    row = await stored(world, "karin")
    assert row is not None
    assert row.fetched_at == LONG_AGO


@silently
async def test_a_threat_of_somebody_whom_the_bot_has_never_met_goes_out(
    world: World, fault: Json
) -> None:
    """A4: nobody's flag is refused because a look-up failed."""
    await world.fault(**fault)
    await world.karin.flags(THREAT)
    assert await stored(world, "karin") is None
    assert (await world.hans.sees()).heard(Says.PAGE) == 1
    assert (await world.dorte.sees()).heard(Says.PAGE) == 1
    assert (await world.karin.sees()).heard(Says.FLAG_SAVED_URGENT) == 1
    await world.until("2026-03-02T10:31:00+01:00")
    assert (await world.hans.sees()).heard(Says.PAGE_AGAIN) == 1


@silently
async def test_whoever_was_never_known_does_nothing_else_until_slack_can_say(
    world: World, fault: Json
) -> None:
    await world.fault(**fault)
    for words in ("claim", "mine", "dishes", "away"):
        assert NOT_TOLD in await world.ida.types(f"/escalate {words}")
    assert "/escalate hostile" in await world.ida.types("/escalate help")
    await world.karin.flags(ABUSE)
    await world.karin.presses(ids.READ, on=await world.karin.card())
    assert (await world.karin.sees()).has(NOT_TOLD)
    assert (await world.karin.sees()).modal is None
    if "rate" in str(fault):  # the bot asks for nobody before that minute has passed
        return
    await world.mend()
    await world.karin.presses(ids.READ, on=await world.karin.card())
    assert (await world.karin.sees()).form.has("K-2290")
    await world.ida.claims(CLAIM)
    assert (await world.gita.sees()).has("Ida Berg has taken case #2")


async def test_a_flag_waits_for_no_look_up_that_hangs(world: World) -> None:
    """A4, A5: neither the form nor the letters."""
    await world.fault(kind="hold", method="users.info", times=None)
    begun = asyncio.get_running_loop().time()
    await world.karin.types("/escalate hostile")
    assert (await world.karin.sends(THREAT))["answer"] == {}
    assert asyncio.get_running_loop().time() - begun < 2
    await paged(world.hans)
    await world.mend()


async def paged(person: Colleague) -> None:
    """They read it while the look-up still hangs: nobody waits until the bot has settled."""
    async with asyncio.timeout(8):
        while not (await person.glances()).of_kind(f"oppvask_{Says.PAGE.id}"):
            pass


async def test_an_answer_of_somebody_who_was_never_looked_up_comes_again_and_counts(
    world: World,
) -> None:
    """A contact of the agent's choosing, while Slack cannot say who that is."""
    await world.fault(kind="error_500", **UNTIL_TOLD)
    sexual = {"What happened": ["Sexual"], "Customer reference": "C-31"}
    await world.karin.flags({**sexual, "Who should see it?": "olav"})
    card = await world.olav.card()
    await world.set(retry_seconds=[0, 1, 3], ack_seconds=2)
    words = "I saw it, Karin. You did right. I call you at ten."
    await world.olav.does("say", channel=card.channel, text=words, thread_ts=card.ts)
    assert not (await world.karin.glances()).has("Answered")
    await world.mend()
    assert (await world.karin.card()).has("Answered")


async def test_the_digest_looks_nobody_up(world: World) -> None:
    """A4: the number of members is one call, however many there are."""
    await world.is_at("2026-03-03T10:00:00+01:00")
    await world.ida.claims(CLAIM)
    await world.is_at("2026-03-09T08:59:00+01:00")
    begun = len(await world.record())
    await world.fault(kind="error_500", **UNTIL_TOLD)
    await world.until("2026-03-09T09:00:00+01:00")
    assert (await world.gita.sees()).heard(Says.DIGEST) == 1
    record = await world.record(begun)
    methods = [line["method"] for line in record if line["kind"] == "call"]
    assert methods.count("conversations.members") == 0
    members = await asked_about(world, begun)
    assert await ident(world, "gita") not in members


async def test_when_slack_cannot_say_whose_channels_the_form_opens_for_the_one_it_was_typed_in(
    world: World,
) -> None:
    """A4's kind: a look-up of channels refuses no flag either."""
    await world.fault(kind="error_500", method="users.conversations", times=None)
    await world.fault(kind="error_500", method="conversations.info", times=None)
    await world.karin.flags(ABUSE)
    assert (await world.hans.sees()).heard(Says.CARD) == 1


async def test_who_has_an_account_again_is_asked_again(world: World) -> None:
    """A1's other side: nothing that was heard of an account is for ever."""
    await world.hans.does("become", deleted=True)
    await world.karin.flags(ABUSE)
    assert (await world.dorte.sees()).heard(Says.CARD) == 1
    await world.hans.does("become", deleted=False)
    await world.karin.flags({**ABUSE, "Customer reference": "K-3"})
    assert (await world.hans.sees()).heard(Says.CARD) == 1


@silently
async def test_an_account_that_counts_as_closed_and_acts_is_asked_about_and_may_flag(
    world: World, fault: Json
) -> None:
    """The event that it is open again was lost, and Slack cannot say."""
    await world.karin.does("become", deleted=True)
    await world.karin.does("become", deleted=False, quietly=True)
    await world.fault(**fault)
    await world.karin.flags(THREAT)
    assert (await world.hans.sees()).heard(Says.PAGE) == 1
    await world.until("2026-03-02T10:31:00+01:00")
    assert (await world.hans.sees()).heard(Says.PAGE_AGAIN) == 1


async def test_people_whom_the_team_names_are_looked_after_every_day(world: World) -> None:
    """A1: also when nobody flags, and no event tells."""
    await world.dorte.leaves(quietly=True)
    await world.is_at(NEXT_DAY)
    await world.keeps_house()
    assert (await world.sigrid.sees()).heard(Says.NAMES_SOMEBODY_GONE) == 1
    await world.is_at("2026-03-05T11:20:00+01:00")
    await world.keeps_house()
    assert (await world.sigrid.sees()).heard(Says.NAMES_SOMEBODY_GONE) == 1


async def test_so_is_a_contact_whom_nobody_but_the_case_names(world: World) -> None:
    """At a weekend, when no letter to them would find out."""
    await world.is_at("2026-03-06T18:00:00+01:00")
    await world.karin.flags({"types": [Type.SEXUAL], "customer": "K-9", "contact": "olav"})
    await world.olav.leaves(quietly=True)
    await world.is_at("2026-03-07T19:00:00+01:00")
    await world.keeps_house()
    assert (await world.karin.sees()).heard(Says.CONTACT_AWAY) == 1
