"""Why a database cannot be used, in a sentence for whoever runs the bot."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from alembic.util.exc import CommandError
from sqlalchemy import make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, SQLAlchemyError

SQLITE = {
    sqlite3.SQLITE_CANTOPEN: "cannot be opened: it must be a file, in a folder that is there and "
    "that the bot may write to",
    sqlite3.SQLITE_READONLY: "may not be written: the bot must own it and its folder",
    sqlite3.SQLITE_PERM: "may not be written: the bot must own it and its folder",
    sqlite3.SQLITE_NOTADB: "is no SQLite database: move it away, or name another file",
    sqlite3.SQLITE_CORRUPT: "is damaged: put back a copy of it, or move it away to begin anew",
    sqlite3.SQLITE_BUSY: "is held by another program: end that one first",
    sqlite3.SQLITE_LOCKED: "is held by another program: end that one first",
    sqlite3.SQLITE_FULL: "cannot grow: the disk is full",
    sqlite3.SQLITE_IOERR: "cannot be read or written: look at the disk",
}
"""What stands behind "The file … of DATABASE_URL", by SQLite's primary result code."""
DAMAGED = SQLITE[sqlite3.SQLITE_CORRUPT]
PRIMARY = 0xFF
"""Of an extended result code, what says the primary one."""
KINDS = "sqlite:///file.db or postgresql://user:password@host/name"


class Unreachable(Exception):
    """The database cannot be used; the text names DATABASE_URL and says what to do."""


@contextmanager
def explained(url: str) -> Iterator[None]:
    """What goes wrong with the database inside is raised as Unreachable."""
    try:
        yield
    except ImportError as error:
        raise Unreachable(
            "DATABASE_URL names a PostgreSQL database, and its driver is not installed. "
            "Install Oppvask with its extra `postgres`."
        ) from error
    except (ArgumentError, ValueError) as error:
        raise Unreachable(f"DATABASE_URL cannot be read. It must look like {KINDS}.") from error
    except CommandError as error:
        raise Unreachable(
            "The database of DATABASE_URL was made by a newer version of the bot. Start that one."
        ) from error
    except SQLAlchemyError as error:
        raise Unreachable(_words(error, url)) from error


def of_file(url: str, what: str) -> str:
    return f"The file {make_url(url).database} of DATABASE_URL {what}."


def _words(error: SQLAlchemyError, url: str) -> str:
    cause = error.orig if isinstance(error, DBAPIError) else None
    if isinstance(cause, sqlite3.Error):
        code = getattr(cause, "sqlite_errorcode", sqlite3.SQLITE_ERROR)
        return of_file(url, SQLITE.get(code & PRIMARY, f"cannot be used ({code})"))
    return (
        f"The database is out of reach, or refuses the bot ({type(cause or error).__name__}). "
        "Check DATABASE_URL, that it is running, and that its user may make tables."
    )
