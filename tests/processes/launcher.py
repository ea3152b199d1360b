"""Imports the bot once; on every line of input kills the bot at work and forks another.

A line is `when commit database`: "before 7 sqlite:///x.db" has the new one kill itself before its
seventh commit, "never 0 …" not at all, "rested 0 …" first skips the time that letters rest.
A bot that has died by itself is started again at once, as whoever runs it for real would see to,
and that time is skipped too.
"""

import os
import select
import signal
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial

from sqlalchemy import Engine, event, update
from sqlalchemy.orm import Session

import app
import handlers.running  # noqa: F401  imported here, so that a fork need not
from storage.database import connect
from storage.tables import LetterRow

LONG_AGO = datetime(2020, 1, 1, tzinfo=UTC)


def main() -> None:
    at_work, database = 0, ""
    while True:
        ready, _, _ = select.select([sys.stdin], [], [], 0.02)
        if ready:
            line = sys.stdin.readline()
            _kill(at_work)
            if not line:
                return
            when, commit, database = line.split()
            if when == "rested":
                _rested(database)
            at_work = _start(when, int(commit), database)
        elif at_work and os.waitpid(at_work, os.WNOHANG)[0]:
            _rested(database)
            at_work = _start("never", 0, database)


def _start(when: str, commit: int, database: str) -> int:
    return forked(sys.argv[1], database, partial(_crash_at, when, commit))


def forked(url: str, database: str, prepare: Callable[[], None]) -> int:
    """The process of a bot that is at work against that sandbox, once it has prepared itself."""
    child = os.fork()
    if child == 0:
        prepare()
        os.environ["DATABASE_URL"] = database
        sys.argv = ["app.py", "run", "--sandbox", url]
        app.main()
        os._exit(0)
    return child


def _crash_at(when: str, left: int) -> None:
    """Kill this process around one commit that writes, as a power cut would."""
    writing = False

    def look(_connection: object, _cursor: object, statement: str, *_more: object) -> None:
        nonlocal writing
        writing = writing or statement.startswith(("INSERT", "UPDATE", "DELETE"))

    def count(*_anything: object) -> None:
        nonlocal left, writing
        left -= writing
        if writing and left == 0:
            os.kill(os.getpid(), signal.SIGKILL)
        writing = False

    event.listen(Engine, "before_cursor_execute", look)
    if when == "before":
        event.listen(Engine, "commit", count)
    elif when == "after":
        event.listen(Session, "after_commit", count)


def _rested(database: str) -> None:
    """The leases of the dead one have run out."""
    memory = connect(database)
    with Session(memory.engine) as session, session.begin():
        waiting = LetterRow.leased_until.is_not(None)
        session.execute(update(LetterRow).where(waiting).values(leased_until=LONG_AGO))
    memory.engine.dispose()


def _kill(process: int) -> None:
    if process:
        os.kill(process, signal.SIGKILL)
        os.waitpid(process, 0)


if __name__ == "__main__":
    main()
