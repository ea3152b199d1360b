"""The documents say what the code does."""

import ast
import importlib
import inspect
import re
from collections.abc import Iterator
from dataclasses import fields
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from bot import settings
from handlers import SENT, running
from handlers.escalate import SUBCOMMANDS, help
from handlers.slack import ids
from storage import outbox, underway
from tests.conftest import ROOT

README = (ROOT / "README.md").read_text()
EXAMPLE = (ROOT / ".env.example").read_text()
OURS = [f"docs/{path.name}" for path in sorted((ROOT / "docs").glob("*.md"))]
DOCUMENTS = {path.name: path.read_text() for path in sorted((ROOT / "docs").glob("*.md"))}
LAYERS = ("bot", "storage", "handlers", "sandbox", "tour", "tests")
CITED = re.compile(r"\b([a-z]+\.md),[ \n]")
"""A document's name, a comma, and one of its headings; several of them with a semicolon."""


def sources() -> Iterator[tuple[Path, str]]:
    """What cites the documents: our Python, and the documents themselves."""
    paths = [ROOT / "app.py", *(path for layer in LAYERS for path in (ROOT / layer).rglob("*.py"))]
    for path in [*sorted(paths), *(ROOT / "docs" / name for name in DOCUMENTS)]:
        yield path, path.read_text()


def citations(source: str) -> Iterator[tuple[str, str]]:
    """Each document cited, and what stands behind its name, without the signs of comments."""
    plain = re.sub(r"\n[ \t]*(?:#[ \t:]*)?", "\n", source)
    for found in CITED.finditer(plain):
        yield found[1], plain[found.end() : found.end() + 300]


def headings(document: str) -> list[str]:
    """Without the document's title."""
    return re.findall(r"^##+ (.+)$", DOCUMENTS[document], re.M)


def begins_with_headings(cited: str, document: str) -> bool:
    """Whether the citation is made of headings of the document, however it is written or broken."""
    each = [re.escape(name).replace(r"\ ", "[ \n]") for name in headings(document)]
    heading = f"(?:{'|'.join(each)})"
    whole = rf"{heading}(?:;[ \n]{heading})*(?=[).\"'\n]|$)"
    return re.match(whole, cited, re.IGNORECASE) is not None


class Asked(dict[str, str]):
    """An environment that notes which settings it was asked for."""

    def __init__(self) -> None:
        super().__init__(SLACK_BOT_TOKEN="xoxb-1", SLACK_APP_TOKEN="xapp-1")
        self.names: set[str] = set()

    def get(self, key: str, default: Any = None) -> Any:
        self.names.add(key)
        return super().get(key, default)


def test_every_setting_is_explained_and_none_that_is_not_there() -> None:
    asked = Asked()
    settings.read(asked)
    assert len(asked.names) >= len(fields(settings.Settings))
    explained = re.findall(r"(?:^# .+\n)+^#? ?([A-Z_]+)=", EXAMPLE, re.M)
    assert sorted(explained) == sorted(asked.names)


def test_every_link_in_the_documents_leads_somewhere() -> None:
    for document in ("README.md", "CONTRIBUTING.md", "sandbox/README.md", *OURS):
        path = ROOT / document
        for link in re.findall(r"\]\(([^)#:]+)\)", path.read_text()):
            assert (path.parent / link).exists(), (document, link)


def test_the_click_that_the_readme_follows_goes_that_way() -> None:
    """Each function that it names leads to the next, by itself or by others of its module."""
    steps = re.findall(r"^\d\. \[\S+\]\((\S+)\): `(\w+)`", README, re.M)
    table, *path = [named_in(file, name) for file, name in steps]
    assert len(path) >= 4
    assert table is SENT
    assert path[0] is SENT[ids.CLAIM]
    *through, rule, delivery = path
    for step, following in pairwise([*through, rule]):
        assert following in reached(step), (step, following)
    assert outbox.put in reached(through[-1])
    assert underway.lease in reached(delivery)
    assert delivery in reached(running.start)


def named_in(file: str, name: str) -> Any:
    module = file.removesuffix(".py").removesuffix("/__init__").replace("/", ".")
    return getattr(importlib.import_module(module), name)


def reached(function: Any) -> set[Any]:
    """The functions that it names, and those that functions of its own module name in turn."""
    found: set[Any] = set()
    new = [function]
    while new:
        for each in named_by(new.pop()) - found:
            found.add(each)
            if each.__module__ == function.__module__:
                new.append(each)
    return found


def named_by(function: Any) -> set[Any]:
    """The functions that stand in its body, by name or as `module.name`."""
    known = inspect.unwrap(function).__globals__
    found = []
    for node in ast.walk(ast.parse(inspect.getsource(function))):
        if isinstance(node, ast.Name):
            found.append(known.get(node.id))
        elif isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
            found.append(getattr(known.get(node.value.id), node.attr, None))
    return {each for each in found if inspect.isfunction(each)}


@pytest.mark.parametrize("word", [word for word in SUBCOMMANDS if word])
def test_every_word_of_the_command_is_explained(word: str) -> None:
    assert f"`/escalate {word}`" in help("/escalate").text
    assert f"`/escalate {word}" in DOCUMENTS["behaviour.md"]


def test_the_errors_point_at_a_section_that_the_readme_has() -> None:
    (section,) = re.findall(r'"([^"]+)"', settings.README)
    assert f"## {section}" in README


def test_every_make_target_of_the_readme_is_there() -> None:
    makefile = (ROOT / "Makefile").read_text()
    for target in re.findall(r"(?:^|`)make ([a-z-]+)", README, re.M):
        assert f"\n{target}:" in makefile


def test_every_citation_leads_to_a_heading() -> None:
    cited = [(path, *each) for path, source in sources() for each in citations(source)]
    assert {"behaviour.md"} <= {document for _path, document, _behind in cited}
    for path, document, behind in cited:
        assert document in DOCUMENTS, (path, document)
        assert begins_with_headings(behind, document), (path, document, behind[:60])


@pytest.mark.parametrize(
    ("cited", "leads"),
    [
        ("Nudge rules)", True),
        ("nudge\nrules.", True),
        ("Who is asked; Clocks).", True),
        ("Who is asked; nobody)", False),
        ("Clocks: dish)", False),
        ("Clock)", False),
    ],
)
def test_a_citation_names_headings_and_nothing_else(cited: str, *, leads: bool) -> None:
    assert begins_with_headings(cited, "behaviour.md") is leads


@pytest.mark.parametrize("document", DOCUMENTS)
def test_no_two_headings_of_a_document_are_alike(document: str) -> None:
    names = [name.casefold() for name in headings(document)]
    assert len(names) == len(set(names))


@pytest.mark.parametrize("document", DOCUMENTS)
def test_a_newcomer_finds_every_document(document: str) -> None:
    contributing = (ROOT / "CONTRIBUTING.md").read_text()
    assert f"](docs/{document})" in README + contributing


@pytest.mark.parametrize("document", ["README.md", "CONTRIBUTING.md", *OURS])
def test_every_file_that_a_document_names_is_there(document: str) -> None:
    named = re.findall(rf"`((?:{'|'.join(LAYERS)})/[\w./]*)`", (ROOT / document).read_text())
    assert [path for path in named if not (ROOT / path).exists()] == []
    if document.endswith("architecture.md"):
        assert len(named) > 20


def rooms_of(layer: str) -> str:
    """What the architecture's list of rooms says of a layer."""
    rooms = DOCUMENTS["architecture.md"].split("```")[1]
    (said,) = re.findall(rf"^{layer}/.*\n((?:  .*\n)+)", rooms, re.M)
    return str(said)


@pytest.mark.parametrize("layer", ["bot", "storage", "handlers"])
def test_the_rooms_of_the_architecture_are_those_that_are_there(layer: str) -> None:
    described = re.findall(r"[\w.]+(?:/|\.py)(?= |$)", rooms_of(layer), re.M)
    there = [path.name for path in (ROOT / layer).glob("*.py") if "import" in path.read_text()]
    there += [f"{path.name}/" for path in (ROOT / layer).glob("[a-z]*") if path.is_dir()]
    assert sorted(described) == sorted(there)


@pytest.mark.parametrize("layer", ["bot", "handlers"])
def test_the_files_of_a_room_that_the_architecture_names_are_there(layer: str) -> None:
    rooms = re.findall(r"^  (\w+)/ +([^/\n]+)$", rooms_of(layer), re.M)
    assert rooms
    for room, said in rooms:
        listed = re.sub(r" \([^)]*\)", "", said.split(": ")[-1])
        for file in listed.split(", "):
            assert (ROOT / layer / room / f"{file}.py").exists(), (room, file)


@pytest.mark.thorough
def test_every_class_that_the_words_name_is_there() -> None:
    trees = [ast.parse(text) for path, text in sources() if path.suffix == ".py"]
    classes = {n.name for tree in trees for n in ast.walk(tree) if isinstance(n, ast.ClassDef)}
    named = set(re.findall(r"`([A-Z][A-Za-z]+)`", DOCUMENTS["words.md"]))
    assert named
    assert named - classes == set()
