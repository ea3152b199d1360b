"""The bot as a process of its own: how it starts, and how it ends."""

import asyncio
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from sandbox.client import Workspace
from storage.database import connect
from storage.migrating import migrate
from tests.conftest import QUIET, ROOT

pytestmark = pytest.mark.thorough
TOKENS = {"SLACK_BOT_TOKEN": "xoxb-sandbox-1-bot", "SLACK_APP_TOKEN": "xapp-1-A0OPPVASKA-sandbox"}


def started(folder: Path, **env: str) -> subprocess.Popen[str]:
    bare = {name: value for name, value in QUIET.items() if not name.startswith("SLACK_")}
    return subprocess.Popen(
        [sys.executable, str(ROOT / "app.py")],
        cwd=folder,
        env={**bare, **env},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


@pytest.mark.parametrize(
    ("wrong", "named"),
    [
        ({"SLACK_BOT_TOKEN": ""}, "SLACK_BOT_TOKEN is missing"),
        ({"SLACK_APP_TOKEN": ""}, "SLACK_APP_TOKEN is missing"),
        ({"SLACK_BOT_TOKEN": TOKENS["SLACK_APP_TOKEN"]}, "SLACK_BOT_TOKEN must begin with xoxb-"),
        ({"SLACK_APP_TOKEN": TOKENS["SLACK_BOT_TOKEN"]}, "SLACK_APP_TOKEN must begin with xapp-"),
        ({"SLACK_API_URL": "slack.com"}, "SLACK_API_URL"),
        ({"OPPVASK_LOG_LEVEL": "LOUD"}, "OPPVASK_LOG_LEVEL"),
        ({"OPPVASK_HEALTH": "everywhere"}, "OPPVASK_HEALTH"),
        ({"OPPVASK_COMMAND": "escalate"}, "OPPVASK_COMMAND"),
    ],
)
def test_a_wrong_setting_stops_the_start_and_names_itself(
    tmp_path: Path, wrong: dict[str, str], named: str
) -> None:
    process = started(tmp_path, **{**TOKENS, **wrong})
    _out, error = process.communicate(timeout=10)
    assert process.returncode == 1
    assert named in error
    assert "Connect to your Slack" in error
    assert "Traceback" not in error


def test_a_database_out_of_reach_says_so(tmp_path: Path) -> None:
    process = started(tmp_path, **TOKENS, DATABASE_URL="postgresql://nobody@127.0.0.1:1/oppvask")
    _out, error = process.communicate(timeout=20)
    assert process.returncode == 1
    assert "DATABASE_URL" in error
    assert "Traceback" not in error


def damaged(file: Path) -> None:
    """A database with tables, and a page in its middle overwritten."""
    file.unlink(missing_ok=True)
    database = connect(f"sqlite:///{file}")
    migrate(database)
    database.engine.dispose()  # the last connection writes everything into the file
    with file.open("r+b") as pages:
        pages.seek(4096)
        pages.write(b"\x07" * 4096 * 4)


@pytest.mark.parametrize(
    ("make", "what"),
    [
        (lambda file: file.write_text("Dear diary, " * 100), "is no SQLite database"),
        (lambda file: file.mkdir(), "cannot be opened"),
        (damaged, "is damaged"),
    ],
    ids=["no_database", "a_folder", "damaged"],
)
def test_a_file_that_cannot_be_used_says_so(
    tmp_path: Path, make: Callable[[Path], object], what: str
) -> None:
    make(tmp_path / "oppvask.db")
    process = started(tmp_path, **TOKENS)
    _out, error = process.communicate(timeout=20)
    assert process.returncode == 1
    assert error == f"oppvask: The file oppvask.db of DATABASE_URL {error.partition('URL ')[2]}"
    assert what in error


@pytest.mark.parametrize("folder", ["/nowhere", "/proc"])
def test_a_folder_that_cannot_be_written_to_says_so(tmp_path: Path, folder: str) -> None:
    """Not even the superuser may make a file in /proc."""
    process = started(tmp_path, **TOKENS, DATABASE_URL=f"sqlite:///{folder}/oppvask.db")
    _out, error = process.communicate(timeout=20)
    assert process.returncode == 1
    assert f"The file {folder}/oppvask.db of DATABASE_URL cannot be opened" in error
    assert "Traceback" not in error


@pytest.mark.parametrize("setting", ["SLACK_BOT_TOKEN", "SLACK_APP_TOKEN"])
def test_a_token_that_slack_does_not_accept_is_named(
    tmp_path: Path, sandbox: str, setting: str
) -> None:
    wrong = {setting: TOKENS[setting] + "-no"}
    process = started(tmp_path, **{**TOKENS, **wrong}, SLACK_API_URL=f"{sandbox}/api/")
    _out, error = process.communicate(timeout=20)
    assert process.returncode == 1
    assert setting in error
    assert "Traceback" not in error


async def test_the_bot_runs_with_the_three_settings_alone(tmp_path: Path, sandbox: str) -> None:
    """Nothing but SLACK_API_URL and the tokens tells it that this is no real Slack."""
    workspace = Workspace(sandbox)
    await workspace.post("/control/reset", {})
    process = started(tmp_path, **TOKENS, SLACK_API_URL=f"{sandbox}/api/")
    assert process.stdout is not None
    assert "at work" in await asyncio.to_thread(process.stdout.readline)
    answer = await workspace.person("karin").types("/escalate help")
    assert "/escalate hostile" in answer
    await workspace.close()
    process.send_signal(signal.SIGTERM)
    _out, error = await asyncio.to_thread(process.communicate, timeout=15)
    assert process.returncode == 0
    assert "WARNING" not in error
    assert "Traceback" not in error
    assert (tmp_path / "oppvask.db").exists()
