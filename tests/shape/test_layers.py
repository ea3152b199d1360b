"""The shape of the house: arrows, rooms, sizes."""

import ast
import subprocess
import sys
from collections.abc import Iterable
from graphlib import CycleError, TopologicalSorter

import pytest

from tests.conftest import ROOT
from tests.shape.modules import LAYERS, Module, imported, modules, names, packages

ARROWS = {
    "bot": {"bot"},
    "storage": {"storage", "bot"},
    "handlers": {"handlers", "storage", "bot"},
    "sandbox": {"sandbox"},
    "tour": {"tour", "sandbox"},
}
OURS = {*LAYERS, "app", "tests"}
LIBRARIES = {
    "phonenumbers": {"bot"},
    "stdnum": {"bot"},
    "sqlalchemy": {"storage"},
    "alembic": {"storage"},
    "cattrs": {"storage"},
    "slack_bolt": {"handlers"},
    "slack_sdk": {"handlers"},
    "apscheduler": {"handlers"},
    "babel": {"handlers"},
    "prometheus_client": {"handlers"},
    "aiohttp": {"handlers", "sandbox", "tour"},
    "jsonschema": {"sandbox"},
}
NO_IO = {"os", "socket", "asyncio", "logging", "pathlib", "random", "time", "threading"}
CASES = {"flag", "claim", "dishes"}
SHARED_RULES = {"calendar", "due", "notices", "refusals", "steps", "team", "text", "waiting"}
"""What the rooms of the rules share."""
RULES_KNOW = {
    "flag": {"dishes"},  # its table names the steps of the washing-up
    "claim": {"dishes"},
    "dishes": set(),
    "numbers": set(),
    "wording": set(),
}
EDGES = {"flag", "claim", "dishes", "team", "home", "digest"}
EDGES_KNOW = {
    "flag": {"team"},  # whose form it is: team.membership
    "claim": {"team"},
    "dishes": set(),
    "home": {"team"},  # names
    "digest": set(),
    "team": set(),
}
SHOWN_BY = {
    "flag": {"flag", "dishes"},
    "claim": {"claim", "dishes"},
    "dishes": {"dishes", "claim"},  # thanks, and words for outside, only where no one was hostile
    "home": {"flag", "claim"},  # whoever looks sees all that is theirs
    "digest": set(),
    "team": set(),
}
"""Which rooms of the rules a room of the edges shows."""


@pytest.mark.parametrize("layer", LAYERS)
def test_arrows_point_one_way(layer: str) -> None:
    for module in modules(layer):
        assert packages(module) & OURS <= ARROWS[layer], module.path


@pytest.mark.parametrize("layer", LAYERS)
def test_each_library_has_its_room(layer: str) -> None:
    for module in modules(layer):
        strange = packages(module) - OURS - sys.stdlib_module_names
        assert strange <= set(LIBRARIES), module.path
        assert all(layer in LIBRARIES[library] for library in strange), module.path


def test_the_rules_do_no_input_or_output() -> None:
    for module in modules("bot"):
        assert not packages(module) & NO_IO, module.path


def test_no_two_modules_wait_for_each_other() -> None:
    """Whichever is imported first, all that it wants is there."""
    graph = {each.name: wanted(each) - {each.name} for each in modules(*LAYERS)}
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        pytest.fail(" → ".join(error.args[1]))


def wanted(module: Module) -> set[str]:
    return imported(module, at_once=True) & names()


def test_flags_claims_and_dishes_know_each_other_through_steps_and_shared_pieces() -> None:
    for module in inside("bot", RULES_KNOW):
        rooms = {room for layer, room in known(module) if layer == "bot"}
        assert rooms <= {module.room, *SHARED_RULES, *RULES_KNOW[module.room]}, module.path


def test_one_room_of_the_edges_does_not_know_another() -> None:
    for module in inside("handlers", EDGES):
        rooms = {room for layer, room in known(module) if layer == "handlers"}
        assert rooms & EDGES <= {module.room, *EDGES_KNOW[module.room]}, module.path


def test_a_room_of_the_edges_shows_what_the_room_of_that_name_decides() -> None:
    for module in inside("handlers", EDGES):
        rooms = {room for layer, room in known(module) if layer == "bot"}
        assert rooms & CASES <= SHOWN_BY[module.room], module.path


def inside(layer: str, rooms: Iterable[str]) -> list[Module]:
    found = [module for module in modules(layer) if module.room in rooms]
    assert {module.room for module in found} == set(rooms)
    return found


def known(module: Module) -> set[tuple[str, str]]:
    """Layer and room of each of our modules that it imports."""
    split = [name.split(".") for name in imported(module)]
    return {(parts[0], parts[1]) for parts in split if len(parts) > 1}


@pytest.mark.parametrize("layer", LAYERS)
def test_files_stop_at_300_lines_and_functions_at_40(layer: str) -> None:
    for module in modules(layer):
        if "migrations" in module.path.parts:
            continue
        assert len(module.path.read_text().splitlines()) <= 300, module.path
        for node in ast.walk(module.tree):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                assert (node.end_lineno or 0) - node.lineno < 40, (module.path, node.name)


@pytest.mark.parametrize("layer", [*LAYERS, "tests"])
def test_no_file_is_named_for_nothing(layer: str) -> None:
    empty = {"utils", "helpers", "manager", "service", "base"}
    assert not [module.path for module in modules(layer) if module.path.stem in empty]


def test_nothing_happens_at_import() -> None:
    """Every module is imported by a Python of its own, which ends at the first deed."""
    imports = sorted(
        module.name
        for module in modules(*LAYERS)
        if "migrations" not in module.path.parts and not module.name.endswith("__main__")
    )
    code = (ROOT / "tests" / "shape" / "importing.py").read_text()
    done = subprocess.run(
        [sys.executable, "-c", code, *imports, "app"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.split() == [*imports, "app"]
