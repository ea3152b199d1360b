"""People as Slack tells of them, on the days when it tells less or otherwise."""

from typing import Any

import pytest

from sandbox.client import Refused
from tests.sandbox.conftest import Slack
from tests.sandbox.test_socket import listening, well


async def told_of(slack: Slack, key: str, **args: Any) -> dict[str, Any]:
    user: dict[str, Any] = (await slack.client.users_info(user=slack.people[key], **args))["user"]
    return user


async def channels_of(slack: Slack, key: str | None, **args: Any) -> set[str]:
    who = {"user": slack.people[key]} if key else {}
    found = await slack.client.api_call("users.conversations", json={**who, **args})
    assert "num_members" not in found["channels"][0]
    return {channel["name"] for channel in found["channels"]}


async def test_a_purged_account_is_not_found_though_conversations_list_it(slack: Slack) -> None:
    await slack.workspace.person("ida").does("purge")
    ida = slack.people["ida"]
    assert (await slack.refuses("users.info", user=ida))["error"] == "user_not_found"
    assert (await slack.refuses("conversations.open", users=ida))["error"] == "user_not_found"
    assert ida not in [user["id"] for user in (await slack.client.users_list())["members"]]
    members = await slack.client.conversations_members(channel=slack.channels["support"])
    assert ida in members["members"]


async def test_a_colleague_of_a_sister_workspace_has_another_team_and_names_ours(
    slack: Slack,
) -> None:
    sister: dict[str, Any] = {"team_id": "T0SISTER1", "teams": ["T0SISTER1", "T0OPPVASK1"]}
    async with listening(slack, well) as heard:
        await slack.workspace.person("ida").does("become", **sister)
        for nothing in ("", None):
            announced = {"team_id": nothing}
            await slack.workspace.person("ida").does("become", announced=announced)
    user = await told_of(slack, "ida")
    assert user["team_id"] == "T0SISTER1"
    assert "T0OPPVASK1" in user["enterprise_user"]["teams"]
    events = [request.payload["event"]["user"] for request in heard]
    assert [event["team_id"] for event in events] == ["T0SISTER1", "", None]
    assert all(event["enterprise_user"] == user["enterprise_user"] for event in events)


@pytest.mark.parametrize("zone", [None, "Mars/Olympus_Mons", ""])
async def test_a_zone_may_be_missing_or_one_that_nobody_else_knows(
    slack: Slack, zone: str | None
) -> None:
    karin = slack.workspace.person("karin")
    await karin.does("become", tz=zone)
    assert (await told_of(slack, "karin"))["tz"] == zone
    await slack.client.chat_postMessage(
        channel=slack.channels["support"], text="<!date^1772442000^{date}|then>"
    )
    assert (await karin.glances()).newest.words == "Mon 02 Mar 09:00"


async def test_somebody_may_have_no_real_name(slack: Slack) -> None:
    karin = slack.workspace.person("karin")
    await karin.does("become", name=None)
    user = await told_of(slack, "karin")
    assert "real_name" not in user
    assert (user["name"], user["profile"]["real_name"]) == ("karin", "")
    async with listening(slack, well) as heard:
        await karin.types("/escalate")
    assert heard[-1].payload["user_name"] == "karin"


async def test_of_a_closed_account_slack_tells_less(slack: Slack) -> None:
    await slack.workspace.person("ida").does("become", deleted=True)
    user = await told_of(slack, "ida")
    assert user["deleted"]
    assert not {"tz", "is_admin", "real_name"} & set(user)


async def test_a_workspace_may_begin_with_other_people_and_ids_that_begin_with_w(
    slack: Slack,
) -> None:
    others = {"hans": {"id": "W012A3CDE", "tz": None}}
    await slack.workspace.post("/control/reset", {"people": others})
    await slack.knows()
    assert (await told_of(slack, "hans"))["id"] == "W012A3CDE"
    opened = await slack.client.conversations_open(users="W012A3CDE")
    await slack.client.chat_postMessage(channel=opened["channel"]["id"], text="Hi, <@W012A3CDE>")
    assert (await slack.workspace.person("hans").glances()).has("Hi, @Hans Friis")
    with pytest.raises(Refused, match="shoe"):
        await slack.workspace.post("/control/reset", {"people": {"hans": {"shoe": 43}}})


async def test_nobody_can_change_who_they_are(slack: Slack) -> None:
    for wrong in ({"id": "U1"}, {"shoe": 43}):
        with pytest.raises(Refused, match=next(iter(wrong))):
            await slack.workspace.person("hans").does("become", **wrong)


async def test_the_language_is_told_when_it_is_asked_for(slack: Slack) -> None:
    assert "locale" not in await told_of(slack, "karin")
    assert (await told_of(slack, "karin", include_locale=True))["locale"] == "en-US"


async def test_another_persons_public_channels_are_listed_whether_the_bot_is_there_or_not(
    slack: Slack,
) -> None:
    secrets = {"name": "Nordlys", "id": "T1", "domain": "nordlys"}
    channels = {
        "support": {"members": ["karin", "bot"]},
        "general": {"members": ["karin"]},
        "managers": {"members": ["karin"], "private": True},
        "incidents": {"members": ["karin", "bot"], "private": True},
        "elsewhere": {"members": ["bot"]},
    }
    seed = {"team": secrets, "people": {"karin": {"name": "Karin"}}, "channels": channels}
    await slack.workspace.post("/control/reset", {"seed": seed})
    await slack.knows()
    both = "public_channel,private_channel"
    assert await channels_of(slack, "karin") == {"support", "general"}
    assert await channels_of(slack, "karin", types=both) == {"support", "general", "incidents"}
    assert await channels_of(slack, None, types=both) == {"support", "incidents", "elsewhere"}


async def test_long_lists_come_in_pages(slack: Slack) -> None:
    members: list[str] = []
    cursor = None
    while cursor != "":
        page = await slack.client.conversations_members(
            channel=slack.channels["support"], limit=3, cursor=cursor
        )
        assert len(page["members"]) <= 3
        members += page["members"]
        cursor = page["response_metadata"]["next_cursor"]
    assert len(members) == len(set(members)) == 7
    support = slack.channels["support"]
    answer = await slack.refuses("conversations.members", channel=support, cursor="???")
    assert answer["error"] == "invalid_cursor"
    answer = await slack.refuses("conversations.members", channel=support, limit=1001)
    assert answer["error"] == "invalid_limit"
