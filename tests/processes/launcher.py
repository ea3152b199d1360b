"""Imports the bot once; on every line of input kills the bot at work and forks another."""

import os
import signal
import sys

import app
import handlers.running  # noqa: F401  imported here, so that a fork need not


def main() -> None:
    url, database = sys.argv[1:]
    os.environ["DATABASE_URL"] = database
    at_work = 0
    for _line in sys.stdin:
        _kill(at_work)
        at_work = os.fork()
        if at_work == 0:
            sys.argv = ["app.py", "run", "--sandbox", url]
            app.main()
            os._exit(0)
    _kill(at_work)


def _kill(process: int) -> None:
    if process:
        os.kill(process, signal.SIGKILL)
        os.waitpid(process, 0)


if __name__ == "__main__":
    main()
