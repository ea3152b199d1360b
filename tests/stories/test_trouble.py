"""Whatever Slack does in the middle of it: everybody reads what they should, once, or is told."""

from collections.abc import Callable

import pytest

from tests.sending.test_failures import codes_by_method
from tests.stories import trouble
from tests.stories.trouble import FOR_REPLIES, JOINED, SCENES, SPANS, TROUBLES, Cell, Played
from tests.stories.world import World

pytestmark = pytest.mark.slow
TRUE = {
    ("users.info", "the person"),
    ("conversations.replies", "the message"),
    ("conversations.replies", "the place"),
}
"""Here the bot has to believe it: others are asked then, a card and its thread are made anew."""
SAMPLE = 7
"""On PostgreSQL, one cell of so many."""


def reached(good: dict[str, Played]) -> list[tuple[str, str]]:
    """Each scene with each method that its letters need; what replies need, in one scene."""
    called: list[tuple[str, str]] = []
    for scene, day in good.items():
        before = {method for _scene, method in called}
        shown = before.intersection(FOR_REPLIES)
        called += [(scene, method) for method in sorted(day.methods - shown)]
        if scene == "an answer":
            called.append((scene, "conversations.replies"))
        else:
            called.append((scene, "conversations.history"))
    return [*called, ("a claim", JOINED), ("a digest", JOINED)]


def cells(good: dict[str, Played], of: str) -> list[Cell]:
    """Half of all combinations: each trouble meets each method, scene and span.

    Troubles that stand beside each other in the table share the scenes of a method between them.
    """
    turn, spans = list(TROUBLES).index(of), list(SPANS)
    numbered = list(enumerate(reached(good)))[turn % 2 :: 2]
    numbered = [each for each in numbered if (each[1][1], of) not in TRUE]
    return [
        Cell(scene, method, of, spans[(turn // 2 + number // 2) % len(spans)])
        for number, (scene, method) in numbered
    ]


@pytest.mark.parametrize("of", TROUBLES)
async def test_everybody_reads_it_once_or_whoever_relied_on_it_is_told(
    world: World,
    of: str,
    request: pytest.FixtureRequest,
    record_property: Callable[[str, object], None],
) -> None:
    await world.passes(days=1)
    good = {name: await trouble.played(world, scene) for name, scene in SCENES.items()}
    assert {method for day in good.values() for method in day.methods} <= set(codes_by_method())
    every = cells(good, of)
    if "postgres" in request.node.name:
        every = every[::SAMPLE]
    damage = []
    for cell in every:
        bad = await trouble.played(world, SCENES[cell.scene], cell)
        damage += [f"{cell}: {line}" for line in trouble.wrong(cell, good[cell.scene], bad)]
    record_property("combinations", len(every))
    assert damage == [], "\n".join(damage)
