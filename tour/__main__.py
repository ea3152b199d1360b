"""`python -m tour`: the story, against a sandbox and a bot of its own or a running pair."""

import argparse
import asyncio
import signal
import sys
from pathlib import Path

from tour.both import both
from tour.control import Workspace
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
    told = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, told.set)
    async with both(port) as url:
        print(f"The sandbox and the bot are up: {url}")
        print("README.md shows three calls to try. Ctrl-C stops both.", flush=True)
        await told.wait()
    return 0


if __name__ == "__main__":
    main()
