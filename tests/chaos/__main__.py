"""`make chaos`: a day of twenty people, with trouble and kills; what was damaged."""

import argparse
import asyncio
import logging
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from uuid import uuid4

from tests.chaos.day import Day, Outcome, lived
from tests.chaos.troubles import TROUBLES
from tests.chaos.without import WITHOUT
from tests.conftest import administer, named, running_postgres

COPIES = {"SQLite": 1, "PostgreSQL": 3}
COLUMNS: dict[str, Callable[[Outcome], object]] = {
    "database, copies": lambda o: f"{o.day.name}, {o.day.copies}",
    "trouble": lambda o: o.day.trouble or (f"without {o.day.without}" * bool(o.day.without)),
    "deeds, clicks, letters": lambda o: f"{o.deeds}, {o.clicks}, {o.letters}",
    "kills": lambda o: o.kills,
    "clicks hit": lambda o: o.hits,
    "faults, changes": lambda o: f"{o.faults}, {o.changes}",
    "lost": lambda o: len(o.findings.lost),
    "doubled": lambda o: len(o.findings.doubled),
    "out of order": lambda o: len(o.findings.out_of_order),
    "without owner": lambda o: len(o.findings.without_owner),
    "silenced": lambda o: len(o.findings.silenced),
}


def table_of(outcomes: list[Outcome]) -> str:
    """Markdown."""
    rows = [list(COLUMNS), ["---"] * len(COLUMNS)]
    rows += [[str(told(each)) for told in COLUMNS.values()] for each in outcomes]
    return "\n".join(f"| {' | '.join(row)} |" for row in rows)


def days(told: argparse.Namespace, folder: Path, server: str) -> list[Day]:
    name = f"chaos_{uuid4().hex[:8]}"
    administer(server, f"CREATE DATABASE {name}")
    where = {"SQLite": f"sqlite:///{folder}/chaos.db", "PostgreSQL": named(server, name)}
    how = {"kills": told.kills, "seed": told.seed, "log": told.log, "without": told.without}
    kinds = [told.only] if told.only else ["PostgreSQL"] if told.trouble else list(COPIES)
    how["trouble"] = told.trouble
    return [Day(kind, where[kind], COPIES[kind], **how) for kind in kinds]


def main() -> None:
    parser = argparse.ArgumentParser(prog="chaos", description=__doc__)
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", choices=list(COPIES))
    parser.add_argument("--without", choices=list(WITHOUT), default="", help="take it out")
    parser.add_argument("--trouble", choices=list(TROUBLES), default="", help="and no kills")
    parser.add_argument("--log", type=Path, default=Path("/dev/null"), help="what the bots log")
    told = parser.parse_args()
    logging.getLogger("aiohttp.server").disabled = True  # it tells of each broken connection
    with running_postgres() as server, tempfile.TemporaryDirectory() as folder:
        outcomes = [asyncio.run(lived(day)) for day in days(told, Path(folder), server)]
    print(table_of(outcomes))
    damages = [
        f"{each.day.name}, {kind}: {damage}"
        for each in outcomes
        for kind, found in {**each.findings.kinds, "unruly": each.unruly}.items()
        for damage in found
    ]
    print("\n".join(damages), file=sys.stderr)
    sys.exit(bool(damages))


if __name__ == "__main__":
    main()
