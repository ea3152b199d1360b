"""One way to open a transaction and one to read; SQLite and PostgreSQL alike."""

import asyncio
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import Any, Concatenate, ParamSpec, TypeVar

from sqlalchemy import Engine, create_engine, event
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import ArgumentError
from sqlalchemy.orm import DeclarativeBase, Session

from storage.unusable import explained
from storage.writing import Writers

P = ParamSpec("P")
T = TypeVar("T")
READERS = 4
WRITERS = 2
"""On PostgreSQL; more of them only wait for each other, and for the interpreter."""
POSTGRESQL = ("postgresql", "postgres", "postgresql+psycopg")
"""How its addresses may begin."""


class Database:
    """An open database: `write` runs one transaction in a worker thread, `read` only looks."""

    def __init__(self, writing: Engine, reading: Engine) -> None:
        self._writing, self._reading = writing, reading
        one = writing.dialect.name == "sqlite"
        self.writers = Writers(writing, 1 if one else WRITERS)
        self._readers = ThreadPoolExecutor(READERS, "oppvask-read")

    @property
    def engine(self) -> Engine:
        return self._writing

    async def write(
        self, work: Callable[Concatenate[Session, P], T], *args: P.args, **kwargs: P.kwargs
    ) -> T:
        """Run `work(session, …)` in one transaction: all of it is committed, or nothing."""
        asked = self.writers.ask(partial(_call, work, args, kwargs), click=False)
        return await asyncio.wrap_future(asked)

    async def click(
        self,
        until: float,
        work: Callable[Concatenate[Session, P], T],
        *args: P.args,
        **kwargs: P.kwargs,
    ) -> T:
        """The same for somebody who waits: before everything that is no click.

        Raises TooLate where it cannot begin until then, in monotonic seconds.
        """
        asked = self.writers.ask(partial(_call, work, args, kwargs), click=True, until=until)
        return await asyncio.wrap_future(asked)

    async def read(
        self, work: Callable[Concatenate[Session, P], T], *args: P.args, **kwargs: P.kwargs
    ) -> T:
        """Run `work(session, …)` on a connection that can change nothing."""

        def look() -> T:
            with Session(self._reading) as session:
                return work(session, *args, **kwargs)

        return await asyncio.get_running_loop().run_in_executor(self._readers, look)

    async def close(self) -> None:
        await asyncio.to_thread(self.writers.close)
        await asyncio.to_thread(self._readers.shutdown)
        self._writing.dispose()
        self._reading.dispose()


def _call(
    work: Callable[..., T], args: tuple[Any, ...], kwargs: dict[str, Any], session: Session
) -> T:
    return work(session, *args, **kwargs)


def connect(url: str) -> Database:
    """Open the database at `url`; raises Unreachable."""
    with explained(url):
        writing, reading = _engine(url, writes=True), _engine(url, writes=False)
        with writing.connect():
            pass
    return Database(writing, reading)


AHEAD = timedelta()
"""How far `now` is ahead of the database's clock: moved by tests alone, so that none waits."""


def now(session: Session) -> datetime:
    """The database's own clock: leases, back-off and the age of keys go by it.

    It is asked once in a transaction.
    """
    if "now" not in session.info:
        session.info["now"] = _clock(session)
    at: datetime = session.info["now"]
    return at + AHEAD


def _clock(session: Session) -> datetime:
    connection = session.connection()
    if connection.dialect.name == "sqlite":
        stamp = connection.exec_driver_sql("SELECT strftime('%Y-%m-%d %H:%M:%f', 'now')").scalar()
        return datetime.fromisoformat(str(stamp)).replace(tzinfo=UTC)
    at: datetime = connection.exec_driver_sql("SELECT clock_timestamp()").scalar_one()
    return at.astimezone(UTC)


def insert(session: Session, table: type[DeclarativeBase]) -> Any:
    """An INSERT that knows ON CONFLICT, which both databases spell alike."""
    return _INSERTS[session.get_bind().dialect.name](table.__table__)


_INSERTS: Mapping[str, Callable[[Any], Any]] = {
    "sqlite": sqlite.insert,
    "postgresql": postgresql.insert,
}


def built(make: Callable[[Any], Any]) -> Callable[[Session], Any]:
    """The statement that `make` makes of such an INSERT, built once for each database."""
    statements = {name: make(insert) for name, insert in _INSERTS.items()}
    return lambda session: statements[session.get_bind().dialect.name]


def _engine(url: str, *, writes: bool) -> Engine:
    if url.startswith("sqlite"):
        return _sqlite(url, writes=writes)
    kind, _, bare = url.partition("://")
    if kind not in POSTGRESQL:
        raise ArgumentError(kind)
    options = "-c default_transaction_read_only=on" if not writes else ""
    return create_engine(
        f"postgresql+psycopg://{bare}",
        connect_args={"connect_timeout": 5, "options": options},
        pool_size=READERS,
        pool_pre_ping=True,
        hide_parameters=True,
    )


def _sqlite(url: str, *, writes: bool) -> Engine:
    engine = create_engine(
        url, connect_args={"timeout": 30, "check_same_thread": False}, hide_parameters=True
    )

    @event.listens_for(engine, "connect")
    def on_connect(connection, _record):  # type: ignore[no-untyped-def]  # DBAPI's own types
        connection.isolation_level = None
        connection.execute("PRAGMA busy_timeout=30000")
        connection.execute("PRAGMA foreign_keys=ON")
        if writes:
            connection.execute("PRAGMA journal_mode=WAL")
            connection.execute("PRAGMA synchronous=FULL")
        else:
            connection.execute("PRAGMA query_only=ON")

    @event.listens_for(engine, "begin")
    def on_begin(connection):  # type: ignore[no-untyped-def]  # SQLAlchemy's event
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")

    return engine
