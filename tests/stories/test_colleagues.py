"""Who is a colleague, and how they are called: as Slack tells of accounts."""

import pytest

from bot.notices import Says
from tests.stories.accounts import ident, stored
from tests.stories.world import World

ABUSE = {"What happened": ["Personal abuse"], "Customer reference": "K-2290"}


@pytest.mark.parametrize("team_id", ["", None])
async def test_a_colleague_of_a_sister_workspace_is_a_colleague(
    world: World, team_id: str | None
) -> None:
    """C1."""
    ours = (await world.get("/control/connect"))["team_id"]
    await world.olav.does("become", team_id="T0SISTER01", teams=[ours, "T0SISTER01"])
    await world.sets_up(managers=["olav"])
    await world.karin.flags(ABUSE)
    assert (await world.olav.sees()).heard(Says.CARD) == 1
    told = {"team_id": team_id, "enterprise_user": None}
    await world.olav.does("become", title="lead", announced=told)
    await world.settle()
    row = await stored(world, "olav")
    assert row is not None
    assert not row.outsider
    await world.olav.replies("I saw it, Karin. You did right. I call you at ten.")
    assert (await world.karin.card()).has("Answered")


@pytest.mark.parametrize("team_id", ["", None])
async def test_an_event_that_leaves_out_whose_account_it_is_makes_no_stranger_a_colleague(
    world: World, team_id: str | None
) -> None:
    """C1's other side."""
    await world.emma.types("/escalate mine", channel="acme-shared")
    told = {"team_id": team_id, "is_stranger": False}
    await world.emma.does("become", title="boss", announced=told)
    await world.settle()
    row = await stored(world, "emma")
    assert row is not None
    assert row.outsider


async def test_a_workspace_of_the_enterprise_that_does_not_share_the_account_is_another(
    world: World,
) -> None:
    await world.olav.does("become", team_id="T0SISTER01", teams=["T0SISTER01"])
    row = await stored(world, "olav")
    assert row is not None
    assert row.outsider


async def test_a_name_that_turns_round_what_stands_behind_it_is_cleaned(world: World) -> None:
    """D5."""
    await world.hans.does("become", name="\u202eHans\u202c \u2066Friis\u2069")
    await world.karin.flags(ABUSE)
    assert (await world.karin.sees()).letter(Says.FLAG_SAVED).has("Hans Friis")


@pytest.mark.parametrize("name", ["\u2800", "\ud83d"], ids=["blank", "half an emoji"])
async def test_a_name_of_nothing_that_can_be_seen_is_the_accounts(world: World, name: str) -> None:
    """D5, A3: here the account is called like that too, and its id is all that is left."""
    await world.hans.does("become", name=name)
    await world.karin.flags(ABUSE)
    saved = (await world.karin.sees()).letter(Says.FLAG_SAVED)
    assert saved.has(await ident(world, "hans"))
