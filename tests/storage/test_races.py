"""Two people in the same instant, from two copies of the bot: one owner at every moment."""

import asyncio
from collections.abc import Awaitable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.claim.case import Claim
from bot.claim.handover import AcceptCase, HandOver, WithdrawOffer
from bot.claim.steps import MarkHelped, Reopen
from bot.claim.unowned import LetGo, TakeCase
from bot.refusals import Code, Refused
from bot.team import Absence
from storage import absences, cases, teams, together
from storage.database import Database, connect
from storage.tables import HistoryRow
from tests.storage.office import AT, a_claim, a_flag, opened

pytestmark = pytest.mark.thorough

FEW, MANY = 12, 1000
ROUNDS = [FEW, pytest.param(MANY, marks=pytest.mark.slow)]


@dataclass
class Two:
    """One team, two connections of their own, and a claim of Ida's for each round."""

    one: Database
    two: Database
    team: Any

    async def does(self, case: int, step: Any, by: str, *, where: Database | None = None) -> Any:
        return await (where or self.one).write(cases.record, case, step, by=by, at=AT)

    async def claims(self, customer: str, by: str, *, where: Database | None = None) -> Any:
        form = a_claim(self.team, customer)
        return await (where or self.one).write(cases.new_claim, form, workspace="T1", by=by, at=AT)


async def at_once(*deeds: Awaitable[Any]) -> list[Any]:
    """Both, as they come: what each gave, or why it was refused."""
    found = await asyncio.gather(*deeds, return_exceptions=True)
    for outcome in found:
        if isinstance(outcome, BaseException) and not isinstance(outcome, Refused):
            raise outcome
    return list(found)


@pytest.fixture
async def two(database_url: str) -> Any:
    one, other = connect(database_url), connect(database_url)
    yield Two(one, other, await opened(one))
    await one.close()
    await other.close()


def owners(session: Session) -> dict[int, list[str | None]]:
    """Who had each case, one after the other, as the history tells it."""
    found: dict[int, list[str | None]] = {}
    for row in session.scalars(select(HistoryRow).order_by(HistoryRow.id)):
        before = found.setdefault(row.case_id, [])
        match row.step:
            case "claim":
                assert before == [], "claimed once"
                before.append(row.by)
            case "accept_case":
                assert before[-1] not in (None, row.by), "handed over by one, to another"
                before.append(row.by)
            case "let_go":
                assert before[-1] == row.by, "let go by its owner"
                before.append(None)
            case "take_case":
                assert before[-1] is None, "taken while nobody had it"
                before.append(row.by)
            case "withdraw_offer" | "hand_over":
                assert before[-1] == row.by, "by its owner"
    return found


async def told_alike(two: Two, rounds: int) -> None:
    """The history and the cases say the same, and no case has two owners, or none."""
    for case_id, history in (await two.one.read(owners)).items():
        case = await two.one.read(cases.look, case_id)
        assert isinstance(case, Claim)
        assert case.owner == history[-1]
        assert case.owner is not None
    assert len(await two.one.read(owners)) == rounds


@pytest.mark.parametrize("rounds", ROUNDS)
async def test_two_claims_of_one_customer(two: Two, rounds: int) -> None:
    for number in range(rounds):
        first, second = await at_once(
            two.claims(f"N-{number}", "UIDA"),
            two.claims(f"N-{number}", "UKARIN", where=two.two),
        )
        won, lost = (first, second) if isinstance(first, Claim) else (second, first)
        assert lost.code is Code.ALREADY_CLAIMED
        assert lost.facts["owner"] == won.owner
    await told_alike(two, rounds)


@pytest.mark.parametrize("rounds", ROUNDS)
async def test_a_claim_against_a_hand_over_that_is_accepted(two: Two, rounds: int) -> None:
    for number in range(rounds):
        case = await two.claims(f"N-{number}", "UIDA")
        await two.does(case.id, HandOver("UKARIN"), "UIDA")
        accepted, lost = await at_once(
            two.does(case.id, AcceptCase(), "UKARIN"),
            two.claims(f"n {number}", "UHANS", where=two.two),
        )
        assert accepted.owner == "UKARIN"
        assert lost.code is Code.ALREADY_CLAIMED
        assert lost.facts["owner"] in ("UIDA", "UKARIN")
    await told_alike(two, rounds)


@pytest.mark.parametrize("rounds", ROUNDS)
async def test_two_who_take_a_case_that_nobody_has(two: Two, rounds: int) -> None:
    for number in range(rounds):
        case = await two.claims(f"N-{number}", "UIDA")
        await two.does(case.id, LetGo(), "UIDA")
        first, second = await at_once(
            two.does(case.id, TakeCase(), "UKARIN"),
            two.does(case.id, TakeCase(), "UHANS", where=two.two),
        )
        won, lost = (first, second) if isinstance(first, Claim) else (second, first)
        assert lost.code is Code.ALREADY_CLAIMED
        assert lost.facts["owner"] == won.owner
    await told_alike(two, rounds)


@pytest.mark.parametrize("rounds", ROUNDS)
async def test_accepted_against_withdrawn(two: Two, rounds: int) -> None:
    ends: dict[bool, int] = {True: 0, False: 0}
    for number in range(rounds):
        case = await two.claims(f"N-{number}", "UIDA")
        await two.does(case.id, HandOver("UKARIN"), "UIDA")
        accept = two.does(case.id, AcceptCase(), "UKARIN")
        withdraw = two.does(case.id, WithdrawOffer(), "UIDA", where=two.two)
        if number % 2:
            accepted, withdrawn = await at_once(accept, withdraw)
        else:
            withdrawn, accepted = await at_once(withdraw, accept)
        taken = isinstance(accepted, Claim)
        assert taken != isinstance(withdrawn, Claim)
        refused = withdrawn if taken else accepted
        assert refused.code in (Code.OFFER_GONE, Code.NOT_YOURS)
        ends[taken] += 1
    assert rounds == FEW or all(ends.values()), ends
    await told_alike(two, rounds)


async def test_a_claim_opened_again_against_a_new_one(two: Two) -> None:
    for number in range(FEW):
        case = await two.claims(f"N-{number}", "UIDA")
        await two.does(case.id, MarkHelped(), "UIDA")
        deeds = [
            two.does(case.id, Reopen(AT + timedelta(hours=3)), "UIDA"),
            two.claims(f"N-{number}", "UKARIN", where=two.two),
        ]
        outcomes = await at_once(*(deeds if number % 2 else reversed(deeds)))
        (won,) = (each for each in outcomes if isinstance(each, Claim))
        (lost,) = (each for each in outcomes if isinstance(each, Refused))
        assert lost.code is Code.ALREADY_CLAIMED
        assert lost.facts["owner"] == won.owner


async def test_two_claims_of_one_customer_opened_again(two: Two) -> None:
    for number in range(FEW):
        both = []
        for by in ("UIDA", "UKARIN"):
            case = await two.claims(f"N-{number}", by)
            await two.does(case.id, MarkHelped(), by)
            both.append((case.id, Reopen(AT + timedelta(hours=3)), by))
        outcomes = await at_once(two.does(*both[0]), two.does(*both[1], where=two.two))
        (won,) = (each for each in outcomes if isinstance(each, Claim))
        (lost,) = (each for each in outcomes if isinstance(each, Refused))
        assert lost.facts["owner"] == won.owner


async def test_a_flag_from_a_claim_against_a_step_on_it(two: Two) -> None:
    for number in range(FEW):
        case = await two.claims(f"N-{number}", "UIDA")
        form = replace(a_flag(two.team), reference=f"N-{number}", linked=case.id)
        flagged = two.one.write(together.flag, form, workspace="T1", by="UIDA", at=AT)
        handed = two.does(case.id, HandOver("UKARIN"), "UIDA", where=two.two)
        for outcome in await at_once(flagged, handed):
            assert not isinstance(outcome, Refused)


async def test_the_same_absence_sent_twice_at_once_is_kept_once(two: Two) -> None:
    for number in range(FEW):
        away = Absence(date(2026, 4, 1 + number), date(2026, 4, 2 + number))
        sent = [bot.write(absences.keep, "T1", "UIDA", away, at=AT) for bot in (two.one, two.two)]
        await at_once(*sent)
        assert await two.one.read(absences.of, "T1", "UIDA") == (away,)


async def test_of_two_who_set_up_one_team_at_once_the_second_is_shown_the_first(two: Two) -> None:
    for number in range(FEW):
        team = replace(two.team, id=0, version=0, channel=f"CNEW{number}")
        outcomes = await at_once(
            *(bot.write(teams.save, team, by="USIGRID", at=AT) for bot in (two.one, two.two))
        )
        (refused,) = (each for each in outcomes if isinstance(each, Refused))
        assert refused.code is Code.SETUP_STALE
