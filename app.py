"""Start here: reads the settings, joins the parts, runs until told to stop."""

import argparse
import asyncio
import logging
import os
import signal
import sys
import traceback
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from dotenv import load_dotenv

from bot.settings import README, Settings, SettingWrong, read

if TYPE_CHECKING:
    from handlers.desk import Clock
    from handlers.running import Running

PROXIES = ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "http_proxy", "https_proxy", "all_proxy")


def main() -> None:
    """`oppvask`, or `python app.py`: run the bot."""
    arguments = _arguments()
    load_dotenv()
    try:
        if arguments.sandbox:
            _as_the_sandbox_says(arguments.sandbox)
        settings = read(os.environ)
    except SettingWrong as wrong:
        sys.exit(f"oppvask: {wrong}")
    if arguments.does == "letters":
        sys.exit(asyncio.run(_letters(settings, arguments.again)))
    _log(settings)
    # a bad setting has ended the start by now, before a second of imports
    from handlers.receiving.connection import Deaf  # noqa: PLC0415
    from handlers.running import CannotStart  # noqa: PLC0415

    try:
        asyncio.run(_until_told(settings, arguments.sandbox))
    except (CannotStart, Deaf) as reason:
        sys.exit(f"oppvask: {reason}")
    except asyncio.CancelledError:
        pass  # told to stop before it was at work


class Discreet(logging.Formatter):
    """Where an error came from and its kind, never its message: that may hold what people typed."""

    def formatException(self, ei: Any) -> str:  # noqa: N802  logging's own name
        kind, _error, trace = ei
        return "".join(traceback.format_tb(trace)) + (kind.__name__ if kind else "")


def _log(settings: Settings) -> None:
    """Our own events at the level that is set; of the libraries, what is wrong."""
    handler = logging.StreamHandler()
    handler.setFormatter(Discreet("%(asctime)s %(levelname)s %(name)s %(message)s"))
    logging.basicConfig(level="WARNING", handlers=[handler])
    logging.getLogger("oppvask").setLevel(settings.log_level)


class WallClock:
    """The one reader of real time."""

    def now(self) -> datetime:
        return datetime.now(UTC)  # noqa: TID251  this is the one


@asynccontextmanager
async def running(settings: Settings, clock: "Clock") -> "AsyncIterator[Running]":
    """The bot at work, for as long as the block lasts."""
    from handlers.running import start  # noqa: PLC0415  see main

    bot = await start(settings, clock)
    try:
        yield bot
    finally:
        await bot.stop()


@asynccontextmanager
async def running_beside(sandbox: str, settings: Settings) -> "AsyncIterator[Running]":
    """The bot at work in a sandbox's time."""
    from sandbox.following import begin, following  # noqa: PLC0415  see main

    clock = await begin(sandbox)
    async with running(settings, clock) as bot, following(sandbox, clock, bot.settled):
        yield bot


async def _until_told(settings: Settings, sandbox: str | None) -> None:
    """SIGTERM and SIGINT end a start at once; a bot at work finishes what it has begun."""
    told, starting = asyncio.Event(), asyncio.current_task()
    if starting is not None:
        _on_signal(starting.cancel)
    beside = running_beside(sandbox, settings) if sandbox else running(settings, WallClock())
    async with beside as bot:
        _on_signal(told.set)
        print("oppvask: at work", flush=True)
        await bot.until(told)


def _on_signal(act: Callable[[], object]) -> None:
    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, act)


async def _letters(settings: Settings, again: int | None) -> str | None:
    """List what does not get through, or send one of it again; what to end with, None if well."""
    from storage import backlog  # noqa: PLC0415  see main
    from storage.database import connect  # noqa: PLC0415  see main
    from storage.unusable import Unreachable  # noqa: PLC0415  see main

    try:
        memory = connect(settings.database_url)
    except Unreachable as reason:
        return f"oppvask: {reason}"
    try:
        if again is not None and not await memory.write(backlog.send_again, again):
            return f"oppvask: no letter {again} was given up or waits."
        for each in await memory.read(backlog.listed) if again is None else ():
            case = f"#{each.case}" if each.case else "-"
            state = "given up" if each.given_up else "refused"
            when = f"{each.written_at:%Y-%m-%d %H:%M}"
            print(each.id, when, each.says, each.to, case, f"{state}: {each.reason}", sep="\t")
    finally:
        await memory.close()
    return None


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="oppvask", description="Run the bot.", epilog=README)
    parser.set_defaults(does="run", sandbox=None)
    beside = "a running `python -m sandbox`"
    parser.add_argument("--sandbox", metavar="URL", help=beside)
    commands = parser.add_subparsers(dest="does")
    run = commands.add_parser("run", help="the same")
    run.add_argument("--sandbox", default=argparse.SUPPRESS, metavar="URL", help=beside)
    letters = commands.add_parser(
        "letters",
        help="list what was given up or is refused",
        description="By line: id, when it was written (UTC), kind, to whom or where, case, reason.",
    )
    letters.add_argument(
        "--again", type=int, metavar="ID", help="send that one again, if it is still wanted"
    )
    return parser.parse_args()


def _as_the_sandbox_says(url: str) -> None:
    """Tokens and address of the sandbox, where the environment does not say otherwise."""
    for name in PROXIES:  # with a proxy set, Socket Mode does not reach loopback
        os.environ.pop(name, None)
    from aiohttp import ClientError  # noqa: PLC0415  see main

    from sandbox.following import connect  # noqa: PLC0415  see main

    try:
        found = asyncio.run(connect(url))
    except (ClientError, OSError) as error:
        raise SettingWrong(f"No sandbox answers at {url}.") from error
    os.environ.setdefault("SLACK_BOT_TOKEN", found["bot_token"])
    os.environ.setdefault("SLACK_APP_TOKEN", found["app_token"])
    os.environ.setdefault("SLACK_API_URL", found["api_url"])


if __name__ == "__main__":
    main()
