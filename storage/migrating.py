"""Bring the tables to the newest shape at start-up, under a lock: several copies may start."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, Engine, create_engine, event, text

from storage.database import Database
from storage.unusable import DAMAGED, Unreachable, explained, of_file

HERE = Path(__file__).parent / "migrations"
LOCK = 0x0BB0A5C
"""PostgreSQL's advisory lock for migrations: any number, the same in every copy."""


def migrate(database: Database) -> None:
    """Run what has not been run yet, in one transaction; raises Unreachable."""
    engine = database.engine
    with explained(str(engine.url)):
        if engine.dialect.name == "sqlite":
            _sqlite(engine)
        else:
            with engine.begin() as connection:
                connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": LOCK})
                _upgrade(connection)


def _sqlite(engine: Engine) -> None:
    """On a connection of its own: with foreign keys on, batch mode deletes child rows."""
    own = create_engine(engine.url, connect_args={"timeout": 60})

    @event.listens_for(own, "connect")
    def on_connect(connection, _record):  # type: ignore[no-untyped-def]  # DBAPI's own types
        connection.isolation_level = None
        connection.execute("PRAGMA busy_timeout=60000")
        connection.execute("PRAGMA foreign_keys=OFF")

    @event.listens_for(own, "begin")
    def on_begin(connection):  # type: ignore[no-untyped-def]  # SQLAlchemy's event
        connection.exec_driver_sql("BEGIN IMMEDIATE")

    with own.begin() as connection:
        if connection.exec_driver_sql("PRAGMA quick_check(1)").scalar_one() != "ok":
            raise Unreachable(of_file(str(engine.url), DAMAGED))
        _upgrade(connection)
        broken = connection.exec_driver_sql("PRAGMA foreign_key_check").fetchall()
        if broken:
            raise Unreachable(of_file(str(engine.url), DAMAGED))
    own.dispose()


def _upgrade(connection: Connection) -> None:
    config = Config()
    config.set_main_option("script_location", str(HERE).replace("%", "%%"))
    config.attributes["connection"] = connection
    command.upgrade(config, "head")
