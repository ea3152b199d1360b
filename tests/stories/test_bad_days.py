"""Slack has a bad day: everything is said once all the same."""

import pytest
from sqlalchemy import update
from sqlalchemy.orm import Session

from bot.claim.case import Origin
from bot.flag.case import Headline, Type
from bot.refusals import Code
from storage.tables import CaseRow
from tests.stories.world import Says, World, refusal, word

pytestmark = pytest.mark.thorough
ABUSE = {"types": [Type.PERSONAL_ABUSE], "customer": "K-2290"}


async def everything_was_said_once(world: World) -> None:
    assert (await world.hans.sees()).heard(Says.CARD) == 1
    assert (await world.karin.sees()).heard(Says.FLAG_SAVED) == 1


async def test_a_letter_that_slack_asks_to_hold_goes_out_later(world: World) -> None:
    await world.fault(kind="rate_limited", method="chat.postMessage", retry_after=30)
    await world.karin.flags(ABUSE)
    await world.mend()
    await world.a_while_later(seconds=30)
    await everything_was_said_once(world)


async def test_slack_is_not_asked_again_before_the_time_it_gave(world: World) -> None:
    await world.fault(kind="rate_limited", method="conversations.open", retry_after=30)
    await world.karin.flags(ABUSE)
    await world.mend()
    await world.a_while_later(seconds=25)
    assert not (await world.hans.sees()).messages
    await world.a_while_later(seconds=5)
    await everything_was_said_once(world)


async def test_a_form_for_which_slack_has_no_time_says_so_where_it_was_asked_for(
    world: World,
) -> None:
    await world.fault(kind="rate_limited", method="views.open", retry_after=60)
    for _ in range(2):
        assert await world.karin.types("/escalate hostile") == refusal(Code.SLACK_BUSY)


@pytest.mark.parametrize("kind", ["drop_after", "drop_before", "error_500"])
async def test_a_post_whose_end_nobody_knows_is_looked_for_before_it_is_said_again(
    world: World, kind: str
) -> None:
    """The letter rests for fifteen seconds first."""
    await world.fault(kind=kind, method="chat.postMessage")
    await world.karin.flags(ABUSE)
    await world.a_while_later(seconds=15)
    await everything_was_said_once(world)


async def test_a_card_that_is_drawn_twice_shows_the_newest_state(world: World) -> None:
    await world.karin.flags(ABUSE)
    await world.fault(kind="rate_limited", method="chat.update", retry_after=30)
    await world.hans.replies("I saw it, Karin. We talk at two.")
    await world.mend()
    await world.a_while_later(seconds=30)
    assert (await world.karin.card()).has(word(Headline.ANSWERED))


async def test_after_a_disconnect_the_bot_comes_back(world: World) -> None:
    await world.fault(kind="disconnect")
    await world.settle()
    answer = ""
    while "/escalate hostile" not in answer:
        answer = await world.karin.types("/escalate help")


async def test_a_form_that_cannot_open_says_so_with_a_reference_into_the_log(
    world: World, caplog: pytest.LogCaptureFixture
) -> None:
    await world.fault(kind="error_500", method="views.open")
    answer = await world.karin.types("/escalate hostile")
    (failed,) = [line for line in caplog.messages if line.startswith("listener_failed")]
    assert failed.removeprefix("listener_failed reference=") in answer
    assert (await world.karin.sees()).modal is None


async def test_a_letter_to_a_closed_account_is_given_up_and_the_others_go(world: World) -> None:
    await world.karin.does("become", deleted=True)
    await world.dorte.does("become", deleted=True)
    await world.ida.flags({**ABUSE, "types": [Type.THREAT]})
    assert (await world.hans.sees()).heard(Says.CARD, "Ida Berg") == 1
    assert not (await world.ida.sees()).has("Dorte Lund")


async def test_a_team_channel_that_has_become_shared_gets_nothing_more(world: World) -> None:
    await world.shares("support")
    await world.ida.claims(
        {
            "customer": "N-1",
            "wrong": "Left open",
            "origin": Origin.LEFT_OPEN,
            "promise": "2026-03-03T14:00:00+01:00",
        }
    )
    assert (await world.gita.sees()).total == 0


def spoil(session: Session, number: int) -> None:
    """What a newer version has written, say, and this one cannot read."""
    session.execute(update(CaseRow).where(CaseRow.number == number).values(state={}))


async def test_a_case_that_cannot_be_read_stops_no_other_cases_clocks(
    world: World, caplog: pytest.LogCaptureFixture
) -> None:
    await world.is_at("2026-03-02T10:15:00+01:00")
    await world.karin.flags(ABUSE)
    await world.ida.flags({**ABUSE, "customer": "K-2291"})
    await world.bot.desk.database.write(spoil, 1)
    await world.until("2026-03-02T13:15:00+01:00")
    hans = await world.hans.sees()
    assert hans.heard(Says.NUDGE_TO_ANSWER, "Ida Berg") == 1
    assert not hans.heard(Says.NUDGE_TO_ANSWER, "Karin Holm")
    stuck = [line for line in caplog.messages if line.startswith("clocks_stuck")]
    assert 1 <= len(stuck) <= 4
