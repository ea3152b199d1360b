"""Each story is played on both databases, by the real bot, against the sandbox over the wire."""

from collections.abc import AsyncIterator

import pytest

import app
from bot.settings import Settings
from tests.stories.world import START, World


@pytest.fixture
async def world(sandbox: str, database_url: str) -> AsyncIterator[World]:
    workspace = World(sandbox)
    await workspace.post("/control/reset", {"now": START, "running": False})
    told = await workspace.get("/control/connect")
    settings = Settings(told["bot_token"], told["app_token"], told["api_url"], database_url)
    async with app.running(settings, sandbox):
        await workspace.begins()
        yield workspace
    await workspace.close()
