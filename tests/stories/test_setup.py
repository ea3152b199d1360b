"""/escalate setup: who may, where, and what it says back."""

from bot.flag.case import Type
from bot.refusals import Code
from tests.stories.world import World, refusal


async def test_an_agent_may_not_set_up_the_team(world: World) -> None:
    answer = await world.ida.types("/escalate setup")
    assert answer == refusal(Code.SETUP_BY_MANAGER)
    assert (await world.ida.sees()).modal is None


async def test_a_shared_channel_is_never_a_teams_channel(world: World) -> None:
    answer = await world.hans.types("/escalate setup", channel="acme-shared")
    assert answer == refusal(Code.CHANNEL_SHARED)
    assert (await world.hans.sees()).modal is None


async def test_a_manager_may_set_up_but_sees_no_field_for_the_skip(world: World) -> None:
    await world.hans.types("/escalate setup")
    modal = (await world.hans.sees()).form
    assert modal.asks("managers")
    assert not modal.asks("skip")
    await world.sigrid.types("/escalate setup")
    assert (await world.sigrid.sees()).form.asks("skip")


async def test_hours_that_end_before_they_begin_are_pointed_out(world: World) -> None:
    await world.hans.types("/escalate setup")
    await world.hans.sends({"start": "16:00", "end": "08:00"})
    errors = (await world.hans.sees()).form.errors
    assert errors == {"end": refusal(Code.HOURS_BACKWARDS)}


async def test_without_anybody_on_call_it_says_which_number_agents_get(world: World) -> None:
    await world.sigrid.types("/escalate setup")
    await world.sigrid.sends({"on_call": []})
    saved = (await world.sigrid.sees()).form
    assert not saved.asks("on_call")
    assert saved.has("112")


async def test_help_and_mine_answer_where_they_were_typed(world: World) -> None:
    assert "/escalate hostile" in await world.karin.types("/escalate help")
    await world.karin.flags({"types": [Type.RUDE], "customer": "C-9"})
    assert "#1" in await world.karin.types("/escalate mine")
    assert "Karin Holm" in await world.hans.types("/escalate mine")
