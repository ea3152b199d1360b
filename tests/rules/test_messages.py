"""What every message declares: its name, the people in it, and what each of its facts is."""

from datetime import datetime

import pytest

from bot.notices import Fact, Kind, Notice, Says
from bot.text import Typed
from tests.rules.people import DORTE, GRETA, HANS, KARIN, at
from tests.rules.play import FITS, declared

MORNING = "2026-03-02T10:15+01:00"


def test_a_message_is_found_by_the_name_that_the_outbox_has_for_it() -> None:
    assert all(Says.of(says.id) is says for says in Says)
    assert len({says.id for says in Says}) == len(Says)
    with pytest.raises(KeyError):
        Says.of("something_newer")


def test_a_message_names_the_people_of_its_facts_and_nobody_else() -> None:
    facts = {"before": [HANS, GRETA], "now": DORTE, "since": MORNING, "decided": False}
    assert Says.STEPPED_UP_FOR_YOU.people(facts) == {HANS, GRETA, DORTE}
    assert Says.WARNING_TO_ANSWER.people({"due": MORNING, "next": None}) == set()
    assert Says.SAME_AS_YOURS.people({"other": 6, "number": 41}) == set()
    assert Says.TALKED_NOTED.people({}) == set()


def test_every_kind_of_fact_is_looked_at() -> None:
    assert set(FITS) == set(Kind)


@pytest.mark.parametrize(
    ("says", "name", "fact"),
    [
        (Says.CARD, "by", KARIN),
        (Says.TALKED_NOTED, "by", 7),
        (Says.FLAG_SAVED, "asked", HANS),
        (Says.FLAG_SAVED, "asked", [HANS, 7]),
        (Says.NUDGE_TO_ANSWER, "due", MORNING),
        (Says.NUDGE_TO_ANSWER, "due", datetime(2026, 3, 2)),  # noqa: DTZ001  naive is what it is about
        (Says.WORDS, "text", "I saw it, Karin."),
        (Says.TALK_NOTED, "outcome", "held"),
        (Says.MERGED, "number", True),
        (Says.TAKEN_BACK, "yes", 1),
    ],
)
def test_a_fact_that_is_not_declared_or_of_another_kind_is_noticed(
    says: Says, name: str, fact: Fact
) -> None:
    with pytest.raises(AssertionError):
        declared(Notice(says, HANS, {name: fact}))


def test_facts_of_the_declared_kinds_are_fine() -> None:
    declared(Notice(Says.OFFERED, KARIN, {"by": HANS, "text": Typed(5), "due": at(MORNING)}))
    declared(Notice(Says.OFFERED, KARIN, {"by": HANS, "text": None}))
