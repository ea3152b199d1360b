"""Imports the bot once and forks copies of it: a line of input is `name database word …`.

It says `began NAME PROCESS` and `ended NAME CODE`; the words are told in `altered`. The copies are
killed with it.
"""

import os
import select
import signal
import sys
from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import timedelta
from functools import partial

from bot.settings import Settings
from handlers import running, timers
from handlers.desk import Desk
from handlers.sending import deliver
from handlers.sending.places import Spot
from handlers.slack.client import Client, web_client
from handlers.slack.outage import Pace
from storage import database, underway
from storage.underway import Letter
from tests.chaos.without import WITHOUT, put
from tests.processes.launcher import forked


def main() -> None:
    at_work: dict[int, str] = {}
    lines = open(0, "rb", buffering=0)  # noqa: SIM115  a buffer would hide lines from select
    while True:
        if select.select([lines], [], [], 0.005)[0]:
            line = lines.readline().decode()
            if not line:
                break
            name, address, *words = line.split()
            process = forked(sys.argv[1], address, partial(altered, words))
            at_work[process] = name
            print("began", name, process, flush=True)
        for process in list(at_work):
            ended, status = os.waitpid(process, os.WNOHANG)
            if ended:
                code = os.waitstatus_to_exitcode(status)
                print("ended", at_work.pop(process), code, flush=True)
    for process in at_work:
        os.kill(process, signal.SIGKILL)
        os.waitpid(process, 0)


def altered(words: list[str]) -> None:
    """`without=NAME` takes a protection out; `ahead=SECONDS` lets pauses be over; `hurried`."""
    os.dup2(2, 1)  # what a copy says must not end up in the middle of a line of ours
    for word in words:
        what, _, value = word.partition("=")
        if what == "without":
            WITHOUT[value]()
        elif what == "ahead":
            database.AHEAD = timedelta(seconds=float(value))
            timers.EVERY["housekeeping"] = 1
            put(deliver, "found", partial(_by_slacks_clock, deliver.found))
        else:
            _hurried()


async def _by_slacks_clock(
    found: Callable[..., Awaitable[str | None]], desk: Desk, letter: Letter, spot: Spot
) -> str | None:
    """Slack's clock is not ahead with ours: what was posted just now is not from before that."""
    began = letter.first_try_at - database.AHEAD
    return await found(desk, replace(letter, first_try_at=began), spot)


def _hurried() -> None:
    """Leases, time-outs and pings of a fifth: else whatever was in hand would rest for a minute."""
    put(deliver, "LEASE", deliver.LEASE / 5)
    put(underway, "LOOK_AFTER", underway.LOOK_AFTER / 5)

    def impatient(settings: Settings) -> Client:
        client = web_client(settings)
        client.timeout = 2
        return client

    put(running, "web_client", impatient)
    put(running, "PACE", Pace(ping=1.0, first_pause=0.1, longest_pause=1.0))


if __name__ == "__main__":
    main()
