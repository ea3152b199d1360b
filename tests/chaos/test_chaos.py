"""A short day of chaos damages nothing; and the judge finds each damage that there can be."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from handlers.slack import ids
from tests.chaos.day import Day, lived
from tests.chaos.evidence import Click, Deed, Evidence, Letter, Open, Seen
from tests.chaos.judge import judged

KARIN, HANS = "UKARIN", "UHANS"
PRESSED = f"click:{HANS}:1.0:{ids.CLOSE}:2.0"
TO_HER = frozenset({KARIN})
FIRST = Letter(1, f"person:{KARIN}", KARIN, "words", "one", "sent", 5.0, TO_HER)
SECOND = replace(FIRST, id=2, opaque="two", written_at=15.0)
GOOD = Evidence(
    clicks=(
        Click("view:1", KARIN, ids.CLAIM, form=True, mark="Q1Z", acked=True),
        Click(PRESSED, HANS, ids.CLOSE, form=False, acked=True),
    ),
    received=frozenset({"view:1", PRESSED}),
    deeds=(Deed(1, KARIN, "claim", frozenset({"Q1Z"})), Deed(1, HANS, "close")),
    letters=(FIRST, SECOND),
    seen=(Seen("D1", "", "6.0", "one"), Seen("D1", "", "16.0", "two")),
    open=(Open(1, "claimed", (KARIN,), asks=False, overdue=False),),
    troubles=(10.0,),
)


def test_a_good_day_is_found_good() -> None:
    assert not any(judged(GOOD).kinds.values())


@pytest.mark.parametrize(
    ("damaged", "found"),
    [
        (replace(GOOD, letters=(replace(FIRST, state="waiting"), SECOND)), {"lost"}),
        (replace(GOOD, letters=(replace(FIRST, state="held"), SECOND)), {"lost"}),
        (replace(GOOD, letters=(replace(FIRST, state="given_up"), SECOND)), {"lost"}),
        (replace(GOOD, seen=GOOD.seen[:1]), {"lost", "silenced"}),
        (replace(GOOD, received=frozenset({PRESSED})), {"lost"}),
        (replace(GOOD, deeds=GOOD.deeds[1:]), {"lost"}),
        (replace(GOOD, deeds=GOOD.deeds[:1]), {"lost"}),
        (replace(GOOD, seen=(*GOOD.seen, Seen("D1", "", "17.0", "two"))), {"doubled"}),
        (replace(GOOD, seen=(*GOOD.seen, Seen("D1", "", "17.0", "nobody's"))), {"doubled"}),
        (replace(GOOD, deeds=(*GOOD.deeds, GOOD.deeds[0])), {"doubled"}),
        (replace(GOOD, deeds=(*GOOD.deeds, GOOD.deeds[1])), {"doubled"}),
        (replace(GOOD, seen=(replace(GOOD.seen[0], ts="18.0"), GOOD.seen[1])), {"out_of_order"}),
        (replace(GOOD, gone=frozenset({KARIN})), {"without_owner"}),
        (replace(GOOD, open=(replace(GOOD.open[0], people=()),)), {"without_owner"}),
        (replace(GOOD, open=(replace(GOOD.open[0], overdue=True),)), {"silenced"}),
        (replace(GOOD, silent=frozenset({KARIN})), {"silenced"}),
    ],
)
def test_each_damage_is_found(damaged: Evidence, found: set[str]) -> None:
    assert {kind for kind, damages in judged(damaged).kinds.items() if damages} == found


def test_what_slack_did_not_hear_an_ack_of_may_have_happened_or_not() -> None:
    click = replace(GOOD.clicks[0], acked=False)
    not_done = replace(GOOD, received=frozenset({PRESSED}), deeds=GOOD.deeds[1:])
    for evidence in (GOOD, not_done):
        unsure = replace(evidence, clicks=(click, GOOD.clicks[1]))
        assert not any(judged(unsure).kinds.values())


@pytest.mark.slow
async def test_a_day_of_faults_and_kills_is_lived_to_its_end_and_judged(
    new_database: Callable[[], str], request: pytest.FixtureRequest, tmp_path: Path
) -> None:
    """What it finds is for `make chaos` to tell: no two days are alike."""
    copies = 3 if "postgres" in request.node.name else 1
    day = Day("a day", new_database(), copies, kills=3, seed=1, log=tmp_path / "log")
    outcome = await lived(day)
    assert outcome.kills >= 3
    assert outcome.clicks
    assert outcome.faults
