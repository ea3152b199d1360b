"""What Slack refuses in a chart beyond the shape of it."""

from collections.abc import Iterator
from typing import Any

Json = dict[str, Any]
MOST = 2
"""Charts in one message."""


def check_charts(blocks: list[Json], pointer: str) -> list[str]:
    """Every reason; the blocks have the right shape."""
    charts = [(n, block) for n, block in enumerate(blocks) if block["type"] == "data_visualization"]
    found = [
        problem
        for n, block in charts
        if "series" in block["chart"]
        for problem in _series(block["chart"], f"{pointer}/{n}/chart")
    ]
    if len(charts) > MOST:
        found.append(said(f"no more than {MOST} data_visualization blocks allowed", pointer))
    return found


def _series(chart: Json, pointer: str) -> Iterator[str]:
    """All series have names of their own, and a value for each category."""
    categories = chart["axis_config"]["categories"]
    if len(set(categories)) < len(categories):
        yield said("must be unique", f"{pointer}/axis_config/categories")
    names = [series["name"] for series in chart["series"]]
    if len(set(names)) < len(names):
        yield said("names must be unique", f"{pointer}/series")
    for n, series in enumerate(chart["series"]):
        if sorted(point["label"] for point in series["data"]) != sorted(categories):
            yield said("must have one value for each category", f"{pointer}/series/{n}/data")


def said(words: str, pointer: str) -> str:
    """As Slack words a problem."""
    return f"[ERROR] {words} [json-pointer:{pointer}]"
