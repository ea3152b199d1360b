"""Imports the bot once; on every line of input kills the bot at work and forks another.

A line "before 7" or "after 7" has the new one kill itself around its seventh commit.
"""

import os
import signal
import sys

from sqlalchemy import Engine, event
from sqlalchemy.orm import Session

import app
import handlers.running  # noqa: F401  imported here, so that a fork need not


def main() -> None:
    url, database = sys.argv[1:]
    os.environ["DATABASE_URL"] = database
    at_work = 0
    for line in sys.stdin:
        _kill(at_work)
        at_work = os.fork()
        if at_work == 0:
            _crash_at(line.split())
            sys.argv = ["app.py", "run", "--sandbox", url]
            app.main()
            os._exit(0)
    _kill(at_work)


def _crash_at(told: list[str]) -> None:
    """Kill this process around one commit, as a power cut would."""
    if len(told) < 2:
        return
    when, left = told[0], [int(told[1])]

    def count(*_anything: object) -> None:
        left[0] -= 1
        if left[0] == 0:
            os.kill(os.getpid(), signal.SIGKILL)

    if when == "before":
        event.listen(Engine, "commit", count)
    else:
        event.listen(Session, "after_commit", count)


def _kill(process: int) -> None:
    if process:
        os.kill(process, signal.SIGKILL)
        os.waitpid(process, 0)


if __name__ == "__main__":
    main()
