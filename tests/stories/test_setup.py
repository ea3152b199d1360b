"""/escalate setup: who may, where, and what it says back."""

from bot.flag.case import Type
from bot.refusals import Code
from bot.team import TeamSettings
from sandbox.client import Json
from storage import teams
from tests.stories.world import Says, World, ids, refusal


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


async def the_team(world: World) -> TeamSettings:
    workspace = (await world.get("/control/connect"))["team_id"]
    (team,) = await world.bot.desk.read(teams.of_workspace, workspace)
    return team


async def test_a_form_older_than_the_settings_is_refused_and_shows_how_they_stand(
    world: World,
) -> None:
    await world.sets_up(managers=["hans", "karin"])
    await world.hans.types("/escalate setup")
    await world.sets_up(managers=["hans"])
    await world.hans.sends({"end": "17:00"})
    form = (await world.hans.sees()).form
    assert form.callback_id == ids.SETUP
    assert form.has("Sigrid Vang")
    team = await the_team(world)
    assert len(team.managers) == 1
    assert f"{team.hours.end:%H:%M}" == "16:00"
    await world.hans.sends({"start": "09:00"})
    await world.hans.fills_in(await world.phones({}))
    team = await the_team(world)
    assert len(team.managers) == 1
    assert f"{team.hours.start:%H:%M}–{team.hours.end:%H:%M}" == "09:00–16:00"
    assert await world.karin.types("/escalate setup") == refusal(Code.SETUP_BY_MANAGER)


async def test_the_second_page_is_refused_too_when_somebody_saved_meanwhile(world: World) -> None:
    await world.sets_up(managers=["hans", "olav"])
    await world.hans.types("/escalate setup")
    await world.hans.sends({"end": "17:00"})
    await world.sets_up(managers=["hans"])
    await world.hans.fills_in(await world.phones({}))
    form = (await world.hans.sees()).form
    assert form.callback_id == ids.SETUP
    assert form.has("Sigrid Vang")
    assert len((await the_team(world)).managers) == 1


async def test_a_manager_takes_no_other_manager_off_and_keeps_their_order(world: World) -> None:
    await world.sets_up(managers=["hans", "karin"])
    before = await the_team(world)
    for managers in (["karin"], ["karin", "hans"], ["ida", "hans", "karin"]):
        await world.karin.types("/escalate setup")
        await world.karin.sends({"managers": managers})
        errors = (await world.karin.sees()).form.errors
        assert errors == {"managers": refusal(Code.MANAGERS_BY_ADMIN)}
        await world.karin.closes()
    assert await the_team(world) == before
    await world.karin.types("/escalate setup")
    await world.karin.sends({"managers": ["hans", "karin", "ida"]})
    await world.karin.fills_in(await world.phones({}))
    assert len((await the_team(world)).managers) == 3


async def test_who_was_or_is_asked_hears_of_the_change_and_its_author_is_kept(
    world: World,
) -> None:
    await world.sets_up(managers=["hans", "olav"])
    added = await the_team(world)
    for reader in (world.hans, world.olav, world.dorte):
        heard = await reader.sees()
        assert heard.heard(Says.SETTINGS_CHANGED, "Sigrid Vang", "Hans Friis", "Olav Moe") == 1
    assert not (await world.sigrid.sees()).heard(Says.SETTINGS_CHANGED)
    await world.sets_up(managers=["hans"])
    for reader in (world.hans, world.olav, world.dorte):
        assert (await reader.sees()).heard(Says.SETTINGS_CHANGED) == 2
    (change,) = await world.bot.desk.read(teams.changed_since, added.id, added.version)
    assert change.settings == ("managers",)
    assert change.by == added.skip


async def test_other_settings_are_told_to_the_managers_and_the_skip(world: World) -> None:
    await world.hans.types("/escalate setup")
    await world.hans.sends({"end": "17:00"})
    await world.hans.fills_in(await world.phones({}))
    assert (await world.sigrid.sees()).heard(Says.SETTINGS_CHANGED, "Hans Friis") == 1
    for other in (world.hans, world.dorte, world.karin):
        assert not (await other.sees()).heard(Says.SETTINGS_CHANGED)


async def test_settings_saved_as_they_were_are_told_to_nobody(world: World) -> None:
    await world.sets_up()
    for reader in (world.hans, world.dorte):
        assert not (await reader.sees()).heard(Says.SETTINGS_CHANGED)


async def test_a_guest_looks_after_no_team_and_is_welcome_as_an_agent(world: World) -> None:
    roles: Json = {"managers": ["hans", "gita"], "deputy": "gita", "skip": "gita"}
    for role, chosen in {**roles, "on_call": ["gita"]}.items():
        await world.sigrid.types("/escalate setup")
        await world.sigrid.sends({role: chosen})
        assert (await world.sigrid.sees()).form.errors == {role: refusal(Code.GUEST)}
        await world.sigrid.closes()
    await world.gita.flags({"types": [Type.RUDE], "customer": "C-9"})
    assert "Gita Rao" in await world.hans.types("/escalate mine")
