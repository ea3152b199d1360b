"""Any two steps at the same time on PostgreSQL: each is done, or refused in words."""

import asyncio
from collections.abc import Sequence
from dataclasses import replace

import pytest
from sqlalchemy.orm import Session

from bot.claim.case import Claim
from bot.flag.case import FlagForm, Type, Wish
from bot.refusals import Refused
from bot.steps import Case
from bot.team import Person
from storage import cases, people, teams, together
from storage.database import Database
from storage.states import state_of
from storage.tables import CaseRow, Workspace
from tests.rules.people import COPENHAGEN, EVERYBODY
from tests.storage.pairs import NOW, TEAM, Deed, pairs
from tests.storage.test_locks import Copies, all_is_true

pytestmark = [
    pytest.mark.slow,
    pytest.mark.parametrize("new_database", ["postgres"], indirect=True),
]
ROUNDS = 3
PARTS = 4
"""So that two workers share the work."""


@pytest.mark.parametrize("part", range(PARTS))
async def test_any_two_steps_may_be_done_at_once(copies: Copies, part: int) -> None:
    await peopled(copies[0])
    both = [pair for pair in pairs()[part::PARTS] for _ in range(ROUNDS)]
    ids = await copies[0].write(stored, [case for pair in both for case in cases_of(pair)])
    for pair in both:
        taken = [ids.pop(0) for _ in cases_of(pair)]
        first, second = (
            record(copies[place], taken[-1 if place else 0], deed)
            for place, deed in enumerate(pair)
        )
        assert True in await asyncio.gather(first, second), pair
    await copies[0].read(all_is_true)


async def test_a_flag_from_a_claim_goes_with_any_step_on_that_claim(copies: Copies) -> None:
    await peopled(copies[0])
    deeds = {type(deed.step): deed for pair in pairs() for deed in pair}
    for deed in [each for each in deeds.values() if isinstance(each.case, Claim)] * ROUNDS:
        (case_id,) = await copies[0].write(stored, [deed.case])
        form = FlagForm(
            1, (Type.PERSONAL_ABUSE,), Wish.ANSWER_ME, f"K-{case_id}", "He shouted", linked=case_id
        )
        by = deed.case.person or deed.by
        flagged = copies[1].write(together.flag, form, workspace="T1", by=by, at=NOW)
        assert all(await asyncio.gather(flagged, record(copies[0], case_id, deed)))
    await copies[0].read(all_is_true)


def cases_of(pair: tuple[Deed, Deed]) -> list[Case]:
    """One where both meet, or one each."""
    first, second = pair
    return [first.case] if first.case is second.case else [first.case, second.case]


async def record(database: Database, case_id: int, deed: Deed) -> bool:
    """Whether it was done, and not refused."""
    try:
        await database.write(cases.record, case_id, deed.step, by=deed.by, at=NOW)
    except Refused:
        return False
    return True


async def peopled(database: Database) -> None:
    """The team of the rules' tests, whose id is 1."""
    known = [
        Person(each, each.title(), COPENHAGEN, outsider=TEAM.people[each].outsider)
        for each in EVERYBODY
    ]
    await database.write(teams.ensure_workspace, "T1", name="Nordlys", bot_user="UBOT", at=NOW)
    await database.write(people.remember, "T1", known, at=NOW)
    await database.write(teams.save, replace(TEAM.settings, id=0), by="USIGRID", at=NOW)


def stored(session: Session, told: Sequence[Case]) -> list[int]:
    """The cases as they stand, each of a customer of its own."""
    workspace = session.get_one(Workspace, "T1")
    rows = [_row(case, workspace.last_number + place) for place, case in enumerate(told, 1)]
    workspace.last_number += len(rows)
    session.add_all(rows)
    session.flush()
    return [row.id for row in rows]


def _row(case: Case, number: int) -> CaseRow:
    case = replace(case, reference=f"N-{number}", linked=())
    return CaseRow(
        workspace_id="T1",
        team_id=1,
        kind=case.kind.name,
        number=number,
        person=case.person or "",
        customer_key=case.customer_key,
        open=case.holds_customer,
        closed=case.over,
        changed_at=NOW,
        state=state_of(case),
    )
