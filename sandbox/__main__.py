"""`python -m sandbox --port N`: a Slack on this machine, until it is told to stop."""

import argparse
import asyncio
import errno
import json
import signal
from pathlib import Path

from sandbox.record import Record
from sandbox.server import HERE, serving
from sandbox.settings import Settings
from sandbox.world import APP_TOKEN, BOT_TOKEN


def main() -> None:
    parser = argparse.ArgumentParser(prog="sandbox", description=__doc__)
    parser.add_argument("--port", type=int, default=0, help="0: any free one")
    parser.add_argument("--record", type=Path, help="a file for every call, one JSON line each")
    parser.add_argument("--manifest", type=Path, default=Path("manifest.json"))
    parser.add_argument("--seed", type=Path, default=HERE / "seed.json")
    parser.add_argument(
        "--setting", action="append", default=[], metavar="ack_seconds=10", help="see the README"
    )
    try:
        asyncio.run(_serve(parser.parse_args()))
    except OSError as error:
        taken = error.errno == errno.EADDRINUSE
        why = "that port is in use: choose another one" if taken else error.strerror or error
        raise SystemExit(f"sandbox: {why}") from error


async def _serve(arguments: argparse.Namespace) -> None:
    stopped = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stopped.set)
    manifest = json.loads(arguments.manifest.read_text())
    seed = json.loads(arguments.seed.read_text())
    record = Record(arguments.record)
    given = dict(told.split("=", 1) for told in arguments.setting)
    usual = Settings().changed({name: json.loads(value) for name, value in given.items()})
    async with serving(arguments.port, manifest, seed, record, usual) as slack:
        print(f"ready {slack.url}", flush=True)
        print(f"SLACK_BOT_TOKEN={BOT_TOKEN}", flush=True)
        print(f"SLACK_APP_TOKEN={APP_TOKEN}", flush=True)
        await stopped.wait()


if __name__ == "__main__":
    main()
