"""The documents say what the code does."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot import settings
from handlers.escalate import SUBCOMMANDS, help
from tests.conftest import ROOT

README = (ROOT / "README.md").read_text()
EXAMPLE = (ROOT / ".env.example").read_text()
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


def test_every_setting_is_explained_and_none_that_is_not_there() -> None:
    source = (ROOT / "bot" / "settings.py").read_text()
    used = set(re.findall(r'"((?:SLACK|DATABASE|OPPVASK)_[A-Z_]+)"', source))
    explained = set(re.findall(r"^#? ?((?:SLACK|DATABASE|OPPVASK)_[A-Z_]+)=", EXAMPLE, re.M))
    assert used == explained


def test_every_link_in_the_documents_leads_somewhere() -> None:
    ours = [f"docs/{name}" for name in DOCUMENTS]
    for document in ("README.md", "CONTRIBUTING.md", "sandbox/README.md", *ours):
        path = ROOT / document
        for link in re.findall(r"\]\(([^)#:]+)\)", path.read_text()):
            assert (path.parent / link).exists(), (document, link)


def test_the_path_of_a_click_stands_where_the_readme_says() -> None:
    assert "ids.CLAIM: claim.claim" in (ROOT / "handlers/__init__.py").read_text()
    assert "async def claim(" in (ROOT / "handlers/claim.py").read_text()
    assert "def claim(" in (ROOT / "storage/cases.py").read_text()
    assert "def claim(" in (ROOT / "bot/cases/claim_steps.py").read_text()


def test_every_word_of_the_command_is_in_its_help() -> None:

    said = help("/escalate").text
    assert all(f"/escalate {word}" in said for word in SUBCOMMANDS if word)


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


def test_every_file_that_the_architecture_names_is_there() -> None:
    named = re.findall(rf"`((?:{'|'.join(LAYERS)})/[\w./]*)`", DOCUMENTS["architecture.md"])
    assert named
    assert [path for path in named if not (ROOT / path).exists()] == []


def test_every_class_that_the_words_name_is_there() -> None:
    trees = [ast.parse(text) for path, text in sources() if path.suffix == ".py"]
    classes = {n.name for tree in trees for n in ast.walk(tree) if isinstance(n, ast.ClassDef)}
    named = set(re.findall(r"`([A-Z][A-Za-z]+)`", DOCUMENTS["words.md"]))
    assert named
    assert named - classes == set()
