"""Other ends than SIGKILL: a copy freezes, is told to stop, loses its database or its socket."""

import asyncio
import signal
import subprocess
import time
from collections.abc import Awaitable, Callable, Mapping
from pathlib import Path

import psutil
from sqlalchemy import text

from storage.database import connect
from tests.chaos.weather import Weather

MINUTE = 60
STOPS_WITHIN = 10.0
"""Seconds."""


async def stop(weather: Weather) -> None:
    """One copy is frozen for a minute, and goes on with whatever it had in hand."""
    name = weather.dice.choice(sorted(weather.fleet.alive))
    weather.fleet.signals(signal.SIGSTOP, name)
    await asyncio.sleep(MINUTE)
    weather.fleet.signals(signal.SIGCONT, name)
    weather.over()
    await asyncio.sleep(3)


async def rolling(weather: Weather) -> None:
    """Each copy in turn is told to stop, twice; each ends well, and in time."""
    for _ in range(2):
        for name in sorted(weather.fleet.alive):
            await asyncio.sleep(3)
            began = time.monotonic()
            await weather.fleet.ended(weather.fleet.signals(signal.SIGTERM, name))
            seconds, code = time.monotonic() - began, weather.fleet.codes[-1]
            if code != 0 or seconds > STOPS_WITHIN:
                weather.unruly.append(f"{name} ended with {code} after {seconds:.1f} s")
            weather.over()
    await asyncio.sleep(3)


async def database(weather: Weather) -> None:
    """PostgreSQL is stopped at once and started again, three times."""
    for _ in range(3):
        await asyncio.sleep(5)
        await asyncio.to_thread(_restarted, weather.fleet.database)
        weather.over()
    await asyncio.sleep(5)


async def socket(weather: Weather) -> None:
    """Every connection is cut every second, for a minute."""
    for _ in range(MINUTE):
        await weather.office.world.fault(kind="torn")
        weather.over()
        await asyncio.sleep(1)


def _restarted(url: str) -> None:
    memory = connect(url)
    with memory.engine.connect() as connection:
        folder = connection.execute(text("SHOW data_directory")).scalar_one()
    memory.engine.dispose()
    server = psutil.Process(int((Path(folder) / "postmaster.pid").read_text().split()[0]))
    command, user = server.cmdline(), server.username()
    server.send_signal(signal.SIGINT)
    server.wait(20)
    quiet = subprocess.DEVNULL
    subprocess.Popen(
        command, user=user, cwd=folder, stdout=quiet, stderr=quiet, start_new_session=True
    )


TROUBLES: Mapping[str, Callable[[Weather], Awaitable[None]]] = {
    each.__name__: each for each in (stop, rolling, database, socket)
}
