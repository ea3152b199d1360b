"""Whatever is done at the same time on PostgreSQL: nothing waits for ever, and all is true."""

import asyncio
from collections import Counter
from itertools import cycle, pairwise
from random import Random

import pytest
from sqlalchemy import select, text
from sqlalchemy.orm import Session

from bot.flag.case import Flag
from storage import absences, cases
from storage.database import Database
from storage.tables import CaseRow, DishRow, HistoryRow, WeeklyListRow, Workspace
from tests.storage.office import opened
from tests.storage.patterns import KARIN, PATTERNS, Office, furnished

pytestmark = [
    pytest.mark.thorough,
    pytest.mark.parametrize("new_database", ["postgres"], indirect=True),
]
GROUPS = {
    "each_against_every_other": PATTERNS,
    "each_against_itself_1": PATTERNS[:5] * 2,
    "each_against_itself_2": PATTERNS[5:] * 2,
}
"""What is done at once in one round."""
FEW, MANY, SEEDS = 10, 250, 4
ROUNDS = [
    (0, FEW),
    *(pytest.param(seed, MANY, marks=pytest.mark.slow) for seed in range(1, SEEDS + 1)),
]
FRESH_EVERY = 25
"""Rounds: the cases at which everybody meets grow."""
Copies = tuple[Database, ...]


@pytest.mark.parametrize(("seed", "rounds"), ROUNDS)
@pytest.mark.parametrize("group", GROUPS)
async def test_every_pair_of_patterns_may_be_done_at_once(
    copies: Copies, group: str, seed: int, rounds: int
) -> None:
    """A deadlock, or a unique index that somebody runs into, would be raised here."""
    office = Office(await opened(copies[0]), Random(f"{group} {seed}"))
    for number in range(rounds):
        if number % FRESH_EVERY == 0:
            await furnished(copies[0], office)
        deeds = office.dice.sample(GROUPS[group], len(GROUPS[group]))
        await asyncio.gather(*(deed(copy, office) for deed, copy in zip(deeds, cycle(copies))))
    await copies[0].read(all_is_true)
    await copies[0].read(owners_follow_each_other)
    await copies[0].read(links_go_both_ways)


def all_is_true(session: Session) -> None:
    """One claim holds a customer, numbers have no gaps, whoever has a dish has a weekly list."""
    holding = select(CaseRow.customer_key).where(CaseRow.open, CaseRow.customer_key.is_not(None))
    assert max(Counter(session.scalars(holding)).values(), default=0) <= 1
    numbers = session.scalars(select(CaseRow.number).order_by(CaseRow.number)).all()
    assert list(numbers) == list(range(1, len(numbers) + 1))
    assert session.scalars(select(Workspace.last_number)).one() == len(numbers)
    with_dishes = set(session.scalars(select(DishRow.person)))
    assert with_dishes <= set(session.scalars(select(WeeklyListRow.person)))
    away = absences.of(session, "T1", KARIN)
    assert all(first.last < second.first for first, second in pairwise(away))
    dead = text("SELECT deadlocks FROM pg_stat_database WHERE datname = current_database()")
    assert session.execute(dead).scalar_one() == 0


def owners_follow_each_other(session: Session) -> None:
    """By the history: each owner had the claim from the one before, and the last has it now."""
    owner: dict[int, str | None] = {}
    for row in session.scalars(select(HistoryRow).order_by(HistoryRow.id)):
        before = owner.get(row.case_id)
        match row.step:
            case "claim":
                assert row.case_id not in owner
                owner[row.case_id] = row.by
            case "accept_case" | "take_case":
                assert before != row.by
                owner[row.case_id] = row.by
            case "let_go" | "lose_owner":
                assert before is not None
                owner[row.case_id] = None
    query = select(CaseRow.id, CaseRow.person).where(CaseRow.kind == "claim")
    stored = {row.id: row.person for row in session.execute(query)}
    assert {case_id: person or "" for case_id, person in owner.items()} == stored


def links_go_both_ways(session: Session) -> None:
    every = [cases.look(session, each) for each in session.scalars(select(CaseRow.id))]
    linked = {case.id: case.linked for case in every if isinstance(case, Flag) and not case.over}
    assert all(
        case_id in linked[other]
        for case_id in linked
        for other in linked[case_id]
        if other in linked
    )
