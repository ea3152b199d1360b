"""Writes the files anew: `make sentences`."""

from tests.looks.sentences import HERE, files

for name, text in files().items():
    (HERE / name).write_text(text, encoding="utf-8")
