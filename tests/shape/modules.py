"""Our modules as they stand in the files: what each imports, and when."""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

from tests.conftest import ROOT

LAYERS = ("bot", "storage", "handlers", "sandbox", "tour")


class Module(NamedTuple):
    name: str
    path: Path
    tree: ast.Module

    @property
    def room(self) -> str:
        """The folder or file of its layer in which it stands."""
        return self.name.split(".")[1] if "." in self.name else "__init__"


@cache
def modules(*layers: str) -> tuple[Module, ...]:
    """All modules of those layers."""
    paths = [path for layer in layers for path in sorted((ROOT / layer).rglob("*.py"))]
    return tuple(Module(_name(path), path, ast.parse(path.read_text())) for path in paths)


@cache
def names() -> frozenset[str]:
    return frozenset(module.name for module in modules(*LAYERS))


def imported(module: Module, *, at_once: bool = False) -> set[str]:
    """The full names of what a module imports when it runs; `at_once`: as it is imported itself.

    What is imported for the types alone does not count. A submodule counts as itself, a name of a
    module as that module.
    """
    return {found for node in _run(module.tree, at_once=at_once) for found in _names(node)}


def packages(module: Module) -> set[str]:
    """The top-level packages of what it imports."""
    return {name.split(".")[0] for name in imported(module)}


def _run(tree: ast.AST, *, at_once: bool) -> Iterator[ast.AST]:
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING":
            continue
        if at_once and isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            continue
        yield node
        yield from _run(node, at_once=at_once)


def _names(node: ast.AST) -> Iterator[str]:
    if isinstance(node, ast.Import):
        yield from (alias.name for alias in node.names)
    elif isinstance(node, ast.ImportFrom) and node.module:
        for alias in node.names:
            inner = f"{node.module}.{alias.name}"
            yield inner if inner in names() else node.module


def _name(path: Path) -> str:
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts).removesuffix(".__init__")
