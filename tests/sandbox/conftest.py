"""Slack's own Python client, against a fresh workspace of the sandbox."""

import json
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from datetime import datetime
from typing import Any

import pytest
from aiohttp import ClientSession
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from sandbox.client import Workspace
from sandbox.following import FollowingClock, following
from tests.conftest import ROOT, running_sandbox

EVENTS = [
    "app_home_opened",
    "app_mention",
    "channel_archive",
    "channel_id_changed",
    "channel_left",
    "channel_rename",
    "channel_unarchive",
    "group_rename",
]


class Slack:
    """A workspace, a client with the bot's token, and what the client was refused."""

    def __init__(self, workspace: Workspace, told: dict[str, Any], session: ClientSession) -> None:
        self.workspace, self.told, self.session = workspace, told, session
        self.client = self.client_with(told["bot_token"])
        self.people: dict[str, str] = {}
        self.channels: dict[str, str] = {}

    def client_with(self, token: str) -> AsyncWebClient:
        return AsyncWebClient(
            token=token, base_url=self.told["api_url"], retry_handlers=[], session=self.session
        )

    async def knows(self) -> None:
        found = await self.workspace.get("/control/people")
        self.people = {person["key"]: person["id"] for person in found["people"]}
        self.channels = {channel["name"]: channel["id"] for channel in found["channels"]}

    @asynccontextmanager
    async def settled_at_once(self) -> AsyncIterator[None]:
        """An app that goes with the sandbox's time, and never has anything left to say."""
        async with following(self.workspace.url, FollowingClock(), _nothing_left):
            yield

    async def refuses(self, method: str, **args: Any) -> dict[str, Any]:
        """The answer of a call that must be refused."""
        with pytest.raises(SlackApiError) as refused:
            await self.client.api_call(method, json=args)
        response = refused.value.response
        assert response.status_code == 200
        answer: dict[str, Any] = response.data
        return answer


async def _nothing_left() -> datetime | None:
    return None


@pytest.fixture(scope="session")
def strict(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A sandbox whose app may do everything but read who wants no disturbance."""
    manifest = json.loads((ROOT / "manifest.json").read_text())
    more = ["reactions:write", "files:write", "files:read", "team:read"]
    manifest["oauth_config"]["scopes"]["bot"] += more
    manifest["settings"]["event_subscriptions"]["bot_events"] += EVENTS
    file = tmp_path_factory.mktemp("strict") / "manifest.json"
    file.write_text(json.dumps(manifest))
    with running_sandbox("--manifest", str(file)) as url:
        yield url


@pytest.fixture
async def slack(strict: str) -> AsyncIterator[Slack]:
    workspace = Workspace(strict)
    await workspace.post("/control/reset", {})
    async with ClientSession() as session:
        found = Slack(workspace, await workspace.get("/control/connect"), session)
        await found.knows()
        yield found
    await workspace.mend()
    await workspace.close()
