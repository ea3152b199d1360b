"""The documents say what the code does."""

import re

from bot import settings
from handlers.escalate import SUBCOMMANDS, help
from tests.conftest import ROOT

README = (ROOT / "README.md").read_text()
EXAMPLE = (ROOT / ".env.example").read_text()


def test_every_setting_is_explained_and_none_that_is_not_there() -> None:
    source = (ROOT / "bot" / "settings.py").read_text()
    used = set(re.findall(r'"((?:SLACK|DATABASE|OPPVASK)_[A-Z_]+)"', source))
    explained = set(re.findall(r"^#? ?((?:SLACK|DATABASE|OPPVASK)_[A-Z_]+)=", EXAMPLE, re.M))
    assert used == explained


def test_every_link_in_the_documents_leads_somewhere() -> None:
    for document in ("README.md", "CONTRIBUTING.md", "docs/decisions.md", "sandbox/README.md"):
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
