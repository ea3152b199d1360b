"""The wording is held here and nowhere else: what people read is what the files say."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import handlers
from bot.notices import Says
from bot.refusals import Code
from tests.conftest import ROOT
from tests.looks.cast import ORDINARY
from tests.looks.samples import views
from tests.looks.sentences import CARDS, HERE, files

FILES = files()
EVERYTHING = "\n".join(FILES.values())
TRANSLATED = {"_": 1, "later": 1, "ngettext": 2}
"""How many of the first arguments are sentences."""


@pytest.mark.parametrize("name", FILES)
def test_what_people_read_is_what_the_file_says(name: str) -> None:
    """Another wording? `python -m tests.looks.sentences` writes the files anew."""
    assert FILES[name] == (HERE / name).read_text(encoding="utf-8")


def test_no_file_is_left_over() -> None:
    assert {path.name for path in HERE.glob("*.txt")} == set(FILES)


def headings(kind: str) -> set[str]:
    """Of all files of that kind."""
    lines = (line for name, text in FILES.items() if kind in name for line in text.splitlines())
    return {line.removeprefix("== ") for line in lines if line.startswith("== ")}


def test_every_message_is_in_them() -> None:
    assert headings("letters") == {says.id for says in Says if says is not Says.CARD}
    assert headings("cards") == set(CARDS)


def test_every_form_that_is_sent_is_in_them() -> None:
    forms = {view.get("callback_id") for view in views(ORDINARY).values() if "submit" in view}
    assert set(handlers.SENT) <= forms
    for form in handlers.SENT:
        assert re.search(rf"^\[.+\] {form}  \[", EVERYTHING, re.MULTILINE), form


def test_every_refusal_is_in_them() -> None:
    assert {code for each in headings("refusals") for code in each.split(", ")} == set(Code)


def sentences() -> Iterator[tuple[str, str]]:
    """Every sentence of the code, as a translator gets it, and the file that it stands in."""
    for path in sorted((ROOT / "handlers").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
                for argument in node.args[: TRANSLATED.get(node.func.id, 0)]:
                    if isinstance(argument, ast.Constant):
                        yield str(argument.value), str(path.relative_to(Path(ROOT)))


UNREACHED = {"{count} hostile contact", "{count} flag of this customer today: {cases}"}
"""Forms for one, which only languages ask for: fewer than five, or two, are never shown."""


def pattern(sentence: str) -> str:
    """Finds the sentence with its facts filled in, and a link as it is shown."""
    shown = re.sub(r"<\{link\}\|([^>]*)>", r"\1", sentence.strip())
    fixed = [re.escape(part) for part in re.split(r"\{\w+\}", shown)]
    return rf"(?<!\w){'.+?'.join(fixed)}(?!\w)"


def test_every_sentence_of_the_code_is_in_them() -> None:
    missing = {each for each in sentences() if not re.search(pattern(each[0]), EVERYTHING)}
    assert {each for each in missing if each[0] not in UNREACHED} == set()
