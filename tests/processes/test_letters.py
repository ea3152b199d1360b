"""`oppvask letters`: what does not get through, for whoever runs the bot."""

import subprocess
import sys
from collections.abc import AsyncIterator, Callable
from pathlib import Path

import pytest
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from bot.flag.case import Type
from storage import cases
from storage.database import Database, connect
from storage.tables import LetterRow
from tests.conftest import QUIET, ROOT
from tests.storage.office import AT, a_flag, opened

pytestmark = pytest.mark.thorough
TOKENS = {"SLACK_BOT_TOKEN": "xoxb-1", "SLACK_APP_TOKEN": "xapp-1"}


@pytest.fixture
async def memory(database_url: str) -> AsyncIterator[Database]:
    database = connect(database_url)
    yield database
    await database.close()


@pytest.fixture
def letters(database_url: str, tmp_path: Path) -> Callable[..., subprocess.CompletedProcess[str]]:
    def run(*arguments: str) -> subprocess.CompletedProcess[str]:
        bare = {name: value for name, value in QUIET.items() if not name.startswith("SLACK_")}
        return subprocess.run(
            [sys.executable, str(ROOT / "app.py"), "letters", *arguments],
            cwd=tmp_path,
            env={**bare, **TOKENS, "DATABASE_URL": database_url},
            capture_output=True,
            text=True,
            timeout=30,
            check=False,
        )

    return run


def give_one_up(session: Session) -> int:
    letter = select(LetterRow.id).where(LetterRow.says == "page").limit(1).scalar_subquery()
    gone = update(LetterRow).where(LetterRow.id == letter)
    values = {"state": "given_up", "reason": "user_disabled"}
    return session.execute(gone.values(**values).returning(LetterRow.id)).scalar_one()


def state_of(session: Session, letter: int) -> str:
    return session.get_one(LetterRow, letter).state


async def test_what_was_given_up_is_listed_without_words_and_sent_again(
    memory: Database, letters: Callable[..., subprocess.CompletedProcess[str]]
) -> None:
    team = await opened(memory)
    flag = a_flag(team, Type.THREAT)
    await memory.write(cases.new_flag, flag, workspace="T1", by="UKARIN", at=AT)
    assert letters().stdout == ""
    letter = await memory.write(give_one_up)
    (line,) = letters().stdout.splitlines()
    number, _when, says, to, case, reason = line.split("\t")
    assert (number, says, case) == (str(letter), "page", "#1")
    assert to.startswith("U")
    assert reason == "given up: user_disabled"
    told = letters("--again", str(letter))
    assert (told.returncode, told.stdout) == (0, "")
    assert await memory.read(state_of, letter) == "waiting"


async def test_a_letter_that_is_not_there_is_said(
    memory: Database, letters: Callable[..., subprocess.CompletedProcess[str]]
) -> None:
    told = letters("--again", "4711")
    assert told.returncode == 1
    assert "4711" in told.stderr
    assert "Traceback" not in told.stderr
