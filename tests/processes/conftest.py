"""A sandbox as Slack, and settings with a database of one's own."""

import shutil
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.settings import Settings
from sandbox.client import Workspace
from tests.processes.test_start import TOKENS


@pytest.fixture
async def workspace(sandbox: str) -> AsyncIterator[Workspace]:
    found = Workspace(sandbox)
    await found.post("/control/reset", {})
    yield found
    await found.mend()
    await found.close()


@pytest.fixture
def settings(sandbox: str, sqlite_template: Path, tmp_path: Path) -> Settings:
    file = shutil.copy(sqlite_template, tmp_path / "oppvask.db")
    bot_token, app_token = TOKENS.values()
    return Settings(bot_token, app_token, f"{sandbox}/api/", f"sqlite:///{file}")
