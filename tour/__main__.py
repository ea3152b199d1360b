"""`python -m tour`: the story, against a sandbox and a bot of its own or a running pair."""

import argparse
import asyncio
import os
import signal
import sys
import webbrowser
from pathlib import Path

from sandbox.client import Workspace
from sandbox.process import sandbox
from tour.both import both, fresh_bots
from tour.showing import Teller
from tour.story import set_up
from tour.telling import tell


def main() -> None:
    parser = argparse.ArgumentParser(prog="tour", description=__doc__)
    parser.add_argument("--sandbox", metavar="URL", help="a running sandbox that a bot follows")
    parser.add_argument("--record", type=Path, help="a file for every call")
    parser.add_argument("--port", type=int, default=0)
    parser.add_argument("--try", dest="stay", action="store_true", help="stay up until Ctrl-C")
    arguments = parser.parse_args()
    work = _stay(arguments.port) if arguments.stay else _tour(arguments.sandbox, arguments.record)
    sys.exit(asyncio.run(work))


async def _tour(url: str | None, record: Path | None) -> int:
    if url is not None:
        return await _told(url)
    async with both(record=record) as own:
        return await _told(own)


async def _told(url: str) -> int:
    story = Workspace(url)
    try:
        return await tell(story)
    finally:
        await story.close()


async def _stay(port: int) -> int:
    """The page, until Ctrl-C: the team is set up, and the story can be told there."""
    told = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, told.set)
    async with sandbox(port) as url, fresh_bots(url) as fresh:
        workspace = Workspace(url)
        await fresh()
        await set_up(workspace)
        telling = asyncio.create_task(Teller(workspace, fresh).tell())
        print(f"Open {url} in a browser. Ctrl-C stops everything.", flush=True)
        if _has_a_screen():
            webbrowser.open(url)
        await asyncio.wait(
            [telling, stopping := asyncio.create_task(told.wait())],
            return_when=asyncio.FIRST_COMPLETED,
        )
        for task in (telling, stopping):
            task.cancel()
        await asyncio.gather(telling, stopping, return_exceptions=True)
        await workspace.close()
    return 0


def _has_a_screen() -> bool:
    """On a server a text browser would take the terminal."""
    return sys.platform in ("darwin", "win32") or any(
        map(os.environ.get, ("DISPLAY", "WAYLAND_DISPLAY"))
    )


if __name__ == "__main__":
    main()
