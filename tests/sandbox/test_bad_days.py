"""What goes wrong with calls, on demand."""

import asyncio
from typing import Any

import pytest
from aiohttp import ClientError
from slack_sdk.errors import SlackApiError

from sandbox.client import Refused
from tests.sandbox.conftest import Slack
from tests.sandbox.test_strict import MODAL, SECTION, trigger


async def post(slack: Slack, text: str = "Hi", channel: str = "support") -> str:
    """The ts of the message, else Slack's code."""
    try:
        posted = await slack.client.chat_postMessage(channel=slack.channels[channel], text=text)
    except SlackApiError as refused:
        return str(refused.response["error"])
    return str(posted["ts"])


async def texts(slack: Slack) -> list[str]:
    return [message.words for message in (await slack.workspace.person("karin").glances()).messages]


async def test_any_code_may_be_answered_so_often(slack: Slack) -> None:
    await slack.workspace.fault(
        kind="error", error="missing_scope", method="users.info", times=2, more={"needed": "x:y"}
    )
    for _time in range(2):
        answer = await slack.refuses("users.info", user=slack.people["karin"])
        assert (answer["error"], answer["needed"]) == ("missing_scope", "x:y")
    await slack.client.users_info(user=slack.people["karin"])
    await slack.client.auth_test()


async def test_a_code_for_every_method_until_it_is_told_to_stop(slack: Slack) -> None:
    await slack.workspace.fault(kind="error", error="account_inactive", times=None)
    await slack.workspace.fault(kind="latency", seconds=0.01, times=None)
    for _time in range(3):
        assert await post(slack) == "account_inactive"
        assert (await slack.refuses("auth.test"))["error"] == "account_inactive"
    await slack.workspace.mend(kind="error")
    await slack.client.auth_test()
    (left,) = (await slack.workspace.get("/control/faults"))["faults"]
    assert left["kind"] == "latency"


async def test_an_error_may_come_after_the_call_took_effect(slack: Slack) -> None:
    await slack.workspace.fault(kind="error", error="fatal_error", took_effect=True)
    assert await post(slack, "There all the same") == "fatal_error"
    assert await texts(slack) == ["There all the same"]


async def test_a_server_error_has_its_status_and_need_not_be_json(slack: Slack) -> None:
    await slack.workspace.fault(kind="error_500", status=503, body="<html>Sorry</html>")
    async with slack.session.post(slack.told["api_url"] + "auth.test") as answer:
        assert (answer.status, await answer.text()) == (503, "<html>Sorry</html>")


async def test_too_many_requests_say_how_long_to_wait_and_only_there(slack: Slack) -> None:
    here = {"method": "chat.postMessage", "channel": "support"}
    await slack.workspace.fault(kind="rate_limited", **here, retry_after=7, times=None)
    with pytest.raises(SlackApiError) as refused:
        await slack.client.chat_postMessage(channel=slack.channels["support"], text="Hi")
    assert refused.value.response.status_code == 429
    assert refused.value.response.headers["Retry-After"] == "7"
    assert (await post(slack, channel="acme-shared"))[0].isdigit()


async def test_a_limit_counts_the_calls_of_the_last_seconds(slack: Slack) -> None:
    await slack.workspace.fault(kind="limit", method="users.info", calls=2, seconds=0.3)
    for _time in range(2):
        await slack.client.users_info(user=slack.people["karin"])
    with pytest.raises(SlackApiError) as refused:
        await slack.client.users_info(user=slack.people["karin"])
    assert refused.value.response.headers["Retry-After"] == "1"
    await slack.client.auth_test()
    await asyncio.sleep(0.35)
    await slack.client.users_info(user=slack.people["karin"])


async def test_slacks_own_limits_are_by_tier_and_one_post_a_second_and_channel(
    slack: Slack,
) -> None:
    await slack.workspace.fault(kind="limit")
    for _time in range(20):
        await slack.client.conversations_list()
    with pytest.raises(SlackApiError) as refused:
        await slack.client.conversations_list()
    assert 50 <= int(refused.value.response.headers["Retry-After"]) <= 60
    assert (await post(slack))[0].isdigit()
    assert await post(slack) == "ratelimited"
    assert (await post(slack, channel="acme-shared"))[0].isdigit()
    await slack.workspace.mend()
    await slack.client.conversations_list()


@pytest.mark.parametrize(("kind", "there"), [("drop_before", []), ("drop_after", ["Hi"])])
async def test_a_connection_breaks_before_or_after_the_call_took_effect(
    slack: Slack, kind: str, there: list[str]
) -> None:
    await slack.workspace.fault(kind=kind, method="chat.postMessage")
    with pytest.raises(ClientError):
        await post(slack)
    assert await texts(slack) == there


async def test_a_workspace_may_refuse_a_kind_of_block_until_it_is_told_to_stop(
    slack: Slack,
) -> None:
    await slack.workspace.fault(kind="refuses_block", block="section")
    where: dict[str, Any] = {"channel": slack.channels["support"], "text": "Hi"}
    for _time in range(2):
        answer = await slack.refuses("chat.postMessage", **where, blocks=[SECTION])
        said = "[ERROR] unsupported type: section [json-pointer:/blocks/0/type]"
        assert answer["error"] == "invalid_blocks"
        assert answer["response_metadata"]["messages"] == [said]
    pressed = await trigger(slack)
    answer = await slack.refuses("views.open", trigger_id=pressed, view=MODAL)
    assert answer["error"] == "invalid_arguments"
    await slack.client.chat_postMessage(**where)
    await slack.workspace.mend(kind="refuses_block")
    await slack.client.chat_postMessage(**where, blocks=[SECTION])


async def test_a_response_url_has_bad_days_too(slack: Slack) -> None:
    told = await slack.workspace.person("karin").does("trigger")
    await slack.workspace.fault(kind="error_500", method="response_url")
    statuses = []
    for _time in range(2):
        async with slack.session.post(told["response_url"], json={"text": "Hi"}) as answer:
            statuses.append(answer.status)
    assert statuses == [500, 200]
    assert await texts(slack) == ["Hi"]


@pytest.mark.parametrize(
    "wrong",
    [
        {"kind": "earthquake"},
        {"kind": "error"},
        {"kind": "latency", "error": "fatal_error"},
        {"kind": "refuses_block"},
        {"kind": "error_500", "method": "chat.shout"},
        {"kind": "limit", "method": "chat.shout"},
        {"kind": "latency", "minutes": 3},
    ],
)
async def test_a_bad_day_that_there_is_not_is_refused(slack: Slack, wrong: dict[str, Any]) -> None:
    with pytest.raises(Refused):
        await slack.workspace.fault(**wrong)
