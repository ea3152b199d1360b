"""Socket Mode as Slack plays it, heard by Bolt and by slack_sdk's own client."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from typing import Any

import pytest
from aiohttp import ClientWebSocketResponse, WSMessage, WSMsgType
from slack_sdk.socket_mode.aiohttp import SocketModeClient
from slack_sdk.socket_mode.request import SocketModeRequest
from slack_sdk.socket_mode.response import SocketModeResponse
from slack_sdk.web.async_client import AsyncWebClient

from sandbox.client import Refused
from tests.sandbox.conftest import Slack

Payload = dict[str, Any] | None
Ack = Callable[[SocketModeRequest], Payload | Awaitable[Payload]]


@asynccontextmanager
async def listening(slack: Slack, ack: Ack) -> AsyncIterator[list[SocketModeRequest]]:
    """A client that answers each envelope with what `ack` says; None: not at all."""
    web = AsyncWebClient(base_url=slack.told["api_url"], retry_handlers=[])
    client = SocketModeClient(slack.told["app_token"], web_client=web)
    heard: list[SocketModeRequest] = []

    async def listen(socket: SocketModeClient, request: SocketModeRequest) -> None:
        heard.append(request)
        said = ack(request)
        payload = await said if isinstance(said, Awaitable) else said
        if payload is not None:
            await socket.send_socket_mode_response(
                SocketModeResponse(request.envelope_id, payload or None)
            )

    client.socket_mode_request_listeners.append(listen)  # type: ignore[arg-type]  # its base class
    await client.connect()  # type: ignore[no-untyped-call]  # slack_sdk ships it so
    tasks = [client.message_processor, client.current_session_monitor, client.message_receiver]
    yield heard
    await client.close()  # type: ignore[no-untyped-call]  # slack_sdk ships it so
    await asyncio.gather(*(t for t in tasks if t is not None), return_exceptions=True)


def well(_request: SocketModeRequest) -> dict[str, Any]:
    return {}


async def test_a_command_arrives_with_all_that_slack_sends(slack: Slack) -> None:
    async with listening(slack, well) as heard:
        await slack.workspace.person("karin").types("/escalate hostile 48213")
    payload = heard[0].payload
    assert (payload["command"], payload["text"]) == ("/escalate", "hostile 48213")
    assert payload["user_id"] == slack.people["karin"]
    assert payload["response_url"].startswith("http://127.0.0.1")
    assert payload["trigger_id"]


async def test_the_words_of_an_ack_are_seen_by_the_one_who_typed(slack: Slack) -> None:
    async with listening(slack, lambda _request: {"text": "Only for you"}):
        await slack.workspace.person("karin").types("/escalate")
    assert (await slack.workspace.person("karin").glances()).has("Only for you")
    assert not (await slack.workspace.person("ida").glances()).has("Only for you")


async def test_a_command_that_is_not_in_the_manifest_is_not_sent(slack: Slack) -> None:
    with pytest.raises(Refused, match="/shout is not a valid command"):
        await slack.workspace.person("karin").types("/shout")


async def test_without_an_ack_in_time_the_person_sees_slacks_error(slack: Slack) -> None:
    await slack.workspace.set(ack_seconds=0.05)
    async with listening(slack, lambda _request: None):
        answer = await slack.workspace.person("karin").does(
            "command", channel="support", text="/escalate"
        )
    assert answer["error"] == "operation_timeout"
    assert "operation_timeout" in (await slack.workspace.person("karin").glances()).errors[0]


async def test_an_event_without_an_ack_comes_again_with_the_same_id(slack: Slack) -> None:
    await slack.workspace.set(ack_seconds=0.05)
    async with listening(slack, lambda r: {} if r.retry_attempt else None) as heard:
        await slack.workspace.person("karin").does("say", channel="support", text="Hi")
        while len(heard) < 2:  # noqa: ASYNC110  the second comes by itself
            await asyncio.sleep(0.01)
    assert heard[0].payload["event_id"] == heard[1].payload["event_id"]
    assert (heard[0].retry_attempt, heard[1].retry_attempt) == (0, 1)


async def test_an_event_comes_again_three_times_at_most(slack: Slack) -> None:
    await slack.workspace.set(ack_seconds=0.02, retry_seconds=[0, 0.01, 0.01])
    async with listening(slack, lambda _request: None) as heard:
        await slack.workspace.person("karin").does("say", channel="support", text="Hi")
        while len(heard) < 4:  # noqa: ASYNC110  the last comes by itself
            await asyncio.sleep(0.01)
    assert [request.retry_attempt for request in heard] == [0, 1, 2, 3]


async def test_slack_waits_as_long_as_the_settings_say_and_three_seconds_after_a_reset(
    slack: Slack,
) -> None:
    await slack.workspace.set(ack_seconds=20, trigger_seconds=15)
    told = await slack.workspace.get("/control/settings")
    assert (told["ack_seconds"], told["trigger_seconds"]) == (20, 15)
    with pytest.raises(Refused, match="no setting patience"):
        await slack.workspace.set(patience=20)
    await slack.workspace.post("/control/reset", {})
    told = await slack.workspace.get("/control/settings")
    assert (told["ack_seconds"], told["trigger_seconds"]) == (3, 3)


async def test_a_duplicate_is_the_same_envelope_twice(slack: Slack) -> None:
    await slack.workspace.fault(kind="duplicate", envelope="events_api")
    async with listening(slack, well) as heard:
        await slack.workspace.person("karin").does("say", channel="support", text="Hi")
    assert heard[0].envelope_id == heard[1].envelope_id


async def test_each_envelope_goes_to_one_of_several_sockets(slack: Slack) -> None:
    async with listening(slack, well) as one, listening(slack, well) as two:
        for number in range(6):
            await slack.workspace.person("karin").does("say", channel="support", text=f"{number}")
    assert len(one) + len(two) == 6
    assert one
    assert two


async def test_after_a_disconnect_the_client_comes_back(slack: Slack) -> None:
    async with listening(slack, well) as heard:
        await slack.workspace.fault(kind="disconnect")
        while not heard:
            await slack.workspace.person("karin").does("trigger")
            await slack.workspace.person("karin").does("say", channel="support", text="Hi")
    assert heard


async def says(slack: Slack, *words: str) -> None:
    for each in words:
        await slack.workspace.person("karin").does("say", channel="support", text=each)


async def until(heard: list[SocketModeRequest], count: int) -> list[str]:
    """The words of so many messages, in the order in which they came."""
    while len(heard) < count:  # noqa: ASYNC110  they come by themselves
        await asyncio.sleep(0.005)
    return [request.payload["event"]["text"] for request in heard]


async def test_an_event_may_be_overtaken_by_the_next(slack: Slack) -> None:
    async with listening(slack, well) as heard:
        await slack.workspace.fault(kind="overtaken")
        await says(slack, "one", "two", "three")
        assert await until(heard, 3) == ["two", "one", "three"]


async def test_after_an_outage_events_come_late_in_wrong_order_and_twice(slack: Slack) -> None:
    async with listening(slack, well) as heard:
        await slack.workspace.fault(kind="kept_back", times=2)
        await slack.workspace.fault(kind="kept_back", twice=True)
        await says(slack, "one", "two", "three", "four")
        assert await until(heard, 1) == ["four"]
        await slack.workspace.mend(kind="kept_back")
        words = await until(heard, 5)
    assert words[:4] == ["four", "three", "two", "one"]
    assert words[4] == "three"
    assert len({request.payload["event_id"] for request in heard}) == 4


async def test_an_event_that_nobody_acknowledged_is_gone_after_a_reset(slack: Slack) -> None:
    await says(slack, "one")
    await slack.workspace.post("/control/reset", {})
    async with listening(slack, well) as heard:
        await says(slack, "two")
        assert await until(heard, 1) == ["two"]


@pytest.mark.parametrize("reason", ["warning", "link_disabled"])
async def test_a_disconnect_says_why(slack: Slack, reason: str) -> None:
    told = await opened(slack)
    async with slack.session.ws_connect(told) as socket:
        assert (await socket.receive_json())["type"] == "hello"
        await slack.workspace.fault(kind="disconnect", reason=reason)
        word = await socket.receive_json()
        assert (word["type"], word["reason"]) == ("disconnect", reason)
        left = (await slack.workspace.get("/control/standing"))["connected"]
        assert left == (1 if reason == "warning" else 0)
    with pytest.raises(Refused, match="tiredness"):
        await slack.workspace.fault(kind="disconnect", reason="tiredness")


async def test_a_torn_connection_says_no_goodbye(slack: Slack) -> None:
    async with slack.session.ws_connect(await opened(slack)) as socket:
        await socket.receive_json()
        await slack.workspace.fault(kind="torn")
        await socket.receive()
        assert socket.close_code == 1006


async def test_a_silent_socket_stays_open_and_says_nothing(slack: Slack) -> None:
    await slack.workspace.set(ping_seconds=0.02, ack_seconds=0.05)
    async with slack.session.ws_connect(await opened(slack), autoping=False) as socket:
        assert (await socket.receive_json())["type"] == "hello"
        await socket.ping(b"x")
        kinds = {(await socket.receive()).type for _frame in range(2)}
        assert kinds == {WSMsgType.PING, WSMsgType.PONG}
        await slack.workspace.fault(kind="silent")
        while (await silence(socket)) is not None:
            pass
        await socket.ping(b"x")
        answer = await slack.workspace.person("karin").does(
            "command", channel="support", text="/escalate"
        )
        assert answer["error"] == "operation_timeout"
        assert await silence(socket) is None
        assert not socket.closed


async def test_the_connections_that_open_next_may_be_silent_too(slack: Slack) -> None:
    await slack.workspace.fault(kind="silent", times=2)
    for expected in (None, None, "hello"):
        async with slack.session.ws_connect(await opened(slack)) as socket:
            word = await silence(socket)
            assert (word and word.json()["type"]) == expected


async def opened(slack: Slack) -> str:
    """The address of a new connection."""
    client = slack.client_with(slack.told["app_token"])
    return str((await client.apps_connections_open(app_token=slack.told["app_token"]))["url"])


async def silence(socket: ClientWebSocketResponse) -> WSMessage | None:
    """What comes in a moment, None when nothing does."""
    try:
        return await socket.receive(timeout=0.1)
    except TimeoutError:
        return None


async def test_what_is_said_where_the_bot_is_not_is_not_heard(slack: Slack) -> None:
    async with listening(slack, well) as heard:
        await slack.workspace.person("olav").does("say", channel="warehouse", text="Hi")
    assert heard == []


async def test_edits_deletions_mentions_and_reactions_are_heard(slack: Slack) -> None:
    karin = slack.workspace.person("karin")
    bot = (await slack.workspace.get("/control/people"))["bot"]["user_id"]
    async with listening(slack, well) as heard:
        said = await karin.does("say", channel="support", text=f"<@{bot}> hi")
        await karin.does("edit", channel="support", ts=said["ts"], text="Ho")
        await karin.does("react", channel="support", ts=said["ts"], name="eyes")
        await karin.does("delete", channel="support", ts=said["ts"])
        await karin.does("home")
        await karin.does("become", tz="Europe/London")
    events = [request.payload["event"] for request in heard]
    kinds = {(event["type"], event.get("subtype")) for event in events}
    assert kinds == {
        ("app_mention", None),
        ("message", None),
        ("message", "message_changed"),
        ("reaction_added", None),
        ("message", "message_deleted"),
        ("app_home_opened", None),
        ("user_change", None),
    }
