"""What Slack refuses for a while arrives later, once; what never arrives is told."""

from datetime import timedelta

import pytest
from sqlalchemy import update
from sqlalchemy.orm import Session

from bot.claim.case import Origin
from bot.flag.case import Headline, Type
from handlers.sending import deliver
from sandbox.client import Json
from storage.tables import CaseRow, LetterRow
from tests.stories.world import Says, World, ids, word

pytestmark = pytest.mark.thorough
ABUSE: Json = {"types": [Type.PERSONAL_ABUSE], "customer": "K-2290"}
THREAT: Json = {"types": [Type.THREAT], "customer": "K-2290"}
CLAIM: Json = {
    "customer": "N-1",
    "wrong": "Left open",
    "origin": Origin.LEFT_OPEN,
    "promise": "2026-03-03T14:00:00+01:00",
}
WORDS = {"words": "I saw it, Karin. We talk at two."}
FOR_GOOD = (73, 13, 1)
"""Hours, after the first of which a letter that is still refused is given up."""


async def the_threat_was_said_once(world: World) -> None:
    karin, hans, dorte = [await p.sees() for p in (world.karin, world.hans, world.dorte)]
    assert (hans.heard(Says.PAGE), dorte.heard(Says.PAGE)) == (1, 1)
    assert (hans.heard(Says.CARD), karin.heard(Says.CARD)) == (1, 1)
    assert karin.heard(Says.FLAG_SAVED_URGENT) == 1


def of_tomorrow(session: Session, says: str) -> None:
    """A newer copy of the bot has written this letter."""
    session.execute(
        update(LetterRow).where(LetterRow.says == says).values(says="a_kind_of_tomorrow")
    )


def without_facts(session: Session, says: str) -> None:
    """The letter cannot be drawn."""
    session.execute(update(LetterRow).where(LetterRow.says == says).values(facts={}))


def unreadable(session: Session) -> None:
    """What another version has written, say."""
    session.execute(update(CaseRow).values(state={}, next_due=None))


async def test_a_kind_of_a_newer_copy_is_left_and_everything_else_goes_on(world: World) -> None:
    await world.fault(kind="rate_limited", method="chat.postMessage", retry_after=5, times=None)
    await world.karin.flags(ABUSE)
    await world.bot.desk.database.write(of_tomorrow, Says.CARD.id)
    await world.mend()
    await world.a_while_later(seconds=10)
    await world.ida.claims(CLAIM)
    assert (await world.gita.sees()).heard(Says.CARD) == 1
    assert (await world.ida.sees()).heard(Says.SAY_TO_CUSTOMER) == 1


async def test_a_letter_that_cannot_be_drawn_holds_up_nobody_behind_it(world: World) -> None:
    await world.fault(kind="rate_limited", method="chat.postMessage", retry_after=5, times=None)
    await world.ida.claims(CLAIM)
    await world.bot.desk.database.write(without_facts, Says.SAY_TO_CUSTOMER.id)
    await world.mend()
    await world.a_while_later(seconds=10)
    assert (await world.ida.sees()).heard(Says.SAY_TO_CUSTOMER) == 0
    await world.karin.types("/escalate claim")
    await world.karin.sends(CLAIM)
    await world.karin.presses(ids.OFFER_HELP)
    assert (await world.ida.sees()).heard(Says.HELP_OFFERED) == 1


async def test_a_threat_whose_case_cannot_be_read_is_said_in_plain_words(world: World) -> None:
    await world.fault(kind="rate_limited", method="chat.postMessage", retry_after=5, times=None)
    await world.karin.flags(THREAT)
    await world.bot.desk.database.write(unreadable)
    await world.mend()
    await world.a_while_later(seconds=10)
    for asked in (world.hans, world.dorte):
        assert (await asked.sees()).heard(Says.PAGE) == 1
    await world.ida.claims(CLAIM)
    assert (await world.ida.sees()).heard(Says.SAY_TO_CUSTOMER) == 1


async def test_half_a_minute_of_please_wait_costs_no_letter_of_a_threat(world: World) -> None:
    await world.fault(kind="rate_limited", method="chat.postMessage", retry_after=1, times=None)
    await world.karin.flags(THREAT)
    for _ in range(30):
        await world.a_while_later(seconds=1)
    await world.mend()
    await world.a_while_later(seconds=2)
    await the_threat_was_said_once(world)


async def test_words_that_slack_makes_wait_arrive(world: World) -> None:
    await world.karin.flags(ABUSE)
    await world.fault(kind="rate_limited", method="chat.postMessage", retry_after=1, times=None)
    await world.hans.presses(ids.WRITE)
    await world.hans.fills_in(WORDS)
    for _ in range(20):
        await world.a_while_later(seconds=2)
    await world.mend()
    await world.a_while_later(seconds=2)
    assert (await world.karin.sees()).heard(Says.WORDS, WORDS["words"]) == 1


async def test_words_that_never_arrive_are_no_answer_and_their_author_is_told(
    world: World,
) -> None:
    await world.karin.flags(ABUSE)
    place = (await world.karin.card()).channel
    broken = {"kind": "error", "error": "restricted_action", "channel": place, "times": None}
    await world.fault(method="chat.postMessage", **broken)
    await world.hans.presses(ids.WRITE)
    await world.hans.fills_in(WORDS)
    for hours in FOR_GOOD:
        await world.a_while_later(hours=hours)
    assert (await world.hans.sees()).heard(Says.WORDS_LOST, "Karin Holm") == 1
    assert not (await world.karin.card()).has(word(Headline.ANSWERED))


@pytest.mark.parametrize("minutes", [5, 60])
async def test_what_fell_due_while_slack_was_broken_arrives_once(
    world: World, minutes: int
) -> None:
    await world.fault(kind="error_500", method="chat.postMessage", times=None)
    await world.karin.flags(THREAT)
    for _ in range(10):
        await world.a_while_later(minutes=minutes / 10)
    await world.mend()
    await world.a_while_later(minutes=1)
    await the_threat_was_said_once(world)


@pytest.mark.parametrize("code", ["token_revoked", "account_inactive", "org_login_required"])
async def test_while_slack_refuses_the_app_everything_waits_and_one_line_says_so(
    world: World, code: str, caplog: pytest.LogCaptureFixture
) -> None:
    await world.karin.types("/escalate hostile")
    await world.fault(kind="error", error=code, times=None)
    await world.karin.sends(THREAT)
    for _ in range(10):
        await world.a_while_later(minutes=1)
    await world.mend()
    await world.a_while_later(minutes=1)
    await the_threat_was_said_once(world)
    assert sum(line.startswith("slack_refuses_the_app") for line in caplog.messages) == 1


async def test_the_bot_joins_its_channel_again_and_posts(world: World) -> None:
    await world.changes("support", "take_out", person="bot", by="hans")
    await world.ida.claims(CLAIM)
    await world.a_while_later(minutes=1)
    assert (await world.gita.sees()).heard(Says.CARD) == 1


async def test_whoever_has_had_a_letter_for_too_long_does_not_post_it(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A copy that was frozen with it, say: by then another may have posted it."""
    with monkeypatch.context() as frozen:
        frozen.setattr(deliver, "LEASE", timedelta(seconds=world.bot.desk.client.timeout))
        await world.karin.flags(ABUSE)
        assert (await world.hans.sees()).total == 0
    await world.a_while_later(minutes=2)
    assert (await world.hans.sees()).heard(Says.CARD) == 1
    assert (await world.karin.sees()).heard(Says.FLAG_SAVED) == 1


@pytest.mark.parametrize("error", ["is_archived", "not_in_channel", "channel_not_found"])
async def test_a_card_that_cannot_be_drawn_for_a_while_is_not_posted_a_second_time(
    world: World, error: str
) -> None:
    """The channel is archived, say: the card that stands there comes back with it."""
    await world.karin.flags(ABUSE)
    await world.ida.claims(CLAIM)
    await world.fault(kind="error", error=error, method="chat.update", times=None)
    await world.hans.replies("I saw it, Karin. We talk at two.")
    await world.gita.presses(ids.OFFER_HELP)
    await world.a_while_later(minutes=5)
    await world.mend()
    await world.a_while_later(hours=2)
    assert (await world.gita.sees()).heard(Says.CARD) == 1
    assert (await world.karin.sees()).heard(Says.CARD) == 2, "her own, and the claim's"
    assert (await world.karin.card()).has(word(Headline.ANSWERED))


async def test_owner_and_managers_hear_of_an_archived_channel_and_the_card_comes_when_it_is_back(
    world: World,
) -> None:
    await world.ida.types("/escalate claim")
    await world.changes("support", "archive", by="hans")
    await world.ida.fills_in(CLAIM)
    assert (await world.ida.sees()).heard(Says.CHANNEL_LOST) == 1
    assert (await world.hans.sees()).heard(Says.CHANNEL_LOST) == 1
    await world.a_while_later(hours=1)
    await world.changes("support", "unarchive", by="hans")
    await world.a_while_later(hours=1)
    assert (await world.gita.sees()).heard(Says.CARD) == 1


async def test_a_claims_card_that_somebody_deleted_comes_back_with_the_next_step(
    world: World,
) -> None:
    await world.ida.claims(CLAIM)
    (card,) = (await world.gita.sees()).of_kind("oppvask_card")
    await world.sigrid.deletes(card)
    await world.karin.types("/escalate claim")
    await world.karin.sends(CLAIM)
    await world.karin.presses(ids.OFFER_HELP)
    await world.a_while_later(minutes=1)
    assert (await world.gita.sees()).heard(Says.CARD) == 1


async def test_a_card_that_is_wanted_again_begins_afresh(world: World) -> None:
    """It waits neither for the pause of an earlier refusal nor for anybody's lease."""
    channels = {
        each["name"]: each["id"] for each in (await world.get("/control/people"))["channels"]
    }
    here = {"method": "chat.postMessage", "channel": channels["support"]}
    await world.fault(kind="error", error="invalid_blocks", **here)
    await world.ida.claims(CLAIM)
    assert (await world.gita.sees()).heard(Says.CARD) == 0
    await world.karin.types("/escalate claim")
    await world.karin.sends(CLAIM)
    await world.karin.presses(ids.OFFER_HELP)
    assert (await world.gita.sees()).heard(Says.CARD) == 1


async def test_a_card_that_slack_does_not_take_keeps_nobody_waiting(world: World) -> None:
    """A letter carries the words, the agent hears that it has arrived, and the card comes later."""
    await world.fault(kind="error", error="invalid_blocks", method="chat.postMessage")
    await world.karin.flags(ABUSE)
    assert (await world.hans.sees()).heard(Says.FLAG_BY_LETTER) == 1
    assert (await world.karin.sees()).heard(Says.FLAG_SAVED) == 1
    await world.hans.presses(ids.WRITE)
    await world.hans.fills_in(WORDS)
    assert (await world.karin.sees()).heard(Says.WORDS, WORDS["words"]) == 1
    await world.a_while_later(hours=2)
    assert (await world.karin.card()).has(word(Headline.ANSWERED))


async def test_a_closed_account_that_nobody_told_of_moves_the_case_at_once(world: World) -> None:
    await world.hans.leaves(quietly=True)
    await world.karin.flags(ABUSE)
    await world.a_while_later(minutes=1)
    karin = await world.karin.sees()
    assert not karin.heard(Says.FLAG_SAVED, "Hans Friis")
    assert karin.heard(Says.FLAG_SAVED, "Dorte Lund") + karin.heard(Says.MOVED, "Dorte Lund") == 1
    assert (await world.dorte.sees()).heard(Says.CARD) == 1


async def test_in_plain_words_the_agent_is_not_told_to_ring_themselves(world: World) -> None:
    await world.karin.types("/escalate hostile")
    await world.fault(kind="refuses_block", block="section", times=None)
    await world.karin.fills_in(THREAT)
    hans, karin = await world.hans.sees(), await world.karin.sees()
    assert hans.has("ring the agent")
    assert not karin.has("ring the agent")
    assert karin.has("is saved")


async def test_a_case_that_cannot_be_read_keeps_no_other_agent_from_hearing_whom_to_ring(
    world: World,
) -> None:
    await world.fault(kind="error_500", method="chat.postMessage", times=None)
    await world.karin.flags(THREAT)
    await world.ida.flags({**THREAT, "customer": "K-2291"})
    spoil = update(CaseRow).where(CaseRow.number == 1).values(state={})
    await world.bot.desk.database.write(lambda session: session.execute(spoil))
    await world.a_while_later(minutes=6)
    await world.mend()
    await world.a_while_later(minutes=2)
    assert (await world.ida.sees()).heard(Says.NOT_REACHED_YET, "Hans Friis")
