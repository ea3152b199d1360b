"""The shape of the house: arrows, rooms, sizes."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import ROOT

LAYERS = {
    "bot": {"bot"},
    "storage": {"storage", "bot"},
    "handlers": {"handlers", "storage", "bot"},
    "sandbox": {"sandbox"},
    "tour": {"tour", "sandbox"},
}
OURS = set(LAYERS) | {"app", "tests"}
ROOMS = {
    "sqlalchemy": "storage",
    "alembic": "storage",
    "cattrs": "storage",
    "slack_bolt": "handlers",
    "slack_sdk": "handlers",
    "apscheduler": "handlers",
    "babel": "handlers",
    "jsonschema": "sandbox",
}
NO_IO = {"os", "socket", "asyncio", "logging", "pathlib", "random", "time", "threading"}


def files(layer: str) -> Iterator[tuple[Path, ast.Module]]:
    for path in sorted((ROOT / layer).rglob("*.py")):
        yield path, ast.parse(path.read_text())


def imported(tree: ast.Module, *, when_typing: bool = False) -> set[str]:
    """The top-level packages that a module imports when it runs."""
    found: set[str] = set()
    skipped: set[ast.AST] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING":
            skipped |= {inner for each in node.body for inner in ast.walk(each)}
    for node in ast.walk(tree):
        if node in skipped and not when_typing:
            continue
        if isinstance(node, ast.Import):
            found |= {name.name.split(".")[0] for name in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found.add(node.module.split(".")[0])
    return found


@pytest.mark.parametrize("layer", LAYERS)
def test_arrows_point_one_way(layer: str) -> None:
    for path, tree in files(layer):
        assert imported(tree) & OURS <= LAYERS[layer], path


@pytest.mark.parametrize("layer", LAYERS)
def test_each_library_has_its_room(layer: str) -> None:
    for path, tree in files(layer):
        for library in imported(tree) & set(ROOMS):
            assert ROOMS[library] == layer, path


def test_the_rules_do_no_input_or_output() -> None:
    for path, tree in files("bot"):
        assert not imported(tree) & NO_IO, path


@pytest.mark.parametrize("layer", LAYERS)
def test_files_stop_at_300_lines_and_functions_at_40(layer: str) -> None:
    for path, tree in files(layer):
        if "migrations" in path.parts:
            continue
        assert len(path.read_text().splitlines()) <= 300, path
        for node in ast.walk(tree):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                assert (node.end_lineno or 0) - node.lineno < 40, (path, node.name)


@pytest.mark.parametrize("layer", [*LAYERS, "tests"])
def test_no_file_is_named_for_nothing(layer: str) -> None:
    empty = {"utils", "helpers", "manager", "service", "base"}
    assert not [path for path, _tree in files(layer) if path.stem in empty]


@pytest.mark.parametrize("layer", [layer for layer in LAYERS if layer != "tour"])
def test_nothing_happens_at_import(layer: str) -> None:
    """No engine, client, settings or scheduler at module level."""
    makers = {"create_engine", "AsyncWebClient", "AsyncApp", "AsyncIOScheduler", "read", "connect"}
    for path, tree in files(layer):
        for node in tree.body:
            calls = [n for n in ast.walk(node) if isinstance(n, ast.Call)]
            if isinstance(node, ast.Assign | ast.AnnAssign | ast.Expr):
                names = {n.func.id for n in calls if isinstance(n.func, ast.Name)}
                assert not names & makers, path
